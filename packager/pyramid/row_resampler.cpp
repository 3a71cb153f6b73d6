#include "packager/pyramid/row_resampler.h"

#include "packager/pyramid/lane_kernels.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace vr360 {
namespace {

constexpr int kBlock = 16; ///< pixels: three vectors of 16 bytes

int wrapped(int x, int width) {
    const int rest = x % width;
    return rest < 0 ? rest + width : rest;
}

} // namespace

void RowResampler::resample(const RowFilter& filter,
                            const CircleLines& lines,
                            int first,
                            int count,
                            std::uint8_t* out,
                            std::ptrdiff_t out_stride) {
    assert(first >= -1 && count >= 1 && first + count <= filter.to() + 1);
    assert(lines.width == filter.from());
    const int from_pixel = filter.first(first);
    const int end_pixel = filter.first(first + count - 1) + filter.taps();
    const int pixels = (end_pixel - from_pixel + kBlock - 1) / kBlock * kBlock;

    window_.resize(std::size_t{3} * kLanes * static_cast<std::size_t>(pixels));
    lanes_.resize(window_.size());
    result_.resize(std::size_t{3} * kLanes * static_cast<std::size_t>(count));
    std::vector<std::uint8_t>& transposed = transposed_;
    transposed.resize(window_.size());
    const auto columns = static_cast<std::size_t>(3) * static_cast<std::size_t>(pixels);

    for (int line = 0; line < lines.count; line += kLanes) {
        gather(lines, line, from_pixel, pixels);
        transposeIn(window_.data(), std::ptrdiff_t{3} * pixels, columns, transposed.data());
        widenPairs(transposed.data(), static_cast<std::size_t>(pixels) / 2, lanes_.data());
        for (int k = 0; k < count; ++k) {
            const int offset = filter.first(first + k) - from_pixel;
            const std::int16_t* const from = lanes_.data() + std::ptrdiff_t{48} * offset;
            std::uint8_t* const to = result_.data() + std::ptrdiff_t{3} * kLanes * k;
            if (plain_) {
                filterLanesPlain(from, filter.weights(first + k), filter.taps(), to);
            } else {
                filterLanes(from, filter.weights(first + k), filter.taps(), to);
            }
        }
        transposeOut(result_.data(),
                     static_cast<std::size_t>(3) * static_cast<std::size_t>(count),
                     std::min(kLanes, lines.count - line),
                     out + line * out_stride,
                     out_stride);
    }
}

/// Lines beyond the last repeat it: their results are not kept.
void RowResampler::gather(const CircleLines& lines, int line, int from_pixel, int pixels) {
    for (int i = 0; i < kLanes; ++i) {
        const std::uint8_t* const from =
            lines.pixels + std::min(line + i, lines.count - 1) * lines.stride;
        std::uint8_t* to = window_.data() + std::ptrdiff_t{3} * pixels * i;
        int x = wrapped(from_pixel, lines.width);
        for (int left = pixels; left > 0;) {
            const int run = std::min(left, lines.width - x);
            std::memcpy(to, from + std::ptrdiff_t{3} * x, 3U * static_cast<std::size_t>(run));
            to += std::ptrdiff_t{3} * run;
            left -= run;
            x = 0;
        }
    }
}

} // namespace vr360
