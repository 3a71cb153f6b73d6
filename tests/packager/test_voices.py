"""Narrations in several languages: subtitles timed to each, whose they are, and what narrate makes."""

import json
import re
import shutil
import unittest

from support import BAD_INPUT, DONE, PackagerTest, Tour, files_of, write_wav

SCRIPT = """\
script = { vi = ["Chào mừng bạn.", "Đây là ngôi chùa cổ nhất bên hồ, nằm trên một hòn đảo nhỏ."], \
en = ["Welcome.", "This is the oldest pagoda by the lake, on a small island, and it has stood here for a \
very long time."], zh = ["欢迎。", "这是湖边最古老的寺庙，坐落在一个小岛上，已有一千多年的历史。"] }
"""
THREE = 'narrate = ["vi", "en", "zh"]\n'
LANGUAGES = ("en", "vi", "zh")


def seconds(text):
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def cues(vtt):
    """(start, end, text) by a parser of the test's own."""
    found = re.findall(r"([\d:.]+) --> ([\d:.]+)\n(.+?)(?=\n\n|\n?$)", vtt, re.S)
    return [(seconds(a), seconds(b), text) for a, b, text in found]


def vtt(*timed):
    """Of (start, end, text), under a minute."""
    blocks = [f"00:{start:06.3f} --> 00:{end:06.3f}\n{text}\n" for start, end, text in timed]
    return "WEBVTT\n\n" + "\n".join(blocks)


class VoicesTest(PackagerTest):
    def setUp(self):
        super().setUp()
        self.tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        self.folder = self.tour.site("a-site")

    def build(self, tour, *options, expect=DONE):
        return super().build(tour, "--no-web", *options, expect=expect)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def scene(self):
        return self.site_json("a-site")["scenes"][0]

    def published_cues(self, path):
        return cues((self.package / path).read_text("utf-8"))


