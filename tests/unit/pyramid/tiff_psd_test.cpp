// What stitching and image programs write: TIFF in all its kinds, Photoshop's own files.

#include "tests/unit/pyramid/test_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tiff.h>

#include <cmath>

namespace vr360 {
namespace {

using test::Image;
using test::TiffOptions;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class TiffKinds : public test::ReadsImages {
protected:
    Result<Image> readTiff(const Image& image, const TiffOptions& options) {
        const std::filesystem::path file = scratch_.path() / "tiff";
        std::filesystem::remove(file);
        test::writeTiff(image, file, options);
        return readFile(file);
    }

    void expectExactly(const Image& wanted, const Image& image, const TiffOptions& options) {
        const auto tiff = readTiff(image, options);
        ASSERT_TRUE(tiff) << tiff.fault().what;
        EXPECT_EQ(test::largestDifference(*tiff, wanted), 0)
            << "wide " << options.wide << ", tile " << options.tile << ", planar " << options.planar
            << ", compression " << options.compression;
    }
};

TEST_F(TiffKinds, SeparatePlanesInStripsAndTiles) {
    const Image image = test::drawNoise(200, 100);
    for (const bool wide : {false, true}) {
        for (const int tile : {0, 48}) {
            for (const int compression : {COMPRESSION_NONE, COMPRESSION_LZW}) {
                expectExactly(image,
                              image,
                              {.wide = wide,
                               .planar = true,
                               .tile = tile,
                               .alpha = 255,
                               .compression = compression});
            }
        }
    }
}

TEST_F(TiffKinds, Predictor) {
    const Image image = test::drawPattern(200, 100);
    for (const bool wide : {false, true}) {
        for (const int tile : {0, 48}) {
            for (const int compression : {COMPRESSION_LZW, COMPRESSION_ADOBE_DEFLATE}) {
                expectExactly(image,
                              image,
                              {.wide = wide,
                               .tile = tile,
                               .compression = compression,
                               .predictor = PREDICTOR_HORIZONTAL});
            }
        }
    }
}

TEST_F(TiffKinds, GreyInvertedAndByPalette) {
    const Image image = test::drawNoise(100, 50);
    const Image grey = test::greyOf(image);
    for (const bool wide : {false, true}) {
        expectExactly(grey, image, {.wide = wide, .grey = true, .inverted = true});
        expectExactly(grey, image, {.wide = wide, .grey = true, .mode = "wb"});
    }
    expectExactly(grey, image, {.palette = true});
    expectExactly(grey, image, {.palette = true, .tile = 32});
}

TEST_F(TiffKinds, InksWithoutAProfileAreOnlyNearlyRight) {
    const Image image = test::drawNoise(100, 50);
    expectExactly(image, image, {.cmyk = true});
    ASSERT_THAT(info_.warnings, SizeIs(1));
    EXPECT_THAT(info_.warnings[0].what, HasSubstr("CMYK"));
    EXPECT_THAT(info_.warnings[0].cure, HasSubstr("sRGB"));
}

TEST_F(TiffKinds, TransparencyInBothConventions) {
    const Image image = test::drawNoise(100, 50);
    for (const bool premultiplied : {false, true}) {
        for (const bool wide : {false, true}) {
            const auto tiff =
                readTiff(image, {.wide = wide, .alpha = 51, .premultiplied = premultiplied});
            ASSERT_TRUE(tiff);
            for (std::size_t i = 0; i < image.rgb.size(); ++i) {
                ASSERT_EQ(tiff->rgb[i], std::lround(image.rgb[i] / 5.0));
            }
            ASSERT_THAT(warnings_, SizeIs(1));
            EXPECT_THAT(warnings_[0].what, HasSubstr("transparent"));
        }
    }
}

TEST_F(TiffKinds, TheFirstOfSeveralPages) {
    const Image first = test::drawNoise(100, 50);
    const std::filesystem::path file = scratch_.path() / "pages";
    test::writeTiff(first, file, {});
    test::writeTiff(test::drawPattern(60, 60), file, {.mode = "a"});
    const auto tiff = readFile(file);
    ASSERT_TRUE(tiff);
    EXPECT_EQ(test::largestDifference(*tiff, first), 0);
    ASSERT_THAT(info_.warnings, SizeIs(1));
    EXPECT_THAT(info_.warnings[0].what, HasSubstr("several pictures; the first is used"));
}

TEST_F(TiffKinds, HuginsCroppedOnesLieWhereTheySay) {
    // Hugin leaves out what is transparent: here the zenith, the nadir and a piece on either side.
    const Image part = test::drawNoise(300, 120);
    const TiffOptions options{.wide = true,
                              .alpha = 255,
                              .compression = COMPRESSION_LZW,
                              .full_width = 400,
                              .full_height = 200,
                              .left = 70,
                              .top = 30};
    const auto sphere = readTiff(part, options);
    ASSERT_TRUE(sphere) << sphere.fault().what << sphere.fault().cure;
    ASSERT_EQ(sphere->width, 400);
    ASSERT_EQ(sphere->height, 200);
    for (int y = 0; y < part.height; ++y) {
        for (int x = 0; x < part.width; ++x) {
            ASSERT_EQ(sphere->at(x + 70, y + 30, 0), part.at(x, y, 0));
        }
    }
    EXPECT_DOUBLE_EQ(info_.limits.pitch_max, 90.0 - 0.9 * 30);
    EXPECT_DOUBLE_EQ(info_.limits.pitch_min, 90.0 - 0.9 * 150);
    EXPECT_DOUBLE_EQ(info_.limits.yaw_min, -180.0 + 0.9 * 70);
    EXPECT_THAT(info_.warnings, IsEmpty());
}

TEST_F(TiffKinds, PositionsThatCannotBeAreSaidToBeSo) {
    const auto whole = readTiff(test::drawNoise(200, 100),
                                {.full_width = 400, .full_height = 200, .left = 300, .top = 150});
    ASSERT_TRUE(whole);
    ASSERT_THAT(info_.warnings, SizeIs(1));
    EXPECT_THAT(info_.warnings[0].what, HasSubstr("TIFF tags"));
    EXPECT_THAT(info_.warnings[0].what, HasSubstr("contradict"));
}

TEST_F(TiffKinds, LyingOnItsSide) {
    const Image image = test::drawNoise(50, 100);
    const auto upright = readTiff(image, {.wide = true, .orientation = 6});
    ASSERT_TRUE(upright) << upright.fault().what;
    ASSERT_EQ(upright->width, 100);
    for (int y = 0; y < 50; ++y) {
        for (int x = 0; x < 100; ++x) {
            // A quarter clockwise: the left edge becomes the upper one.
            ASSERT_EQ(upright->at(x, y, 2), image.at(y, 99 - x, 2));
        }
    }
}

class Photoshop : public test::ReadsImages {};

TEST_F(Photoshop, AllKinds) {
    const Image image = test::drawPattern(130, 65);
    for (const bool wide : {false, true}) {
        for (const bool packed : {false, true}) {
            for (const bool large : {false, true}) {
                for (const bool grey : {false, true}) {
                    const auto psd = read(test::encodePsd(
                        image, {.wide = wide, .packed = packed, .large = large, .grey = grey}));
                    ASSERT_TRUE(psd) << psd.fault().what;
                    EXPECT_EQ(test::largestDifference(*psd, grey ? test::greyOf(image) : image), 0)
                        << wide << packed << large << grey;
                    EXPECT_EQ(info_.format, large ? "PSB" : "PSD");
                    EXPECT_EQ(info_.bits, wide ? 16 : 8);
                    EXPECT_TRUE(info_.streaming);
                }
            }
        }
    }
}

TEST_F(Photoshop, TransparencyIsLaidOnBlackAndNotOnWhite) {
    const Image image = test::drawNoise(64, 32);
    for (const bool wide : {false, true}) {
        const auto psd = read(test::encodePsd(image, {.wide = wide, .alpha = 51}));
        ASSERT_TRUE(psd) << psd.fault().what;
        for (std::size_t i = 0; i < image.rgb.size(); ++i) {
            ASSERT_NEAR(psd->rgb[i], image.rgb[i] / 5.0, 1.0);
        }
        ASSERT_THAT(warnings_, SizeIs(1));
        EXPECT_THAT(warnings_[0].what, HasSubstr("transparent"));
    }
}

TEST_F(Photoshop, WithoutAFlattenedPictureThereIsNothingToShow) {
    const auto psd = read(test::encodePsd(test::drawNoise(64, 32), {.without_picture = true}));
    ASSERT_FALSE(psd);
    EXPECT_THAT(psd.fault().cure, HasSubstr("Maximize compatibility"));
}

TEST_F(Photoshop, CutOffAnywhere) {
    const Image image = test::drawNoise(64, 32);
    for (const bool packed : {false, true}) {
        const std::string whole = test::encodePsd(image, {.packed = packed});
        for (std::size_t length = 4; length < whole.size(); length += 1 + whole.size() / 61) {
            const auto cut = read(whole.substr(0, length));
            ASSERT_FALSE(cut) << length;
            EXPECT_FALSE(cut.fault().cure.empty());
        }
    }
}

} // namespace
} // namespace vr360
