"""On disks of its own: one that fills up, one whose power is cut. Where the machine lets a test mount
them.

VR360_LONG=1 tries more sizes and moments."""

import fcntl
import json
import os
import pathlib
import random
import shutil
import struct
import subprocess
import tempfile
import time
import unittest

from releases import ENVIRONMENT, TwoReleases
from support import CANNOT_WRITE, DONE

LONG = os.environ.get("VR360_LONG") == "1"

# linux/fs/ext4: shut the file system down and drop what its journal has not written yet.
EXT4_IOC_SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2


def run(*command):
    return subprocess.run([*map(str, command)], capture_output=True, check=False).returncode == 0


class Mounted(TwoReleases):
    def setUp(self):
        self.mount_point = pathlib.Path(tempfile.mkdtemp(prefix="vr360-disk-"))
        self.addCleanup(shutil.rmtree, self.mount_point, ignore_errors=True)
        self.addCleanup(run, "umount", "-l", self.mount_point)
        self.mount_first()
        super().setUp()

    def disk(self):
        return self.mount_point


class FullDisk(Mounted):
    def mount_first(self):
        if not run("mount", "-t", "tmpfs", "-o", "size=64m", "vr360-test", self.mount_point):
            self.skipTest("this machine does not let a test mount a tmpfs")

    def resize(self, kilobytes):
        self.assertTrue(run("mount", "-o", f"remount,size={kilobytes}k", self.mount_point))

    def used(self):
        return (shutil.disk_usage(self.mount_point).used + 1023) // 1024

    def test_full_at_any_size(self):
        """From no room at all to enough."""
        needed = self.used()
        self.restore()
        least = self.used()
        steps = 60 if LONG else 4
        ends = []
        for step in range(steps + 1):
            self.resize(65536)
            self.restore()
            self.resize(least + (needed - least) * step // steps)
            result = self.build_new({})
            ends.append(result.returncode)
            with self.subTest(step=step):
                self.assertIn(result.returncode, (DONE, CANNOT_WRITE))
                if result.returncode == CANNOT_WRITE:
                    report = json.loads(result.stdout)
                    self.assertIn("Make room", json.dumps(report["findings"]))
                self.resize(65536)
                self.check_old_and_carry_on()
        self.assertEqual(ends[0], CANNOT_WRITE)


class PowerCut(Mounted):
    def mount_first(self):
        file, self.image = tempfile.mkstemp(prefix="vr360-disk-")
        os.ftruncate(file, 64 << 20)
        os.close(file)
        self.addCleanup(os.unlink, self.image)
        if not run("mkfs.ext4", "-q", "-F", self.image) or not self.mount():
            self.skipTest("this machine does not let a test mount an ext4 image")

    def mount(self):
        return run("mount", "-o", "loop,noauto_da_alloc", self.image, self.mount_point)

    def cut(self):
        folder = os.open(self.mount_point, os.O_RDONLY)
        try:
            fcntl.ioctl(folder, EXT4_IOC_SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        except OSError:
            self.skipTest("this machine does not let a test shut an ext4 down")
        finally:
            os.close(folder)

    def power_up(self):
        self.assertTrue(run("umount", self.mount_point))
        self.assertTrue(self.mount())

    def test_cut_at_any_moment(self):
        chance = random.Random(11)
        moments = 40 if LONG else 2
        for moment in range(moments):
            self.restore()
            self.assertTrue(run("sync", "-f", self.mount_point))
            process = subprocess.Popen(
                self.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT
            )
            time.sleep(chance.uniform(0.0, self.whole_time))
            self.cut()
            process.wait(timeout=300)
            self.power_up()
            with self.subTest(moment=moment):
                self.check_old_and_carry_on()


# Bases of tests are no tests.
del TwoReleases, Mounted

if __name__ == "__main__":
    unittest.main()
