"""A folder full of mistakes, as a content editor makes them: a table of what each does, and of the
file, the place and the cure that the packager must answer with. One tour holds them all, and the
sites without errors are published all the same."""

import json
import os
import shutil
import unicodedata
import unittest

from support import (
    BAD_INPUT,
    DONE,
    PARTLY,
    EN_VTT,
    PackagerTest,
    Tour,
    gradient,
    png,
    write_wav,
)

HOTSPOT = '[[scene.hotspot]]\nkind = "{}"\nyaw = {}\npitch = {}\n{}'
TEXT = 'text = { vi = "a", en = "b", zh = "c" }'
VI_VTT = (
    "WEBVTT\n\n00:00.000 --> 00:01.000\nChào mừng bạn đến\n\n"
    "00:01.000 --> 00:01.950\nvới bờ hồ Tây\n\n00:01.950 --> 00:02.900\ncủa Hà Nội xưa và\n"
    "\n00:02.900 --> 00:03.900\nnay của chúng ta\n"
)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
VIDEO = b"\0\0\0\x18ftypisom\0\0\2\0isomiso2" + bytes(200)
DOCX = b"PK\x03\x04\x14\0\x06\0" + bytes(200)

ERROR, WARNING = "error", "warning"


def write(name, data):
    """Puts a file into the site's folder."""

    def break_it(tour, site):
        (tour.site(site) / name).write_bytes(data if isinstance(data, bytes) else data.encode())

    return break_it


def scene(extra, panorama="gate.png", top=""):
    """Rewrites site.toml."""
    return lambda tour, site: tour.write_site(site, extra, panorama, top)


def replace(old, new):
    def break_it(tour, site):
        file = tour.site(site) / "site.toml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")

    return break_it


def remove(name):
    return lambda tour, site: (tour.site(site) / name).unlink()


def rename(old, new):
    return lambda tour, site: (tour.site(site) / old).rename(tour.site(site) / new)


def cut(name, share):
    def break_it(tour, site):
        file = tour.site(site) / name
        data = file.read_bytes()
        file.write_bytes(data[: int(len(data) * share)])

    return break_it


def loop(tour, site):
    """A file that nobody can open, not even the superuser."""
    (tour.site(site) / "gate.png").unlink()
    os.symlink("gate.png", tour.site(site) / "gate.png")


def no_rights(tour, site):
    (tour.site(site) / "site.toml").unlink()
    os.symlink("site.toml", tour.site(site) / "site.toml")


def nothing(tour, site):
    for file in tour.site(site).iterdir():
        file.unlink()


def docx_for_toml(tour, site):
    (tour.site(site) / "site.toml").unlink()
    (tour.site(site) / "site.docx").write_bytes(DOCX)


def toml_txt(tour, site):
    rename("site.toml", "site.toml.txt")(tour, site)


def no_category(tour, site):
    replace('category = "relic"\n', "")(tour, site)


