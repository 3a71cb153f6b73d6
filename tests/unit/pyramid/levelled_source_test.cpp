#include "packager/pyramid/levelled_source.h"

#include "packager/pyramid/inspect.h"
#include "packager/pyramid/tilt.h"
#include "tests/unit/pyramid/test_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vr360 {
namespace {

using std::numbers::pi;
using test::Image;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

using Direction = std::array<double, 3>; ///< right, up, forward

/// A world: waves in all directions, the finest 10 pixels long at a width of 1024.
double brightness(const Direction& d, int channel) {
    const double fine = 100.0;
    const double value = 128.0 + 45.0 * std::sin(fine * d[0] + channel) +
                         35.0 * std::sin(0.7 * fine * d[1]) + 30.0 * std::sin(0.5 * fine * d[2]) +
                         15.0 * std::sin(3.0 * d[0] * d[1] + 2.0 * channel);
    return std::clamp(value, 0.0, 255.0);
}

/// From an image's own axes into the world, written as people explain it: first the camera is
/// turned clockwise about its axis, then it is lifted.
Direction worldOf(const Direction& in_image, double pitch_deg, double roll_deg) {
    const double r = roll_deg * pi / 180.0;
    const double p = pitch_deg * pi / 180.0;
    const double right = in_image[0] * std::cos(r) + in_image[1] * std::sin(r);
    const double up = in_image[1] * std::cos(r) - in_image[0] * std::sin(r);
    return {right,
            up * std::cos(p) + in_image[2] * std::sin(p),
            in_image[2] * std::cos(p) - up * std::sin(p)};
}

/// What a camera with this tilt makes of the world, as an equirectangular picture.
Image photograph(int width, int height, double pitch_deg, double roll_deg) {
    Image image(width, height);
    for (int y = 0; y < height; ++y) {
        const double lat = pi / 2.0 - pi * (y + 0.5) / height;
        for (int x = 0; x < width; ++x) {
            const double lon = 2.0 * pi * (x + 0.5) / width - pi;
            const Direction seen = worldOf(
                {std::cos(lat) * std::sin(lon), std::sin(lat), std::cos(lat) * std::cos(lon)},
                pitch_deg,
                roll_deg);
            for (int c = 0; c < 3; ++c) {
                image.at(x, y, c) = static_cast<std::uint8_t>(std::lround(brightness(seen, c)));
            }
        }
    }
    return image;
}

class ImageSource : public StripSource {
public:
    ImageSource(Image image, SampleDepth depth, bool bottom_up)
        : image_(std::move(image)), depth_(depth), bottom_up_(bottom_up) {}

    [[nodiscard]] int width() const override { return image_.width; }
    [[nodiscard]] int height() const override { return image_.height; }
    [[nodiscard]] SampleDepth depth() const override { return depth_; }
    [[nodiscard]] bool bottomUp() const override { return bottom_up_; }

