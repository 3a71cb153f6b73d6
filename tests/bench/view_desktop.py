#!/usr/bin/env python3
"""How soon vr360-view shows a scene, and how fast it draws while a visitor looks around.

    tests/bench/view_desktop.py --bin build/release/bin [--runs 5] [--seconds 10] PACKAGE…

Time to the first and to the sharp picture count from the start of the program, without a window, the
files in the page cache. Frames are counted in a real window of 1280×720 on a virtual display, while
the mouse drags the view once around and back without a stop; "interval" is from one frame to the
next. Needs xvfb-run and xdotool for that. Prints a Markdown table.
"""

import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

WIDTH, HEIGHT = 1280, 720

# Presses the button once for each sweep, as a hand does. $1 seconds.
DRAG = """
sleep 2
end=$(($(date +%s) + $1))
while [ "$(date +%s)" -lt "$end" ]; do
    for way in 1 -1; do
        x=$((640 - way * 400))
        xdotool mousemove $x 360 mousedown 1
        for i in $(seq 100); do
            x=$((x + way * 8))
            xdotool mousemove $x $((360 + (i % 20) - 10))
            sleep 0.008
        done
        xdotool mouseup 1
    done
done
"""


def run_viewer(command, environment):
    result = subprocess.run([str(word) for word in command], env=environment, text=True,
                            capture_output=True, check=False)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {result.returncode}:\n{result.stderr}")
    return json.loads(result.stdout.strip().splitlines()[-1])


def first_pictures(viewer, package, runs, environment, scratch):
    results = [run_viewer([viewer, package, "--size", f"{WIDTH}x{HEIGHT}", "--shot",
                           scratch / "shot.png", "--stats"], environment) for _ in range(runs)]
    return {key: statistics.median(result[key] for result in results)
            for key in ("first_picture_ms", "sharp_ms")} | {"device": results[0]["device"]}


def panning(viewer, package, seconds, environment):
    hand = DRAG.replace("$1", str(seconds))
    script = (f'{{ {hand} }} & "{viewer}" "{package}" --size {WIDTH}x{HEIGHT} --mute --stats '
              f"--quit-after {seconds + 4}; status=$?; wait; exit $status")
    return run_viewer(["xvfb-run", "-a", "-s", f"-screen 0 {WIDTH}x{HEIGHT}x24", "sh", "-c", script],
                      environment)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=10, help="of dragging")
    parser.add_argument("packages", nargs="+", type=pathlib.Path, metavar="PACKAGE")
    arguments = parser.parse_args()
    windows = shutil.which("xvfb-run") and shutil.which("xdotool")
    if not windows:
        print("no xvfb-run or no xdotool: no frames", file=sys.stderr)
    print("| package | first picture | sharp | frame, median | p99 | interval, median | p99 "
          "| frames | memory |\n|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        environment = {"XDG_RUNTIME_DIR": scratch} | dict(os.environ)
        device = ""
        for package in arguments.packages:
            shown = first_pictures(arguments.bin / "vr360-view", package, arguments.runs,
                                   environment, pathlib.Path(scratch))
            device = shown["device"]
            line = (f"| {package.parent.name}/{package.name} | {shown['first_picture_ms']:.0f} ms "
                    f"| {shown['sharp_ms']:.0f} ms ")
            if windows:
                moved = panning(arguments.bin / "vr360-view", package, arguments.seconds,
                                environment)
                frame, interval = moved["frame_ms"], moved["interval_ms"]
                line += (f"| {frame['median']:.1f} ms | {frame['p99']:.1f} ms "
                         f"| {interval['median']:.1f} ms | {interval['p99']:.1f} ms "
                         f"| {moved['frames']} | {moved['peak_memory_kib'] / 1024:.0f} MiB ")
            print(line + "|")
        print(f"\n{device}, {WIDTH}×{HEIGHT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
