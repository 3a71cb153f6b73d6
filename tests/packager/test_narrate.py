"""Machine narration, the starter tour, and what becomes of recordings."""

import json
import re
import shutil
import subprocess
import unittest

from support import BAD_INPUT, DONE, PackagerTest, Tour, files_of, write_wav

SCRIPT = """\
script = { vi = ["Chào mừng bạn.", "Đây là ngôi chùa cổ nhất bên hồ, nằm trên một hòn đảo nhỏ."], \
en = ["Welcome.", "This is the oldest pagoda by the lake, on a small island, and it has stood here for a \
very long time."], zh = ["欢迎。", "这是湖边最古老的寺庙，坐落在一个小岛上，已有一千多年的历史。"] }
"""


def seconds(text):
    hours, minutes, rest = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def cues(vtt):
    """(start, end, text) by a parser of the test's own."""
    found = re.findall(r"([\d:.]+) --> ([\d:.]+)\n(.+?)(?=\n\n|\n?$)", vtt, re.S)
    return [(seconds(a), seconds(b), text) for a, b, text in found]


@unittest.skipIf(shutil.which("espeak-ng") is None, "no espeak-ng")
class Narrate(PackagerTest):
    def setUp(self):
        super().setUp()
        self.tour = Tour(self.work / "tour", sites=["a-site", "b-site"], narrated=False)
        self.tour.write_site("a-site", SCRIPT)
        self.tour.write_site("b-site", SCRIPT)

    def narrate(self, *options, expect=DONE):
        result = self.pack("narrate", self.tour.folder, "--json", *options)
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        return json.loads(result.stdout)

    def test_drafts_pass_the_checks(self):
        report = self.narrate()
        self.assertEqual((report["spoken"], report["subtitles"]), (2, 6))
        report = self.build(self.tour)
        about_words = [f for f in report["findings"] if "subtitles" in f["file"]]
        self.assertEqual(about_words, [])
        site = json.loads((self.package / self.tour_json()["sites"][0]["file"]).read_bytes())
        scene = site["scenes"][0]
        self.assertEqual(scene["narration"]["vi"]["voice"], "machine")
        self.assertEqual(sorted(scene["subtitles"]), ["en", "vi", "zh"])
        self.verify()

    def test_subtitles_cover_the_speech(self):
        self.narrate("--only", "a-site")
        for language in ("vi", "en", "zh"):
            vtt = (self.tour.site("a-site") / f"gate.subtitles.{language}.vtt").read_text("utf-8")
            timed = cues(vtt)
            self.assertGreaterEqual(len(timed), 2)
            width = 16 if language == "zh" else 42
            for start, end, text in timed:
                self.assertGreater(end - start, 0.8)
                self.assertLessEqual(end - start, 7.0)
                self.assertLessEqual(len(text.split("\n")), 2)
                self.assertLessEqual(max(map(len, text.split("\n"))), width)
                self.assertFalse(re.search(r"(^|\n)[，。、！？》）]", text), text)
            for (_, end, _), (start, _, _) in zip(timed, timed[1:]):
                self.assertTrue(start == end or start - end >= 0.083)

    def test_only_changed_scripts_are_redone(self):
        self.narrate()
        before = files_of(self.tour.folder / "sites")
        report = self.narrate()
        self.assertEqual((report["spoken"], report["current"], report["subtitles"]), (0, 2, 0))
        self.assertEqual(files_of(self.tour.folder / "sites"), before)
        self.tour.write_site("b-site", SCRIPT.replace("Chào mừng bạn.", "Xin chào."))
        report = self.narrate()
        self.assertEqual((report["spoken"], report["current"], report["subtitles"]), (1, 1, 3))

    def test_people_are_never_overwritten(self):
        self.narrate()
        folder = self.tour.site("a-site")
        # Somebody recorded over the draft, with a program that keeps the file's comments.
        wav = folder / "gate.narration.vi.wav"
        spoken = bytearray(wav.read_bytes())
        data = spoken.index(b"data") + 8
        spoken[data + 2000 : data + 4000] = bytes(2000)
        wav.write_bytes(spoken)
        # And somebody corrected the subtitles.
        vtt = folder / "gate.subtitles.en.vtt"
        vtt.write_text(vtt.read_text().replace("Welcome", "Be welcome"))
        self.tour.write_site("a-site", SCRIPT.replace("Chào mừng bạn.", "Xin chào."))
        before = files_of(folder)
        report = self.narrate()
        self.assertEqual((report["spoken"], report["recordings"]), (0, 1))
        self.assertEqual(files_of(folder), before)
        # A recording of another kind.
        for file in self.tour.site("b-site").glob("gate.*.*.*"):
            file.unlink()
        write_wav(self.tour.site("b-site") / "gate.narration.vi.flac")
        report = self.narrate()
        self.assertEqual((report["spoken"], report["recordings"]), (0, 2))

    def test_languages(self):
        report = self.narrate("--lang", "vi,en,zh", "--only", "a-site")
        self.assertEqual(report["spoken"], 3)
        self.build(self.tour)
        site = json.loads((self.package / self.tour_json()["sites"][0]["file"]).read_bytes())
        self.assertEqual(sorted(site["scenes"][0]["narration"]), ["en", "vi", "zh"])
        self.narrate("--lang", "tlh", expect=BAD_INPUT)

    def test_other_number_of_sentences(self):
        self.tour.write_site("a-site", SCRIPT.replace('"Welcome.", ', ""))
        report = self.narrate("--only", "a-site")
        self.assertIn("1 sentences in en, and 2", report["findings"][0]["what"])

    def test_same_bytes_for_any_jobs(self):
        self.narrate("--jobs", "1")
        once = files_of(self.tour.folder / "sites")
        for file in self.tour.folder.glob("sites/*/gate.*.*.*"):
            file.unlink()
        self.narrate("--jobs", "4")
        self.assertEqual(files_of(self.tour.folder / "sites"), once)