# site → how it is broken, how grave that is, and what the finding says: its file (in the site's
# folder), place, what and cure.
MISTAKES = {
    # pictures
    "panorama-missing": (
        scene("", "gaet.png"), ERROR, "site.toml", "6:", '"gaet.png" is not there', '"gate.png"'),
    "panorama-elsewhere": (
        scene("", "../other/gate.png"), ERROR, "site.toml", "6:", "out of the site's folder",
        "Copy the file"),
    "panorama-backslash": (
        scene("", "media\\\\gate.png"), ERROR, "site.toml", "6:", "out of the site's folder", "'/'"),
    "panorama-wrong-ratio": (
        write("gate.png", gradient(200, 150)), ERROR, "gate.png", "", "200×150, not 2:1",
        "coverage ="),
    "panorama-tiny": (
        write("gate.png", gradient(2, 1)), ERROR, "gate.png", "", "2×1", "another size"),
    "jpeg-truncated": (
        cut("gate.jpg", 0.5), ERROR, "gate.jpg", "", "damaged or cut off", "copy it again"),
    "png-truncated": (
        cut("gate.png", 0.7), ERROR, "gate.png", "", "damaged or cut off", "copy it again"),
    "picture-empty": (
        write("gate.png", b""), ERROR, "gate.png", "", "empty", "Copy it again"),
    "picture-is-heic": (
        write("gate.png", HEIC), ERROR, "gate.png", "", "HEIC", "Most Compatible"),
    "picture-is-video": (
        write("gate.png", VIDEO), ERROR, "gate.png", "", "is a video", "one frame"),
    "picture-is-docx": (
        write("gate.png", DOCX), ERROR, "gate.png", "", "Word document", "JPEG or PNG"),
    "picture-is-html": (
        write("gate.png", "<html>404 not found</html>" * 9), ERROR, "gate.png", "",
        "not an image", "JPEG, PNG or TIFF"),
    "picture-unreadable": (
        loop, ERROR, "gate.png", "", "cannot be", "may"),
    "coverage-contradicts": (
        scene("coverage = { yaw = [-90, 90], pitch = [-10, 10] }"), ERROR, "gate.png", "",
        "coverage says", "Correct coverage"),
    "coverage-wrong-way-round": (
        scene("coverage = { pitch = [45, -45] }"), ERROR, "site.toml", "7:", "[45, -45]",
        "smaller number first"),
    # site.toml
    "toml-missing": (
        remove("site.toml"), ERROR, "site.toml", "", "is not there", "[[scene]]"),
    "toml-is-docx": (
        docx_for_toml, ERROR, "site.toml", "", "is not there", '"site.docx" is not read'),
    "toml-was-docx": (
        write("site.toml", DOCX), ERROR, "site.toml", "", "Word document", "plain text"),
    "toml-txt": (
        toml_txt, ERROR, "site.toml", "", "is not there", 'Rename "site.toml.txt"'),
    "toml-unreadable": (
        no_rights, ERROR, "site.toml", "", "cannot be", "may"),
    "toml-empty": (
        write("site.toml", ""), ERROR, "site.toml", "", '"category" is missing', "category ="),
    "toml-syntax": (
        replace('"relic"', "'relic\""), ERROR, "site.toml", "1:", "not TOML", "Correct this line"),
    "toml-quotes-of-word": (
        replace('"relic"', "“relic”"), ERROR, "site.toml", "1:", "not TOML", '"double quotes"'),
    "toml-latin-1": (
        lambda tour, site: (tour.site(site) / "site.toml").write_bytes(
            'category = "relic"\nname = { vi = "Đền", en = "é" }\n'.encode("cp1258", "replace")),
        ERROR, "site.toml", "2:", "not UTF-8", "UTF-8"),
    "key-unknown": (
        scene("heding = 90.0"), ERROR, "site.toml", "7:1", '"heding"', '"heading"'),
    "key-misplaced": (
        scene("", top="heading = 90.0"), ERROR, "site.toml", "3:1", '"heading"', "[[scene]]"),
    "key-twice": (
        scene("heading = 1.0\nheading = 2.0"), ERROR, "site.toml", "8:", "heading", "Remove one"),
    "type-wrong": (
        scene('heading = "north"'), ERROR, "site.toml", "7:", "wrong kind", "without quotes"),
    "comma-decimals": (
        scene("heading = 12,5"), ERROR, "site.toml", "7:", "not TOML", "decimal point"),
    "category-unknown": (
        replace('"relic"', '"relics"'), ERROR, "site.toml", "1:", '"relics"', '"relic"'),
    "category-missing": (
        no_category, ERROR, "site.toml", "", '"category" is missing', "category ="),
    "name-missing": (
        replace("name =", "summary ="), ERROR, "site.toml", "", '"name" is missing', "name ="),
    "translation-missing": (
        scene("", top='summary = { vi = "Tóm" }'), WARNING, "site.toml", "3:",
        "not there in en, zh", "en ="),
    "place-half": (
        scene("", top="place = { lat = 21.0 }"), ERROR, "site.toml", "3:", '"lat" and "lon"',
        "105.8367"),
    "place-swapped": (
        scene("", top="place = { lat = 105.8, lon = 21.0 }"), ERROR, "site.toml", "3:", "105.8",
        "from -90 to 90"),
    "status-unknown": (
        scene("", top='status = "final"'), ERROR, "site.toml", "3:", '"final"', '"reviewed"'),
    "scene-missing": (
        lambda tour, site: (tour.site(site) / "site.toml").write_text(
            'category = "relic"\nname = { vi = "a", en = "b", zh = "c" }\n'),
        ERROR, "site.toml", "", "no scene", "[[scene]]"),
    "scene-single-brackets": (
        replace("[[scene]]", "[scene]"), ERROR, "site.toml", "4:", "wrong kind", "double brackets"),
    "scene-id-twice": (
        scene('[[scene]]\nid = "gate"\npanorama = "gate.png"'), ERROR, "site.toml", "7:",
        'two scenes have the id "gate"', "another id"),
    "scene-id-with-spaces": (
        replace('id = "gate"', 'id = "Cổng chính"'), ERROR, "site.toml", "5:", "Cổng chính",
        "cong-chinh"),
    # hotspots
    "hotspot-pitch": (
        scene(HOTSPOT.format("info", "0.0", "120.0", TEXT)), ERROR, "site.toml", "10:", "is 120",
        "from -90 to 90"),
    "hotspot-kind": (
        scene(HOTSPOT.format("inof", "0.0", "0.0", TEXT)), ERROR, "site.toml", "8:", '"inof"',
        '"info"'),
    "hotspot-nowhere": (
        scene('[[scene.hotspot]]\nkind = "url"\npitch = 0.0\nurl = "https://a.vn"'), ERROR,
        "site.toml", "7:", '"yaw" of hotspot is missing', "degrees"),
    "link-scene-missing": (
        scene(HOTSPOT.format("scene", "0.0", "0.0", 'scene = "gaet"')), WARNING, "site.toml",
        'scene "gate"', "no such scene", '"gate"'),
    "link-site-missing": (
        scene(HOTSPOT.format("site", "0.0", "0.0", 'site = "god-site"')), WARNING, "site.toml",
        'scene "gate"', "no such site", '"good-site"'),
    "link-without-https": (
        scene(HOTSPOT.format("url", "0.0", "0.0", 'url = "example.org"')), ERROR, "site.toml",
        "11:", "not a web address", "https://example.org"),
    "hotspot-picture-heic": (
        lambda tour, site: (
            write("map.jpg", HEIC)(tour, site),
            scene(HOTSPOT.format("info", "0.0", "0.0", TEXT + '\npicture = "map.jpg"'))(tour, site),
        ),
        ERROR, "map.jpg", "", "HEIC", "JPEG"),
    # sound and subtitles
    "narration-corrupt": (
        write("gate.narration.vi.wav", b"RIFF" + bytes(60)), ERROR, "gate.narration.vi.wav", "",
        "cannot be read as sound", "Export it again"),
    "narration-truncated": (
        cut("gate.narration.vi.wav", 0.4), ERROR, "gate.narration.vi.wav", "", "ends after",
        "Copy or export it again"),
    "narration-silent": (
        lambda tour, site: write_wav(tour.site(site) / "gate.narration.vi.wav", 0, silence=2.0),
        ERROR, "gate.narration.vi.wav", "", "silent throughout", "Record"),
    "narration-of-phone": (
        rename("gate.narration.vi.wav", "gate.narration.vi.m4a"), ERROR, "gate.narration.vi.m4a",
        "", ".m4a cannot be read", "Export it as WAV"),
    "narration-twice": (
        lambda tour, site: write_wav(tour.site(site) / "gate.narration.vi.flac"), ERROR,
        "gate.narration.vi.wav", "", "are both the narration", "Remove"),
    "subtitle-missing": (
        remove("gate.subtitles.zh.srt"), ERROR, "site.toml", "4:", "no subtitles in Chinese",
        "gate.subtitles.zh.vtt"),
    "subtitle-empty": (
        write("gate.subtitles.en.vtt", b""), ERROR, "gate.subtitles.en.vtt", "", "is empty",
        "Write the subtitles"),
    "subtitle-is-docx": (
        write("gate.subtitles.en.vtt", DOCX), ERROR, "gate.subtitles.en.vtt", "", "Word document",
        "plain text"),
    "subtitle-named-docx": (
        write("gate.subtitles.fr.docx", DOCX), ERROR, "gate.subtitles.fr.docx", "", ".docx",
        "WebVTT"),
    "subtitle-vietnamese": (
        lambda tour, site: (
            write_wav(tour.site(site) / "gate.narration.vi.wav", 4.0),
            write("gate.subtitles.en.vtt", VI_VTT)(tour, site),
        ),
        WARNING, "gate.subtitles.en.vtt", "cue 1", "are Vietnamese", "language"),
    "subtitle-not-chinese": (
        write("gate.subtitles.zh.srt", EN_VTT), WARNING, "gate.subtitles.zh.srt", "cue 1",
        "no Chinese character", "language"),
    "subtitle-of-no-scene": (
        write("gaet.subtitles.fr.vtt", EN_VTT), WARNING, "gaet.subtitles.fr.vtt", "",
        "belongs to no scene", "gate.subtitles.fr.vtt"),
    "subtitle-misnamed": (
        write("gate.subtitels.fr.vtt", EN_VTT), WARNING, "gate.subtitels.fr.vtt", "",
        "not used", "gate.subtitles.fr.vtt"),
    "subtitle-language": (
        write("gate.subtitles.english.vtt", EN_VTT), ERROR, "gate.subtitles.english.vtt", "",
        '"english" is not a language', "(or en, zh, …)"),
    "subtitle-too-fast": (
        write("gate.subtitles.en.vtt", EN_VTT.replace("1.900", "0.900")), ERROR,
        "gate.subtitles.en.vtt", "cue 1 at 0.0 s", "nobody can read that", "Shorten"),
    "subtitle-backwards": (
        write("gate.subtitles.en.vtt", EN_VTT.replace("00:00.000", "00:05.000")), ERROR,
        "gate.subtitles.en.vtt", "3, cue 1", "ends before it begins", "correct the times"),
    # folders
    "site-empty": (nothing, WARNING, "", "", "empty folder", "Remove it"),
}
NARRATED = ("narration-", "subtitle-")


