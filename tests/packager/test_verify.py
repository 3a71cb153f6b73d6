"""verify finds every flipped bit, every missing and every extra file."""

import random
import shutil
import unittest

from support import BAD_INPUT, DONE, PackagerTest, Tour, files_of, gradient


class Verify(PackagerTest):
    def setUp(self):
        super().setUp()
        tour = Tour(
            self.work / "tour", sites=["a-site"], panorama=lambda _: gradient(1024, 512)
        )
        web = self.work / "web"
        (web / "assets").mkdir(parents=True)
        (web / "index.html").write_text("<!doctype html><title>Tour</title>")
        (web / "app.0123456789abcdef.js").write_text("export {};")
        result = self.pack("build", tour.folder, "-o", self.package, env={"VR360_WEB_DIR": str(web)})
        self.assertEqual(result.returncode, DONE, result.stderr.decode())
        self.files = sorted(files_of(self.package))

    def kinds(self):
        """A file of every kind that a package has."""
        endings = (
            "tour.json",
            "SHA256SUMS",
            "index.html",
            ".js",
            ".opus",
            ".mp3",
            ".vtt",
            ".otf",
            ".woff2",
            "LICENSE.txt",
            "pyramid.json",
            ".webp",
        )
        kinds = {ending: next(f for f in self.files if f.endswith(ending)) for ending in endings}
        kinds["site"] = next(f for f in self.files if f.startswith("sites/"))
        kinds["panorama sums"] = next(
            f for f in self.files if f.startswith("panoramas/") and f.endswith("SHA256SUMS")
        )
        return kinds.values()

    def test_whole(self):
        report = self.verify()
        self.assertTrue(report["whole"])
        self.assertEqual(report["kept_files"], 0)
        self.assertEqual(report["sites"], 1)
        self.assertGreater(report["tiles"], 1)

    def test_flipped_bit(self):
        chance = random.Random(1)
        for name in self.kinds():
            file = self.package / name
            whole = file.read_bytes()
            # The first and the last bit too: they are where formats do not look.
            for bit in (0, len(whole) * 8 - 1, chance.randrange(len(whole) * 8)):
                broken = bytearray(whole)
                broken[bit // 8] ^= 1 << bit % 8
                file.write_bytes(broken)
                with self.subTest(file=name, bit=bit):
                    report = self.verify(expect=BAD_INPUT)
                    self.assertTrue(all(f["number"] for f in self.errors(report)))
            file.write_bytes(whole)
        self.verify()

    def test_missing_file(self):
        for name in self.kinds():
            file = self.package / name
            file.rename(self.work / "aside")
            with self.subTest(file=name):
                report = self.verify(expect=BAD_INPUT)
                self.assertTrue(any(name in f["file"] + f["what"] for f in self.errors(report)))
            (self.work / "aside").rename(file)
        self.verify()

    def test_extra_file(self):
        extras = ["extra.txt", "panoramas/extra", "fonts/extra.txt"]
        for name in self.kinds():
            stem, dot, ending = name.rpartition(".")
            extras.append(f"{stem}0{dot}{ending}" if dot else name + "0")
        tile = next(f for f in self.files if f.endswith(".webp"))
        extras.append(tile.replace("/0/0/", "/9/0/"))
        # As if it were an object, and it is none.
        extras.append("subtitles/0123456789abcdef01234567.vtt")
        extras.append("audio/0123456789abcdef01234567.mp3")
        for name in extras:
            file = self.package / name
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.package / tile, file)
            with self.subTest(file=name):
                report = self.verify(expect=BAD_INPUT)
                self.assertIn(name, [f["file"] for f in self.errors(report)])
            file.unlink()
        self.verify()

    def test_swapped_tiles(self):
        tiles = [f for f in self.files if f.endswith(".webp")][:2]
        first, second = (self.package / tile for tile in tiles)
        first_bytes, second_bytes = first.read_bytes(), second.read_bytes()
        first.write_bytes(second_bytes)
        second.write_bytes(first_bytes)
        numbers = [f["number"] for f in self.errors(self.verify(expect=BAD_INPUT))]
        self.assertEqual(numbers, ["V103", "V103"])

    def test_not_a_package(self):
        self.verify(self.work / "nowhere", expect=BAD_INPUT)
        (self.work / "empty").mkdir()
        self.verify(self.work / "empty", expect=BAD_INPUT)

    def test_agrees_with_sha256sum(self):
        if shutil.which("sha256sum") is None:
            self.skipTest("no sha256sum")
        import subprocess

        for sums in self.package.rglob("SHA256SUMS"):
            done = subprocess.run(
                ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"],
                cwd=sums.parent,
                capture_output=True,
                check=False,
            )
            self.assertEqual(done.returncode, 0, done.stdout)


if __name__ == "__main__":
    unittest.main()
