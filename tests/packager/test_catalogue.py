"""The catalogue as a table: out to a spreadsheet, and back in, with nothing lost on the way."""

import csv
import io
import json
import unittest

from support import BAD_INPUT, DONE, PARTLY, PackagerTest, Tour, files_of

BOM = b"\xef\xbb\xbf"
COLUMNS = (
    "id,category,name.vi,name.en,name.zh,summary.vi,summary.en,summary.zh,lat,lon,ward,"
    "address.vi,address.en,address.zh,status,confidence,name_zh_status,sources,panorama"
).split(",")

BY_HAND = """\
# The gate is being restored until spring.
category   = "relic"   # not "scenic"
name = { vi = 'Chùa "Một Cột"', en = "One Pillar", zh = "一柱寺" } # 1049
place = { lat = 21.0358, lon = 105.8336 }
sources = ["https://example.org/a", "Người kể: bà Lan"]

[[scene]]
id = "gate"   # through the arch
panorama = "gate.png"
[[scene.hotspot]]
kind = "info"
yaw = 1.50
pitch = 0.0
text = { vi = "a", en = "b", zh = "c" }
"""


class Catalogue(PackagerTest):
    def setUp(self):
        super().setUp()
        self.tour = Tour(self.work / "tour", narrated=False)

    def toml(self, site):
        return (self.tour.site(site) / "site.toml").read_bytes().decode()

    def export(self, *options, expect=DONE):
        result = self.pack("export-csv", self.tour.folder, *options)
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        return result.stdout

    def table(self, bytes_):
        return list(csv.DictReader(io.StringIO(bytes_.decode("utf-8-sig"), newline="")))

    def import_(self, text, expect=DONE):
        table = self.work / "table.csv"
        table.write_bytes(text if isinstance(text, bytes) else text.encode())
        result = self.pack("import", table, self.tour.folder, "--json")
        self.assertEqual(result.returncode, expect, result.stderr.decode())
        return json.loads(result.stdout)

    def assert_error(self, report, place, what, cure):
        self.assert_finding(report, "table.csv", what, cure, place)
        self.assertEqual(self.errors(report)[0]["place"], place)


class RoundTrip(Catalogue):
    def test_out_in_out(self):
        (self.tour.site("a-site") / "site.toml").write_text(BY_HAND, encoding="utf-8")
        self.tour.write_site(
            "b-site",
            top='summary = { vi = "=SUM(A1:A9)", en = "two\\nlines; \\"quoted\\", and a comma", '
            'zh = "\'+1", fr = "-" }\n'
            'place = { lat = -21, lon = 105.5, ward = " @Tây Hồ ", address = { vi = "12, Yên" } }\n'
            'sources = ["b", "a"]\nstatus = "draft"\nconfidence = "low"\n',
        )
        before = files_of(self.tour.folder / "sites")
        for options in ([], ["--separator", "semicolon"], ["--separator", "tab"]):
            table = self.export(*options)
            self.assertTrue(table.startswith(BOM))
            report = self.import_(table)
            self.assertEqual((report["unchanged"], report["findings"]), (2, []))
            self.assertEqual(files_of(self.tour.folder / "sites"), before)
            self.assertEqual(self.export(*options), table)
        rows = self.table(self.export())
        self.assertEqual(rows[0]["name.vi"], 'Chùa "Một Cột"')
        self.assertEqual(rows[0]["sources"], "https://example.org/a\nNgười kể: bà Lan")
        # No cell starts a formula, and French, which is not the tour's, is there all the same.
        self.assertEqual(rows[1]["summary.vi"], "'=SUM(A1:A9)")
        self.assertEqual(rows[1]["summary.zh"], "''+1")
        self.assertEqual(rows[1]["summary.fr"], "'-")
        self.assertEqual(rows[1]["lat"], "-21")
        self.assertEqual(rows[1]["panorama"], "gate.png")

    def test_a_new_tour_from_its_table(self):
        """What is imported into an empty tour is what was exported."""
        self.tour.write_site(
            "b-site",
            top='summary = { vi = "\\t=x", en = "\'\'@", zh = "e\\\\\\u0001" }\n'
            "place = { lat = 21.048, lon = 105.8367 }\nsources = []",
        )
        table = self.export()
        other = Tour(self.work / "other", sites=[])
        for site in ("a-site", "b-site"):
            other.site(site).mkdir(parents=True)
            (other.site(site) / "gate.png").write_bytes(
                (self.tour.site(site) / "gate.png").read_bytes()
            )
        self.tour = other
        report = self.import_(table)
        self.assertEqual((report["created"], report["findings"]), (2, []))
        self.assertEqual(self.export(), table)
        self.build(other)

    def test_to_a_file(self):
        self.assertEqual(list(self.table(self.export())[0]), COLUMNS)
        self.assertEqual(self.export("-o", self.work / "out.csv"), b"")
        self.assertEqual((self.work / "out.csv").read_bytes(), self.export())

    def test_a_site_that_cannot_be_read_is_left_out_and_named(self):
        (self.tour.site("b-site") / "site.toml").write_text("name = {")
        result = self.pack("export-csv", self.tour.folder)
        self.assertEqual(result.returncode, BAD_INPUT)
        self.assertIn(b"sites/b-site/site.toml:1", result.stderr)
        self.assertEqual([row["id"] for row in self.table(result.stdout)], ["a-site"])


