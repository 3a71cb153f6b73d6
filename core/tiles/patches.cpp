#include "core/tiles/patches.h"

#include "core/tiles/select.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

/// How far the flat cells of the mesh may be from the sphere, in pixels.
constexpr double kMeshTolerance = 0.1;
/// How far a patch reaches over its edge: this many pixels, or texels of its own if those are
/// smaller.
constexpr double kOverlapPixels = 0.3;
constexpr double kOverlapTexels = 0.45;

/// Pixels a radian, at most, in a picture at an angle from its middle.
double pixelScale(const Camera& camera, double angle) {
    const Vec2 half = camera.halfExtent();
    const double corner = std::hypot(half.x, half.y);
    if (camera.view().projection == Projection::kRectilinear) {
        const double t = std::min(std::tan(std::min(angle, 1.5)), corner);
        return camera.pixelsPerRadian() * (1.0 + t * t);
    }
    const double t = std::min(std::tan(std::min(angle, 3.0) / 2.0), corner / 2.0);
    return camera.pixelsPerRadian() * (1.0 + t * t);
}

double largestSineCosine(double lat0, double lat1) {
    const auto at = [](double lat) { return std::abs(std::sin(lat) * std::cos(lat)); };
    const bool peak =
        (lat0 <= kPi / 4 && lat1 >= kPi / 4) || (lat0 <= -kPi / 4 && lat1 >= -kPi / 4);
    return peak ? 0.5 : std::max(at(lat0), at(lat1));
}

/// How large a patch may be. A cell of δ radians of longitude is a chord of its parallel, δ²/8·sin
/// φ·cos φ away from it at most; and along any arc of 2h radians a chord is passed at another speed
/// than the arc, 0.128·h³ apart at most (both from series; h in radians).
struct PatchLimits {
    double lon = 0.0;
    double lat = 0.0;
};
PatchLimits patchLimits(double scale, const LonLatRect& rect) {
    const double sagitta = std::max(1e-6, largestSineCosine(rect.lat0, rect.lat1));
    const double chord = std::sqrt(8.0 * kMeshTolerance / (scale * sagitta));
    const double arc = 2.0 * std::cbrt(kMeshTolerance / (0.128 * scale));
    return {std::min({kMeshCellsLon * std::min(chord, arc), 2.0 * kPi / 3.0}), kMeshCellsLat * arc};
}

/// In the stereographic projection a patch around the point behind would turn inside out and lie
/// over everything. Cut as small as this, such a patch is wholly outside the picture and left out.
double limitBehind(const Camera& camera, double farthest) {
    if (camera.view().projection != Projection::kStereographic) {
        return 2.0 * kPi;
    }
    const Vec2 half = camera.halfExtent();
    const double corner = 2.0 * std::atan(std::hypot(half.x, half.y) / 2.0);
    return farthest > corner ? (kPi - corner) / 1.5 : 2.0 * kPi;
}

class Cover {
public:
    Cover(const Grid& grid,
          const Camera& camera,
          const Residency& residency,
          float opacity,
          std::vector<Patch>& out)
        : grid_(grid), camera_(camera), residency_(residency), opacity_(opacity), out_(out) {}

    /// Covers a part of a tile with that tile, or if it is not there with coarser ones.
    void cover(TileId id, const LonLatRect& rect) {
        const int layer = residency_.layerOf(id);
        if (layer >= 0) {
            emit(id, layer, rect);
        } else if (id.level < 0) {
            complete_ = false;
        } else {
            coverCoarser(id.level - 1, rect);
        }
    }

    [[nodiscard]] bool complete() const { return complete_; }

private:
    void coverCoarser(int level, const LonLatRect& rect) {
        const Grid::Span rows = grid_.rowsIn(level, rect.lat0, rect.lat1);
        for (int r = rows.first; r <= rows.last; ++r) {
            const GridRow& row = grid_.row(level, r);
            for (int c = firstColumn(row, rect.lon0); c < row.columns; ++c) {
                const TileId id{static_cast<std::int16_t>(level),
                                static_cast<std::int16_t>(r),
                                static_cast<std::int16_t>(c)};
                const LonLatRect tile = grid_.tileRect(id);
                if (tile.lon0 >= rect.lon1 - kSliver) {
                    break;
                }
                const LonLatRect part{std::max(tile.lon0, rect.lon0),
                                      std::max(tile.lat0, rect.lat0),
                                      std::min(tile.lon1, rect.lon1),
                                      std::min(tile.lat1, rect.lat1)};
                if (part.lon1 - part.lon0 > kSliver && part.lat1 - part.lat0 > kSliver &&
                    mayBeVisible(camera_, part)) {
                    cover(id, part);
                }
            }
        }
    }