    Status read(std::span<void* const> lines) override {
        for (void* const line : lines) {
            EXPECT_LT(next_, image_.height);
            const int y = bottom_up_ ? image_.height - 1 - next_ : next_;
            ++next_;
            for (int i = 0; i < 3 * image_.width; ++i) {
                const std::uint8_t sample = image_.at(0, y, i);
                if (depth_ == SampleDepth::k8) {
                    static_cast<std::uint8_t*>(line)[i] = sample;
                } else {
                    static_cast<std::uint16_t*>(line)[i] = static_cast<std::uint16_t>(sample * 257);
                }
            }
        }
        return Done{};
    }

private:
    Image image_;
    SampleDepth depth_;
    bool bottom_up_;
    int next_ = 0;
};

Image level(const Image& image,
            const Tilt& tilt,
            SampleDepth depth = SampleDepth::k8,
            bool bottom_up = false) {
    const auto source =
        levelledSource(std::make_unique<ImageSource>(image, depth, bottom_up), tilt, {});
    const auto read = test::readAll(*source);
    EXPECT_TRUE(read);
    return read ? *read : Image();
}

/// Peak signal to noise of some lines, decibels; each pixel by the part of the sphere it covers.
double similarity(const Image& a, const Image& b, int first_line, int end_line) {
    double sum = 0.0;
    double weights = 0.0;
    for (int y = first_line; y < end_line; ++y) {
        const double weight = std::cos(pi * (0.5 - (y + 0.5) / a.height));
        for (int x = 0; x < a.width; ++x) {
            for (int c = 0; c < 3; ++c) {
                const double off = a.at(x, y, c) - b.at(x, y, c);
                sum += weight * off * off;
                weights += weight;
            }
        }
    }
    return 10.0 * std::log10(255.0 * 255.0 * weights / std::max(sum, 1e-9));
}

TEST(LevelledSource, FindsTiltedPanoramasUpright) {
    constexpr int kWidth = 1024;
    constexpr int kHeight = 512;
    const Image upright = photograph(kWidth, kHeight, 0.0, 0.0);
    for (const Tilt& tilt : {Tilt{4.0, 0.0},
                             Tilt{0.0, -7.0},
                             Tilt{-12.0, 9.0},
                             Tilt{33.0, 60.0},
                             Tilt{-90.0, 0.0},
                             Tilt{5.0, 175.0}}) {
        const Image crooked = photograph(kWidth, kHeight, tilt.pitch, tilt.roll);
        EXPECT_LT(similarity(crooked, upright, 0, kHeight), 20.0);
        const Image levelled = level(crooked, tilt);
        EXPECT_GT(similarity(levelled, upright, 0, kHeight), 45.0)
            << tilt.pitch << ' ' << tilt.roll;
        // The poles of the image and of the world are no worse than the rest.
        EXPECT_GT(similarity(levelled, upright, 0, kHeight / 16), 40.0);
        EXPECT_GT(similarity(levelled, upright, kHeight * 15 / 16, kHeight), 40.0);
    }
}

TEST(LevelledSource, AllDepthsAndDirectionsOfReadingAgree) {
    const Tilt tilt{6.0, -11.0};
    const Image crooked = photograph(300, 150, tilt.pitch, tilt.roll);
    const Image first = level(crooked, tilt);
    EXPECT_LE(test::largestDifference(first, level(crooked, tilt, SampleDepth::k16)), 1);
    EXPECT_EQ(test::largestDifference(first, level(crooked, tilt, SampleDepth::k8, true)), 0);
    EXPECT_LE(test::largestDifference(first, level(crooked, tilt, SampleDepth::k16, true)), 1);
}

TEST(LevelledSource, OddAndTinySizes) {
    for (const auto& [width, height] :
         {std::pair{4, 2}, std::pair{7, 3}, std::pair{33, 16}, std::pair{101, 51}}) {
        for (const Tilt& tilt : {Tilt{1.0, 1.0}, Tilt{90.0, 90.0}, Tilt{-45.0, 180.0}}) {
            Image plain(width, height);
            std::ranges::fill(plain.rgb, std::uint8_t{77});
            EXPECT_EQ(test::largestDifference(level(plain, tilt), plain), 0) << width;
        }
    }
}

TEST(LevelledSource, DetailNoFinerThanTheResultIsLeft) {
    // Lines that alternate around the circle are far too fine for the neighbourhood of a pole:
    // turned into the picture's middle, they have to be grey there and not a pattern of their own.
    constexpr int kWidth = 512;
    constexpr int kHeight = 256;
    Image stripes(kWidth, kHeight);
    for (int y = 0; y < kHeight; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            for (int c = 0; c < 3; ++c) {
                stripes.at(x, y, c) = x % 4 < 2 ? 255 : 0;
            }
        }
    }
    const Image levelled = level(stripes, {90.0, 0.0});
    // The image's nadir has become the middle; within 14° of it nothing alternates.
    for (int y = kHeight / 2 - 14; y < kHeight / 2 + 14; ++y) {
        for (int x = kWidth / 2 - 14; x < kWidth / 2 + 14; ++x) {
            ASSERT_NEAR(levelled.at(x, y, 1), 128, 12) << x << ' ' << y;
        }
    }
}

