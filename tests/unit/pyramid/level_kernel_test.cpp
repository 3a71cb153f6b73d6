#include "packager/pyramid/level_kernel.h"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace vr360 {
namespace {

template <typename Sample>
class LevelKernel : public testing::Test {};
using Samples = testing::Types<std::uint8_t, std::int16_t>;
TYPED_TEST_SUITE(LevelKernel, Samples);

/// Kernels of a kind of lines: alike, of different widths, over a pole.
TYPED_TEST(LevelKernel, VectorAndPlainLoopsAgreeToTheLastBit) {
    constexpr int kLines = 40;
    constexpr int kWidest = 300;
    std::mt19937 random(5);
    std::vector<std::vector<TypeParam>> stored(kLines);
    std::vector<CircleLine<TypeParam>> lines(kLines);
    for (int y = 0; y < kLines; ++y) {
        const int width = y < 20 ? kWidest : 17 + 3 * y;
        stored[y].resize(std::size_t{4} * (width + 2 * kLinePadding));
        for (TypeParam& sample : stored[y]) {
            sample = static_cast<TypeParam>(random() & (sizeof(TypeParam) == 1 ? 255U : 32767U));
        }
        lines[y] = {.pixels = stored[y].data() + std::ptrdiff_t{4} * kLinePadding,
                    .width = width,
                    .turn = y >= 35 ? 0.5F : 0.0F,
                    .alike = y + kSampleTaps <= 20};
    }
    constexpr int kFirst = 100;
    constexpr std::size_t kCount = 5000;
    std::uniform_real_distribution<float> around(0.0F, 1.0F);
    std::uniform_real_distribution<float> line(kFirst + 2.0F, kFirst + kLines - 3.01F);
    std::vector<LinePosition> positions(kCount);
    for (LinePosition& position : positions) {
        position = {around(random), line(random)};
    }
    positions[0] = {0.0F, kFirst + 2.0F};
    positions[1] = {1.0F, kFirst + 2.0F};
    std::vector<std::uint16_t> vector(3 * kCount);
    std::vector<std::uint16_t> plain(3 * kCount);
    sampleLines(lines.data(), kFirst, positions.data(), kCount, vector.data());
    sampleLinesPlain(lines.data(), kFirst, positions.data(), kCount, plain.data());
    EXPECT_EQ(vector, plain);
}

TYPED_TEST(LevelKernel, APixelsCentreIsThePixel) {
    constexpr int kWidth = 12;
    std::vector<TypeParam> stored(std::size_t{4} * (kWidth + 2 * kLinePadding));
    for (std::size_t i = 0; i < stored.size(); ++i) {
        stored[i] = static_cast<TypeParam>(7 * i);
    }
    const std::vector<CircleLine<TypeParam>> lines(
        kSampleTaps, {stored.data() + std::ptrdiff_t{4} * kLinePadding, kWidth, 0.0F, true});
    for (int x = 0; x < kWidth; ++x) {
        const LinePosition position{(static_cast<float>(x) + 0.5F) / kWidth, 2.0F};
        std::uint16_t pixel[3];
        sampleLines(lines.data(), 0, &position, 1, pixel);
        for (int c = 0; c < 3; ++c) {
            const double full = sizeof(TypeParam) == 1 ? 257.0 : 65535.0 / 32767.0;
            EXPECT_NEAR(pixel[c], full * lines[0].pixels[4 * x + c], 1.0);
        }
    }
}

} // namespace
} // namespace vr360
