"""Vietnamese file names: the same letters in two ways of writing them, on disk and in site.toml."""

import json
import shutil
import unicodedata
import unittest

from support import BAD_INPUT, PackagerTest, Tour, gradient, write_wav

PANORAMA = "Cổng chùa Trấn Quốc.png"
PICTURE = "ảnh tư liệu/bản đồ cổ.png"
SOUND = "tiếng chuông.wav"

SCENE = f"""
[[scene.hotspot]]
kind = "info"
yaw = 10.0
pitch = 0.0
text = {{ vi = "Bản đồ", en = "Map", zh = "地图" }}
picture = "{PICTURE}"
[[scene.hotspot]]
kind = "audio"
yaw = 20.0
pitch = 0.0
audio = "{SOUND}"
"""


def nfc(text):
    return unicodedata.normalize("NFC", text)


def nfd(text):
    return unicodedata.normalize("NFD", text)


class Names(PackagerTest):
    def make(self, on_disk, in_toml):
        tour = Tour(self.work / "tour", sites=[], narrated=False)
        folder = tour.site("chua-tran-quoc")
        folder.mkdir(parents=True)
        (folder / on_disk(PANORAMA)).write_bytes(gradient(256, 128))
        picture = folder / on_disk(PICTURE)
        picture.parent.mkdir()
        picture.write_bytes(gradient(64, 64))
        write_wav(folder / on_disk(SOUND))
        tour.add_narration("chua-tran-quoc")
        tour.write_site("chua-tran-quoc", SCENE, PANORAMA, 'status = "reviewed"')
        toml = folder / "site.toml"
        text = toml.read_text(encoding="utf-8").replace("Nơi chua-tran-quoc", "Chùa Trấn Quốc")
        toml.write_text(in_toml(text), encoding="utf-8")
        return tour

    def check_both(self, on_disk, in_toml):
        self.assertNotEqual(nfc(PANORAMA), nfd(PANORAMA))
        report = self.build(self.make(on_disk, in_toml))
        self.assertEqual(self.errors(report), [])
        self.assertEqual([f for f in report["findings"] if f["site"]], [])
        tour = self.tour_json()
        self.assertEqual(tour["sites"][0]["name"]["vi"], nfc("Chùa Trấn Quốc"))
        site = json.loads((self.package / tour["sites"][0]["file"]).read_bytes())
        spots = site["scenes"][0]["hotspots"]
        self.assertTrue((self.package / spots[0]["picture"]).is_file())
        self.assertTrue((self.package / spots[1]["narration"]["opus"]).is_file())
        self.assertEqual(set(site["scenes"][0]["subtitles"]), {"en", "zh"})
        self.verify()

    def test_composed_on_disk_and_decomposed_in_toml(self):
        self.check_both(nfc, nfd)

    def test_decomposed_on_disk_and_composed_in_toml(self):
        self.check_both(nfd, nfc)

    def test_decomposed_in_both(self):
        self.check_both(nfd, nfd)

    def test_both_on_disk(self):
        tour = self.make(nfd, nfc)
        folder = tour.site("chua-tran-quoc")
        (folder / nfc(PANORAMA)).write_bytes(gradient(256, 128, blue=1))
        if len(list(folder.glob("*.png"))) == 1:
            self.skipTest("this file system takes both for the same name")
        report = self.build(tour, expect=BAD_INPUT)
        self.assert_finding(
            report, "sites/chua-tran-quoc/site.toml", "is there twice", "Delete the one", "6:"
        )

    def test_without_marks_or_in_other_letters(self):
        meant = f'Did you mean "{PANORAMA}"?'
        for written, cure in (
            ("Cong chua Tran Quoc.png", meant),
            ("cổng chùa trấn quốc.PNG", meant),
            ("Cổng chùa Trán Quốc.png", meant),
            ("Sân trước.PNG", f"write the name of one that is there: {PANORAMA}"),
        ):
            tour = self.make(nfd, lambda text: text.replace(PANORAMA, written))
            report = self.build(tour, expect=BAD_INPUT)
            self.assert_finding(
                report,
                "sites/chua-tran-quoc/site.toml",
                f'panorama "{written}" is not there',
                cure,
                "6:",
            )
            shutil.rmtree(tour.folder)


if __name__ == "__main__":
    unittest.main()