TEST(LevelledSource, NothingToDoIsNothingDone) {
    const Image image = test::drawNoise(64, 32);
    EXPECT_EQ(test::largestDifference(level(image, {}), image), 0);
}

TEST(Tilt, HandednessIsGPanos) {
    // "Pitch, measured in degrees above the horizon, for the center in the image."
    const Vec3 centre = imageAxes({10.0, 25.0}).forward;
    EXPECT_NEAR(std::asin(centre.y) * 180.0 / pi, 10.0, 1e-9);
    EXPECT_NEAR(centre.x, 0.0, 1e-12);
    // "As roll increases, the horizon rotates counterclockwise in the image": to the right of the
    // centre it rises.
    const Vec3 horizon_right = imageAxes({0.0, 5.0}).apply({1.0, 0.0, 0.0});
    EXPECT_NEAR(std::asin(horizon_right.y) * 180.0 / pi, 5.0, 1e-9);
    EXPECT_GT(horizon_right.x, 0.9);
    EXPECT_NEAR(tiltAngle({3.0, 4.0}), 5.0, 0.01);
    EXPECT_EQ(tiltAngle({0.0, 0.0}), 0.0);
    EXPECT_NEAR(tiltAngle({0.0, 180.0}), 180.0, 1e-9);
}

TEST(Tilt, LimitsStayWithinWhatIsReal) {
    const auto drone = levelledLimits({-180, 180, -90, 55}, {3.0, 4.0});
    EXPECT_EQ(drone.yaw_min, -180.0);
    EXPECT_EQ(drone.yaw_max, 180.0);
    EXPECT_EQ(drone.pitch_min, -90.0);
    EXPECT_NEAR(drone.pitch_max, 50.0, 0.01);

    const ViewLimits real{-60, 80, -40, 30};
    const Tilt tilt{8.0, -12.0};
    const ViewLimits part = levelledLimits(real, tilt);
    EXPECT_LT(part.yaw_min + 15.0, part.yaw_max);
    for (int i = 0; i <= 40; ++i) {
        for (int k = 0; k <= 40; ++k) {
            const double yaw = part.yaw_min + (part.yaw_max - part.yaw_min) * i / 40.0;
            const double pitch = part.pitch_min + (part.pitch_max - part.pitch_min) * k / 40.0;
            const LonLat at =
                lonLat(imageAxes(tilt).apply(direction({yaw * pi / 180.0, pitch * pi / 180.0})));
            ASSERT_GE(at.lon * 180.0 / pi, real.yaw_min - 1e-3);
            ASSERT_LE(at.lon * 180.0 / pi, real.yaw_max + 1e-3);
            ASSERT_GE(at.lat * 180.0 / pi, real.pitch_min - 1e-3);
            ASSERT_LE(at.lat * 180.0 / pi, real.pitch_max + 1e-3);
        }
    }
    // As much as possible: a little tilt takes a little.
    const ViewLimits nearly = levelledLimits(real, {0.5, 0.5});
    EXPECT_GT(nearly.yaw_max - nearly.yaw_min, 137.0);
    EXPECT_GT(nearly.pitch_max - nearly.pitch_min, 67.0);
}

class LevelledPanorama : public testing::Test {
protected:
    static constexpr int kWidth = 512;
    static constexpr int kHeight = 256;

    /// A photograph whose camera wrote down how it stood.
    std::filesystem::path crookedFile(double pitch, double roll) {
        const std::string xmp = "<x GPano:PoseHeadingDegrees=\"90\" GPano:PosePitchDegrees=\"" +
                                std::to_string(pitch) + "\" GPano:PoseRollDegrees=\"" +
                                std::to_string(roll) + "\"/>";
        return scratch_.write("crooked.jpg",
                              test::encodeJpeg(photograph(kWidth, kHeight, pitch, roll),
                                               {.quality = 100, .xmp = xmp}));
    }

    Image read(const std::filesystem::path& file, const PanoramaEdits& edits) {
        const auto plan = planPanorama({.path = file, .label = "crooked.jpg"}, edits);
        EXPECT_TRUE(plan) << plan.fault().what;
        info_ = plan->info;
        auto source = openPanorama(*plan);
        EXPECT_TRUE(source);
        const auto image = test::readAll(**source);
        EXPECT_TRUE(image);
        return *image;
    }

