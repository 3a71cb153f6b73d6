#include "packager/pyramid/line_halver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <tuple>
#include <vector>

namespace vr360 {
namespace {

using Lines = std::vector<std::vector<std::uint16_t>>;

Lines randomLines(int width, int height) {
    std::mt19937 random(static_cast<unsigned>(width * 31 + height));
    Lines lines(static_cast<std::size_t>(height));
    for (auto& line : lines) {
        line.resize(std::size_t{3} * width);
        for (auto& sample : line) {
            sample = static_cast<std::uint16_t>(random() & 0xFFFFU);
        }
    }
    return lines;
}

Lines halve(const Lines& lines, int width, bool bottom_up) {
    const auto height = static_cast<int>(lines.size());
    LineHalver halver(width, height);
    Lines out(static_cast<std::size_t>(halver.outHeight()));
    for (int i = 0; i < height; ++i) {
        const int y = bottom_up ? height - 1 - i : i;
        const LineHalver::Line line = halver.push(y, lines[y].data());
        if (line.y >= 0) {
            EXPECT_TRUE(out[line.y].empty()) << "line " << line.y << " came twice";
            out[line.y].assign(line.samples, line.samples + std::ptrdiff_t{3} * halver.outWidth());
        }
    }
    return out;
}

/// The mean of the area a pixel covers, straight from the definition.
double areaMean(const Lines& lines, int width, int x, int y, int c) {
    const auto height = static_cast<int>(lines.size());
    const int out_width = (width + 1) / 2;
    const int out_height = (height + 1) / 2;
    const double x0 = static_cast<double>(x) * width / out_width;
    const double x1 = static_cast<double>(x + 1) * width / out_width;
    const double y0 = static_cast<double>(y) * height / out_height;
    const double y1 = static_cast<double>(y + 1) * height / out_height;
    double sum = 0.0;
    for (int j = 0; j < height; ++j) {
        for (int i = 0; i < width; ++i) {
            const double across = std::min(x1, i + 1.0) - std::max(x0, static_cast<double>(i));
            const double down = std::min(y1, j + 1.0) - std::max(y0, static_cast<double>(j));
            if (across > 0.0 && down > 0.0) {
                sum += across * down * lines[j][3U * i + c];
            }
        }
    }
    return sum / ((x1 - x0) * (y1 - y0));
}

class LineHalverSizes : public testing::TestWithParam<std::tuple<int, int>> {};

TEST_P(LineHalverSizes, IsTheMeanOfTheArea) {
    const auto [width, height] = GetParam();
    const Lines lines = randomLines(width, height);
    const Lines out = halve(lines, width, false);
    ASSERT_EQ(out.size(), static_cast<std::size_t>((height + 1) / 2));
    for (std::size_t y = 0; y < out.size(); ++y) {
        ASSERT_EQ(out[y].size(), std::size_t{3} * ((width + 1) / 2)) << "line " << y;
        for (int x = 0; x < (width + 1) / 2; ++x) {
            for (int c = 0; c < 3; ++c) {
                ASSERT_NEAR(
                    out[y][3U * x + c], areaMean(lines, width, x, static_cast<int>(y), c), 0.501)
                    << x << ", " << y;
            }
        }
    }
}

TEST_P(LineHalverSizes, DirectionDoesNotMatter) {
    const auto [width, height] = GetParam();
    const Lines lines = randomLines(width, height);
    EXPECT_EQ(halve(lines, width, false), halve(lines, width, true));
}

INSTANTIATE_TEST_SUITE_P(Sizes,
                         LineHalverSizes,
                         testing::Values(std::tuple{2, 2},
                                         std::tuple{64, 32},
                                         std::tuple{66, 33},
                                         std::tuple{65, 32},
                                         std::tuple{61, 31},
                                         std::tuple{3, 2},
                                         std::tuple{1, 1},
                                         std::tuple{33, 1},
                                         std::tuple{157, 79}));

TEST(LineHalver, WhiteStaysWhite) {
    for (const int width : {64, 65, 4097}) {
        LineHalver halver(width, 3);
        const std::vector<std::uint16_t> white(std::size_t{3} * width, 65535);
        for (int y = 0; y < 3; ++y) {
            const LineHalver::Line line = halver.push(y, white.data());
            if (line.y >= 0) {
                EXPECT_TRUE(std::all_of(line.samples,
                                        line.samples + std::ptrdiff_t{3} * halver.outWidth(),
                                        [](std::uint16_t s) { return s == 65535; }));
            }
        }
    }
}

} // namespace
} // namespace vr360
