"""What people see while a build runs: bars on a terminal, plain lines elsewhere, colours only where
they are wanted; and the page about it."""

import html.parser
import os
import pty
import re
import subprocess
import unittest

from support import PACK, PARTLY, PackagerTest, Tour, gradient, png

COLOUR = re.compile(rb"\x1b\[[0-9;]*m")


class Progress(PackagerTest):
    def setUp(self):
        super().setUp()
        # Noise takes the encoder long enough for a bar to be drawn.
        self.tour = Tour(
            self.work / "tour", panorama=lambda i: png(2560, 1280, seed=i), narrated=False
        )

    def on_terminal(self, term="xterm", **variables):
        """What a build writes to a terminal."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [PACK, "build", self.tour.folder, "-o", self.package, "--no-web", "--jobs", "1"],
            stderr=theirs,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "", "TERM": term, **variables},
        )
        os.close(theirs)
        written = b""
        while True:
            try:
                data = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not data:
                break
            written += data
        os.close(ours)
        self.assertEqual(process.wait(timeout=300), 0, written)
        return written

    def test_terminal(self):
        written = self.on_terminal()
        self.assertRegex(written.decode(), r"Cutting panoramas █*░+ +\d+ %  [0-9.]+ MP/s")
        self.assertIn(b"% " + b" a-site/gate", written)
        self.assertRegex(written, COLOUR)
        # The bars are gone in the end.
        self.assertNotIn("░", written.decode().rsplit("\x1b[J", 1)[1])

    def test_no_colour(self):
        written = self.on_terminal(NO_COLOR="1")
        self.assertNotRegex(written, COLOUR)
        self.assertIn("░", written.decode())

    def test_dumb_terminal(self):
        self.assertNotIn(b"\x1b", self.on_terminal(term="dumb"))

    def test_elsewhere(self):
        result = self.pack("build", self.tour.folder, "-o", self.package, env={"TERM": "xterm"})
        self.assertNotIn(b"\x1b", result.stderr)
        lines = result.stderr.decode().splitlines()
        done = [line for line in lines if re.search(r"^ *\d+ %  [ab]-site/gate: \d+ tiles, ", line)]
        self.assertEqual(len(done), 2, lines)
        self.assertRegex(done[-1], r"^100 %")


class Reader(html.parser.HTMLParser):
    """Tags with their attributes, and text."""

    def __init__(self):
        super().__init__()
        self.tags, self.text = [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


class ReportPage(PackagerTest):
    HOSTILE = "<script>alert('1')</script> & \"Đền\""

    def page(self, *options, expect=0):
        out = self.work / "report.html"
        tour = Tour(self.work / "tour", narrated=False)
        toml = tour.site("a-site") / "site.toml"
        text = toml.read_text(encoding="utf-8")
        name = self.HOSTILE.replace('"', '\\"')
        toml.write_text(text.replace("Nơi a-site", name), encoding="utf-8")
        tour.add_site("c-site", gradient(64, 32), "heding = 1.0")
        self.build(tour, "--report", out, *options, expect=expect)
        page = Reader()
        page.feed(out.read_text(encoding="utf-8"))
        return page

    def test_page(self):
        page = self.page("--keep-going", expect=PARTLY)
        tags = [tag for tag, _ in page.tags]
        self.assertNotIn("script", tags)
        self.assertIn(self.HOSTILE, page.text)
        for words in (
            "release 1, without 1 that failed",
            "Where the bytes are",
            "Where the time went",
            "Cutting panoramas",
            "a-site",
            "256 × 128",
            'unknown key "heding" of scene "gate"',
            'Did you mean "heading"?',
            "sites/c-site/site.toml:7:1",
        ):
            self.assertIn(words, page.text)
        # A thumbnail for each that is published, and nothing that would be fetched.
        images = [attributes["src"] for tag, attributes in page.tags if tag == "img"]
        self.assertEqual(len(images), 2)
        for tag, attributes in page.tags:
            for name in ("src", "href", "action", "srcset"):
                self.assertTrue(attributes.get(name, "data:").startswith("data:"), attributes)
        policy = [a["content"] for t, a in page.tags if "http-equiv" in a]
        self.assertEqual(len(policy), 1)
        self.assertIn("default-src 'none'", policy[0])

    def test_nothing_published(self):
        page = self.page(expect=65)
        self.assertIn("Nothing published", page.text)
        self.assertIn("heding", page.text)

    def test_vietnamese(self):
        page = self.page("--keep-going", "--ui-lang", "vi", expect=PARTLY)
        self.assertEqual(page.tags[0], ("html", {"lang": "vi"}))
        self.assertIn("Dung lượng nằm ở đâu", page.text)
        self.assertIn('khoá không rõ "heding" của cảnh "gate"', page.text)

    def test_a_page_that_cannot_be_written(self):
        tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        result = self.pack(
            "build", tour.folder, "-o", self.package, "--report", self.work / "no/where.html"
        )
        self.assertEqual(result.returncode, 73)
        self.assertIn(b"where.html", result.stderr)


if __name__ == "__main__":
    unittest.main()
