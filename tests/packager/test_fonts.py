"""The package's fonts: what they hold, what they weigh, whose they are. On the sample's real texts."""

import struct
import types
import unittest

import real_texts
from support import PackagerTest, Tour, write_wav

WOFF2_BUDGET = 400_000  # bytes, for the whole tour


def characters_of(otf):
    """What a font's cmap covers, by a reader of the test's own (formats 4 and 12 of OpenType)."""
    count = struct.unpack(">H", otf[4:6])[0]
    tables = {
        otf[at : at + 4]: struct.unpack(">I", otf[at + 8 : at + 12])[0]
        for at in range(12, 12 + 16 * count, 16)
    }
    cmap = tables[b"cmap"]
    found = set()
    for i in range(struct.unpack(">H", otf[cmap + 2 : cmap + 4])[0]):
        record = cmap + 4 + 8 * i
        at = cmap + struct.unpack(">I", otf[record + 4 : record + 8])[0]
        kind = struct.unpack(">H", otf[at : at + 2])[0]
        if kind == 4:
            segments = struct.unpack(">H", otf[at + 6 : at + 8])[0] // 2
            ends = struct.unpack(f">{segments}H", otf[at + 14 : at + 14 + 2 * segments])
            starts_at = at + 16 + 2 * segments
            starts = struct.unpack(f">{segments}H", otf[starts_at : starts_at + 2 * segments])
            for start, end in zip(starts, ends):
                found.update(map(chr, range(start, end + 1)))
        elif kind == 12:
            groups = struct.unpack(">I", otf[at + 12 : at + 16])[0]
            for g in range(groups):
                start, end, _ = struct.unpack(">3I", otf[at + 16 + 12 * g : at + 28 + 12 * g])
                found.update(map(chr, range(start, end + 1)))
    return found - {"\uffff"}


class Fonts(PackagerTest):
    def fonts(self):
        return self.tour_json()["fonts"]

    def read(self, path):
        return (self.package / path).read_bytes()

    def covered(self):
        return set().union(*(characters_of(self.read(font["otf"])) for font in self.fonts()))

    def test_the_whole_tour(self):
        shown = real_texts.write_tour(self.work / "real")
        report = self.build(types.SimpleNamespace(folder=self.work / "real"))
        about_fonts = [f for f in report["findings"] if "font" in f["what"]]
        self.assertEqual(about_fonts, [], "one is not installed, or lacks a character")
        self.verify()
        self.assertEqual([f["family"] for f in self.fonts()], ["Noto Sans", "Noto Sans CJK SC"])
        self.assertEqual(shown - self.covered(), set())
        sizes = {f["family"]: len(self.read(f["woff2"])) for f in self.fonts()}
        print(f"WOFF2 for {len(self.published())} sites, {len(shown)} characters: {sizes} bytes")
        self.assertLessEqual(sum(sizes.values()), WOFF2_BUDGET)
        # Chinese letters are had of the Chinese font only, and it holds nothing else.
        chinese = characters_of(self.read(self.fonts()[1]["otf"]))
        self.assertEqual({c for c in chinese if "Ạ" <= c <= "ỹ"}, set(), "Vietnamese letters")
        licence = self.read("fonts/LICENSE.txt").decode()
        self.assertIn("SIL Open Font", licence)
        for part in ("PREAMBLE", "DEFINITIONS", "PERMISSION & CONDITIONS", "TERMINATION", "DISCLAIMER"):
            self.assertIn(part, licence)

    def test_what_only_subtitles_say(self):
        """Of every narration, and what their languages call themselves."""
        tour = Tour(self.work / "tour", sites=["a-site"])
        folder = tour.site("a-site")
        self.build(tour)
        before = self.covered()
        self.assertFalse(before & set("鳐Œç"))
        write_wav(folder / "gate.narration.fr.wav", seconds=3.0)
        timed = "WEBVTT\n\n00:00.000 --> 00:02.900\n"
        (folder / "gate.narration.fr.subtitles.zh.vtt").write_text(timed + "鳐鱼\n", encoding="utf-8")
        (folder / "gate.narration.fr.subtitles.en.vtt").write_text(timed + "An Œuvre\n", encoding="utf-8")
        self.build(tour)
        self.verify()
        self.assertLessEqual(set("鳐鱼ŒFrançais"), self.covered())


if __name__ == "__main__":
    unittest.main()
