"""An old release, a tour of which everything has changed since, and what its next build must make."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import time

from support import DONE, PACK, PackagerTest, Tour, files_of, png, write_wav

SHIM = pathlib.Path(os.environ.get("VR360_IO_FAULTS", "libvr360_io_faults.so")).resolve()
ENVIRONMENT = {**os.environ, "VR360_WEB_DIR": "/nonexistent"}


class TwoReleases(PackagerTest):
    """restore() takes package and cache back to the old release; the tour stays changed."""

    panorama = (1280, 640)

    def disk(self):
        """The folder that tour and package lie in."""
        return self.work

    def setUp(self):
        super().setUp()
        self.package = self.disk() / "package"
        self.tour = Tour(
            self.disk() / "tour", sites=["a-site"], panorama=lambda _: png(64, 32, seed=0)
        )
        self.cache = self.tour.folder / ".vr360"
        self.build(self.tour)
        self.old = self.work / "old"
        shutil.copytree(self.package, self.old / "package")
        shutil.copytree(self.cache, self.old / "cache")
        site = self.tour.site("a-site")
        (site / "gate.png").write_bytes(png(*self.panorama, seed=1))
        write_wav(site / "gate.narration.vi.wav", seconds=1.9)
        vtt = site / "gate.subtitles.en.vtt"
        vtt.write_text(vtt.read_text().replace("shore", "horse"))
        log = self.work / "calls"
        begun = time.monotonic()
        result = self.build_new({"VR360_IO_LOG": str(log)})
        self.assertEqual(result.returncode, DONE, result.stderr.decode())
        self.whole_time = time.monotonic() - begun
        self.undisturbed = files_of(self.package)
        self.calls = log.read_text().splitlines()  # to the disk, as io_faults.cpp names them

    def restore(self):
        for folder, name in ((self.package, "package"), (self.cache, "cache")):
            shutil.rmtree(folder)
            shutil.copytree(self.old / name, folder)

    def command(self, *options):
        return [PACK, "build", self.tour.folder, "-o", self.package, "--json", *options]

    def disturbed(self, settings):
        return {
            **ENVIRONMENT,
            "LD_PRELOAD": str(SHIM),
            "VR360_IO_UNDER": f"{self.tour.folder}:{self.package}",
            **settings,
        }

    def build_new(self, settings):
        """The build that is disturbed; on one thread, so that it does the same each time."""
        return subprocess.run(
            self.command("--jobs", "1"),
            capture_output=True,
            timeout=300,
            env=self.disturbed(settings),
            check=False,
        )

    @contextlib.contextmanager
    def build_stopped_at(self, call, which=0):
        """A build that stands still before the first or last call (0, -1) that contains a text. It
        is gone afterwards."""
        place = [i for i, made in enumerate(self.calls, 1) if call in made][which]
        build = subprocess.Popen(
            self.command("--jobs", "1"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.disturbed({"VR360_IO_AT": str(place), "VR360_IO_ERROR": "stop"}),
        )
        try:
            _, status = os.waitpid(build.pid, os.WUNTRACED)
            self.assertTrue(os.WIFSTOPPED(status), status)
            yield build
        finally:
            build.kill()
            build.communicate()

    def finished_tiles(self):
        """How many an interrupted run has left as finished."""
        logs = self.package.glob(".vr360/*.partial/.finished")
        return sum(log.read_bytes().count(b".webp\n") for log in logs)

    def check_old_and_carry_on(self):
        """What is there is whole, and each file old or new; the next run makes what it should."""
        self.verify()
        now = files_of(self.package)
        for name, content in files_of(self.old / "package").items():
            allowed = {content, self.undisturbed[name]}
            self.assertIn(now[name], allowed, f"{name} is neither old nor new")
        report = self.build(self.tour)
        self.assertEqual(self.differing_files(), [])
        self.assertFalse((self.package / ".vr360").exists())
        return report

    def differing_files(self):
        now = files_of(self.package)
        names = set(now) | set(self.undisturbed)
        return sorted(n for n in names if now.get(n) != self.undisturbed.get(n))
