#include "tile_view.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <thread>

namespace vr360::golden {
namespace {

/// Weights of the texels at -1, 0, 1 and 2 for a place `t` of the way from 0 to 1.
std::array<double, 4> weights(Filter filter, double t) {
    if (filter == Filter::kBilinear) {
        return {0.0, 1.0 - t, t, 0.0};
    }
    return {((-0.5 * t + 1.0) * t - 0.5) * t,
            (1.5 * t - 2.5) * t * t + 1.0,
            ((-1.5 * t + 2.0) * t + 0.5) * t,
            (0.5 * t - 0.5) * t * t};
}

void sample(const TilePyramid& pyramid, int level, LonLat p, Filter filter, std::uint8_t* out) {
    const Grid& grid = pyramid.grid();
    const TileId id = grid.tileAt(level, p);
    const LonLatRect rect = grid.tileRect(id);
    const Picture& tile = pyramid.tile(id).pixels;
    double lon = p.lon;
    if (lon < rect.lon0 - 1e-9) {
        lon += 2.0 * kPi;
    } else if (lon > rect.lon1 + 1e-9) {
        lon -= 2.0 * kPi;
    }
    const double x = 1.0 + (lon - rect.lon0) / (rect.lon1 - rect.lon0) * grid.tileWidth(id) - 0.5;
    const double y =
        1.0 + (rect.lat1 - p.lat) / (rect.lat1 - rect.lat0) * grid.tileHeight(id) - 0.5;
    const auto wx = weights(filter, x - std::floor(x));
    const auto wy = weights(filter, y - std::floor(y));
    double sum[3] = {};
    for (int j = 0; j < 4; ++j) {
        const int ty = std::clamp(static_cast<int>(std::floor(y)) + j - 1, 0, tile.height - 1);
        for (int i = 0; i < 4; ++i) {
            const int tx = std::clamp(static_cast<int>(std::floor(x)) + i - 1, 0, tile.width - 1);
            const double w = wx[static_cast<std::size_t>(i)] * wy[static_cast<std::size_t>(j)];
            for (int c = 0; c < 3; ++c) {
                sum[c] += w * tile.at(tx, ty)[c];
            }
        }
    }
    for (int c = 0; c < 3; ++c) {
        out[c] = encodeSample(static_cast<float>(sum[c]), false);
    }
}

} // namespace

Picture drawLevel(const TilePyramid& pyramid, const Camera& camera, int level, Filter filter) {
    Picture out(camera.viewport().width, camera.viewport().height);
    std::atomic<int> next{0};
    const auto work = [&] {
        for (int y = next++; y < out.height; y = next++) {
            for (int x = 0; x < out.width; ++x) {
                const LonLat p = lonLat(camera.directionAt({x + 0.5, y + 0.5}));
                sample(pyramid, level, p, filter, out.at(x, y));
            }
        }
    };
    const std::jthread other(work);
    work();
    return out;
}

Picture blend(const Picture& coarse, const Picture& fine, double share) {
    Picture out(fine.width, fine.height);
    for (std::size_t i = 0; i < out.rgb.size(); ++i) {
        out.rgb[i] =
            encodeSample(static_cast<float>(std::lerp(coarse.rgb[i], fine.rgb[i], share)), false);
    }
    return out;
}

} // namespace vr360::golden
