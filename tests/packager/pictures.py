"""Pictures that tests draw, hand to other programs, and find again in packages."""

import json
import math
import shutil
import struct
import subprocess
import unittest
import zlib

# A level of this size is one tile: what the packager made of a picture can be read back whole.
WIDTH, HEIGHT = 508, 254


class Picture:
    """8-bit RGB."""

    def __init__(self, width, height, rgb):
        self.width, self.height, self.rgb = width, height, bytes(rgb)
        assert len(self.rgb) == 3 * width * height

    @classmethod
    def drawn(cls, width, height, pixel):
        """pixel(x, y) → (r, g, b)"""
        return cls(
            width,
            height,
            b"".join(bytes(pixel(x, y)) for y in range(height) for x in range(width)),
        )

    def at(self, x, y):
        first = 3 * (y * self.width + x)
        return tuple(self.rgb[first : first + 3])

    def rows(self, first, end):
        line = 3 * self.width
        return Picture(self.width, end - first, self.rgb[first * line : end * line])

    def write_ppm(self, path):
        path.write_bytes(b"P6\n%d %d\n255\n" % (self.width, self.height) + self.rgb)

    def write_png(self, path, xmp=None):
        line = 3 * self.width
        raw = b"".join(
            b"\0" + self.rgb[y * line : (y + 1) * line] for y in range(self.height)
        )

        def chunk(kind, data):
            body = kind + data
            return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

        text = b""
        if xmp is not None:
            text = chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp.encode("utf-8"))
        path.write_bytes(
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0))
            + text
            + chunk(b"IDAT", zlib.compress(raw, 1))
            + chunk(b"IEND", b"")
        )


def read_ppm(path):
    data = path.read_bytes()
    fields, at = [], 0
    while len(fields) < 4:
        while data[at : at + 1].isspace():
            at += 1
        if data[at : at + 1] == b"#":
            at = data.index(b"\n", at)
            continue
        end = at
        while not data[end : end + 1].isspace():
            end += 1
        fields.append(data[at:end])
        at = end
    width, height = int(fields[1]), int(fields[2])
    return Picture(width, height, data[at + 1 : at + 1 + 3 * width * height])


def waves(width=WIDTH, height=HEIGHT):
    """A whole sphere without a seam or a step anywhere, and no two directions alike."""
    columns = [2 * math.pi * (x + 0.5) / width - math.pi for x in range(width)]
    columns = [(math.sin(lon), math.cos(lon)) for lon in columns]
    rgb = bytearray()
    for y in range(height):
        lat = math.pi / 2 - math.pi * (y + 0.5) / height
        level, up = math.cos(lat), math.sin(lat)
        for sine, cosine in columns:
            right, ahead = level * sine, level * cosine
            rgb.append(round(128 + 70 * math.sin(9 * right + 3 * up) + 40 * math.sin(23 * ahead)))
            rgb.append(round(128 + 60 * right + 50 * math.sin(17 * up + 2 * ahead)))
            rgb.append(round(128 + 90 * ahead * up + 30 * math.sin(25 * right)))
    return Picture(width, height, rgb)


def psnr(a, b):
    """Decibels; lines count by the part of the sphere they cover."""
    assert (a.width, a.height) == (b.width, b.height)
    total, weights = 0.0, 0.0
    line = 3 * a.width
    for y in range(a.height):
        weight = math.cos(math.pi * (0.5 - (y + 0.5) / a.height))
        pairs = zip(a.rgb[y * line : (y + 1) * line], b.rgb[y * line : (y + 1) * line])
        total += weight * sum((p - q) ** 2 for p, q in pairs)
        weights += weight * line
    return 10 * math.log10(255 * 255 * weights / max(total, 1e-9))


def largest_difference(a, b):
    assert (a.width, a.height) == (b.width, b.height)
    return max(abs(p - q) for p, q in zip(a.rgb, b.rgb))


def need(*programs):
    """Skips the test where one of these programs is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            raise unittest.SkipTest(f"{program} is not installed")


def run(*arguments):
    return subprocess.run(
        [str(argument) for argument in arguments], check=True, capture_output=True, timeout=120
    )


def published_picture(package, work, site, scene="gate"):
    """What a package shows at level 0, and the pyramid's description. For small panoramas."""
    tour = json.loads((package / "tour.json").read_bytes())
    file = next(entry["file"] for entry in tour["sites"] if entry["id"] == site)
    scenes = json.loads((package / file).read_bytes())["scenes"]
    panorama = next(entry["panorama"] for entry in scenes if entry["id"] == scene)
    folder = package / "panoramas" / panorama["id"]
    run("dwebp", "-quiet", folder / "0/0/0.webp", "-ppm", "-o", work / "tile.ppm")
    tile = read_ppm(work / "tile.ppm")
    line = 3 * tile.width
    inner = b"".join(
        tile.rgb[y * line + 3 : (y + 1) * line - 3] for y in range(1, tile.height - 1)
    )
    pyramid = json.loads((folder / "pyramid.json").read_bytes())
    return Picture(tile.width - 2, tile.height - 2, inner), pyramid
