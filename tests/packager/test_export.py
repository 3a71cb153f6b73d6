"""vr360-pack export: what it writes, what it refuses. The viewers themselves: tests/export."""

import json
import shutil
import unittest

from support import BAD_INPUT, CANNOT_WRITE, DONE, USAGE, PackagerTest, Tour, gradient


class Export(PackagerTest):
    def setUp(self):
        super().setUp()
        self.tour = Tour(self.work / "tour", narrated=False, panorama=lambda i: gradient(
            1024, 512, 60 * i))
        self.build(self.tour, "--no-web")
        self.out = self.work / "out"

    def export(self, *options, viewer="pannellum", expect=DONE):
        result = self.pack("export", self.package, "--for", viewer, "-o", self.out, "--json",
                           *options)
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        return json.loads(result.stdout) if result.stdout else None

    def files(self):
        return {str(path.relative_to(self.out)): path.read_bytes()
                for path in self.out.rglob("*") if path.is_file()}

    def test_every_viewer_gets_its_tiles_and_page(self):
        for viewer, tile in (("pannellum", "1/f0_0.webp"), ("marzipano", "0/u/0/0.webp"),
                             ("photo-sphere-viewer", "0/0_0.webp")):
            with self.subTest(viewer):
                report = self.export(viewer=viewer)
                self.assertEqual(report["scenes"], 2)
                files = self.files()
                tour = json.loads(files["tour.json"])
                for scene in tour["scenes"]:
                    self.assertIn(f"panoramas/{scene['panorama']}/{tile}", files)
                tiles = [data for name, data in files.items() if name.endswith(".webp")]
                self.assertEqual(len(tiles), report["images"])
                self.assertEqual(sum(map(len, tiles)), report["bytes"])
                for data in tiles:
                    self.assertEqual((data[:4], data[8:12]), (b"RIFF", b"WEBP"))
                needs = json.loads(files["package.json"])["dependencies"]
                self.assertTrue(any(viewer in name for name in needs), needs)
                self.assertIn(b"page.mjs", files["index.html"])

    def test_threads_do_not_change_a_byte(self):
        self.export("--jobs", "1")
        first = self.files()
        self.export("--jobs", "4")
        self.assertEqual(first, self.files())

    def test_only_some_sites(self):
        self.assertEqual(self.export("--only", "b-site")["scenes"], 1)
        self.assertEqual(json.loads((self.out / "tour.json").read_text())["start"], "b-site/gate")
        self.export("--only", "nowhere", expect=USAGE)

    def test_nothing_else_is_ever_replaced(self):
        self.out.mkdir()
        (self.out / "thesis.doc").write_text("years of work")
        report = self.export(expect=BAD_INPUT)
        self.assertIn("not an export", report["error"]["what"])
        self.assertEqual([path.name for path in self.out.iterdir()], ["thesis.doc"])

    def test_an_earlier_export_is_replaced_and_its_modules_stay(self):
        self.export(viewer="marzipano")
        (self.out / "node_modules").mkdir()
        (self.out / "node_modules" / "here").write_text("")
        self.export(viewer="pannellum")
        self.assertTrue((self.out / "node_modules" / "here").exists())
        self.assertFalse(list(self.out.glob("panoramas/*/0")))  # marzipano's coarsest level
        self.assertEqual([path.name for path in self.work.iterdir() if "out." in path.name], [])

    def test_a_damaged_tile_is_named_and_the_earlier_export_stays(self):
        self.export()
        before = self.files()
        tile = next(self.package.glob("panoramas/*/1/1/0.webp"))
        tile.write_bytes(b"RIFF")
        report = self.export(expect=BAD_INPUT)
        self.assertIn(str(tile.relative_to(self.package)), report["error"]["where"])
        self.assertIn("verify", report["error"]["cure"])
        self.assertEqual(before, self.files())
        self.assertFalse((self.work / "out.part").exists())

    def test_no_package_and_no_place(self):
        shutil.rmtree(self.package)
        self.assertIn("tour.json", self.export(expect=BAD_INPUT)["error"]["where"])

    def test_a_place_that_cannot_be_written(self):
        (self.work / "file").write_text("")
        self.out = self.work / "file" / "out"
        self.export(expect=CANNOT_WRITE)

    def test_an_unknown_viewer(self):
        self.export(viewer="krpano", expect=USAGE)


if __name__ == "__main__":
    unittest.main()
