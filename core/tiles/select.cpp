#include "core/tiles/select.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

/// Largest value of dot(n, d) over the directions d of a rectangle. With n's horizontal length A
/// and longitude λn, dot(n, d) = A·cos(λ−λn)·cos φ + n.y·sin φ. cos φ >= 0, so the best λ is the
/// same for every φ, and what remains is one sinusoid in φ.
double largestDot(Vec3 n, const LonLatRect& rect) {
    const double horizontal = std::hypot(n.x, n.z);
    const double lon = std::atan2(n.x, n.z);
    const double middle = (rect.lon0 + rect.lon1) / 2.0;
    const double half = (rect.lon1 - rect.lon0) / 2.0;
    const double away = std::abs(std::remainder(lon - middle, 2.0 * kPi));
    const double a = horizontal * std::cos(std::max(0.0, away - half));
    const auto at = [&](double lat) { return a * std::cos(lat) + n.y * std::sin(lat); };
    const double peak = std::clamp(std::atan2(n.y, a), rect.lat0, rect.lat1);
    return std::max({at(rect.lat0), at(rect.lat1), at(peak)});
}

/// The picture's four corners, in world axes.
std::array<Vec3, 4> corners(const Camera& camera) {
    const double w = camera.viewport().width;
    const double h = camera.viewport().height;
    return {camera.directionAt({0.0, 0.0}),
            camera.directionAt({w, 0.0}),
            camera.directionAt({w, h}),
            camera.directionAt({0.0, h})};
}

/// True if a rectilinear picture lies wholly beyond one of the two meridian planes that bound a
/// rectangle no wider than half a circle. The picture is the hull of its corners, so they decide.
bool beyondMeridian(const Camera& camera, const LonLatRect& rect) {
    if (camera.view().projection != Projection::kRectilinear ||
        rect.lon1 - rect.lon0 > kPi + 1e-9) {
        return false;
    }
    // Normals of the two planes, pointing into the rectangle.
    const Vec3 from_left{std::cos(rect.lon0), 0.0, -std::sin(rect.lon0)};
    const Vec3 from_right{-std::cos(rect.lon1), 0.0, std::sin(rect.lon1)};
    const auto all = corners(camera);
    const auto outside = [&](Vec3 normal) {
        return std::all_of(
            all.begin(), all.end(), [&](Vec3 corner) { return dot(normal, corner) < 0.0; });
    };
    return outside(from_left) || outside(from_right);
}

/// The picture's lowest and highest latitude. Between corners an edge of a rectilinear picture is a
/// great circle: it may bulge towards a pole, so its vertex counts where it lies on the edge.
struct Latitudes {
    double lowest = -kPi / 2.0;
    double highest = kPi / 2.0;
};
Latitudes latitudesOf(const Camera& camera) {
    if (camera.view().projection != Projection::kRectilinear) {
        return {};
    }
    const auto inside = [&](Vec3 d) {
        return std::all_of(camera.edges().begin(), camera.edges().end(), [&](const auto& edge) {
            return dot(edge.normal, d) >= edge.offset - 1e-12;
        });
    };
    Latitudes range{kPi / 2.0, -kPi / 2.0};
    const auto include = [&](Vec3 d) {
        const double lat = lonLat(d).lat;
        range.lowest = std::min(range.lowest, lat);
        range.highest = std::max(range.highest, lat);
    };
    for (const Vec3& corner : corners(camera)) {
        include(corner);
    }
    for (const auto& edge : camera.edges()) {
        // The point of the great circle that is nearest the zenith, and its opposite.
        const Vec3 n = normalized(edge.normal);
        const Vec3 top = normalized(Vec3{0.0, 1.0, 0.0} - n * n.y);
        for (const Vec3& vertex : {top, top * -1.0}) {
            if (inside(vertex)) {
                include(vertex);
            }
        }
    }
    for (const Vec3& pole : {Vec3{0.0, 1.0, 0.0}, Vec3{0.0, -1.0, 0.0}}) {
        if (inside(pole)) {
            include(pole);
        }
    }
    return range;
}

/// True if a stereographic picture's corners are nearer to its middle than all of a rectangle. The
/// edges alone cannot tell: all four circles pass through the point behind.
bool beyondCorners(const Camera& camera, const LonLatRect& rect) {
    if (camera.view().projection != Projection::kStereographic) {
        return false;
    }
    const Vec3 forward = camera.rotation().forward;
    return largestDot(forward, rect) < dot(forward, camera.directionAt({0.0, 0.0})) - 1e-12;
}