class Mistakes(PackagerTest):
    def setUp(self):
        super().setUp()
        self.assertGreaterEqual(len(MISTAKES), 25)
        self.tour = Tour(self.work / "tour", sites=["good-site"], narrated=False)
        voice = self.work / "voice.wav"
        write_wav(voice)
        for site, (break_it, *_) in MISTAKES.items():
            self.tour.add_site(site, gradient(64, 32))
            if site.startswith(NARRATED):
                self.tour.add_narration(site, voice)
            if site == "jpeg-truncated":
                self.use_jpeg(site)
            break_it(self.tour, site)

    def use_jpeg(self, site):
        self.assertEqual(self.pack("new", self.work / "start").returncode, DONE)
        shutil.copy(
            self.work / "start/sites/lake-at-dusk/shore.jpg", self.tour.site(site) / "gate.jpg"
        )
        self.tour.write_site(site, panorama_name="gate.jpg")

    def run_json(self, *arguments, expect):
        result = self.pack(*arguments, "--json")
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        return json.loads(result.stdout)

    def assert_told(self, report, site):
        _, severity, file, place, what, cure = MISTAKES[site]
        path = f"sites/{site}/{file}".rstrip("/")
        about = [f for f in report["findings"] if f["file"] == path]
        told = [
            f
            for f in about
            if f["severity"] == severity
            and f["place"].startswith(place)
            and what in f["what"]
            and cure in f["cure"]
        ]
        self.assertEqual(len(told), 1, about or report["findings"])
        # Nothing else is wrong with that site, or one thing that follows from it: a message that
        # hides among others helps nobody.
        if site == "toml-empty":
            return
        others = [
            f
            for f in report["findings"]
            if f["site"] == site and f["severity"] == ERROR and f not in told
        ]
        self.assertLessEqual(len(others), 1 if severity == ERROR else 0, others)

    def test_check_and_build_tell_each(self):
        bad = {site for site, mistake in MISTAKES.items() if mistake[1] == ERROR}
        good = {"good-site"} | {s for s in MISTAKES if s not in bad and s != "site-empty"}
        check = self.run_json("check", self.tour.folder, expect=BAD_INPUT)
        build = self.run_json(
            "build", self.tour.folder, "-o", self.package, "--keep-going", expect=PARTLY
        )
        for site in MISTAKES:
            for command, report in (("check", check), ("build", build)):
                with self.subTest(site, command=command):
                    self.assert_told(report, site)
        self.assertEqual(set(build["failed"]), bad)
        self.assertEqual(set(self.published()), good)
        self.verify()


