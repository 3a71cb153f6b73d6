"""Crooked panoramas: what ffmpeg has tilted comes out upright."""

import unittest

from pictures import need, psnr, published_picture, read_ppm, run, waves
from support import BAD_INPUT, PackagerTest, Tour

PITCH, ROLL = 7.0, 9.0
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    'xmlns:GPano="http://ns.google.com/photos/1.0/panorama/" '
    f'GPano:PoseHeadingDegrees="30.0" GPano:PosePitchDegrees="{PITCH}" '
    f'GPano:PoseRollDegrees="{ROLL}"/></rdf:RDF></x:xmpmeta>'
)


class Levelling(PackagerTest):
    @classmethod
    def setUpClass(cls):
        need("ffmpeg", "dwebp")
        cls.upright = waves()

    def setUp(self):
        super().setUp()
        self.tour = Tour(self.work / "tour", sites=["a-site"], narrated=False)
        self.image = self.tour.site("a-site") / "gate.png"
        self.upright.write_png(self.work / "upright.png")
        # A camera that looks up by PITCH and is then turned clockwise by ROLL.
        run(
            *("ffmpeg", "-v", "error", "-y", "-i", self.work / "upright.png", "-vf"),
            f"v360=e:e:pitch={PITCH}:roll={ROLL}:rorder=ypr:interp=lanczos,format=rgb24",
            self.work / "crooked.ppm",
        )

    def write_crooked(self, xmp):
        read_ppm(self.work / "crooked.ppm").write_png(self.image, xmp)

    def build_picture(self):
        report = self.build(self.tour, "--quality", "lossless")
        picture, pyramid = published_picture(self.package, self.work, "a-site")
        return report, picture, pyramid

    def test_by_the_camera(self):
        self.write_crooked(XMP)
        report, picture, pyramid = self.build_picture()
        self.assertGreater(psnr(picture, self.upright), 40.0)
        self.assert_finding(
            report,
            "sites/a-site/gate.png",
            "tilted by 11.4° (pitch 7°, roll 9°); the horizon was levelled",
            "level = { pitch = 7, roll = 9 }",
            severity="warning",
        )
        self.assertNotIn("limits", pyramid)
        scene = self.tour_json()["sites"][0]["file"]
        self.assertIn(b'"heading":30', (self.package / scene).read_bytes().replace(b" ", b""))

        # The editor says that it is level: the picture stays as it is, in a pyramid of its own.
        self.tour.write_site("a-site", "level = false")
        report, as_it_is, other = self.build_picture()
        self.assertLess(psnr(as_it_is, self.upright), 20.0)
        self.assertNotEqual(pyramid["encoding"]["key"], other["encoding"]["key"])
        self.assertEqual([f for f in report["findings"] if f["site"]], [])

    def test_by_hand(self):
        self.write_crooked(None)
        self.tour.write_site("a-site", f"level = {{ pitch = {PITCH}, roll = {ROLL} }}")
        report, picture, pyramid = self.build_picture()
        self.assertGreater(psnr(picture, self.upright), 40.0)
        self.assertIn("level=7,9", pyramid["encoding"]["key"])
        self.assertEqual([f for f in report["findings"] if f["site"]], [])

    def test_what_cannot_be_a_tilt(self):
        for written, what, cure in (
            ('"3 degrees"', "wrong kind of value", "level = false"),
            ("{ pitch = 95.0 }", "is 95", "from -90 to 90"),
            ("{ yaw = 3.0 }", 'unknown key "yaw" of level', "Known here: pitch, roll"),
        ):
            self.tour.write_site("a-site", f"level = {written}")
            report = self.build(self.tour, expect=BAD_INPUT)
            self.assert_finding(report, "sites/a-site/site.toml", what, cure, "7:")


if __name__ == "__main__":
    unittest.main()
