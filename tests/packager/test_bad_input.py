"""What an editor gets wrong: one clear message each, and the other sites still built."""

import unittest

from support import BAD_INPUT, DONE, PARTLY, USAGE, EN_VTT, PackagerTest, Tour, gradient, write_wav


class BadInput(PackagerTest):
    def check_one_bad_site(self, break_it, file, what, cure, place=""):
        """Breaks b-site: code 65 and nothing published; with --keep-going code 1 and a-site."""
        tour = Tour(self.work / "tour")
        break_it(tour)
        report = self.build(tour, expect=BAD_INPUT)
        self.assert_finding(report, file, what, cure, place)
        self.assertEqual(report["failed"], ["b-site"])
        self.assertFalse((self.package / "tour.json").exists())
        # The good site's panorama is there already, for the next run.
        self.assertEqual(report["panoramas_built"], 1)

        report = self.build(tour, "--keep-going", expect=PARTLY)
        self.assert_finding(report, file, what, cure, place)
        self.assertEqual(self.published(), ["a-site"])
        self.assertEqual(report["panoramas_built"], 0)
        self.verify()
        return tour

    def test_truncated_jpeg(self):
        self.assertEqual(self.pack("new", self.work / "start").returncode, DONE)
        jpeg = (self.work / "start/sites/lake-at-dusk/shore.jpg").read_bytes()

        def break_it(tour):
            (tour.site("b-site") / "cut.jpg").write_bytes(jpeg[: len(jpeg) // 2])
            tour.write_site("b-site", panorama_name="cut.jpg")

        self.check_one_bad_site(break_it, "sites/b-site/cut.jpg", "", "again")

    def test_truncated_png(self):
        def break_it(tour):
            image = tour.site("b-site") / "gate.png"
            image.write_bytes(image.read_bytes()[:-400])

        self.check_one_bad_site(break_it, "sites/b-site/gate.png", "", "again")

    def test_not_an_image(self):
        self.check_one_bad_site(
            lambda tour: (tour.site("b-site") / "gate.png").write_text("hello"),
            "sites/b-site/gate.png",
            "not an image",
            "JPEG",
        )

    def test_not_two_to_one(self):
        self.check_one_bad_site(
            lambda tour: (tour.site("b-site") / "gate.png").write_bytes(gradient(200, 150)),
            "sites/b-site/gate.png",
            "",
            "coverage",
        )

    def test_coverage_accepts_it(self):
        tour = Tour(self.work / "tour", sites=["a-site"])
        (tour.site("a-site") / "gate.png").write_bytes(gradient(256, 64))
        tour.write_site("a-site", "coverage = { pitch = [-45, 45] }")
        self.build(tour)
        self.verify()

    def test_empty_subtitle(self):
        self.check_one_bad_site(
            lambda tour: (tour.site("b-site") / "gate.subtitles.en.vtt").write_bytes(b""),
            "sites/b-site/gate.subtitles.en.vtt",
            "is empty",
            "Write the subtitles",
        )

    def test_subtitle_without_cue(self):
        self.check_one_bad_site(
            lambda tour: (tour.site("b-site") / "gate.subtitles.en.vtt").write_text("WEBVTT\n"),
            "sites/b-site/gate.subtitles.en.vtt",
            "",
            "",
        )

    def test_subtitle_in_an_unknown_encoding(self):
        self.check_one_bad_site(
            lambda tour: (tour.site("b-site") / "gate.subtitles.zh.srt").write_bytes(
                "1\n00:00:00,000 --> 00:00:01,900\nДобро пожаловать\n".encode("koi8-r")
            ),
            "sites/b-site/gate.subtitles.zh.srt",
            "not UTF-8",
            "save it as UTF-8",
            "3",
        )

    def test_subtitles_missing(self):
        self.check_one_bad_site(
            lambda tour: (tour.site("b-site") / "gate.subtitles.zh.srt").unlink(),
            "sites/b-site/site.toml",
            "no subtitles in Chinese",
            "gate.subtitles.zh.vtt",
        )

    def test_cue_too_fast_to_read(self):
        self.check_one_bad_site(
            lambda tour: (tour.site("b-site") / "gate.subtitles.en.vtt").write_text(
                "WEBVTT\n\n00:00.000 --> 00:01.000\n" + "Much too much text\n" * 2
            ),
            "sites/b-site/gate.subtitles.en.vtt",
            "36.0 characters a second",
            "Shorten",
            "cue 1 at 0.0 s",
        )

    def test_cue_after_the_end(self):
        self.check_one_bad_site(
            lambda tour: (tour.site("b-site") / "gate.subtitles.en.vtt").write_text(
                EN_VTT + "\n00:07.000 --> 00:09.000\nToo late\n"
            ),
            "sites/b-site/gate.subtitles.en.vtt",
            "after the narration has ended",
            "belong together",
            "cue 2 at 7.0 s",
        )

    def test_wrong_key(self):
        self.check_one_bad_site(
            lambda tour: tour.write_site("b-site", "heding = 90.0"),
            "sites/b-site/site.toml",
            'unknown key "heding"',
            'Did you mean "heading"?',
            "7:1",
        )

    def test_key_in_the_wrong_table(self):
        self.check_one_bad_site(
            lambda tour: tour.write_site("b-site", top="heading = 90.0"),
            "sites/b-site/site.toml",
            'unknown key "heading"',
            "[[scene]]",
            "3:1",
        )

    def test_broken_toml(self):
        self.check_one_bad_site(
            lambda tour: tour.write_site("b-site", "heading = 9O.0"),
            "sites/b-site/site.toml",
            "not TOML",
            "",
            "7:",
        )

    def test_wrong_type(self):
        self.check_one_bad_site(
            lambda tour: tour.write_site("b-site", 'heading = "north"'),
            "sites/b-site/site.toml",
            "wrong kind of value",
            "without quotes",
            "7:",
        )

    def test_number_out_of_range(self):
        self.check_one_bad_site(
            lambda tour: tour.write_site("b-site", "view = { pitch = 120.0 }"),
            "sites/b-site/site.toml",
            "is 120",
            "from -90 to 90",
        )

    def test_unknown_category(self):
        def break_it(tour):
            text = (tour.site("b-site") / "site.toml").read_text()
            (tour.site("b-site") / "site.toml").write_text(text.replace('"relic"', '"relics"'))

        self.check_one_bad_site(
            break_it, "sites/b-site/site.toml", 'no category "relics"', 'Did you mean "relic"?', "1:"
        )

    def test_missing_panorama(self):
        self.check_one_bad_site(
            lambda tour: tour.write_site("b-site", panorama_name="gaet.png"),
            "sites/b-site/site.toml",
            '"gaet.png" is not there',
            'Did you mean "gate.png"?',
        )

    def test_no_scene(self):
        self.check_one_bad_site(
            lambda tour: (tour.site("b-site") / "site.toml").write_text(
                'category = "relic"\nname = { vi = "a", en = "b", zh = "c" }\n'
            ),
            "sites/b-site/site.toml",
            "no scene",
            "[[scene]]",
        )

    def test_no_name(self):
        def break_it(tour):
            text = (tour.site("b-site") / "site.toml").read_text().splitlines()
            (tour.site("b-site") / "site.toml").write_text("\n".join(text[:1] + text[2:]))

        self.check_one_bad_site(break_it, "sites/b-site/site.toml", '"name" is missing', "Add: name")

    def test_hotspot_kind(self):
        self.check_one_bad_site(
            lambda tour: tour.write_site(
                "b-site", '[[scene.hotspot]]\nkind = "inof"\nyaw = 0.0\npitch = 0.0'
            ),
            "sites/b-site/site.toml",
            'no hotspot of kind "inof"',
            'Did you mean "info"?',
        )

    def test_hotspot_without_direction(self):
        self.check_one_bad_site(
            lambda tour: tour.write_site(
                "b-site",
                '[[scene.hotspot]]\nkind = "url"\nurl = "https://example.org"\npitch = 0.0',
            ),
            "sites/b-site/site.toml",
            '"yaw" of hotspot is missing',
            "degrees",
        )

    def test_truncated_narration(self):
        def break_it(tour):
            wav = tour.site("b-site") / "gate.narration.vi.wav"
            wav.write_bytes(wav.read_bytes()[:30])

        self.check_one_bad_site(break_it, "sites/b-site/gate.narration.vi.wav", "", "again")

    def test_silent_narration(self):
        def break_it(tour):
            write_wav(tour.site("b-site") / "gate.narration.vi.wav", seconds=0, silence=2.0)

        self.check_one_bad_site(
            break_it, "sites/b-site/gate.narration.vi.wav", "silent throughout", "again"
        )

    def test_two_narrations(self):
        self.check_one_bad_site(
            lambda tour: write_wav(tour.site("b-site") / "gate.narration.vi.flac"),
            "sites/b-site/gate.narration.vi.wav",
            "are both the narration",
            "Remove",
        )

    def test_folder_name(self):
        tour = Tour(self.work / "tour")
        tour.site("b-site").rename(tour.site("Chùa Trấn Quốc"))
        report = self.build(tour, expect=BAD_INPUT)
        self.assert_finding(
            report, "sites/Chùa Trấn Quốc", "cannot be a site's id", '"chua-tran-quoc"'
        )


class Warnings(PackagerTest):
    def test_missing_translation(self):
        tour = Tour(self.work / "tour", sites=["a-site"])
        tour.write_site("a-site", top='summary = { vi = "Tóm tắt" }')
        report = self.build(tour)
        self.assert_finding(
            report,
            "sites/a-site/site.toml",
            "is not there in en, zh; vi is shown instead",
            "Add: en",
            "3:",
            "warning",
        )

    def test_dead_links_are_left_out(self):
        tour = Tour(self.work / "tour")
        link = '[[scene.hotspot]]\nkind = "site"\nsite = "{}"\nyaw = 0.0\npitch = 0.0\n'
        tour.write_site("a-site", link.format("b-site") + link.format("b-sit"))
        report = self.build(tour)
        self.assert_finding(
            report,
            "sites/a-site/site.toml",
            'no such site',
            'Did you mean "b-site"?',
            'scene "gate"',
            "warning",
        )
        self.verify()
        # A site that fails takes the links to it along, and gives them back when it is mended.
        (tour.site("b-site") / "gate.png").write_bytes(b"")
        report = self.build(tour, "--keep-going", expect=PARTLY)
        self.assertEqual(len([f for f in report["findings"] if "link to" in f["what"]]), 2)
        self.verify()

    def test_names_that_nearly_match(self):
        tour = Tour(self.work / "tour", sites=["a-site"])
        write_wav(tour.site("a-site") / "gaet.narration.en.wav")
        report = self.build(tour)
        self.assert_finding(
            report,
            "sites/a-site/gaet.narration.en.wav",
            "belongs to no scene",
            "Did you mean gate.narration.en.wav?",
            severity="warning",
        )


class Refusals(PackagerTest):
    def test_no_tour(self):
        result = self.pack("build", self.work, "-o", self.package)
        self.assertEqual(result.returncode, BAD_INPUT)
        self.assertIn(b"tour.toml", result.stderr)
        self.assertFalse(self.package.exists())

    def test_usage(self):
        tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        for arguments in (
            [],
            ["bild"],
            ["build", tour.folder],
            ["build", tour.folder, "-o", self.package, "--jobs", "0"],
            ["build", tour.folder, "-o", self.package, "--quality", "101"],
            ["build", tour.folder, "-o", self.package, "--fats"],
        ):
            self.assertEqual(self.pack(*arguments).returncode, USAGE, arguments)
        for arguments in (["--help"], ["--version"], ["build", "--help"]):
            result = self.pack(*arguments)
            self.assertEqual(result.returncode, DONE)
            self.assertIn(b"vr360-pack", result.stdout)

    def test_foreign_folder(self):
        tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        (self.work / "home").mkdir()
        (self.work / "home/diary.txt").write_text("dear diary")
        result = self.pack("build", tour.folder, "-o", self.work / "home")
        self.assertEqual(result.returncode, 73)
        self.assertIn(b"no package", result.stderr)
        self.assertEqual([p.name for p in (self.work / "home").iterdir()], ["diary.txt"])

    def test_unknown_only(self):
        tour = Tour(self.work / "tour", narrated=False)
        result = self.pack("build", tour.folder, "-o", self.package, "--only", "a-sit")
        self.assertEqual(result.returncode, BAD_INPUT)
        self.assertIn(b"--only a-site", result.stderr)

    def test_check_says_the_same_without_building(self):
        tour = Tour(self.work / "tour")
        tour.write_site("b-site", "heding = 90.0")
        result = self.pack("check", tour.folder)
        self.assertEqual(result.returncode, BAD_INPUT)
        self.assertIn(b'Did you mean "heading"?', result.stderr)
        tour.write_site("b-site")
        self.assertEqual(self.pack("check", tour.folder).returncode, DONE)


if __name__ == "__main__":
    unittest.main()
