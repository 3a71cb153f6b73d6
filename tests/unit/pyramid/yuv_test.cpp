#include "packager/pyramid/yuv.h"

#include <webp/encode.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace vr360 {
namespace {

/// Colours without any pattern.
std::vector<std::uint8_t> noise(std::size_t bytes) {
    std::vector<std::uint8_t> out(bytes);
    std::uint32_t state = 1;
    for (std::uint8_t& byte : out) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<std::uint8_t>(state >> 24U);
    }
    return out;
}

TilePixels tileOf(const std::vector<std::uint8_t>& pixels, int width, int height) {
    return {.pixels = pixels.data(),
            .stride = std::ptrdiff_t{3} * width,
            .width = width,
            .height = height};
}

/// Mean of a channel over the 2×2 pixels at (2x, 2y), of which some may be outside.
double meanOf(const TilePixels& tile, int x, int y, int channel) {
    double sum = 0.0;
    int count = 0;
    for (int j = 2 * y; j < std::min(2 * y + 2, tile.height); ++j) {
        for (int i = 2 * x; i < std::min(2 * x + 2, tile.width); ++i, ++count) {
            sum += tile.pixels[j * tile.stride + 3 * i + channel];
        }
    }
    return sum / count;
}

TEST(YuvTest, LumaIsThatOfLibwebpToTheBit) {
    const std::vector<std::uint8_t> pixels = noise(std::size_t{3} * 67 * 35);
    const TilePixels tile = tileOf(pixels, 67, 35);
    YuvConverter converter;
    const YuvPlanes planes = converter.convert(tile);

    WebPPicture picture;
    ASSERT_NE(WebPPictureInit(&picture), 0);
    picture.width = tile.width;
    picture.height = tile.height;
    ASSERT_NE(WebPPictureImportRGB(&picture, tile.pixels, static_cast<int>(tile.stride)), 0);
    for (int y = 0; y < tile.height; ++y) {
        for (int x = 0; x < tile.width; ++x) {
            ASSERT_EQ(planes.y[y * planes.y_stride + x], picture.y[y * picture.y_stride + x])
                << x << ", " << y;
        }
    }
    WebPPictureFree(&picture);
}

TEST(YuvTest, ColourDifferencesAreOfTheMeanOfFourPixels) {
    for (const auto& [width, height] : {std::pair{64, 32}, {67, 35}, {2, 3}, {1, 1}}) {
        const std::vector<std::uint8_t> pixels = noise(std::size_t{3} * width * height);
        const TilePixels tile = tileOf(pixels, width, height);
        YuvConverter converter;
        const YuvPlanes planes = converter.convert(tile);
        for (int y = 0; y < (height + 1) / 2; ++y) {
            for (int x = 0; x < (width + 1) / 2; ++x) {
                const double r = meanOf(tile, x, y, 0);
                const double g = meanOf(tile, x, y, 1);
                const double b = meanOf(tile, x, y, 2);
                const double luma = 0.299 * r + 0.587 * g + 0.114 * b;
                const int at = y * planes.uv_stride + x;
                ASSERT_NEAR(planes.u[at], 128 + 112 * (b - luma) / (0.886 * 255), 0.55);
                ASSERT_NEAR(planes.v[at], 128 + 112 * (r - luma) / (0.701 * 255), 0.55);
            }
        }
    }
}

TEST(YuvTest, GreysHaveNoColour) {
    YuvConverter converter;
    for (int grey = 0; grey < 256; ++grey) {
        const std::vector<std::uint8_t> pixels(48, static_cast<std::uint8_t>(grey));
        const YuvPlanes planes = converter.convert(tileOf(pixels, 4, 4));
        EXPECT_EQ(planes.u[0], 128);
        EXPECT_EQ(planes.v[3], 128);
    }
}

} // namespace
} // namespace vr360