    static int firstColumn(const GridRow& row, double lon) {
        // Columns are even, so the right one is this or the next.
        const double turn = (lon + kPi) / (2.0 * kPi);
        return std::clamp(static_cast<int>(turn * row.columns) - 1, 0, row.columns - 1);
    }

    void emit(TileId id, int layer, const LonLatRect& rect) {
        const double nearest = std::acos(std::clamp(
            dot(camera_.rotation().forward,
                direction({(rect.lon0 + rect.lon1) / 2.0, (rect.lat0 + rect.lat1) / 2.0})),
            -1.0,
            1.0));
        const double radius = std::hypot(rect.lon1 - rect.lon0, rect.lat1 - rect.lat0) / 2.0;
        const double scale = pixelScale(camera_, nearest + radius);
        PatchLimits limits = patchLimits(scale, rect);
        const double behind = limitBehind(camera_, nearest + radius);
        limits.lon = std::min(limits.lon, behind);
        limits.lat = std::min(limits.lat, behind);
        const int across =
            std::max(1, static_cast<int>(std::ceil((rect.lon1 - rect.lon0) / limits.lon)));
        const int down =
            std::max(1, static_cast<int>(std::ceil((rect.lat1 - rect.lat0) / limits.lat)));
        for (int j = 0; j < down; ++j) {
            for (int i = 0; i < across; ++i) {
                const LonLatRect part{std::lerp(rect.lon0, rect.lon1, double(i) / across),
                                      std::lerp(rect.lat0, rect.lat1, double(j) / down),
                                      std::lerp(rect.lon0, rect.lon1, double(i + 1) / across),
                                      std::lerp(rect.lat0, rect.lat1, double(j + 1) / down)};
                if (mayBeVisible(camera_, part)) {
                    append(id, layer, part, scale);
                }
            }
        }
    }

    void append(TileId id, int layer, const LonLatRect& part, double scale) {
        const LonLatRect tile = grid_.tileRect(id);
        const double width = grid_.tileWidth(id);
        const double height = grid_.tileHeight(id);
        const double texel_lon = (tile.lon1 - tile.lon0) / width;
        const double texel_lat = (tile.lat1 - tile.lat0) / height;
        const auto u = [&](double lon) {
            return static_cast<float>((kGutterPixels + (lon - tile.lon0) / texel_lon) /
                                      kMaxStoredPixels);
        };
        const auto v = [&](double lat) {
            return static_cast<float>((kGutterPixels + (tile.lat1 - lat) / texel_lat) /
                                      kMaxStoredPixels);
        };
        const double pixel = kOverlapPixels / scale;
        const double cosine =
            std::max(1e-3, std::cos(std::max(std::abs(part.lat0), std::abs(part.lat1))));
        out_.push_back({static_cast<float>(part.lon0),
                        static_cast<float>(part.lat0),
                        static_cast<float>(part.lon1),
                        static_cast<float>(part.lat1),
                        u(part.lon0),
                        v(part.lat1),
                        u(part.lon1),
                        v(part.lat0),
                        static_cast<float>(layer),
                        opacity_,
                        static_cast<float>(std::min(kOverlapTexels * texel_lon, pixel / cosine)),
                        static_cast<float>(std::min(kOverlapTexels * texel_lat, pixel))});
    }

    /// Rectangles narrower than this are rounding errors.
    static constexpr double kSliver = 1e-9;

    const Grid& grid_;
    const Camera& camera_;
    const Residency& residency_;
    float opacity_;
    std::vector<Patch>& out_;
    bool complete_ = true;
};

} // namespace

Coverage buildPatches(const Grid& grid,
                      const Camera& camera,
                      int level,
                      const Residency& residency,
                      float opacity,
                      std::vector<Patch>& out) {
    Coverage coverage;
    std::vector<WantedTile> tiles;
    visibleTiles(grid, camera, level, tiles);
    Cover cover(grid, camera, residency, opacity, out);
    for (const WantedTile& tile : tiles) {
        coverage.settled = coverage.settled && residency.layerOf(tile.id) >= 0;
        cover.cover(tile.id, grid.tileRect(tile.id));
    }
    coverage.complete = cover.complete();
    return coverage;
}

} // namespace vr360
