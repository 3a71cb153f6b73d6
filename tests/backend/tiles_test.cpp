// Upload → draw → read back, on the real device (or the software one).

#include "tests/backend/vulkan_test.h"

#include <cmath>

namespace vr360::test {
namespace {

constexpr Pixel kRed{200, 10, 20, 255};
constexpr Pixel kGreen{30, 180, 40, 255};
constexpr Pixel kBlue{50, 60, 220, 255};
constexpr Pixel kBackground{13, 14, 15, 255}; // RenderTarget's clear colour

class TilesTest : public VulkanTest {};

TEST_F(TilesTest, LayersKeepTheirColoursExactly) {
    makeTarget(64, 32);
    uploadPlain(0, kRed);
    uploadPlain(kLayers - 1, kGreen);
    const Camera camera({.fov = 90.0}, {64, 32});
    draw(blockOf(camera),
         {plainPatch(-90, -60, 0, 60, 0), plainPatch(0, -60, 90, 60, kLayers - 1)},
         2);
    finish();
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 64; ++x)
            ASSERT_EQ(pixelAt(x, y), x < 32 ? kRed : kGreen) << x << ", " << y;
    }
}

TEST_F(TilesTest, UpIsUp) {
    makeTarget(32, 32);
    uploadPlain(1, kRed);
    uploadPlain(2, kBlue);
    const Camera camera({.fov = 60.0}, {32, 32});
    draw(blockOf(camera), {plainPatch(-60, 0, 60, 60, 1), plainPatch(-60, -60, 60, 0, 2)}, 2);
    finish();
    EXPECT_EQ(pixelAt(16, 2), kRed);
    EXPECT_EQ(pixelAt(16, 29), kBlue);
}

TEST_F(TilesTest, WhatNothingCoversKeepsTheBackground) {
    makeTarget(32, 32);
    uploadPlain(0, kRed);
    const Camera camera({.fov = 90.0}, {32, 32});
    draw(blockOf(camera), {plainPatch(10, -80, 80, 80, 0)}, 1);
    finish();
    EXPECT_EQ(pixelAt(4, 16), kBackground);
    EXPECT_EQ(pixelAt(28, 16), kRed);
}

TEST_F(TilesTest, TexelsLandWhereTheProjectionSays) {
    constexpr int kWidth = 160;
    constexpr int kHeight = 90;
    makeTarget(kWidth, kHeight);
    // Longitude in red and latitude in green over ±60°, so that colours can be read back as angles.
    upload(3, 512, 512, [](int x, int y) {
        return Pixel{static_cast<std::uint8_t>(x / 2), static_cast<std::uint8_t>(y / 2), 0, 255};
    });
    const double span = radians(60.0);
    const Camera camera({.yaw = 7.0, .pitch = -11.0, .fov = 60.0}, {kWidth, kHeight});
    const auto s = static_cast<float>(span);
    draw(blockOf(camera), {{-s, -s, s, s, 0.0F, 0.0F, 1.0F, 1.0F, 3.0F, 1.0F, 0.0F, 0.0F}}, 1);
    finish();
    double worst = 0.0;
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            const LonLat at = lonLat(camera.directionAt({x + 0.5, y + 0.5}));
            // Texel x holds x/2 rounded down: on average (x − 0.5) / 2 around its centre.
            const double red = ((at.lon + span) / (2.0 * span) * 512.0 - 0.5) / 2.0 - 0.25;
            const double green = ((span - at.lat) / (2.0 * span) * 512.0 - 0.5) / 2.0 - 0.25;
            const Pixel got = pixelAt(x, y);
            worst = std::max({worst, std::abs(got[0] - red), std::abs(got[1] - green)});
        }
    }
    // A level is 0.47°; the mesh's flat cells of 7.5° are off by up to a tenth of a degree here.
    EXPECT_LT(worst, 1.2);
}

TEST_F(TilesTest, FadingBlendsEachPixelOnce) {
    makeTarget(32, 32);
    uploadPlain(0, {0, 0, 0, 255});
    uploadPlain(1, {200, 200, 200, 255});
    const Camera camera({.fov = 60.0}, {32, 32});
    // Two patches of the new scene overlap in the middle.
    draw(blockOf(camera),
         {plainPatch(-60, -60, 60, 60, 0),
          plainPatch(-60, -60, 10, 60, 1, 0.5F),
          plainPatch(-10, -60, 60, 60, 1, 0.5F)},
         1);
    finish();
    for (int x = 0; x < 32; ++x) {
        EXPECT_NEAR(pixelAt(x, 16)[0], 100, 1) << x;
        EXPECT_EQ(pixelAt(x, 16)[3], 255) << x;
    }
}

TEST_F(TilesTest, LayersAreReusedWhileFramesAreUnderWay) {
    makeTarget(16, 16);
    const Camera camera({.fov = 60.0}, {16, 16});
    for (int frame = 0; frame < 60; ++frame) {
        const auto level = static_cast<std::uint8_t>(4 * frame);
        uploadPlain(frame % 2, {level, level, level, 255});
        draw(blockOf(camera), {plainPatch(-60, -60, 60, 60, frame % 2)}, 1);
        if (frame % 7 != 0)
            continue;
        finish();
        ASSERT_EQ(pixelAt(8, 8)[1], level) << frame;
    }
}

TEST_F(TilesTest, ManyPatchesInOneFrame) {
    makeTarget(64, 64);
    uploadPlain(0, kRed);
    uploadPlain(1, kGreen);
    const Camera camera({.fov = 90.0}, {64, 64});
    std::vector<Patch> patches; // more than a page of frame memory holds
    patches.reserve(9000);
    for (int i = 0; i < 9000; ++i)
        patches.push_back(plainPatch(-80, -80, 80, 80, i == 8999 ? 1 : 0));
    draw(blockOf(camera), patches, 9000);
    finish();
    EXPECT_EQ(pixelAt(31, 31), kGreen);
}

TEST_F(TilesTest, LittlePlanetShowsWhatIsBehind) {
    makeTarget(64, 64);
    uploadPlain(0, kRed);
    uploadPlain(1, kBlue);
    const Camera camera({.pitch = -90.0, .fov = 250.0, .projection = Projection::kStereographic},
                        {64, 64});
    draw(blockOf(camera), {plainPatch(-180, -90, 180, 0, 0), plainPatch(-180, 0, 180, 80, 1)}, 2);
    finish();
    EXPECT_EQ(pixelAt(32, 32), kRed);
    EXPECT_EQ(pixelAt(32, 2), kBlue);
    EXPECT_EQ(pixelAt(2, 32), kBlue);
}

} // namespace
} // namespace vr360::test
