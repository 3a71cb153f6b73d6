#include "compare.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace vr360::golden {
namespace {

/// Squared differences, summed.
struct Sums {
    std::array<std::int64_t, 3> squares{};
    std::int64_t pixels = 0;
    int max = 0;

    void add(const std::uint8_t* p, const std::uint8_t* q) {
        for (std::size_t c = 0; c < 3; ++c) {
            const int d = std::abs(p[c] - q[c]);
            squares[c] += d * d;
            max = std::max(max, d);
        }
        ++pixels;
    }
    void add(const Sums& other) {
        for (std::size_t c = 0; c < 3; ++c) {
            squares[c] += other.squares[c];
        }
        pixels += other.pixels;
        max = std::max(max, other.max);
    }
    [[nodiscard]] std::int64_t total() const { return squares[0] + squares[1] + squares[2]; }
};

double decibels(std::int64_t squares, std::int64_t values) {
    if (squares == 0) {
        return kEqualDecibels;
    }
    const double mean = static_cast<double>(squares) / static_cast<double>(values);
    return std::min(kEqualDecibels, 10.0 * std::log10(255.0 * 255.0 / mean));
}

Sums sumOver(const Picture& a, const Picture& b, const Area& area) {
    Sums sums;
    for (int y = area.y; y < area.y + area.height; ++y) {
        for (int x = area.x; x < area.x + area.width; ++x) {
            sums.add(a.at(x, y), b.at(x, y));
        }
    }
    return sums;
}

} // namespace

Comparison comparePictures(const Picture& a, const Picture& b, const Area& area) {
    Comparison out;
    Sums all;
    out.worst_block_psnr = kEqualDecibels + 1.0;
    for (int y = area.y; y < area.y + area.height; y += kBlockPixels) {
        for (int x = area.x; x < area.x + area.width; x += kBlockPixels) {
            const Area block{x,
                             y,
                             std::min(kBlockPixels, area.x + area.width - x),
                             std::min(kBlockPixels, area.y + area.height - y)};
            const Sums sums = sumOver(a, b, block);
            const double psnr = decibels(sums.total(), 3 * sums.pixels);
            if (psnr < out.worst_block_psnr) {
                out.worst_block_psnr = psnr;
                out.worst_block = block;
            }
            all.add(sums);
        }
    }
    out.psnr = decibels(all.total(), 3 * all.pixels);
    for (std::size_t c = 0; c < 3; ++c) {
        out.channel_psnr[c] = decibels(all.squares[c], all.pixels);
    }
    out.max_difference = all.max;
    return out;
}

Picture nearerPixels(const Picture& a, const Picture& b, const Picture& to) {
    Picture out(to.width, to.height);
    for (int y = 0; y < to.height; ++y) {
        for (int x = 0; x < to.width; ++x) {
            Sums of_a;
            Sums of_b;
            of_a.add(a.at(x, y), to.at(x, y));
            of_b.add(b.at(x, y), to.at(x, y));
            const std::uint8_t* nearer = of_a.total() <= of_b.total() ? a.at(x, y) : b.at(x, y);
            std::copy(nearer, nearer + 3, out.at(x, y));
        }
    }
    return out;
}

Picture differencePicture(const Picture& a, const Picture& b, const Area& area, int gain) {
    Picture out(area.width, area.height);
    for (int y = 0; y < area.height; ++y) {
        for (int x = 0; x < area.width; ++x) {
            const std::uint8_t* p = a.at(area.x + x, area.y + y);
            const std::uint8_t* q = b.at(area.x + x, area.y + y);
            for (int c = 0; c < 3; ++c) {
                out.at(x, y)[c] =
                    static_cast<std::uint8_t>(std::clamp(128 + gain * (p[c] - q[c]), 0, 255));
            }
        }
    }
    return out;
}

std::string toJson(const Comparison& c) {
    char text[512];
    std::snprintf(text,
                  sizeof text,
                  "{\n  \"psnr\": %.3f,\n  \"channel_psnr\": [%.3f, %.3f, %.3f],\n"
                  "  \"max_difference\": %d,\n"
                  "  \"worst_block\": {\"x\": %d, \"y\": %d, \"width\": %d, \"height\": %d, "
                  "\"psnr\": %.3f}\n}\n",
                  c.psnr,
                  c.channel_psnr[0],
                  c.channel_psnr[1],
                  c.channel_psnr[2],
                  c.max_difference,
                  c.worst_block.x,
                  c.worst_block.y,
                  c.worst_block.width,
                  c.worst_block.height,
                  c.worst_block_psnr);
    return text;
}

} // namespace vr360::golden
