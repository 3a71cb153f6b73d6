"""Subtitle files as editors save them, and what is published of them."""

import unicodedata
import unittest

from support import BAD_INPUT, PackagerTest, Tour, write_wav

VI = ["Chào mừng bạn đến với Hồ Tây.", "Chùa Trấn Quốc ở ngay trước mặt.", "Mời bạn bước vào sân."]
EN = ["Welcome to the West Lake.", "Tran Quoc Pagoda is right ahead.", "“Do come in”, they say."]
ZH = ["欢迎来到西湖。", "镇国寺就在前面。", "请走进院子里看看。"]
ZH_HANT = ["歡迎來到西湖。", "鎮國寺就在前面。", "請走進院子裡看看。"]
TIMES = [(0, 2), (2, 4.5), (5, 7.5)]
SECONDS = 8.0


def srt(texts, times=TIMES, end="\r\n"):
    def stamp(seconds):
        return f"00:00:{int(seconds):02},{round(seconds % 1 * 1000):03}"

    return "".join(
        f"{i + 1}{end}{stamp(a)} --> {stamp(b)}{end}{text}{end}{end}"
        for i, (text, (a, b)) in enumerate(zip(texts, times))
    )


def vtt(texts, times=TIMES):
    def stamp(seconds):
        return f"00:{int(seconds):02}.{round(seconds % 1 * 1000):03}"

    return "WEBVTT\n\n" + "".join(
        f"{stamp(a)} --> {stamp(b)}\n{text}\n\n" for text, (a, b) in zip(texts, times)
    )


def windows_1258(text):
    """As Windows does: what has no letter of its own becomes a letter and a tone."""
    bytes_ = b""
    for letter in text:
        try:
            bytes_ += letter.encode("cp1258")
        except UnicodeEncodeError:
            tones = "\u0300\u0301\u0303\u0309\u0323"
            parts = unicodedata.normalize("NFD", letter)
            base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones))
            bytes_ += (base + "".join(c for c in parts if c in tones)).encode("cp1258")
    return bytes_


class SubtitlesTest(PackagerTest):
    def setUp(self):
        super().setUp()
        self.tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        self.folder = self.tour.site("a-site")
        write_wav(self.folder / "gate.narration.vi.wav", seconds=SECONDS)
        self.put("en.vtt", vtt(EN))
        self.put("zh.vtt", vtt(ZH))

    def put(self, ending, content):
        """Writes subtitles; their language's other files go."""
        language = ending.split(".")[0]
        for old in self.folder.glob(f"gate.subtitles.{language}.*"):
            old.unlink()
        if isinstance(content, str):
            content = content.encode()
        (self.folder / f"gate.subtitles.{ending}").write_bytes(content)
        return f"sites/a-site/gate.subtitles.{ending}"

    def published_cues(self, language):
        """(start, end, text) as published, read plainly."""
        path = self.site_json("a-site")["scenes"][0]["subtitles"][language]
        text = (self.package / path).read_text(encoding="utf-8")
        header, *blocks = text.rstrip("\n").split("\n\n")
        self.assertEqual(header, "WEBVTT")
        cues = []
        for block in blocks:
            times, *lines = block.split("\n")
            start, arrow, end = times.split(" ")
            self.assertEqual(arrow, "-->")
            cues.append((self.seconds(start), self.seconds(end), "\n".join(lines)))
        return cues

    @staticmethod
    def seconds(stamp):
        h, m, s = stamp.split(":")
        return round(int(h) * 3600 + int(m) * 60 + float(s), 3)