bool outsideEdges(const Camera& camera, const LonLatRect& rect) {
    if (beyondCorners(camera, rect)) {
        return true;
    }
    return std::any_of(camera.edges().begin(), camera.edges().end(), [&](const auto& edge) {
        return largestDot(edge.normal, rect) < edge.offset - 1e-12;
    });
}

/// How much longer a small arc is at the corner of the picture than at its middle; the mean of both
/// directions. A pixel at an angle θ from the middle of a rectilinear picture covers cos³θ times
/// the area. The outskirts of a little planet are magnified without end, and nobody looks for
/// detail there.
double cornerMagnification(const Camera& camera) {
    const Vec2 half = camera.halfExtent();
    const double square = half.x * half.x + half.y * half.y;
    return camera.view().projection == Projection::kRectilinear ? std::pow(1.0 + square, 0.75)
                                                                : std::min(1.0 + square / 4.0, 2.0);
}

/// What the picture shows of the sphere, in steradians; for a wide stereographic picture
/// the cap around it.
double solidAngle(const Camera& camera) {
    const Vec2 half = camera.halfExtent();
    if (camera.view().projection == Projection::kRectilinear) {
        return 4.0 *
               std::atan(half.x * half.y / std::sqrt(1.0 + half.x * half.x + half.y * half.y));
    }
    const double angle = 2.0 * std::atan(std::hypot(half.x, half.y) / 2.0);
    return 2.0 * kPi * (1.0 - std::cos(angle));
}

/// Angle between the middle of the view and the nearest point of a rectangle; 0 inside.
double distanceTo(const Camera& camera, const LonLatRect& rect) {
    return std::acos(std::clamp(largestDot(camera.rotation().forward, rect), -1.0, 1.0));
}

} // namespace

int chooseLevel(const Grid& grid, const Camera& camera, const SelectParams& params) {
    const double screen = 2.0 * kPi * camera.pixelsPerRadian(); // pixels a turn, at the middle
    const double wanted =
        screen * std::max(params.density, params.corner_density * cornerMagnification(camera));
    const int finest = grid.levelCount() - 1;
    int level = 0;
    while (level < finest && grid.level(level).width < wanted) {
        ++level;
    }
    if (level < finest) {
        const double finer = grid.level(level + 1).width;
        const double texels = solidAngle(camera) * std::pow(finer / (2.0 * kPi), 2.0);
        if (texels <= params.spare_texels && finer <= params.most_density * screen) {
            ++level;
        }
    }
    return level;
}

bool mayBeVisible(const Camera& camera, const LonLatRect& rect) {
    if (outsideEdges(camera, rect) || beyondMeridian(camera, rect)) {
        return false;
    }
    const Latitudes range = latitudesOf(camera);
    return rect.lat1 >= range.lowest && rect.lat0 <= range.highest;
}

void visibleTiles(const Grid& grid, const Camera& camera, int level, std::vector<WantedTile>& out) {
    const Latitudes range = latitudesOf(camera);
    const Grid::Span rows = grid.rowsIn(level, range.lowest - 1e-6, range.highest + 1e-6);
    const std::size_t first = out.size();
    for (int r = rows.first; r <= rows.last; ++r) {
        for (int c = 0; c < grid.row(level, r).columns; ++c) {
            const TileId id{static_cast<std::int16_t>(level),
                            static_cast<std::int16_t>(r),
                            static_cast<std::int16_t>(c)};
            const LonLatRect rect = grid.tileRect(id);
            if (!outsideEdges(camera, rect) && !beyondMeridian(camera, rect)) {
                out.push_back({id, distanceTo(camera, rect)});
            }
        }
    }
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(first),
              out.end(),
              [](const WantedTile& a, const WantedTile& b) {
                  return a.distance != b.distance ? a.distance < b.distance : a.id < b.id;
              });
}

int selectTiles(const Grid& grid,
                const Camera& camera,
                const SelectParams& params,
                std::vector<WantedTile>& out) {
    out.clear();
    const int level = chooseLevel(grid, camera, params);
    visibleTiles(grid, camera, 0, out);
    if (level > 0) {
        visibleTiles(grid, camera, level, out);
    }
    return level;
}

} // namespace vr360