class Import(Catalogue):
    def test_only_what_differs_is_replaced(self):
        for newline in ("\n", "\r\n"):
            before = BY_HAND.replace("\n", newline)
            (self.tour.site("a-site") / "site.toml").write_bytes(before.encode())
            report = self.import_(
                "id,name.en,name.fr,lat,status,sources,summary.vi\n"
                'a-site,"The ""One""",Un,21.036,draft,"x\ny",Tóm\n'
            )
            self.assertEqual((report["updated"], report["findings"]), (1, []))
            expected = (
                before.replace('"One Pillar"', '"The \\"One\\""')
                .replace('zh = "一柱寺" }', 'zh = "一柱寺", fr = "Un" }')
                .replace("21.0358", "21.036")
                .replace(
                    '["https://example.org/a", "Người kể: bà Lan"]' + newline,
                    f'[{newline}  "x",{newline}  "y",{newline}]{newline}'
                    f'status = "draft"{newline}summary = {{ vi = "Tóm" }}{newline}',
                )
            )
            self.assertEqual(self.toml("a-site"), expected)

    def test_other_ways_of_writing_tables(self):
        self.tour.write_site("a-site")
        scenes = self.toml("a-site").split("[[scene]]")[1]
        (self.tour.site("a-site") / "site.toml").write_text(
            'category = "relic"\nname.vi = "Một" # one\nname."en" = """Two\n"quoted" ]"""\n\n'
            "# where\n[place]\nlat = 21.0 # north\nlon = 105.0\n[[scene]]" + scenes
        )
        report = self.import_("id,name.vi,name.zh,ward,lon\na-site,Hai,二,Tây Hồ,105.5\n")
        self.assertEqual((report["updated"], report["findings"]), (1, []))
        self.assertEqual(
            self.toml("a-site"),
            'category = "relic"\nname.vi = "Hai" # one\nname."en" = """Two\n"quoted" ]"""\n'
            'name.zh = "二"\n\n# where\n[place]\nward = "Tây Hồ"\nlat = 21.0 # north\nlon = 105.5\n'
            "[[scene]]" + scenes,
        )

    def test_encodings_separators_and_line_ends(self):
        for encoding, separator, newline in (
            ("utf-8", ",", "\n"),
            ("utf-8-sig", ";", "\r\n"),
            ("utf-8-sig", "\t", "\r"),
            ("utf-16", "\t", "\r\n"),
            ("utf-16", ",", "\n"),
        ):
            rows = [
                ["ID ", "Name.VI", "summary.vi"],
                ["a-site", f"Đền {encoding}", f'"a{newline}b {separator} ""c"""'],
                ["", "", ""],
            ]
            text = newline.join(separator.join(row) for row in rows)
            report = self.import_(text.encode(encoding))
            self.assertEqual(report["findings"], [])
            row = self.table(self.export())[0]
            self.assertEqual(row["name.vi"], f"Đền {encoding}")
            self.assertEqual(row["summary.vi"], f'a\nb {separator} "c"')
        self.import_("sep=;\r\nid;name.vi\r\na-site;Có, dấu phẩy\r\n")
        self.assertEqual(self.table(self.export())[0]["name.vi"], "Có, dấu phẩy")

    def test_a_new_site(self):
        report = self.import_(
            "id,category,name.vi,lat,lon,panorama\nden-moi,relic,Đền mới,21.05,105,cong.jpg\n"
        )
        self.assertEqual((report["created"], report["findings"]), (1, []))
        self.assertEqual(
            self.toml("den-moi"),
            'category = "relic"\nname = { vi = "Đền mới" }\nplace = { lat = 21.05, lon = 105.0 }\n'
            '\n[[scene]]\npanorama = "cong.jpg"\n',
        )

    def test_a_row_is_taken_whole_or_not_at_all(self):
        before = self.toml("b-site")
        report = self.import_(
            "id,name.vi,lat,lon\na-site,Mới,21,105\nb-site,Khác,910,105\n", PARTLY
        )
        self.assertEqual((report["updated"], report["failed"]), (1, 1))
        self.assertIn("Mới", self.toml("a-site"))
        self.assertEqual(self.toml("b-site"), before)

    def test_mistakes(self):
        cases = (
            ('a-site,"21,048",105', "column B (lat)", "comma", "Write 21.048"),
            ("a-site,21048,105", "column B (lat)", "not between -90 and 90", "21.048"),
            ("a-site,north,105", "column B (lat)", "not a number", "21.048"),
            ("a-site,21,", "column C (lon)", "lon is missing", "Write both"),
            ("A Site,21,105", "column A (id)", "cannot be the id", "a-site"),
            (",21,105", "column A (id)", "has no id", "folder"),
            ("a-site,21,105,,,more", "column F", "beyond the last column", "quotes"),
            ("a-site,21,105,relics", "column D (category)", "no category", '"relic"'),
            ("a-site,21,105,,final", "column E (status)", 'status is "final"', "draft or reviewed"),
            ("new-site,21,105,relic", "", "has no name", "at least one language"),
        )
        before = files_of(self.tour.folder / "sites")
        for row, place, what, cure in cases:
            with self.subTest(row):
                report = self.import_(f"id,lat,lon,category,status\n{row}\n", BAD_INPUT)
                self.assert_error(report, f"row 2, {place}".removesuffix(", "), what, cure)
        self.assertEqual(files_of(self.tour.folder / "sites"), before)

    def test_mistakes_of_the_table(self):
        cases = (
            ("name.vi\nx\n", "row 1", 'no column "id"', "export-csv"),
            ("id,name.vj,nmae.vi\na-site,x,y\n", "row 1, column C", "nmae.vi", '"name.vi"'),
            ("id,lat,lat\na-site,1,1\n", "row 1, column C", "there twice", "Remove"),
            ('id,name.vi\na-site,"open\n', "row 2, column B", "never closed", "twice"),
            ('id,name.vi\na-site,"a"b\n', "row 2, column B", "behind a closing", "twice"),
            ("id,name.vi\na-site,Đền\n".encode("utf-16")[:-1] + b"\xd8", "line 1", "UTF-16", "CSV"),
            ("id,name.vi\na-site,Đền\n".encode("cp1258", "replace") + b"\xd0", "line 2", "UTF-8", "CSV UTF-8"),
        )
        for table, place, what, cure in cases:
            with self.subTest(place + what):
                self.assert_error(self.import_(table, BAD_INPUT), place, what, cure)

    def test_rows_of_the_same_site(self):
        report = self.import_("id,name.vi\na-site,Một\n\na-site,Hai\n", PARTLY)
        self.assert_error(report, "row 4, column A (id)", "a second time", "Remove")
        self.assertIn("Một", self.toml("a-site"))

    def test_scenes_are_not_touched(self):
        before = self.toml("a-site")
        report = self.import_("id,panorama\na-site,other.png\n", BAD_INPUT)
        self.assert_error(report, "row 2, column B (panorama)", "another panorama", "not changed")
        self.assertEqual(self.toml("a-site"), before)

    def test_unknown_columns_are_left_out(self):
        report = self.import_("STT,id,Ghi chú của tổ,name.vi\n1,a-site,x,Mới\n")
        places = [finding["place"] for finding in self.errors(report, "warning")]
        self.assertEqual(places, ["row 1, column A", "row 1, column C"])
        self.assertIn("Mới", self.toml("a-site"))


if __name__ == "__main__":
    unittest.main()
