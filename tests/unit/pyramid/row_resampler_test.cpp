#include "packager/pyramid/row_resampler.h"

#include "core/geometry/grid.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <tuple>
#include <vector>

namespace vr360 {
namespace {

double sinc(double x) {
    return x == 0.0 ? 1.0 : std::sin(kPi * x) / (kPi * x);
}

/// Lanczos by its definition, around the circle, in double precision.
double lanczosAt(const std::vector<std::uint8_t>& line, int from, int to, int k, int c) {
    const double ratio = static_cast<double>(from) / to;
    const double centre = (k + 0.5) * ratio - 0.5;
    double sum = 0.0;
    double weights = 0.0;
    for (int i = static_cast<int>(std::ceil(centre - 3 * ratio));
         i <= static_cast<int>(std::floor(centre + 3 * ratio));
         ++i) {
        const double x = (i - centre) / ratio;
        const double weight = sinc(x) * sinc(x / 3.0);
        const int wrapped = ((i % from) + from) % from;
        sum += weight * line[3U * wrapped + c];
        weights += weight;
    }
    return std::clamp(sum / weights, 0.0, 255.0);
}

std::vector<std::uint8_t> randomBytes(std::size_t count, unsigned seed) {
    std::mt19937 random(seed);
    std::vector<std::uint8_t> bytes(count);
    for (auto& byte : bytes) {
        byte = static_cast<std::uint8_t>(random() & 255U);
    }
    return bytes;
}

class RowWidths : public testing::TestWithParam<std::tuple<int, int>> {};

TEST_P(RowWidths, WeightsSumToOneAndStayWithinTheirReach) {
    const auto [from, to] = GetParam();
    const RowFilter filter(from, to);
    EXPECT_EQ(filter.taps() % 2, 0);
    for (int k = -1; k <= to; ++k) {
        EXPECT_EQ(filter.first(k) % 2, 0);
        int sum = 0;
        for (int i = 0; i < filter.taps(); ++i) {
            sum += filter.weights(k)[i];
        }
        ASSERT_EQ(sum, 1 << RowFilter::kShift) << k;
    }
}

TEST_P(RowWidths, IsLanczosAroundTheCircle) {
    const auto [from, to] = GetParam();
    const RowFilter filter(from, to);
    const std::vector<std::uint8_t> line = randomBytes(std::size_t{3} * from, 5);
    std::vector<std::uint8_t> out(std::size_t{3} * (to + 2));
    RowResampler().resample(filter,
                            {.pixels = line.data(), .stride = 0, .width = from, .count = 1},
                            -1,
                            to + 2,
                            out.data(),
                            0);
    for (int k = -1; k <= to; ++k) {
        for (int c = 0; c < 3; ++c) {
            ASSERT_NEAR(out[3U * (k + 1) + c], lanczosAt(line, from, to, k, c), 1.0)
                << "pixel " << k;
        }
    }
    // The pixels beyond the seam are those from its other side.
    for (std::size_t c = 0; c < 3; ++c) {
        EXPECT_EQ(out[c], out[3U * to + c]);
        EXPECT_EQ(out[3U * (to + 1) + c], out[3 + c]);
    }
}

TEST_P(RowWidths, VectorAndPlainKernelsAgreeOnAnyNumberOfLines) {
    const auto [from, to] = GetParam();
    const RowFilter filter(from, to);
    const std::ptrdiff_t stride = std::ptrdiff_t{3} * from + 5;
    const int count = std::min(to, 37);
    const int first = to - count + 1; // ends beyond the seam
    for (const int lines : {1, 15, 16, 17, 40}) {
        const std::vector<std::uint8_t> pixels =
            randomBytes(static_cast<std::size_t>(stride * lines), 9);
        const CircleLines circle{
            .pixels = pixels.data(), .stride = stride, .width = from, .count = lines};
        const std::ptrdiff_t out_stride = std::ptrdiff_t{3} * count;
        std::vector<std::uint8_t> vector(static_cast<std::size_t>(out_stride * lines));
        std::vector<std::uint8_t> plain(vector.size());
        RowResampler resampler;
        resampler.resample(filter, circle, first, count, vector.data(), out_stride);
        resampler.usePlainKernel(true);
        resampler.resample(filter, circle, first, count, plain.data(), out_stride);
        EXPECT_EQ(vector, plain) << lines << " lines";
    }
}

INSTANTIATE_TEST_SUITE_P(Widths,
                         RowWidths,
                         testing::Values(std::tuple{1024, 1024},
                                         std::tuple{1024, 957},
                                         std::tuple{1024, 512},
                                         std::tuple{1023, 511},
                                         std::tuple{2048, 377},
                                         std::tuple{999, 48},
                                         std::tuple{16, 3},
                                         std::tuple{5, 5}));

TEST(RowResampler, FlatColoursStayExactlyFlat) {
    for (const int value : {0, 1, 127, 254, 255}) {
        const RowFilter filter(1000, 611);
        const std::vector<std::uint8_t> line(3000, static_cast<std::uint8_t>(value));
        std::vector<std::uint8_t> out(std::size_t{3} * 611);
        RowResampler().resample(filter,
                                {.pixels = line.data(), .stride = 0, .width = 1000, .count = 1},
                                0,
                                611,
                                out.data(),
                                0);
        EXPECT_TRUE(std::all_of(
            out.begin(), out.end(), [&](std::uint8_t sample) { return sample == value; }));
    }
}

TEST(RowResampler, PartsOfARowAreTheSameAsTheWhole) {
    const RowFilter filter(2048, 1020);
    const std::vector<std::uint8_t> line = randomBytes(std::size_t{3} * 2048, 21);
    const CircleLines circle{.pixels = line.data(), .stride = 0, .width = 2048, .count = 1};
    std::vector<std::uint8_t> whole(std::size_t{3} * 1022);
    RowResampler().resample(filter, circle, -1, 1022, whole.data(), 0);
    for (const int first : {-1, 0, 1, 509, 510, 900}) {
        std::vector<std::uint8_t> part(std::size_t{3} * 100);
        RowResampler().resample(filter, circle, first, 100, part.data(), 0);
        EXPECT_TRUE(std::equal(part.begin(), part.end(), whole.begin() + 3 * (first + 1)));
    }
}

} // namespace
} // namespace vr360
