#pragma once

#include "packager/sample/render/math.h"

#include <memory>
#include <vector>

namespace vr360::sample {

struct GeoPoint {
    double lat = 0.0;
    double lon = 0.0;
};

/// Metres east (x) and north (y) of the middle of the lake.
V2 toMetres(GeoPoint p);
GeoPoint toGeo(V2 p);

/// The lake's schematic outline (assets/tayho/lake.toml): the shore, then islets.
const std::vector<std::vector<V2>>& lakeRings();

/// Signed distance to the shore in metres east and north: positive on the water.
float lakeDistance(V2 metres);
/// The nearest point of the shore.
V2 nearestShore(V2 metres);

/// A small water besides the lake: a rectangle with rounded corners.
struct Pond {
    V2 centre;
    V2 half;
    float rounding = 2.0F;
    float angle = 0.0F;
};

/// Where water is around one viewer, in the viewer's own axes.
class WaterMap {
public:
    /// `origin` in metres of the lake's map; `heading`: compass direction of the y axis, degrees.
    WaterMap(V2 origin, float heading);

    void add(Pond pond) { ponds_.push_back(pond); }
    void withoutLake() { lake_ = false; }

    /// Positive on water, negative on land, metres.
    [[nodiscard]] float distance(V2 p) const;
    /// Direction in which distance grows.
    [[nodiscard]] V2 gradient(V2 p) const;
    [[nodiscard]] V2 toMap(V2 p) const;
    [[nodiscard]] V2 fromMap(V2 p) const;
    /// A compass direction as an angle of these axes (radians, from x anticlockwise).
    [[nodiscard]] float angleOf(float compass) const;

private:
    V2 origin_;
    float heading_;
    float cos_;
    float sin_;
    bool lake_ = true;
    std::vector<Pond> ponds_;
};

} // namespace vr360::sample
