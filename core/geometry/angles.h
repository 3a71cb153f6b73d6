#pragma once

#include "core/geometry/vec.h"

#include <cmath>

namespace vr360 {

inline constexpr double kPi = 3.14159265358979323846;

constexpr double radians(double degrees) {
    return degrees * (kPi / 180.0);
}
constexpr double degrees(double radians) {
    return radians * (180.0 / kPi);
}

/// The same direction as a yaw in [-180, 180).
inline double wrapYaw(double yaw) {
    const double turned = std::fmod(yaw + 180.0, 360.0);
    return turned < 0.0 ? turned + 180.0 : turned - 180.0;
}

/// The shortest turn from one yaw to another, in [-180, 180).
inline double yawDifference(double from, double to) {
    return wrapYaw(to - from);
}

/// A direction by its angles, in radians: longitude is yaw, latitude is pitch.
struct LonLat {
    double lon = 0.0;
    double lat = 0.0;
};

inline Vec3 direction(LonLat p) {
    const double c = std::cos(p.lat);
    return {c * std::sin(p.lon), std::sin(p.lat), c * std::cos(p.lon)};
}

/// Longitude is in (-π, π] and 0 at the poles; `d` need not be of unit length.
inline LonLat lonLat(Vec3 d) {
    return {std::atan2(d.x, d.z), std::atan2(d.y, std::hypot(d.x, d.z))};
}

/// Part of the sphere between two meridians and two parallels, in radians.
/// lon0 < lon1 <= lon0 + 2π; lon1 may pass π. lat0 < lat1 (lat1 is nearer the zenith).
struct LonLatRect {
    double lon0 = -kPi;
    double lat0 = -kPi / 2.0;
    double lon1 = kPi;
    double lat1 = kPi / 2.0;
};

} // namespace vr360