class Folders(PackagerTest):
    def tell(self, *names):
        tour = Tour(self.work / "tour", sites=["good-site"], narrated=False)
        for name in names:
            tour.add_site(name, png(64, 32, seed=1))
        if len(list((tour.folder / "sites").iterdir())) != 1 + len(names):
            self.skipTest("this file system takes both for the same name")
        report = self.build(tour, "--keep-going", expect=PARTLY)
        self.assertIn("good-site", self.published())
        return report

    def test_names_that_differ_by_case(self):
        report = self.tell("den-moi", "Den-Moi")
        self.assert_finding(
            report, "sites/Den-Moi", "cannot be a site's id", 'There is also a folder "den-moi"'
        )
        self.assertEqual(self.published(), ["den-moi", "good-site"])

    def test_names_that_look_the_same(self):
        name = "Chùa"
        report = self.tell(
            unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)
        )
        cures = [f["cure"] for f in self.errors(report) if f["file"] == f"sites/{name}"]
        self.assertEqual(len(cures), 2)
        for cure in cures:
            self.assertIn("written in two ways", cure)
            self.assertIn('"chua"', cure)

    def test_a_name_with_spaces_and_marks(self):
        report = self.tell("Chùa Trấn Quốc")
        self.assert_finding(
            report,
            "sites/Chùa Trấn Quốc",
            "cannot be a site's id",
            'Rename the folder to "chua-tran-quoc"',
        )


