"""Panoramas as other programs write them: libvips, ImageMagick behind it, and ffmpeg."""

import unittest

from pictures import HEIGHT, WIDTH, largest_difference, need, psnr, published_picture, run, waves
from support import PackagerTest, Tour

LOSSLESS = None

# Name, ending, decibels at least (LOSSLESS: one step of 8 bits), command. {in} is an 8-bit PNG.
VIPS = [
    ("jpeg", "jpg", 38, "jpegsave {in} {out} --Q 95"),
    ("jpeg-progressive", "jpg", 38, "jpegsave {in} {out} --Q 95 --interlace"),
    ("jpeg-444", "jpg", 42, "jpegsave {in} {out} --Q 97 --subsample-mode off"),
    ("png", "png", LOSSLESS, "pngsave {in} {out}"),
    ("png-interlaced", "png", LOSSLESS, "pngsave {in} {out} --interlace"),
    ("png-palette", "png", 28, "pngsave {in} {out} --palette"),
    ("png-16", "png", LOSSLESS, "pngsave {wide} {out} --bitdepth 16"),
    ("tiff", "tif", LOSSLESS, "tiffsave {in} {out}"),
    ("tiff-lzw", "tif", LOSSLESS, "tiffsave {in} {out} --compression lzw --predictor horizontal"),
    ("tiff-deflate", "tif", LOSSLESS, "tiffsave {in} {out} --compression deflate"),
    ("tiff-packbits", "tif", LOSSLESS, "tiffsave {in} {out} --compression packbits"),
    ("tiff-jpeg", "tif", 36, "tiffsave {in} {out} --compression jpeg --Q 95"),
    ("tiff-tiles", "tif", LOSSLESS, "tiffsave {in} {out} --tile --compression lzw"),
    ("tiff-tiles-jpeg", "tif", 36, "tiffsave {in} {out} --tile --compression jpeg --Q 95"),
    ("tiff-pyramid", "tif", LOSSLESS, "tiffsave {in} {out} --tile --pyramid"),
    ("tiff-16", "tif", LOSSLESS, "tiffsave {wide} {out} --compression lzw --predictor horizontal"),
    ("bigtiff-16", "tif", LOSSLESS, "tiffsave {wide} {out} --bigtiff --tile --compression deflate"),
    ("webp", "webp", 34, "webpsave {in} {out} --Q 95"),
    ("webp-lossless", "webp", LOSSLESS, "webpsave {in} {out} --lossless"),
    ("hdr", "hdr", 38, "radsave {linear} {out}"),
    ("psd", "psd", LOSSLESS, "magicksave {in} {out} --format psd"),
    ("psd-16", "psd", LOSSLESS, "magicksave {wide} {out} --format psd"),
    ("bmp", "bmp", LOSSLESS, "magicksave {in} {out} --format bmp"),
]
FFMPEG = [
    ("f-jpeg", "jpg", 30, "-q:v 2 -pix_fmt yuvj420p"),
    ("f-png", "png", LOSSLESS, ""),
    ("f-tiff", "tif", LOSSLESS, "-compression_algo deflate"),
    ("f-tiff-lzw", "tif", LOSSLESS, "-compression_algo lzw"),
    ("f-tga", "tga", LOSSLESS, ""),
    ("f-tga-raw", "tga", LOSSLESS, "-rle 0"),
    ("f-bmp", "bmp", LOSSLESS, ""),
    ("f-webp", "webp", LOSSLESS, "-c:v libwebp -lossless 1"),
]


class Formats(PackagerTest):
    def write_sources(self):
        names = {name: self.work / f"{name}.png" for name in ("in", "wide")}
        names["linear"] = self.work / "linear.v"
        self.picture.write_png(names["in"])
        run("vips", "colourspace", names["in"], self.work / "wide.v", "rgb16")
        run("vips", "pngsave", self.work / "wide.v", names["wide"], "--bitdepth", "16")
        run("vips", "colourspace", names["in"], names["linear"], "scrgb")
        return names

    def add(self, tour, name, ending):
        folder = tour.site(name)
        folder.mkdir(parents=True)
        tour.write_site(name, panorama_name=f"gate.{ending}")
        return folder / f"gate.{ending}"

    def test_what_other_programs_write(self):
        need("vips", "ffmpeg", "dwebp")
        self.picture = waves()
        sources = self.write_sources()
        tour = Tour(self.work / "tour", sites=[], narrated=False)
        has_magick = b"magicksave" in run("vips", "-l", "foreign").stdout
        cases = []
        for name, ending, decibels, command in VIPS:
            if "magicksave" in command and not has_magick:
                continue
            out = self.add(tour, name, ending)
            run("vips", *command.format(out=out, **sources).split())
            cases.append((name, decibels))
        for name, ending, decibels, options in FFMPEG:
            out = self.add(tour, name, ending)
            run("ffmpeg", "-v", "error", "-i", sources["in"], *options.split(), out)
            cases.append((name, decibels))
        report = self.build(tour, "--quality", "lossless")
        self.assertEqual(self.errors(report), [])
        for name, decibels in cases:
            with self.subTest(name):
                shown, pyramid = published_picture(self.package, self.work, name)
                self.assertEqual((pyramid["width"], pyramid["height"]), (WIDTH, HEIGHT))
                if decibels is LOSSLESS:
                    self.assertLessEqual(largest_difference(shown, self.picture), 1)
                else:
                    self.assertGreater(psnr(shown, self.picture), decibels)


if __name__ == "__main__":
    unittest.main()