class Files(VoicesTest):
    """What an editor lays beside each other."""

    def setUp(self):
        super().setUp()
        write_wav(self.folder / "gate.narration.vi.wav", seconds=2.0)
        write_wav(self.folder / "gate.narration.en.wav", seconds=3.0)
        self.write("gate.subtitles.en.vtt", vtt((0, 1.9, "Welcome to the shore")))
        self.write("gate.subtitles.zh.vtt", vtt((0, 1.9, "欢迎来到湖边")))

    def write_own(self):
        self.write("gate.narration.en.subtitles.en.vtt", vtt((0, 2.9, "Welcome to the shore")))
        self.write("gate.narration.en.subtitles.zh.vtt", vtt((0, 2.9, "欢迎来到湖边")))

    def test_each_narration_has_its_own(self):
        self.write_own()
        report = self.build(self.tour)
        self.assertEqual(report["findings"], [])
        self.verify()
        scene = self.scene()
        self.assertEqual(list(scene["narration"]), ["vi", "en"])
        self.assertNotIn("subtitles", scene["narration"]["vi"])
        self.assertEqual(sorted(scene["subtitles"]), ["en", "zh"])
        own = scene["narration"]["en"]["subtitles"]
        self.assertEqual(sorted(own), ["en", "zh"])
        for language, path in own.items():
            ((_, end, _),) = self.published_cues(path)
            self.assertEqual(end, 2.9, language)
            ((_, end, _),) = self.published_cues(scene["subtitles"][language])
            self.assertEqual(end, 1.9, language)

    def test_what_is_missing_is_stretched(self):
        self.write_own()
        (self.folder / "gate.narration.en.subtitles.zh.vtt").unlink()
        report = self.build(self.tour)
        self.assert_finding(
            report,
            "sites/a-site/gate.narration.en.wav",
            "no subtitles of its own in zh: those of the narration in vi are stretched",
            "gate.narration.en.subtitles.zh.vtt",
            severity="warning",
        )
        self.verify()
        ((start, end, text),) = self.published_cues(self.scene()["narration"]["en"]["subtitles"]["zh"])
        self.assertEqual((start, text), (0.0, "欢迎来到湖边"))
        self.assertAlmostEqual(end, 2.85, delta=0.01)

    def test_recorded_to_the_same_times(self):
        write_wav(self.folder / "gate.narration.en.wav", seconds=2.0, rate=22050)
        report = self.build(self.tour)
        self.assertEqual(report["findings"], [])
        self.assertNotIn("subtitles", self.scene()["narration"]["en"])

    def test_times_are_checked_against_their_own_narration(self):
        self.write_own()
        self.write("gate.narration.en.subtitles.en.vtt", vtt((0, 2, "Welcome"), (3.2, 4.2, "Bye")))
        report = self.build(self.tour, expect=BAD_INPUT)
        self.assert_finding(
            report,
            "sites/a-site/gate.narration.en.subtitles.en.vtt",
            "begins after the narration has ended (at 3.0 s)",
            "belong together",
        )

    def test_the_first_may_be_named_too(self):
        (self.folder / "gate.narration.en.wav").unlink()
        (self.folder / "gate.subtitles.zh.vtt").unlink()
        self.write("gate.narration.vi.subtitles.zh.srt", "1\n00:00:00,000 --> 00:00:01,500\n欢迎\n")
        self.assertEqual(self.build(self.tour)["findings"], [])
        ((_, end, _),) = self.published_cues(self.scene()["subtitles"]["zh"])
        self.assertEqual(end, 1.5)
        self.write("gate.subtitles.zh.vtt", vtt((0, 1.9, "欢迎来到湖边")))
        report = self.build(self.tour, expect=BAD_INPUT)
        self.assert_finding(
            report,
            "sites/a-site/gate.subtitles.zh.vtt",
            "and gate.narration.vi.subtitles.zh.srt are both subtitles in zh for the narration in vi",
            "Remove the one",
        )

    def test_names_that_are_almost_right(self):
        self.write_own()
        twin = self.folder / "gate.narration.en.subtitles.zh.vtt"
        for name, what, cure, severity in (
            ("gate.naration.en.subtitles.zh.vtt", "named almost", "gate.narration.en.subtitles.zh.vtt", "warning"),
            ("gate.narration.en.subtitle.fr.vtt", "named almost", "gate.narration.en.subtitles.fr.vtt", "warning"),
            ("gat.narration.en.subtitles.fr.vtt", "no scene", "gate.narration.en.subtitles.fr.vtt", "warning"),
            ("gate.narration.fr.subtitles.en.vtt", "no narration in fr", "gate.narration.fr.wav", "warning"),
            ("gate.narration.e.subtitles.zh.vtt", '"e" is not a language', "gate.narration.vi.subtitles.zh.vtt", "error"),
            ("gate.narration.en.subtitles.zh.srt", "are both the subtitles", "Remove the one", "error"),
            ("gate.narration.en.subtitles.fr.txt", "cannot be read", "WebVTT", "error"),
        ):
            with self.subTest(name):
                (self.folder / name).write_bytes(twin.read_bytes())
                report = json.loads(self.pack("check", self.tour.folder, "--json").stdout)
                other = "gate.narration.en.subtitles.zh.vtt" if name.endswith("zh.srt") else name
                self.assert_finding(report, f"sites/a-site/{other}", what, cure, severity=severity)
                (self.folder / name).unlink()

    def test_languages_to_be_narrated(self):
        self.write_own()
        self.tour.write_site("a-site", 'narrate = ["vi", "en", "zh"]\n' + SCRIPT)
        report = self.build(self.tour)
        self.assert_finding(
            report,
            "sites/a-site/site.toml",
            'scene "gate" is to be narrated in zh, and is not yet',
            "gate.narration.zh.wav, or let a machine speak it",
            severity="note",
        )
        self.assertEqual(self.errors(report, "warning"), [])
        for wrong, what in (
            ('narrate = "vi"', "wrong kind of value"),
            ('narrate = ["vi", "Tiếng Anh"]', '"Tiếng Anh" is not a language'),
        ):
            self.tour.write_site("a-site", wrong)
            report = self.build(self.tour, expect=BAD_INPUT)
            self.assert_finding(report, "sites/a-site/site.toml", what, "narrate = [")

    def test_only_keeps_what_others_have(self):
        self.write_own()
        self.tour.add_site("b-site", (self.folder / "gate.png").read_bytes())
        self.build(self.tour)
        before = self.site_json("a-site")
        self.tour.write_site("b-site", "heading = 10.0")
        self.build(self.tour, "--only", "b-site")
        self.assertEqual(self.site_json("a-site"), before)
        self.verify()


