#include "packager/pyramid/yuv.h"

#include "packager/pyramid/multiversion.h"

#include <cstring>

namespace vr360 {
namespace {

// Weights of BT.601 for 16…235 and 16…240, times 65536.
constexpr int kShift = 16;
constexpr int kLumaStart = (16 << kShift) + (1 << (kShift - 1));
constexpr int kChromaShift = kShift + 2; // of sums of four pixels
constexpr int kChromaStart = (128 << kChromaShift) + (1 << (kChromaShift - 1));

/// A line's samples by channel.
struct Channels {
    std::uint8_t* r = nullptr;
    std::uint8_t* g = nullptr;
    std::uint8_t* b = nullptr;
};

VR360_MULTIVERSION
void split(const std::uint8_t* rgb, std::size_t pixels, const Channels& to) {
    std::uint8_t* const r = to.r;
    std::uint8_t* const g = to.g;
    std::uint8_t* const b = to.b;
    for (std::size_t x = 0; x < pixels; ++x) {
        r[x] = rgb[3 * x];
        g[x] = rgb[3 * x + 1];
        b[x] = rgb[3 * x + 2];
    }
}

VR360_MULTIVERSION
void lumaOf(const Channels& from, std::size_t pixels, std::uint8_t* y) {
    const std::uint8_t* const r = from.r;
    const std::uint8_t* const g = from.g;
    const std::uint8_t* const b = from.b;
    for (std::size_t x = 0; x < pixels; ++x) {
        y[x] = static_cast<std::uint8_t>((16839 * r[x] + 33059 * g[x] + 6420 * b[x] + kLumaStart) >>
                                         kShift);
    }
}

/// The sum of two neighbouring samples. Both at once as one number: strides of two are what
/// compilers turn into slow vector code.
int pairSum(const std::uint8_t* samples, std::size_t pair) {
    std::uint16_t both = 0;
    std::memcpy(&both, samples + 2 * pair, sizeof both);
    return (both & 255) + (both >> 8);
}

VR360_MULTIVERSION
void chromaOf(const Channels& upper,
              const Channels& lower,
              std::size_t pairs,
              std::uint8_t* __restrict u,
              std::uint8_t* __restrict v) {
    for (std::size_t x = 0; x < pairs; ++x) {
        const int r = pairSum(upper.r, x) + pairSum(lower.r, x);
        const int g = pairSum(upper.g, x) + pairSum(lower.g, x);
        const int b = pairSum(upper.b, x) + pairSum(lower.b, x);
        u[x] = static_cast<std::uint8_t>((28800 * b - 9719 * r - 19081 * g + kChromaStart) >>
                                         kChromaShift);
        v[x] = static_cast<std::uint8_t>((28800 * r - 24116 * g - 4684 * b + kChromaStart) >>
                                         kChromaShift);
    }
}

} // namespace

YuvPlanes YuvConverter::convert(const TilePixels& tile) {
    const auto width = static_cast<std::size_t>(tile.width);
    const auto height = static_cast<std::size_t>(tile.height);
    const std::size_t pairs = (width + 1) / 2;
    const std::size_t luma_bytes = width * height;
    const std::size_t chroma_bytes = pairs * ((height + 1) / 2);
    planes_.resize(luma_bytes + 2 * chroma_bytes);
    lines_.resize(6 * 2 * pairs);
    std::uint8_t* const y = planes_.data();
    std::uint8_t* const u = y + luma_bytes;
    std::uint8_t* const v = u + chroma_bytes;

    Channels lines[2];
    for (std::size_t i = 0; i < 2; ++i) {
        std::uint8_t* const start = lines_.data() + 3 * i * 2 * pairs;
        lines[i] = {start, start + 2 * pairs, start + 4 * pairs};
    }
    for (std::size_t line = 0; line < height; ++line) {
        const Channels& to = lines[line % 2];
        split(tile.pixels + static_cast<std::ptrdiff_t>(line) * tile.stride, width, to);
        lumaOf(to, width, y + line * width);
        if (width % 2 != 0) {
            for (std::uint8_t* const channel : {to.r, to.g, to.b}) {
                channel[width] = channel[width - 1];
            }
        }
        if (line % 2 != 0 || line + 1 == height) {
            const std::size_t at = line / 2 * pairs;
            chromaOf(lines[0], line % 2 != 0 ? lines[1] : lines[0], pairs, u + at, v + at);
        }
    }
    return {.y = y, .u = u, .v = v, .y_stride = tile.width, .uv_stride = static_cast<int>(pairs)};
}

} // namespace vr360
