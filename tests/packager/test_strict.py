"""--strict: what is otherwise a warning is an error."""

import json
import unittest

from support import BAD_INPUT, DONE, PARTLY, PackagerTest, Tour

LINK = """[[scene.hotspot]]
kind = "site"
site = "{}"
yaw = 1.0
pitch = 0.0
"""
OVERLAP = (
    "WEBVTT\n\n00:00.000 --> 00:01.000\nWelcome\n\n00:00.900 --> 00:01.900\nto the shore\n"
)


class Strict(PackagerTest):
    def setUp(self):
        super().setUp()
        self.tour = Tour(self.work / "tour", sites=["a-site", "b-site", "c-site"])

    def check(self, *options, expect=DONE):
        result = self.pack("check", self.tour.folder, "--json", *options)
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        report = json.loads(result.stdout)
        self.assertEqual(report["exit"], expect)
        return report

    def spoil(self, site):
        """A warning in a site; its subtitles' file."""
        (self.tour.site(site) / "gate.subtitles.en.vtt").write_text(OVERLAP)
        return f"sites/{site}/gate.subtitles.en.vtt"

    def build_strictly(self, *options, expect):
        return self.build(self.tour, "--strict", "--no-web", *options, expect=expect)

    def test_a_good_tour_passes(self):
        self.assertEqual(self.check("--strict")["findings"], [])
        self.build_strictly(expect=DONE)
        self.verify()

    def test_notes_stay_notes(self):
        text = (self.tour.site("a-site") / "gate.subtitles.en.vtt").read_text()
        (self.tour.site("a-site") / "gate.subtitles.en.vtt").write_bytes(text.encode("utf-16"))
        self.assertEqual(self.errors(self.check("--strict"), "note")[0]["severity"], "note")
        self.build_strictly(expect=DONE)

    def test_a_warning_is_an_error(self):
        file = self.spoil("a-site")
        self.assert_finding(
            self.check(), file, "0.100 s before cue 1", "end before", "cue 2 at 0.9 s", "warning"
        )
        report = self.check("--strict", expect=BAD_INPUT)
        self.assert_finding(report, file, "0.100 s before cue 1", "end before", "cue 2 at 0.9 s")
        self.assertEqual(self.errors(report, "warning"), [])

        report = self.build_strictly(expect=BAD_INPUT)
        self.assertEqual(report["failed"], ["a-site"])
        self.assertFalse((self.package / "tour.json").exists())
        self.build(self.tour, expect=DONE)
        self.assertEqual(self.published(), ["a-site", "b-site", "c-site"])

    def test_keep_going_leaves_out_what_links_to_it_too(self):
        self.spoil("a-site")
        self.tour.write_site("b-site", LINK.format("a-site"))
        self.tour.write_site("c-site", LINK.format("c-site"))
        report = self.build_strictly("--keep-going", expect=PARTLY)
        self.assertEqual(self.published(), ["c-site"])
        self.assertEqual(report["failed"], ["a-site", "b-site"])
        self.verify()

    def test_of_the_tour_itself(self):
        with (self.tour.folder / "tour.toml").open("r+") as file:
            text = file.read()
            file.seek(0)
            file.write('sites = ["a-site", "b-sit"]\n' + text)
        self.check()
        file = self.spoil("a-site")
        report = self.check("--strict", expect=BAD_INPUT)
        self.assert_finding(report, "tour.toml", "b-sit", "b-site")
        self.assert_finding(report, file, "before cue 1", "end before")
        self.build_strictly("--keep-going", expect=BAD_INPUT)
        self.assertFalse((self.package / "tour.json").exists())


if __name__ == "__main__":
    unittest.main()