@unittest.skipIf(shutil.which("espeak-ng") is None, "no espeak-ng")
class Drafts(VoicesTest):
    """vr360-pack narrate."""

    def narrate(self, *options, expect=DONE):
        result = self.pack("narrate", self.tour.folder, "--json", *options)
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        return json.loads(result.stdout)

    def counts(self, *options):
        report = self.narrate(*options)
        return report["spoken"], report["current"], report["recordings"], report["subtitles"]

    def draft_cues(self, narration, language):
        name = f"gate.narration.{narration}.subtitles" if narration else "gate.subtitles"
        return cues((self.folder / f"{name}.{language}.vtt").read_text("utf-8"))

    def about_words(self, report):
        return [f for f in report["findings"] if re.search("subtitles|narration", f["file"])]

    def test_three_voices_with_three_subtitles_each(self):
        self.tour.write_site("a-site", THREE + SCRIPT)
        self.assertEqual(self.counts(), (3, 0, 0, 9))
        report = self.build(self.tour)
        self.assertEqual(self.about_words(report), [])
        self.verify()
        scene = self.scene()
        ends = set()
        for narration in ("vi", "en", "zh"):
            told = scene["narration"][narration]
            self.assertEqual(told["voice"], "machine")
            subtitles = told.get("subtitles") or scene["subtitles"]
            self.assertEqual(narration == "vi", "subtitles" not in told)
            self.assertEqual(sorted(subtitles), ["en", "vi", "zh"])
            timed = {tag: self.published_cues(path) for tag, path in subtitles.items()}
            # The second sentence begins at one time in all of them.
            second = {
                tag: next(c[0] for c in of if c[2].startswith(("This", "Đây", "这是")))
                for tag, of in timed.items()
            }
            self.assertEqual(len(set(second.values())), 1, second)
            for of in timed.values():
                self.assertLessEqual(of[-1][1], told["duration"])
                self.assertGreater(of[-1][1], told["duration"] - 1.5)
            ends.add(told["duration"])
        self.assertEqual(len(ends), 3, "three lengths, or this proves nothing")

    def test_only_changed_scripts_are_redone(self):
        self.tour.write_site("a-site", THREE + SCRIPT)
        self.counts()
        before = files_of(self.folder)
        self.assertEqual(self.counts(), (0, 3, 0, 0))
        self.assertEqual(files_of(self.folder), before)
        (self.folder / "gate.narration.zh.subtitles.vi.vtt").unlink()
        self.assertEqual(self.counts(), (0, 3, 0, 1))
        self.assertEqual(files_of(self.folder), before, "the same times again")
        # Pauses leave time to read every translation, so one of them concerns all voices.
        self.tour.write_site("a-site", THREE + SCRIPT.replace("Welcome.", "You are most welcome."))
        self.assertEqual(self.counts(), (3, 0, 0, 9))

    def test_people_are_never_overwritten(self):
        self.tour.write_site("a-site", THREE + SCRIPT)
        self.counts()
        write_wav(self.folder / "gate.narration.en.wav", seconds=9.0)
        self.write("gate.narration.zh.subtitles.en.vtt", vtt((0, 2, "By hand")))
        (self.folder / "gate.narration.zh.subtitles.vi.vtt").unlink()
        self.write("gate.narration.zh.subtitles.vi.srt", "1\n00:00:00,000 --> 00:00:02,000\nTay\n")
        by_people = {
            name: content
            for name, content in files_of(self.folder).items()
            if name.startswith("gate.narration.en") or "zh.subtitles.en" in name or "srt" in name
        }
        self.tour.write_site("a-site", THREE + SCRIPT.replace("Chào mừng bạn.", "Xin chào."))
        # Vietnamese and Chinese anew, with three subtitles and with the one that is a machine's.
        self.assertEqual(self.counts(), (2, 0, 1, 4))
        after = files_of(self.folder)
        self.assertEqual({name: after.get(name) for name in by_people}, by_people)
        self.assertNotIn("gate.narration.zh.subtitles.vi.vtt", after)

    def test_a_recording_in_place_of_the_draft(self):
        """Its subtitles are still timed to the draft; nobody else would notice."""
        self.tour.write_site("a-site", SCRIPT)
        self.counts()
        write_wav(self.folder / "gate.narration.vi.wav", seconds=12.0)
        report = self.build(self.tour)
        for language in LANGUAGES:
            of = [
                f["what"]
                for f in report["findings"]
                if f["file"].endswith(f"gate.subtitles.{language}.vtt")
            ]
            self.assertIn("was timed to a machine's voice, and the narration is a person's now", of)
        # Who has been over it, is believed.
        for language in LANGUAGES:
            file = self.folder / f"gate.subtitles.{language}.vtt"
            file.write_text(file.read_text("utf-8").replace("NOTE vr360 draft", "NOTE checked"), "utf-8")
        report = self.build(self.tour)
        self.assertEqual([f for f in report["findings"] if "machine's voice" in f["what"]], [])

    def test_drafts_of_before_are_kept_up_to_date(self):
        self.tour.write_site("a-site", SCRIPT)
        # English alone: what has no other name is timed to it.
        self.assertEqual(self.counts("--lang", "en"), (1, 0, 0, 3))
        english = {language: self.draft_cues("", language) for language in LANGUAGES}
        # Then Vietnamese comes first, and English is one of several.
        self.assertEqual(self.counts(), (1, 1, 0, 6))
        for language in LANGUAGES:
            self.assertEqual(self.draft_cues("en", language), english[language])
            self.assertNotEqual(self.draft_cues("", language), english[language])
        self.tour.write_site("a-site", SCRIPT.replace("Chào mừng bạn.", "Xin chào."))
        self.assertEqual(self.counts(), (2, 0, 0, 6))
        self.assertEqual(self.about_words(self.build(self.tour)), [])

    def test_none_is_wanted(self):
        self.tour.write_site("a-site", "narrate = []\n" + SCRIPT)
        self.assertEqual(self.counts(), (0, 0, 0, 0))

    def test_what_cannot_be_spoken_is_said(self):
        self.tour.write_site(
            "a-site", 'narrate = ["vi", "fr", "tlh"]\n' + SCRIPT.replace("en = [", "tlh = [")
        )
        report = self.narrate()
        said = " ".join(f["what"] + " " + f["cure"] for f in report["findings"])
        self.assertIn("to be narrated in fr and has no script", said)
        self.assertIn("record gate.narration.fr.wav", said)
        self.assertIn("to be narrated in tlh, for which no voice is known", said)
        self.assertEqual(report["spoken"], 1)

    def test_translations_of_other_numbers_of_sentences(self):
        """Spread by their lengths over the whole, reported, and slow enough to be read."""
        long = "It has stood here since the days of the early kings, through floods and through wars. "
        fewer = SCRIPT.replace('"Welcome.", ', "").replace('"This is', f'"{long}This is')
        self.tour.write_site("a-site", THREE + fewer)
        report = self.narrate()
        said = [f["what"] for f in report["findings"]]
        for what in ("1 sentences in en, and 2 are spoken in vi", "2 sentences in vi, and 1 are spoken in en"):
            self.assertTrue(any(what in s for s in said), said)
        self.assertEqual(self.about_words(self.build(self.tour)), [])
        for narration in ("", "zh"):
            timed = self.draft_cues(narration, "en")
            whole = self.draft_cues(narration, "vi")[-1][1]
            self.assertEqual(timed[0][0], 0.0)
            self.assertAlmostEqual(timed[-1][1], whole, delta=0.002)
            # A cue lasts as its share of the text does.
            letters = [len(text) for _, _, text in timed]
            for (start, end, text), count in zip(timed, letters):
                self.assertAlmostEqual((end - start) / whole, count / sum(letters), delta=0.06, msg=text)


if __name__ == "__main__":
    unittest.main()
