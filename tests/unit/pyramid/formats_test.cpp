// Image files → upright sRGB lines.

#include "packager/pyramid/covered_source.h"
#include "packager/pyramid/inspect.h"
#include "packager/pyramid/strip_source.h"
#include "tests/unit/pyramid/test_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tiff.h>

#include <cmath>

namespace vr360 {
namespace {

using test::Image;
using testing::HasSubstr;

using Formats = test::ReadsImages;

Image turned(const Image& image, bool left_right, bool upside_down) {
    Image out(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            for (int c = 0; c < 3; ++c) {
                out.at(left_right ? image.width - 1 - x : x,
                       upside_down ? image.height - 1 - y : y,
                       c) = image.at(x, y, c);
            }
        }
    }
    return out;
}

Image smoothPattern(int width = 128, int height = 64) {
    Image image(width, height);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            image.at(x, y, 0) = static_cast<std::uint8_t>(255 * x / width);
            image.at(x, y, 1) = static_cast<std::uint8_t>(255 * y / height);
            image.at(x, y, 2) = static_cast<std::uint8_t>(255 - 127 * x / width - 127 * y / height);
        }
    }
    return image;
}

TEST_F(Formats, JpegBaselineAndProgressive) {
    const Image image = smoothPattern();
    for (const bool progressive : {false, true}) {
        const auto read_back =
            read(test::encodeJpeg(image, {.quality = 100, .progressive = progressive}));
        ASSERT_TRUE(read_back) << read_back.fault().what;
        EXPECT_LE(test::largestDifference(*read_back, image), 3);
    }
}

TEST_F(Formats, JpegGreyAndCmyk) {
    const Image image = smoothPattern();
    const auto grey = read(test::encodeJpeg(image, {.quality = 100, .grey = true}));
    ASSERT_TRUE(grey);
    EXPECT_LE(test::largestDifference(*grey, test::greyOf(image)), 2);
    for (const test::JpegOptions& options :
         {test::JpegOptions{.quality = 100, .cmyk = true},
          test::JpegOptions{.quality = 100, .ycck = true},
          test::JpegOptions{.quality = 100, .plain_cmyk = true}}) {
        const auto inks = read(test::encodeJpeg(image, options));
        ASSERT_TRUE(inks) << inks.fault().what;
        EXPECT_LE(test::largestDifference(*inks, image), 3) << options.cmyk << options.ycck;
    }
}

/// The picture that a program must show of `stored` marked with this EXIF orientation, by the words
/// of the standard: which side of the picture the first row and the first column are.
Image upright(const Image& stored, int orientation) {
    const bool on_side = orientation >= 5;
    Image out(on_side ? stored.height : stored.width, on_side ? stored.width : stored.height);
    for (int row = 0; row < stored.height; ++row) {
        for (int column = 0; column < stored.width; ++column) {
            const int last_row = stored.height - 1;
            const int last_column = stored.width - 1;
            const auto [x, y] = [&]() -> std::pair<int, int> {
                switch (orientation) {
                case 2: // row 0 at the top, column 0 on the right
                    return {last_column - column, row};
                case 3: // bottom, right
                    return {last_column - column, last_row - row};
                case 4: // bottom, left
                    return {column, last_row - row};
                case 5: // left, top
                    return {row, column};
                case 6: // right, top
                    return {last_row - row, column};
                case 7: // right, bottom
                    return {last_row - row, last_column - column};
                case 8: // left, bottom
                    return {row, last_column - column};
                default:
                    return {column, row};
                }
            }();
            for (int c = 0; c < 3; ++c) {
                out.at(x, y, c) = stored.at(column, row, c);
            }
        }
    }
    return out;
}

TEST_F(Formats, JpegOrientations) {
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const Image stored =
            smoothPattern(orientation <= 4 ? 128 : 64, orientation <= 4 ? 64 : 128);
        const auto read_back =
            read(test::encodeJpeg(stored, {.quality = 100, .orientation = orientation}));
        ASSERT_TRUE(read_back) << read_back.fault().what;
        EXPECT_LE(test::largestDifference(*read_back, upright(stored, orientation)), 3)
            << orientation;
    }
}

TEST_F(Formats, PngOfAllKinds) {
    const Image image = test::drawNoise(64, 32);
    for (const bool wide : {false, true}) {
        for (const bool interlaced : {false, true}) {
            const auto colour =
                read(test::encodePng(image, {.wide = wide, .interlaced = interlaced}));
            ASSERT_TRUE(colour) << colour.fault().what;
            EXPECT_EQ(test::largestDifference(*colour, image), 0);
        }
        const auto grey = read(test::encodePng(image, {.wide = wide, .grey = true}));
        ASSERT_TRUE(grey) << grey.fault().what;
        EXPECT_EQ(test::largestDifference(*grey, test::greyOf(image)), 0);
    }
    Image quantised = image;
    for (auto& sample : quantised.rgb) {
        sample = static_cast<std::uint8_t>(sample * 5 / 255 * 51);
    }
    const auto palette = read(test::encodePng(image, {.palette = true}));
    ASSERT_TRUE(palette);
    EXPECT_EQ(test::largestDifference(*palette, quantised), 0);
}

TEST_F(Formats, PngTransparencyShowsBlackAndIsReported) {
    const Image image = test::drawNoise(64, 32);
    const auto opaque = read(test::encodePng(image, {.alpha = 255}));
    ASSERT_TRUE(opaque);
    EXPECT_EQ(test::largestDifference(*opaque, image), 0);
    EXPECT_TRUE(warnings_.empty());
    for (const bool wide : {false, true}) {
        const auto half = read(test::encodePng(image, {.wide = wide, .alpha = 51}));
        ASSERT_TRUE(half);
        for (std::size_t i = 0; i < image.rgb.size(); ++i) {
            ASSERT_EQ(half->rgb[i], std::lround(image.rgb[i] / 5.0));
        }
        ASSERT_EQ(warnings_.size(), 1U);
        EXPECT_THAT(warnings_.front().what, HasSubstr("transparent"));
    }
}

