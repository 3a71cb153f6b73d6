"""The whole sample tour, small: drawn, spoken, packed, and walked through as a visitor would."""

import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

from support import DONE, PACK

LANGUAGES = ("vi", "en", "zh")
# What a reader keeps up with, in characters a second (Vietnamese is shown word for word as it is
# spoken, however fast that is), and how long speech may go without a cue.
FASTEST = {"vi": 23.0, "en": 20.0, "zh": 11.0}
LONGEST_SILENCE = 8.0


def cues_of(path):
    """[(start, end, text)] by a parser of the test's own."""
    found = re.findall(
        r"(?:(\d+):)?(\d\d):(\d\d\.\d{3}) --> (?:(\d+):)?(\d\d):(\d\d\.\d{3})[^\n]*\n(.+?)(?=\n\n|\n?\Z)",
        path.read_text("utf-8"),
        re.S,
    )

    def seconds(hours, minutes, rest):
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest)

    return [(seconds(*cue[0:3]), seconds(*cue[3:6]), cue[6]) for cue in found]


def reached_from(start, ways):
    """Every node that `ways` (node → nodes) lead to."""
    seen, waiting = {start}, [start]
    while waiting:
        for node in ways[waiting.pop()]:
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return seen


@unittest.skipIf(shutil.which("espeak-ng") is None, "no espeak-ng")
class WholeTour(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = pathlib.Path(tempfile.mkdtemp(prefix="vr360-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        cls.package = cls.work / "package"
        cls.run_pack("sample", cls.work / "tour", "--width", "256")
        cls.run_pack("narrate", cls.work / "tour", "--json")
        built = cls.run_pack("build", cls.work / "tour", "-o", cls.package, "--json", "--no-web")
        cls.report = json.loads(built)
        cls.tour = cls.read("tour.json")
        cls.sites = {entry["id"]: cls.read(entry["file"]) for entry in cls.tour["sites"]}

    @classmethod
    def run_pack(cls, *words):
        done = subprocess.run(
            [PACK, *map(str, words)],
            capture_output=True,
            timeout=900,
            env={**os.environ, "VR360_WEB_DIR": "/nonexistent"},
            check=False,
        )
        assert done.returncode == DONE, f"{words[0]}: {done.stderr.decode()}"
        return done.stdout

    @classmethod
    def read(cls, path):
        return json.loads((cls.package / path).read_bytes())

    def scenes(self):
        return [(site, scene) for site in self.sites.values() for scene in site["scenes"]]

    def assert_in_all_languages(self, text, of):
        for language in LANGUAGES:
            self.assertTrue(text.get(language), f"{of}: no {language}")

    def test_checks_have_nothing_to_say_against_it(self):
        self.assertEqual([f for f in self.report["findings"] if f["severity"] != "note"], [])
        told = json.loads(self.run_pack("verify", self.package, "--json"))
        self.assertEqual((told["sites"], told["panoramas"], told["narrations"]), (100, 100, 120))
        voices = [v for _, scene in self.scenes() for v in scene["narration"].values()]
        self.assertAlmostEqual(
            told["narration_seconds"], sum(voice["duration"] for voice in voices), 1
        )
        self.assertGreater(told["cues"], 100 * 3 * 6)

    def test_a_hundred_sites_in_three_languages(self):
        self.assertEqual(len(self.sites), 100)
        for name, site in self.sites.items():
            self.assert_in_all_languages(site["name"], name)
            self.assert_in_all_languages(site["summary"], name)
            self.assertEqual(site["status"], "draft", name)
        for language in LANGUAGES:
            names = [site["name"][language] for site in self.sites.values()]
            self.assertEqual(len(set(names)), 100, language)

    def test_the_index_stays_small(self):
        packed = gzip.compress((self.package / "tour.json").read_bytes(), 9)
        self.assertLessEqual(len(packed), 20_000)

    def test_every_site_is_spoken_and_ten_in_three_languages(self):
        everywhere = 0
        for site, scene in self.scenes():
            narration = scene["narration"]
            self.assertIn("vi", narration, site["id"])
            everywhere += set(narration) == set(LANGUAGES)
            for language, voice in narration.items():
                self.assertEqual(voice["voice"], "machine", site["id"])
                self.assertGreater(voice["duration"], 25.0, f"{site['id']} {language}")
                self.assertLess(voice["duration"], 100.0, f"{site['id']} {language}")
        self.assertEqual(everywhere, 10)

    def test_subtitles_cover_the_speech_and_can_be_read(self):
        for site, scene in self.scenes():
            for language in LANGUAGES:
                where = f"{site['id']} {language}"
                cues = cues_of(self.package / scene["subtitles"][language])
                reached = 0.0
                for start, end, text in cues:
                    self.assertLessEqual(reached, start, where)
                    self.assertLess(start - reached, LONGEST_SILENCE, where)
                    letters = len(text.replace("\n", ""))
                    self.assertLessEqual(letters / (end - start), FASTEST[language], f"{where}: {text}")
                    reached = end
                duration = scene["narration"]["vi"]["duration"]
                self.assertLess(abs(duration - reached), LONGEST_SILENCE, where)

    def test_two_things_to_look_at_in_every_place(self):
        for site in self.sites.values():
            spots = [h for s in site["scenes"] for h in s["hotspots"] if h["kind"] == "info"]
            self.assertGreaterEqual(len(spots), 2, site["id"])
            for spot in spots:
                self.assert_in_all_languages(spot["text"], site["id"])
                self.assert_in_all_languages(spot["title"], site["id"])

    def test_every_place_leads_to_every_other(self):
        ways = {
            name: [h["site"] for s in site["scenes"] for h in s["hotspots"] if h["kind"] == "site"]
            for name, site in self.sites.items()
        }
        back = {name: [] for name in self.sites}
        for name, targets in ways.items():
            for target in targets:
                self.assertIn(target, self.sites, name)
                back[target].append(name)
        self.assertEqual(reached_from(self.tour["start"], ways), set(self.sites))
        self.assertEqual(reached_from(self.tour["start"], back), set(self.sites))

    def test_walks_with_a_theme(self):
        routes = self.tour["routes"]
        self.assertGreaterEqual(len(routes), 5)
        for route in routes:
            self.assert_in_all_languages(route["title"], route["id"])
            self.assertTrue(8 <= len(route["sites"]) <= 12, route["id"])
            self.assertLessEqual(set(route["sites"]), set(self.sites), route["id"])

    def test_no_picture_and_no_sound_is_there_twice(self):
        pictures = [scene["panorama"]["id"] for _, scene in self.scenes()]
        self.assertEqual(len(set(pictures)), len(pictures))
        sounds = [v["opus"] for _, scene in self.scenes() for v in scene["narration"].values()]
        self.assertEqual(len(set(sounds)), len(sounds))


if __name__ == "__main__":
    unittest.main()