class Encodings(SubtitlesTest):
    def check(self, ending, content, texts, encoding, severity="note"):
        """The file builds, its words are published, and its encoding is said."""
        file = self.put(ending, content)
        report = self.build(self.tour)
        language = ending.split(".")[0]
        self.assertEqual([cue[2] for cue in self.published_cues(language)], texts)
        found = [f for f in report["findings"] if f["file"] == file]
        if encoding is None:
            self.assertEqual(found, [])
        else:
            self.assertEqual([f["severity"] for f in found], [severity], found)
            self.assertIn(f"read as {encoding}", found[0]["what"])
            self.assertIn("UTF-8", found[0]["cure"])
        self.verify()

    def test_utf8(self):
        self.check("vi.srt", srt(VI), VI, None)
        self.check("vi.srt", b"\xef\xbb\xbf" + srt(VI).encode(), VI, None)
        self.check("vi.srt", unicodedata.normalize("NFD", srt(VI, end="\n")), VI, None)
        self.check("zh.vtt", vtt(ZH).replace("\n", "\r"), ZH, None)

    def test_utf16(self):
        for texts, language in ((VI, "vi"), (ZH, "zh"), (EN, "en")):
            self.check(f"{language}.srt", "\ufeff".encode("utf-16-le") + srt(texts).encode("utf-16-le"), texts, "UTF-16 LE")
            self.check(f"{language}.vtt", vtt(texts).encode("utf-16-le"), texts, "UTF-16 LE")
            self.check(f"{language}.srt", srt(texts).encode("utf-16-be"), texts, "UTF-16 BE")
            self.check(f"{language}.vtt", "\ufeff".encode("utf-16-be") + vtt(texts).encode("utf-16-be"), texts, "UTF-16 BE")

    def test_vietnamese(self):
        self.check("vi.srt", windows_1258(srt(VI)), VI, "windows-1258")
        abc = (
            b"1\r\n00:00:00,000 --> 00:00:02,000\r\nCh\xb5o m\xf5ng b\xb9n \xae\xd5n v\xedi H\xe5 T\xa9y.\r\n\r\n"
            b"2\r\n00:00:02,000 --> 00:00:04,500\r\nCh\xefa Tr\xcan Qu\xe8c \xeb ngay tr\xad\xedc m\xc6t.\r\n\r\n"
            b"3\r\n00:00:05,000 --> 00:00:07,500\r\nM\xeai b\xb9n b\xad\xedc v\xb5o s\xa9n.\r\n"
        )
        self.check("vi.srt", abc, VI, "TCVN3 (ABC)")

    def test_chinese(self):
        self.check("zh.srt", srt(ZH).encode("gb18030"), ZH, "GB18030")
        self.put("zh.vtt", vtt(ZH))
        self.check("zh-Hant.srt", srt(ZH_HANT).encode("big5"), ZH_HANT, "Big5")

    def test_english(self):
        self.check("en.srt", srt(EN).encode("cp1252"), EN, "windows-1252")

    def test_nothing_becomes_garbage(self):
        file = self.put("en.srt", srt(["Добро пожаловать к озеру."]).encode("koi8-r"))
        report = self.build(self.tour, expect=BAD_INPUT)
        self.assert_finding(report, file, "no encoding was found", "UTF-8", "3")
        # UTF-8 with a letter cut in two is no other encoding.
        file = self.put("en.vtt", vtt(EN))
        file = self.put("zh.srt", srt(ZH).encode()[:-9] + b"\r\n")
        report = self.build(self.tour, expect=BAD_INPUT)
        self.assert_finding(report, file, "not UTF-8 text here", "UTF-8", "11")


class Tolerated(SubtitlesTest):
    def test_markup_goes(self):
        self.put(
            "en.vtt",
            "WEBVTT - made by hand\r\nKind: captions\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
            "NOTE two people\r\n\r\nfirst\r\n00:00.000 --> 00:02.000 line:0 position:20% align:start\r\n"
            "<v Lan>Tea &amp; <i>lotus</i></v>\r\n\r\n"
            "00:02.000 --> 00:04.500\r\n<c.yellow>1 &lt; 2</c>\r\n",
        )
        self.put(
            "zh.srt",
            "1\r00:00:00,000 --> 00:00:02,000 X1:1 X2:2\r{\\an8}<b>欢迎</b>来到<font color='red'>西湖</font>。\r\r"
            "2\r00:00:02,000-->00:00:04,500\r请进。\r",
        )
        self.build(self.tour)
        self.assertEqual(
            self.published_cues("en"), [(0, 2, "Tea &amp; lotus"), (2, 4.5, "1 &lt; 2")]
        )
        self.assertEqual(self.published_cues("zh"), [(0, 2, "欢迎来到西湖。"), (2, 4.5, "请进。")])
        self.verify()


class Rebroken(SubtitlesTest):
    LONG = (
        "Around it stand small towers of fired brick, quiet in the shade of the trees, "
        "and beyond them lies the lake, with its boats and a far shore in the haze."
    )

    def test_long_cues(self):
        write_wav(self.folder / "gate.narration.vi.wav", seconds=15.0)
        self.put("zh.vtt", vtt([*ZH, "一座立于西湖小岛上的古寺。"], [*TIMES, (7.5, 14)]))
        file = self.put("en.vtt", vtt(["Welcome.", self.LONG], [(0, 2), (3, 13)]))
        report = self.build(self.tour, "--strict", "--no-web")
        self.assert_finding(
            report, file, "a line of 152 characters", "Nothing to do", "cue 2 at 3.0 s", "note"
        )
        cues = self.published_cues("en")
        self.assertEqual(cues[0], (0, 2, "Welcome."))
        self.assertGreater(len(cues), 2)
        self.assertEqual(" ".join(text for *_, text in cues[1:]).replace("\n", " "), self.LONG)
        self.assertEqual((cues[1][0], cues[-1][1]), (3, 13))
        for (_, end, _), (start, _, _) in zip(cues[1:], cues[2:]):
            self.assertEqual(end, start)
        for start, end, text in cues:
            lines = text.split("\n")
            self.assertLessEqual(len(lines), 2)
            self.assertLessEqual(max(map(len, lines)), 42)
            self.assertLessEqual(end - start, 7)
        self.verify()

    def test_names_of_the_tour(self):
        self.tour.write_site("a-site", top="")
        site = self.folder / "site.toml"
        site.write_text(site.read_text().replace("地方", "湖心岛上的小古寺"))
        self.put("zh.vtt", vtt(["请看一看右边的那一座湖心岛上的小古寺吧", ZH[1]], [(0, 4), (4, 7)]))
        self.build(self.tour)
        self.assertIn("湖心岛上的小古寺", self.published_cues("zh")[0][2])
        self.assertIn("\n", self.published_cues("zh")[0][2])


if __name__ == "__main__":
    unittest.main()
