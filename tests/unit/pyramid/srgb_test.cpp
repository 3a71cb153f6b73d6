#include "packager/pyramid/srgb.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <numeric>
#include <vector>

namespace vr360 {
namespace {

TEST(Srgb, EightBitsSurviveTheWayToLinearAndBack) {
    std::vector<std::uint8_t> all(256);
    std::iota(all.begin(), all.end(), std::uint8_t{0});
    std::vector<std::uint16_t> linear(256);
    std::vector<std::uint8_t> back(256);
    linearFromSrgb8(all.data(), linear.data(), all.size());
    srgb8FromLinear(linear.data(), back.data(), linear.size());
    EXPECT_EQ(back, all);
    EXPECT_EQ(linear.front(), 0);
    EXPECT_EQ(linear.back(), 65535);
}

TEST(Srgb, FollowsTheStandardsCurve) {
    for (int value = 0; value < 65536; value += 13) {
        const double encoded = value / 65535.0;
        const double exact =
            encoded <= 0.04045 ? encoded / 12.92 : std::pow((encoded + 0.055) / 1.055, 2.4);
        const auto in = static_cast<std::uint16_t>(value);
        std::uint16_t out = 0;
        linearFromSrgb16(&in, &out, 1);
        EXPECT_NEAR(out, 65535.0 * exact, 0.51) << value;
    }
}

TEST(Srgb, SixteenBitsAreRoundedToTheNearest) {
    for (int value = 0; value < 65536; ++value) {
        const auto in = static_cast<std::uint16_t>(value);
        std::uint8_t out = 0;
        srgb8FromSrgb16(&in, &out, 1);
        ASSERT_EQ(out, std::lround(value / 257.0)) << value;
    }
}

} // namespace
} // namespace vr360
