"""Small tours made by code, and the packager run on them. Python's standard library only."""

import json
import math
import os
import pathlib
import random
import shutil
import struct
import subprocess
import tempfile
import unittest
import wave
import zlib

PACK = os.environ.get("VR360_PACK", "build/release/bin/vr360-pack")

DONE, PARTLY, USAGE, BAD_INPUT, CANNOT_WRITE, TEMPORARY = 0, 1, 2, 65, 73, 75

TOUR_TOML = """\
title = { vi = "Thử", en = "Trial", zh = "试" }
languages = ["vi", "en", "zh"]
[category.relic]
name = { vi = "Di tích", en = "Relics", zh = "古迹" }
"""

EN_VTT = "WEBVTT\n\n00:00.000 --> 00:01.900\nWelcome to the shore\n"
ZH_SRT = "1\r\n00:00:00,000 --> 00:00:01,900\r\n欢迎来到湖边\r\n"


def png(width, height, pixel=None, seed=None):
    """An RGB image: of pixel(x, y) → (r, g, b), or of noise."""
    noise = random.Random(seed)
    lines = []
    for y in range(height):
        if pixel is None:
            lines.append(b"\0" + noise.randbytes(width * 3))
        else:
            lines.append(b"\0" + b"".join(bytes(pixel(x, y)) for x in range(width)))

    def chunk(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"".join(lines), 1))
        + chunk(b"IEND", b"")
    )


def gradient(width, height, blue=90):
    return png(width, height, lambda x, y: (x * 255 // width, y * 255 // height, blue % 256))


def write_wav(path, seconds=2.0, rate=16000, silence=0.0):
    """A voice-like buzz, after so much silence."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        samples = [0] * int(silence * rate)
        for i in range(int(seconds * rate)):
            t = i / rate
            envelope = 0.6 + 0.4 * math.sin(7 * t)
            tone = math.sin(2 * math.pi * 220 * t) + 0.5 * math.sin(2 * math.pi * 440 * t)
            samples.append(int(6000 * envelope * tone))
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))


class Tour:
    """A tour on disk, of sites that build."""

    def __init__(self, folder, sites=("a-site", "b-site"), panorama=None, narrated=True):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True)
        (self.folder / "tour.toml").write_text(TOUR_TOML, encoding="utf-8")
        for index, site in enumerate(sites):
            self.add_site(site, panorama(index) if panorama else gradient(256, 128, 40 * index))
            if narrated:
                self.add_narration(site)

    def site(self, site):
        return self.folder / "sites" / site

    def add_site(self, site, panorama, extra="", panorama_name="gate.png"):
        folder = self.site(site)
        folder.mkdir(parents=True)
        (folder / panorama_name).write_bytes(panorama)
        self.write_site(site, extra, panorama_name)

    def write_site(self, site, extra="", panorama_name="gate.png", top=""):
        (self.site(site) / "site.toml").write_text(
            f"""\
category = "relic"
name = {{ vi = "Nơi {site}", en = "Place {site}", zh = "地方" }}
{top}
[[scene]]
id = "gate"
panorama = "{panorama_name}"
{extra}
""",
            encoding="utf-8",
        )

    def add_narration(self, site, voice=None):
        """`voice`: a recording that is there already."""
        folder = self.site(site)
        if voice is None:
            write_wav(folder / "gate.narration.vi.wav")
        else:
            shutil.copy(voice, folder / "gate.narration.vi.wav")
        (folder / "gate.subtitles.en.vtt").write_text(EN_VTT, encoding="utf-8")
        (folder / "gate.subtitles.zh.srt").write_bytes(ZH_SRT.encode("utf-8"))


class PackagerTest(unittest.TestCase):
    def setUp(self):
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="vr360-test-"))
        self.addCleanup(shutil.rmtree, self.work, ignore_errors=True)
        self.package = self.work / "package"

    def pack(self, *arguments, env=None):
        return subprocess.run(
            [PACK, *map(str, arguments)],
            capture_output=True,
            timeout=300,
            env={**os.environ, "VR360_WEB_DIR": "/nonexistent", **(env or {})},
            check=False,
        )

    def build(self, tour, *options, expect=DONE):
        result = self.pack("build", tour.folder, "-o", self.package, "--json", *options)
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        return json.loads(result.stdout)

    def verify(self, package=None, expect=DONE):
        result = self.pack("verify", package or self.package, "--json")
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        return json.loads(result.stdout)

    def errors(self, report, severity="error"):
        return [f for f in report["findings"] if f["severity"] == severity]

    def assert_finding(self, report, file, what, cure, place="", severity="error"):
        """Exactly one finding of a severity about a file, which names place, fault and cure."""
        found = [f for f in self.errors(report, severity) if f["file"] == file]
        self.assertEqual(len(found), 1, report["findings"])
        self.assertIn(what, found[0]["what"])
        self.assertIn(cure, found[0]["cure"])
        self.assertIn(place, found[0]["place"])

    def tour_json(self):
        return json.loads((self.package / "tour.json").read_bytes())

    def site_json(self, site):
        entry = next(s for s in self.tour_json()["sites"] if s["id"] == site)
        return json.loads((self.package / entry["file"]).read_bytes())

    def published(self):
        return [site["id"] for site in self.tour_json()["sites"]]


def files_of(folder):
    """Path → bytes of every file."""
    folder = pathlib.Path(folder)
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