class Recordings(PackagerTest):
    def test_cues_move_with_the_silence_that_is_cut(self):
        tour = Tour(self.work / "tour", sites=["a-site"])
        folder = tour.site("a-site")
        write_wav(folder / "gate.narration.vi.wav", seconds=2.0, silence=3.0)
        (folder / "gate.subtitles.en.vtt").write_text(
            "WEBVTT\n\n00:03.000 --> 00:04.900\nWelcome to the shore\n"
        )
        (folder / "gate.subtitles.zh.srt").write_text(
            "1\n00:00:03,000 --> 00:00:04,900\n欢迎来到湖边\n", encoding="utf-8"
        )
        self.build(tour)
        self.verify()
        site = json.loads((self.package / self.tour_json()["sites"][0]["file"]).read_bytes())
        scene = site["scenes"][0]
        self.assertAlmostEqual(scene["narration"]["vi"]["duration"], 2.5, delta=0.02)
        self.assertEqual(scene["narration"]["vi"]["voice"], "person")
        (start, end, text), = cues((self.package / scene["subtitles"]["en"]).read_text())
        self.assertAlmostEqual(start, 0.5, delta=0.011)
        self.assertAlmostEqual(end, 2.4, delta=0.011)
        self.assertEqual(text, "Welcome to the shore")

    @unittest.skipIf(shutil.which("ffmpeg") is None, "no ffmpeg")
    def test_loudness_and_length(self):
        tour = Tour(self.work / "tour", sites=["a-site"])
        write_wav(tour.site("a-site") / "gate.narration.vi.wav", seconds=6.0, rate=44100)
        self.build(tour)
        for path in [*self.package.glob("audio/*.opus"), *self.package.glob("audio/*.mp3")]:
            heard = subprocess.run(
                ["ffmpeg", "-nostats", "-i", path, "-af", "ebur128=peak=true", "-f", "null", "-"],
                capture_output=True,
                text=True,
                check=True,
            ).stderr
            loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", heard)[-1])
            peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", heard)[-1])
            length = seconds(re.findall(r"time=([\d:.]+)", heard)[-1])
            self.assertAlmostEqual(loudness, -19.0, delta=1.0, msg=path.suffix)
            self.assertLessEqual(peak, -1.0, msg=path.suffix)
            self.assertAlmostEqual(length, 6.0, delta=0.05, msg=path.suffix)

    def test_utf16_subtitles(self):
        tour = Tour(self.work / "tour", sites=["a-site"])
        srt = tour.site("a-site") / "gate.subtitles.zh.srt"
        srt.write_bytes(srt.read_text("utf-8").encode("utf-16"))
        self.build(tour)
        site = json.loads((self.package / self.tour_json()["sites"][0]["file"]).read_bytes())
        vtt = (self.package / site["scenes"][0]["subtitles"]["zh"]).read_text("utf-8")
        self.assertIn("欢迎来到湖边", vtt)


class Starter(PackagerTest):
    def test_it_builds_at_once(self):
        tour = self.work / "tour"
        self.assertEqual(self.pack("new", tour).returncode, DONE)
        result = self.pack("build", tour, "-o", self.package, "--no-web", "--json")
        self.assertEqual(result.returncode, DONE, result.stderr.decode())
        self.assertEqual(json.loads(result.stdout)["findings"], [])
        self.verify()

    def test_it_overwrites_nothing(self):
        (self.work / "tour").mkdir()
        (self.work / "tour/mine.txt").write_text("mine")
        self.assertEqual(self.pack("new", self.work / "tour").returncode, BAD_INPUT)
        self.assertEqual(list(files_of(self.work / "tour")), ["mine.txt"])


if __name__ == "__main__":
    unittest.main()
