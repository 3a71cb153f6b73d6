"""vr360-pack gc: what the release does not use goes, and nothing else."""

import json
import shutil
import unittest

from releases import TwoReleases
from support import BAD_INPUT, DONE, TEMPORARY, files_of


class Garbage(TwoReleases):
    """The package holds two releases, of which nothing but the fonts is the same."""

    panorama = (128, 64)

    def gc(self, *options, expect=DONE):
        result = self.pack("gc", self.package, "--json", *options)
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        return json.loads(result.stdout)

    def test_leaves_what_a_fresh_build_makes(self):
        fresh = self.work / "fresh"
        result = self.pack("build", self.tour.folder, "-o", fresh)
        self.assertEqual(result.returncode, DONE, result.stderr.decode())
        wanted = files_of(fresh)
        before = files_of(self.package)
        garbage = set(before) - set(wanted)
        self.assertGreater(len(garbage), 5)

        told = self.gc("--dry-run")
        self.assertEqual(files_of(self.package), before)
        self.assertEqual(told["freed_files"], len(garbage))
        self.assertEqual(told["freed_bytes"], sum(len(before[name]) for name in garbage))
        self.assertEqual(told["freed_panoramas"], 1)

        done = self.gc()
        self.assertEqual({**told, "dry_run": False}, done)
        self.assertEqual(set(files_of(self.package)), set(wanted))
        self.assertEqual(self.verify()["kept_files"], 0)
        self.assertEqual(self.gc()["freed_files"], 0)
        self.assertFalse(self.build(self.tour)["changed"])

    def test_words_for_people(self):
        result = self.pack("gc", self.package, "--dry-run")
        self.assertIn(b"Would free", result.stderr)
        result = self.pack("gc", self.package)
        self.assertIn(b"Freed", result.stderr)
        self.assertIn(b"Panoramas: 1; other files:", result.stderr)
        self.assertIn(b"Nothing to free", self.pack("gc", self.package).stderr)

    def test_files_of_others_stay(self):
        note = self.package / "sites" / "read me.txt"
        note.write_text("keep")
        self.assertEqual(self.gc()["unknown"], ["sites/read me.txt"])
        self.assertEqual(note.read_text(), "keep")

    def test_a_package_that_does_not_hold_together_stays_as_it_is(self):
        entry = self.tour_json()["sites"][0]["file"]
        for name, old, new in (
            ("SHA256SUMS", b"  ", b" "),
            ("tour.json", b"a", b"b"),
            (entry, b"a", b"b"),
        ):
            whole = (self.package / name).read_bytes()
            (self.package / name).write_bytes(whole.replace(old, new, 1))
            before = files_of(self.package)
            error = self.gc(expect=BAD_INPUT)["error"]
            self.assertIn("Nothing was removed", error["cure"])
            self.assertEqual(files_of(self.package), before)
            (self.package / name).write_bytes(whole)
        shutil.rmtree(self.work / "nothing", ignore_errors=True)
        result = self.pack("gc", self.work / "nothing")
        self.assertEqual(result.returncode, BAD_INPUT)
        self.assertFalse((self.work / "nothing").exists())

    def test_not_while_a_build_runs(self):
        self.restore()
        before = files_of(self.package)
        with self.build_stopped_at("rename") as build:
            for option in ([], ["--dry-run"]):
                error = self.gc(*option, expect=TEMPORARY)["error"]
                self.assertIn(f"process {build.pid} on ", error["what"])
        now = files_of(self.package)
        self.assertEqual({name: now[name] for name in before}, before)


del TwoReleases

if __name__ == "__main__":
    unittest.main()
