"""Two at work at once: two builds into one package, a build and an editor who saves."""

import shutil
import signal
import unittest

from releases import TwoReleases
from support import BAD_INPUT, DONE, TEMPORARY, files_of, png, write_wav


class TwoBuilds(TwoReleases):
    panorama = (128, 64)

    def test_the_second_is_refused_and_told_who_is_first(self):
        self.restore()
        with self.build_stopped_at(".partial") as first:
            second = self.pack("build", self.tour.folder, "-o", self.package)
            self.assertEqual(second.returncode, TEMPORARY, second.stderr.decode())
            self.assertIn(f"process {first.pid} on ".encode(), second.stderr)
            self.assertIn(b"since 20", second.stderr)
            first.send_signal(signal.SIGCONT)
            first.communicate(timeout=300)
            self.assertEqual(first.returncode, DONE)
        self.assertEqual(self.differing_files(), [])

    def test_the_dead_lock_nobody_out(self):
        self.restore()
        with self.build_stopped_at(".partial"):
            pass  # and is killed there
        self.assertTrue((self.package / ".vr360/lock").exists())
        self.check_old_and_carry_on()

    def test_a_lock_from_elsewhere_says_nothing(self):
        """Copied along with a package: nobody holds it."""
        self.restore()
        (self.package / ".vr360").mkdir()
        (self.package / ".vr360/lock").write_text("process 1 on elsewhere, since 2020-01-01 00:00:00")
        self.check_old_and_carry_on()


class BuildAndEditor(TwoReleases):
    panorama = (128, 64)

    def edit(self, name):
        """In place: who has it open reads on in another file."""
        file = self.tour.site("a-site") / name
        if name.endswith(".wav"):
            write_wav(file, seconds=1.9, silence=0.01)
        else:
            file.write_bytes(png(*self.panorama, seed=2))

    def check_noticed(self, name, call, which):
        self.restore()
        original = (self.tour.site("a-site") / name).read_bytes()
        with self.build_stopped_at(call, which) as build:
            self.edit(name)
            build.send_signal(signal.SIGCONT)
            output, _ = build.communicate(timeout=300)
        self.assertEqual(build.returncode, BAD_INPUT, output)
        self.assertIn("changed while it was being read", output.decode())
        self.assertIn(f"sites/a-site/{name}", output.decode())
        self.assertEqual(self.published_files(), files_of(self.old / "package"))
        # What the editor has saved is built as if nothing had been.
        self.build(self.tour)
        shutil.rmtree(self.cache)
        fresh = self.work / "fresh"
        self.assertEqual(self.pack("build", self.tour.folder, "-o", fresh).returncode, DONE)
        now = files_of(self.package)
        for file, content in files_of(fresh).items():
            if file not in ("tour.json", "SHA256SUMS"):
                self.assertEqual(now[file], content, file)
        shutil.rmtree(fresh)
        # And so is what was there before.
        (self.tour.site("a-site") / name).write_bytes(original)
        self.restore()
        self.build(self.tour)
        self.assertEqual(self.differing_files(), [])

    def published_files(self):
        return {
            name: content
            for name, content in files_of(self.package).items()
            if name in files_of(self.old / "package")
        }

    def test_a_panorama_saved_between_hashing_and_cutting(self):
        self.check_noticed("gate.png", ".partial", 0)

    def test_a_recording_saved_between_hashing_and_encoding(self):
        self.check_noticed("gate.narration.vi.wav", "gate.narration.vi.wav", -1)


# A base of tests is no test.
del TwoReleases

if __name__ == "__main__":
    unittest.main()
