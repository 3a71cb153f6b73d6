"""Whatever call to the disk fails, and wherever the program dies: nothing is lost.

VR360_FAULTS=all strikes at every call, else a handful evenly spread."""

import errno
import json
import os
import signal
import unittest

from releases import TwoReleases
from support import BAD_INPUT, CANNOT_WRITE, DONE, TEMPORARY

ALL = os.environ.get("VR360_FAULTS") == "all"


class Faults(TwoReleases):
    def places(self, several):
        last = len(self.calls)
        if ALL:
            return range(1, last + 1)
        return sorted({1 + (2 * i + 1) * last // (2 * several) for i in range(several)})

    def strike(self, several, error, codes, forever=False):
        """A build for every place, disturbed there; the codes that they end with."""
        self.assertGreater(len(self.calls), 150)
        ends = set()
        for place in self.places(several):
            self.restore()
            settings = {"VR360_IO_AT": str(place), "VR360_IO_ERROR": str(error)}
            if forever:
                settings["VR360_IO_FOREVER"] = "yes"
            result = self.build_new(settings)
            with self.subTest(place=place, call=self.calls[place - 1], error=error):
                ends.add(result.returncode)
                self.assertIn(result.returncode, codes, result.stderr.decode())
                if result.returncode > 0:
                    self.check_words(json.loads(result.stdout), result.returncode)
                elif result.returncode == DONE:
                    self.assertEqual(self.differing_files(), [])
                finished = self.finished_tiles()
                report = self.check_old_and_carry_on()
                self.assertGreaterEqual(report["tiles_reused"], finished)
        return ends

    def check_words(self, report, code):
        errors = self.errors(report)
        self.assertTrue(errors, report)
        for error in errors:
            self.assertTrue(error["file"] and error["what"] and error["cure"], error)
            if code == CANNOT_WRITE:
                self.assertIn("cannot be", error["what"])

    def test_killed_at_any_call(self):
        ends = self.strike(8, "kill", {-signal.SIGKILL, DONE})
        self.assertIn(-signal.SIGKILL, ends)

    def test_any_call_fails(self):
        ends = self.strike(8, errno.EIO, {DONE, BAD_INPUT, CANNOT_WRITE, TEMPORARY})
        self.assertIn(CANNOT_WRITE, ends)

    def test_the_disk_fills_up_at_any_call(self):
        self.strike(3, errno.ENOSPC, {DONE, BAD_INPUT, CANNOT_WRITE}, forever=True)

    def test_permission_is_lost_at_any_call(self):
        self.strike(3, errno.EACCES, {DONE, BAD_INPUT, CANNOT_WRITE}, forever=True)


# A base of tests is no test.
del TwoReleases

if __name__ == "__main__":
    unittest.main()
