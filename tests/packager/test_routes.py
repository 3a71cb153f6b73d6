"""Walks with a theme: what is wrong with one costs the walk, never the tour."""

import json
import unittest

from support import BAD_INPUT, DONE, PARTLY, PackagerTest, Tour


class Routes(PackagerTest):
    def tour_with(self, routes):
        tour = Tour(self.work / "tour", sites=("a-site", "b-site", "c-site"), narrated=False)
        with open(tour.folder / "tour.toml", "a", encoding="utf-8") as file:
            file.write(routes)
        return tour

    def build_with(self, routes, expect=DONE):
        return self.build(self.tour_with(routes), expect=expect)

    @staticmethod
    def route(name, sites):
        title = '{ vi = "Đi", en = "Go", zh = "走" }'
        return f"[route.{name}]\ntitle = {title}\nsites = {json.dumps(sites)}\n"

    def test_published_in_the_editors_order(self):
        report = self.build_with(
            self.route("z", ["c-site", "a-site"]) + self.route("a", ["a-site", "b-site"])
        )
        self.assertEqual([f for f in report["findings"] if f.get("file") == "tour.toml"], [])
        routes = self.tour_json()["routes"]
        self.assertEqual([r["id"] for r in routes], ["z", "a"])
        self.assertEqual(routes[0]["sites"], ["c-site", "a-site"])
        self.assertEqual(routes[0]["title"], {"vi": "Đi", "en": "Go", "zh": "走"})
        self.verify()

    def test_no_route_no_trace(self):
        self.build_with("")
        self.assertNotIn("routes", self.tour_json())

    def test_unknown_site(self):
        report = self.build_with(self.route("r", ["a-site", "b-sit", "c-site"]))
        self.assert_finding(
            report, "tour.toml", '"b-sit" is left out', 'Did you mean "b-site"?', "[route.r]", "warning"
        )
        self.assertEqual(self.tour_json()["routes"][0]["sites"], ["a-site", "c-site"])

    def test_site_twice(self):
        report = self.build_with(self.route("r", ["a-site", "b-site", "a-site"]))
        self.assert_finding(
            report, "tour.toml", '"a-site" is there twice', "Remove one", "[route.r]", "warning"
        )
        self.assertEqual(self.tour_json()["routes"][0]["sites"], ["a-site", "b-site"])

    def test_one_site_is_no_way(self):
        report = self.build_with(self.route("r", ["a-site"]))
        self.assert_finding(
            report, "tour.toml", "it has 1 sites", "Name two at least", "[route.r]", "warning"
        )
        self.assertNotIn("routes", self.tour_json())

    def test_without_title(self):
        report = self.build_with('[route.r]\nsites = ["a-site", "b-site"]\n', expect=BAD_INPUT)
        self.assert_finding(report, "tour.toml", '"title" of route "r" is missing', "Add: title")

    def test_not_an_id(self):
        report = self.build_with(
            '[route."Bờ hồ"]\ntitle = { vi = "x" }\nsites = ["a-site", "b-site"]\n', expect=BAD_INPUT
        )
        self.assert_finding(report, "tour.toml", "cannot be the id of a route", "bo-ho")

    def test_sites_that_are_not_published(self):
        tour = self.tour_with(
            self.route("r", ["a-site", "b-site", "c-site"]) + self.route("s", ["b-site", "c-site"])
        )
        (tour.site("b-site") / "gate.png").write_bytes(b"no picture")
        report = self.build(tour, "--keep-going", expect=PARTLY)
        self.assert_finding(
            report, "tour.toml", "fewer than two", "comes back", "[route.s]", "warning"
        )
        routes = self.tour_json()["routes"]
        self.assertEqual([(r["id"], r["sites"]) for r in routes], [("r", ["a-site", "c-site"])])
        self.verify()

    def test_verify_misses_a_site(self):
        self.build_with(self.route("r", ["a-site", "b-site"]))
        path = self.package / "tour.json"
        text = path.read_text("utf-8")
        path.write_text(text.replace('"sites":["a-site"', '"sites":["z-site"'), "utf-8")
        numbers = [f["number"] for f in self.errors(self.verify(expect=BAD_INPUT))]
        self.assertIn("V205", numbers)


if __name__ == "__main__":
    unittest.main()
