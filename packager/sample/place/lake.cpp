#include "packager/sample/place/lake.h"

#include "packager/sample/assets.h"

#include <cstddef>
#include <toml++/toml.h>

namespace vr360::sample {

namespace {

constexpr double kLat = 21.058;
constexpr double kLon = 105.822;
constexpr double kMetresPerLat = 110'700.0;
constexpr double kMetresPerLon = 103'900.0;

// Distances are looked up in a grid: between its points they are almost linear.
constexpr float kCell = 12.0F;
constexpr int kCells = 384;
constexpr float kHalf = 0.5F * kCell * kCells;

std::vector<std::vector<V2>> readRings() {
    std::vector<std::vector<V2>> rings;
    const toml::table table = toml::parse(assetText("lake.toml"));
    for (const toml::node& ring : *table["rings"].as_array()) {
        std::vector<V2> points;
        for (const toml::node& point : *ring.as_array()) {
            const toml::array& lon_lat = *point.as_array();
            points.push_back(toMetres({*lon_lat[1].value<double>(), *lon_lat[0].value<double>()}));
        }
        rings.push_back(std::move(points));
    }
    return rings;
}

V2 nearestOn(V2 a, V2 b, V2 p) {
    const V2 ab = b - a;
    const float along = clamp01(dot(p - a, ab) / std::max(1e-6F, dot(ab, ab)));
    return a + ab * along;
}

/// Positive inside the first ring and outside the others.
float exactDistance(V2 p) {
    float nearest = 1e9F;
    bool inside = false;
    for (const std::vector<V2>& ring : lakeRings()) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const V2 a = ring[i];
            const V2 b = ring[(i + 1) % ring.size()];
            nearest = std::min(nearest, length(p - nearestOn(a, b, p)));
            if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) {
                inside = !inside;
            }
        }
    }
    return inside ? nearest : -nearest;
}

const std::vector<float>& distanceGrid() {
    static const std::vector<float> grid = [] {
        std::vector<float> values(static_cast<std::size_t>(kCells) * kCells);
        for (int y = 0; y < kCells; ++y) {
            for (int x = 0; x < kCells; ++x) {
                values[static_cast<std::size_t>(y * kCells + x)] = exactDistance(
                    {static_cast<float>(x) * kCell - kHalf, static_cast<float>(y) * kCell - kHalf});
            }
        }
        return values;
    }();
    return grid;
}

float pondDistance(const Pond& pond, V2 p) {
    const V2 local = rotated(p - pond.centre, -pond.angle);
    const float dx = std::abs(local.x) - pond.half.x + pond.rounding;
    const float dy = std::abs(local.y) - pond.half.y + pond.rounding;
    const float outside = length(V2{std::max(dx, 0.0F), std::max(dy, 0.0F)});
    return pond.rounding - outside - std::min(std::max(dx, dy), 0.0F);
}

} // namespace

V2 toMetres(GeoPoint p) {
    return {static_cast<float>((p.lon - kLon) * kMetresPerLon),
            static_cast<float>((p.lat - kLat) * kMetresPerLat)};
}

GeoPoint toGeo(V2 p) {
    return {kLat + static_cast<double>(p.y) / kMetresPerLat,
            kLon + static_cast<double>(p.x) / kMetresPerLon};
}

const std::vector<std::vector<V2>>& lakeRings() {
    static const std::vector<std::vector<V2>> rings = readRings();
    return rings;
}

float lakeDistance(V2 p) {
    const float x = (p.x + kHalf) / kCell;
    const float y = (p.y + kHalf) / kCell;
    if (x < 0.0F || y < 0.0F || x >= kCells - 1 || y >= kCells - 1) {
        return -1000.0F;
    }
    const int ix = static_cast<int>(x);
    const int iy = static_cast<int>(y);
    const std::vector<float>& grid = distanceGrid();
    const float* row = grid.data() + static_cast<std::ptrdiff_t>(iy) * kCells + ix;
    const float fx = x - static_cast<float>(ix);
    const float fy = y - static_cast<float>(iy);
    return mix(mix(row[0], row[1], fx), mix(row[kCells], row[kCells + 1], fx), fy);
}

V2 nearestShore(V2 p) {
    V2 best;
    float nearest = 1e9F;
    for (const std::vector<V2>& ring : lakeRings()) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const V2 q = nearestOn(ring[i], ring[(i + 1) % ring.size()], p);
            if (length(p - q) < nearest) {
                nearest = length(p - q);
                best = q;
            }
        }
    }
    return best;
}

WaterMap::WaterMap(V2 origin, float heading)
    : origin_(origin),
      heading_(heading),
      cos_(std::cos(radians(heading))),
      sin_(std::sin(radians(heading))) {}

V2 WaterMap::toMap(V2 p) const {
    return {origin_.x + cos_ * p.x + sin_ * p.y, origin_.y - sin_ * p.x + cos_ * p.y};
}

V2 WaterMap::fromMap(V2 p) const {
    const V2 d = p - origin_;
    return {cos_ * d.x - sin_ * d.y, sin_ * d.x + cos_ * d.y};
}

float WaterMap::angleOf(float compass) const {
    return radians(90.0F - (compass - heading_));
}

float WaterMap::distance(V2 p) const {
    float distance = lake_ ? lakeDistance(toMap(p)) : -1000.0F;
    for (const Pond& pond : ponds_) {
        distance = std::max(distance, pondDistance(pond, p));
    }
    return distance;
}

V2 WaterMap::gradient(V2 p) const {
    constexpr float kStep = 0.05F;
    const V2 g{distance({p.x + kStep, p.y}) - distance({p.x - kStep, p.y}),
               distance({p.x, p.y + kStep}) - distance({p.x, p.y - kStep})};
    const float l = length(g);
    return l > 0.0F ? g * (1.0F / l) : V2{1.0F, 0.0F};
}

} // namespace vr360::sample
