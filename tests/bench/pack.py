#!/usr/bin/env python3
"""Packing one panorama: vr360-pyramid against `vips dzsave` and against libwebp alone.

    tests/bench/pack.py --bin build/release/bin [--runs 3] [--jobs 2] IMAGE…

The contenders take turns within each run, so that whatever else the machine does hits all alike;
a line shows each one's median. Ratios are medians of the ratios within a run.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PROFILES = {
    "default": ["--quality", "82", "--method", "4"],
    "fast": ["--quality", "83", "--method", "2"],
}


def measured(command, environment=None):
    """CPU and wall seconds and peak memory (MB) of a command."""
    begun = time.monotonic()
    process = subprocess.Popen(
        command, env={**os.environ, **(environment or {})},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command[0]} failed: {error.decode(errors='replace')}")
    return {
        "wall": time.monotonic() - begun,
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss / 1024,
    }


def tiles_in(directory):
    """Number and bytes of the tiles below a directory."""
    sizes = [
        os.path.getsize(os.path.join(folder, name))
        for folder, _, names in os.walk(directory)
        for name in names if name.endswith(".webp")
    ]
    return {"tiles": len(sizes), "bytes": sum(sizes)}


def run_vips(image, scratch):
    out = os.path.join(scratch, "vips")
    result = measured(
        ["vips", "dzsave", image, out, "--layout", "dz", "--tile-size", "512", "--overlap", "0",
         "--suffix", ".webp[Q=80,effort=4]"],
        {"VIPS_CONCURRENCY": "4"})
    return {**result, **tiles_in(out + "_files")}


def run_ours(image, scratch, binaries, jobs, profile):
    out = os.path.join(scratch, "ours")
    os.mkdir(out)
    result = measured(
        [os.path.join(binaries, "vr360-pyramid"), image, "-o", out, "--jobs", str(jobs), *profile])
    return {**result, **tiles_in(out)}


def run_floor(image, binaries, jobs, profile):
    output = subprocess.run(
        [os.path.join(binaries, "vr360-pack-floor"), image, "--jobs", str(jobs), *profile],
        check=True, capture_output=True)
    return {**json.loads(output.stdout), "memory": float("nan")}


def one_run(image, options):
    results = {}
    contenders = {"vips": lambda scratch: run_vips(image, scratch)}
    for name, profile in PROFILES.items():
        contenders[name] = lambda scratch, p=profile: run_ours(
            image, scratch, options.bin, options.jobs, p)
        contenders[name + " floor"] = lambda _, p=profile: run_floor(
            image, options.bin, options.jobs, p)
    for name, contender in contenders.items():
        scratch = tempfile.mkdtemp(prefix="vr360-bench-", dir=options.scratch)
        try:
            results[name] = contender(scratch)
        finally:
            shutil.rmtree(scratch)
    return results


def median(runs, name, key):
    return statistics.median(run[name][key] for run in runs)


def ratio(runs, name, other, key):
    return statistics.median(run[name][key] / run[other][key] for run in runs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("images", nargs="+", metavar="IMAGE")
    parser.add_argument("--bin", default="build/release/bin")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--scratch", default=None, help="where the tiles are written")
    options = parser.parse_args()
    for image in options.images:
        runs = [one_run(image, options) for _ in range(options.runs)]
        print(f"\n{os.path.basename(image)}, {options.jobs} jobs, median of {options.runs}\n")
        print("| | wall s | CPU s | memory MB | tiles | MB | wall ÷ vips | CPU ÷ vips "
              "| bytes ÷ vips | wall ÷ floor | CPU ÷ floor |")
        print("| --- " * 11 + "|")
        for name in runs[0]:
            cells = [f"{median(runs, name, 'wall'):.2f}", f"{median(runs, name, 'cpu'):.2f}",
                     f"{median(runs, name, 'memory'):.0f}", str(runs[0][name]["tiles"]),
                     f"{runs[0][name]['bytes'] / 1e6:.2f}"]
            cells += [f"{ratio(runs, name, 'vips', key):.2f}" for key in ("wall", "cpu", "bytes")]
            floor = name + " floor"
            cells += [f"{ratio(runs, name, floor, key):.2f}" if floor in runs[0] else ""
                      for key in ("wall", "cpu")]
            print(f"| {name} | " + " | ".join(cells).replace("nan", "") + " |")


if __name__ == "__main__":
    main()
