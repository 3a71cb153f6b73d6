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

bool outsideEdges(const Camera& camera, const LonLatRect& rect) {
    return std::any_of(camera.edges().begin(), camera.edges().end(), [&](const auto& edge) {
        return largestDot(edge.normal, rect) < edge.offset - 1e-12;
    });
}

/// Angle between the middle of the view and the nearest point of a rectangle; 0 inside.
double distanceTo(const Camera& camera, const LonLatRect& rect) {
    return std::acos(std::clamp(largestDot(camera.rotation().forward, rect), -1.0, 1.0));
}

} // namespace

int chooseLevel(const Grid& grid, const Camera& camera, const SelectParams& params) {
    const double wanted = params.density * camera.pixelsPerRadian() * 2.0 * kPi;
    const int finest = grid.levelCount() - 1;
    for (int level = 0; level < finest; ++level) {
        if (grid.level(level).width >= wanted) {
            return level;
        }
    }
    return finest;
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