TEST_F(Formats, TiffOfAllKinds) {
    const Image image = test::drawNoise(200, 100);
    for (const bool wide : {false, true}) {
        for (const bool grey : {false, true}) {
            for (const int tile : {0, 48}) {
                for (const int compression : {COMPRESSION_NONE,
                                              COMPRESSION_LZW,
                                              COMPRESSION_ADOBE_DEFLATE,
                                              COMPRESSION_PACKBITS}) {
                    test::writeTiff(image,
                                    scratch_.path() / "tiff",
                                    {.wide = wide,
                                     .grey = grey,
                                     .tile = tile,
                                     .compression = compression,
                                     .big = tile > 0});
                    const auto tiff = read(test::readBytes(scratch_.path() / "tiff"));
                    ASSERT_TRUE(tiff) << tiff.fault().what;
                    EXPECT_EQ(test::largestDifference(*tiff, grey ? test::greyOf(image) : image), 0)
                        << wide << grey << tile << ' ' << compression;
                }
            }
        }
    }
}

TEST_F(Formats, TiffTransparencyOrientationAndTruncation) {
    const Image image = test::drawNoise(200, 100);
    const std::filesystem::path file = scratch_.path() / "tiff";
    test::writeTiff(image, file, {.wide = true, .alpha = 51});
    const auto half = read(test::readBytes(file));
    ASSERT_TRUE(half);
    EXPECT_EQ(half->rgb[0], std::lround(image.rgb[0] / 5.0));
    EXPECT_EQ(warnings_.size(), 1U);

    test::writeTiff(image, file, {.orientation = 4});
    const auto upright = read(test::readBytes(file));
    ASSERT_TRUE(upright);
    EXPECT_EQ(test::largestDifference(*upright, turned(image, false, true)), 0);

    // The directory lies behind the pixels: a cut in front of it hides everything.
    const std::string whole = test::readBytes(file);
    EXPECT_FALSE(read(whole.substr(0, whole.size() / 2)));
}

TEST_F(Formats, WebpBmpAndTga) {
    const Image image = test::drawNoise(128, 64);
    for (const std::string& bytes :
         {test::encodeWebpLossless(image), test::encodeBmp(image), test::encodeTga(image)}) {
        const auto read_back = read(bytes);
        ASSERT_TRUE(read_back) << read_back.fault().what;
        EXPECT_EQ(test::largestDifference(*read_back, image), 0);
        EXPECT_FALSE(read(bytes.substr(0, bytes.size() / 2)));
    }
}

TEST_F(Formats, ForeignProfileIsLeftAsideWithAWarning) {
    const Image image = smoothPattern();
    const auto read_back = read(test::encodeJpeg(image, {.quality = 100, .icc = "not a profile"}));
    ASSERT_TRUE(read_back);
    EXPECT_LE(test::largestDifference(*read_back, image), 3);
    ASSERT_EQ(warnings_.size(), 1U);
    EXPECT_THAT(warnings_.front().what, HasSubstr("colour profile"));
}

TEST_F(Formats, CoverageFillsWhatIsMissing) {
    const Image image = smoothPattern();
    const PanoramaEdits edits{.coverage = ViewLimits{-90.0, 90.0, -30.0, 60.0}};
    for (const int orientation : {1, 4}) {
        const auto sphere =
            read(test::encodeJpeg(image, {.quality = 100, .orientation = orientation}), edits);
        ASSERT_TRUE(sphere) << sphere.fault().what;
        ASSERT_EQ(sphere->width, 256);
        ASSERT_EQ(sphere->height, 128);
        const Image upright = turned(image, false, orientation == 4);
        constexpr int kLeft = 64;
        constexpr int kTop = 21; // 30° of 180° of 128 lines
        for (int y = 0; y < image.height; ++y) {
            for (int x = 0; x < image.width; ++x) {
                for (int c = 0; c < 3; ++c) {
                    ASSERT_NEAR(sphere->at(x + kLeft, y + kTop, c), upright.at(x, y, c), 3);
                }
            }
        }
        // Beside the image no step at either end, at the poles one colour, nothing left black.
        for (int c = 0; c < 3; ++c) {
            EXPECT_NEAR(sphere->at(kLeft - 1, 60, c), sphere->at(kLeft, 60, c), 6);
            EXPECT_NEAR(sphere->at(kLeft + 128, 60, c), sphere->at(kLeft + 127, 60, c), 6);
            EXPECT_EQ(sphere->at(0, 0, c), sphere->at(130, 0, c));
            EXPECT_EQ(sphere->at(0, 127, c), sphere->at(77, 127, c));
        }
        EXPECT_NEAR(sphere->at(100, kTop - 1, 0), sphere->at(100, kTop, 0), 6);
    }
}

TEST_F(Formats, WhatIsNoImageSaysSo) {
    for (const std::string& bytes : {std::string("hello, this is text"), std::string("\xFF\xD8")}) {
        const auto refused = read(bytes);
        ASSERT_FALSE(refused);
        EXPECT_THAT(refused.fault().what, HasSubstr("not an image"));
    }
    const auto empty = read("");
    ASSERT_FALSE(empty);
    EXPECT_THAT(empty.fault().what, HasSubstr("empty"));
}

} // namespace
} // namespace vr360
