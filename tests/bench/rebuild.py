#!/usr/bin/env python3
"""Building a tour again: nothing changed, one subtitle changed, one panorama changed.

    tests/bench/rebuild.py --bin build/release/bin [--width 512] [--runs 5]

The tour is the sample of 100 sites with a narration each. Each line is the median of the runs; what is
new in the package is counted, and must be what changed and no more."""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import wave


def files_of(folder):
    """Path → what would change with its content."""
    return {
        str(path.relative_to(folder)): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


class Bench:
    def __init__(self, programs, scratch, width):
        self.pack = programs / "vr360-pack"
        self.tour = scratch / "tour"
        self.package = scratch / "package"
        self.run("sample", self.tour, "--width", str(width))
        for number, site in enumerate(self.sites()):
            self.add_narration(site, number)
        begun = time.monotonic()
        self.build()
        self.report("first build", [time.monotonic() - begun], {})
        # Dates younger than two seconds are not believed: the next run looks again, once.
        time.sleep(2.1)
        self.build()

    def run(self, *arguments):
        done = subprocess.run(
            [self.pack, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        if done.returncode != 0:
            sys.exit(done.stderr.decode(errors="replace"))

    def sites(self):
        return sorted(path for path in (self.tour / "sites").iterdir() if path.is_dir())

    def add_narration(self, site, number):
        """A second of sound that no other site has, where the sample has none."""
        if any(site.glob("*.narration.*")):
            return
        scene = sorted(site.glob("*.jpg"))[0].stem
        with wave.open(str(site / f"{scene}.narration.vi.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(16000)
            period = 40 + number
            tone = b"\x00\x20" * period + b"\x00\xe0" * period
            file.writeframes((tone * (16000 // (2 * period) + 1))[:32000])
        for language in ("en", "zh"):
            (site / f"{scene}.subtitles.{language}.vtt").write_text(
                f"WEBVTT\n\n00:00.100 --> 00:00.900\n{number}\n"
            )

    def build(self):
        begun = time.monotonic()
        self.run("build", self.tour, "-o", self.package)
        return time.monotonic() - begun

    def rebuilds(self, name, runs, change, allowed):
        """Times builds after a change, and checks that only `allowed` kinds of files are new."""
        times = []
        new = {}
        for number in range(runs):
            change(number)
            before = files_of(self.package)
            times.append(self.build())
            after = files_of(self.package)
            gone = set(before) - set(after)
            changed = {path for path in after if before.get(path) != after[path]}
            new = {}
            for path in changed:
                kind = path.split("/")[0]
                new[kind] = new.get(kind, 0) + 1
            if gone or set(new) - set(allowed):
                sys.exit(f"{name}: new {new}, gone {gone}")
        self.report(name, times, new)

    @staticmethod
    def report(name, times, new):
        what = ", ".join(f"{count} {kind}" for kind, count in sorted(new.items())) or "nothing"
        print(f"{name:24} {statistics.median(times):6.2f} s   new: {what}", flush=True)

    def change_subtitle(self, number):
        file = sorted(self.sites()[number].glob("*.subtitles.en.vtt"))[0]
        text = file.read_text()
        file.write_text(text.rstrip() + f"\n\n00:00.950 --> 00:00.980\n{number}\n")

    def change_panorama(self, number):
        """Another comment in the file: other bytes, another name."""
        file = sorted(self.sites()[number].glob("*.jpg"))[0]
        data = file.read_bytes()
        comment = f"run {number}".encode()
        file.write_bytes(
            data[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + data[2:]
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=pathlib.Path, default="build/release/bin")
    parser.add_argument("--width", type=int, default=512)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="vr360-rebuild-"))
    index = ["SHA256SUMS", "tour.json"]
    try:
        bench = Bench(options.bin.resolve(), scratch, options.width)
        runs = options.runs
        bench.rebuilds("nothing changed", runs, lambda _: None, [])
        bench.rebuilds(
            "one subtitle changed", runs, bench.change_subtitle, ["sites", "subtitles", *index]
        )
        bench.rebuilds(
            "one panorama changed", runs, bench.change_panorama, ["sites", "panoramas", *index]
        )
    finally:
        shutil.rmtree(scratch)


if __name__ == "__main__":
    os.environ.setdefault("LC_ALL", "C.UTF-8")
    main()
