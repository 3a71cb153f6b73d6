#include "packager/pyramid/preview.h"

#include "core/geometry/grid.h"
#include "core/package/pyramid.h"
#include "packager/pyramid/srgb.h"
#include "packager/pyramid/tile_encoder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace vr360 {
namespace {

constexpr int kStoredWidth = kPreviewWidth + 2 * kGutterPixels;
constexpr int kStoredHeight = kPreviewHeight + 2 * kGutterPixels;

/// How much of source pixel i lies within output pixel k, and which i do at all.
struct Overlap {
    int first = 0;
    std::vector<double> shares;
};

std::vector<Overlap> overlaps(int from, int to) {
    std::vector<Overlap> all(static_cast<std::size_t>(to));
    for (int k = 0; k < to; ++k) {
        // In units of 1/to of a source pixel everything is a whole number.
        const std::int64_t left = std::int64_t{k} * from;
        const std::int64_t right = left + from;
        Overlap& overlap = all[static_cast<std::size_t>(k)];
        overlap.first = static_cast<int>(left / to);
        for (std::int64_t i = overlap.first; i * to < right; ++i) {
            const std::int64_t part = std::min(right, (i + 1) * to) - std::max(left, i * to);
            overlap.shares.push_back(static_cast<double>(part) / from);
        }
    }
    return all;
}

std::vector<std::uint8_t> shrink(const std::vector<std::uint16_t>& linear, int width, int height) {
    const std::vector<Overlap> across = overlaps(width, kPreviewWidth);
    const std::vector<Overlap> down = overlaps(height, kPreviewHeight);
    std::vector<std::uint16_t> small;
    for (const Overlap& rows : down) {
        for (const Overlap& columns : across) {
            std::array<double, 3> sum{};
            for (std::size_t j = 0; j < rows.shares.size(); ++j) {
                for (std::size_t i = 0; i < columns.shares.size(); ++i) {
                    const std::size_t pixel = (rows.first + j) * width + columns.first + i;
                    for (std::size_t c = 0; c < 3; ++c) {
                        sum[c] += rows.shares[j] * columns.shares[i] * linear[3 * pixel + c];
                    }
                }
            }
            for (const double value : sum) {
                small.push_back(static_cast<std::uint16_t>(std::lround(value)));
            }
        }
    }
    std::vector<std::uint8_t> encoded(small.size());
    srgb8FromLinear(small.data(), encoded.data(), small.size());
    return encoded;
}

std::vector<std::uint8_t> withGutter(const std::vector<std::uint8_t>& inner) {
    std::vector<std::uint8_t> stored;
    for (int y = -1; y <= kPreviewHeight; ++y) {
        const bool over_pole = y < 0 || y == kPreviewHeight;
        for (int x = -1; x <= kPreviewWidth; ++x) {
            const int turned = x + kPreviewWidth + (over_pole ? kPreviewWidth / 2 : 0);
            const int pixel =
                std::clamp(y, 0, kPreviewHeight - 1) * kPreviewWidth + turned % kPreviewWidth;
            stored.insert(stored.end(), &inner[3U * pixel], &inner[3U * pixel] + 3);
        }
    }
    return stored;
}

} // namespace

Result<std::string> makePreview(const std::vector<std::uint16_t>& linear, int width, int height) {
    const std::vector<std::uint8_t> stored = withGutter(shrink(linear, width, height));
    const TilePixels pixels{.pixels = stored.data(),
                            .stride = std::ptrdiff_t{3} * kStoredWidth,
                            .width = kStoredWidth,
                            .height = kStoredHeight};
    TileEncoder encoder;
    const std::atomic<bool> never{false};
    std::string best;
    // The best quality that fits; sizes grow with quality, near enough.
    int low = 0;
    int high = 90;
    while (low <= high) {
        const int quality = (low + high) / 2;
        const auto bytes =
            encoder.encode(pixels, {.quality = static_cast<float>(quality), .method = 6}, never);
        if (!bytes) {
            return bytes.fault();
        }
        std::string url = encodeDataUrl("image/webp", *bytes);
        if (url.size() <= kMaxPreviewBytes) {
            best = std::move(url);
            low = quality + 1;
        } else {
            high = quality - 1;
        }
    }
    if (best.empty()) {
        return Fault{.where = "preview",
                     .what = "does not fit 1.5 KB at any quality",
                     .cure = "Please report this with the image."};
    }
    return best;
}

} // namespace vr360