class TourFile(PackagerTest):
    """tour.toml: what is wrong there stops everything, and is told alone."""

    CASES = (
        ("languages = [", "langages = [", "1:1", '"languages" is missing', "languages ="),
        ('["vi", "en", "zh"]', "[]", "2:", "empty", '["vi"]'),
        ('["vi", "en", "zh"]', '["Vietnamese"]', "2:", "not a language", "vi, en, zh"),
        ("title =", "titel =", "1:1", '"title" is missing', "title ="),
        ("[category.relic]", 'start = "nowhere"\n[category.relic]', "", "nowhere", "folder's name"),
        ("[category.relic]", "[categories.relic]", "3:", '"categories"', '"category"'),
        ("[category.relic]", '[category."Di tích"]', "3:", "Di tích", "di-tich"),
    )

    def test_each(self):
        for old, new, place, what, cure in self.CASES:
            with self.subTest(new):
                shutil.rmtree(self.work / "tour", ignore_errors=True)
                tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
                file = tour.folder / "tour.toml"
                text = file.read_text(encoding="utf-8")
                self.assertIn(old, text)
                file.write_text(text.replace(old, new, 1), encoding="utf-8")
                result = self.pack("check", tour.folder, "--json")
                self.assertEqual(result.returncode, BAD_INPUT)
                findings = json.loads(result.stdout)["findings"]
                self.assertTrue(
                    any(
                        f["file"] == "tour.toml"
                        and f["place"].startswith(place)
                        and what in f["what"]
                        and cure in f["cure"]
                        for f in findings
                    ),
                    findings,
                )


if __name__ == "__main__":
    unittest.main()