    test::ScratchDirectory scratch_;
    ImageInfo info_;
};

TEST_F(LevelledPanorama, WhatTheCameraWroteIsUndone) {
    const Image upright = photograph(kWidth, kHeight, 0.0, 0.0);
    const auto file = crookedFile(-7.5, 3.25);
    EXPECT_GT(similarity(read(file, {}), upright, 0, kHeight), 40.0);
    EXPECT_EQ(info_.photo_sphere.heading, 90.0);
    ASSERT_THAT(info_.warnings, SizeIs(1));
    EXPECT_THAT(info_.warnings[0].what, HasSubstr("tilted by 8.2° (pitch -7.5°, roll 3.25°)"));
    EXPECT_THAT(info_.warnings[0].what, HasSubstr("levelled"));
    EXPECT_THAT(info_.warnings[0].cure, HasSubstr("level = { pitch = -7.5, roll = 3.25 }"));
    EXPECT_THAT(info_.warnings[0].cure, HasSubstr("level = false"));
}

TEST_F(LevelledPanorama, TheEditorHasTheLastWord) {
    const Image upright = photograph(kWidth, kHeight, 0.0, 0.0);
    const auto file = crookedFile(-7.5, 3.25);
    EXPECT_LT(similarity(read(file, {.level = Tilt{}}), upright, 0, kHeight), 20.0);
    EXPECT_THAT(info_.warnings, IsEmpty());
    EXPECT_GT(similarity(read(file, {.level = Tilt{-7.5, 3.25}}), upright, 0, kHeight), 40.0);
    EXPECT_THAT(info_.warnings, IsEmpty());
}

TEST_F(LevelledPanorama, NextToLevelIsLeftAlone) {
    (void)read(crookedFile(0.05, -0.05), {});
    EXPECT_THAT(info_.warnings, IsEmpty());
    (void)read(crookedFile(91.0, 0.0), {});
    EXPECT_THAT(info_.warnings, IsEmpty()) << "impossible numbers are no tilt";
}

TEST_F(LevelledPanorama, CroppedAndTurned) {
    // The upper 32° are missing, and the picture is stored upside down and mirrored.
    constexpr int kMissing = kHeight * 32 / 180;
    const Tilt tilt{5.0, -3.0};
    const Image crooked = photograph(kWidth, kHeight, tilt.pitch, tilt.roll);
    Image stored(kWidth, kHeight - kMissing);
    for (int y = 0; y < stored.height; ++y) {
        for (int x = 0; x < kWidth; ++x) {
            for (int c = 0; c < 3; ++c) {
                stored.at(x, y, c) = crooked.at(kWidth - 1 - x, kHeight - 1 - y, c);
            }
        }
    }
    const std::string xmp =
        "<x GPano:FullPanoWidthPixels=\"512\" GPano:FullPanoHeightPixels=\"256\""
        " GPano:CroppedAreaLeftPixels=\"0\" GPano:CroppedAreaTopPixels=\"" +
        std::to_string(kMissing) + "\" GPano:PosePitchDegrees=\"5\" GPano:PoseRollDegrees=\"-3\"/>";
    const auto file = scratch_.write(
        "a.jpg", test::encodeJpeg(stored, {.quality = 100, .orientation = 3, .xmp = xmp}));
    const Image levelled = read(file, {});
    const double missing = 180.0 * kMissing / kHeight + tiltAngle(tilt);
    EXPECT_NEAR(info_.limits.pitch_max, 90.0 - missing, 0.01);
    EXPECT_EQ(info_.limits.pitch_min, -90.0);
    const Image upright = photograph(kWidth, kHeight, 0.0, 0.0);
    const int first = static_cast<int>(std::ceil(missing / 180.0 * kHeight)) + 3;
    EXPECT_GT(similarity(levelled, upright, first, kHeight), 40.0);
}

} // namespace
} // namespace vr360
