#pragma once

#include <cmath>

namespace vr360 {

/// World axes: x to the right of yaw 0, y up, z towards yaw 0 (left-handed).
/// Camera axes: x right, y up, z forward.
struct Vec3 {
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;
};

struct Vec2 {
    double x = 0.0;
    double y = 0.0;
};

inline Vec3 operator+(Vec3 a, Vec3 b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
inline Vec3 operator-(Vec3 a, Vec3 b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
inline Vec3 operator*(Vec3 a, double s) {
    return {a.x * s, a.y * s, a.z * s};
}
inline double dot(Vec3 a, Vec3 b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline Vec3 cross(Vec3 a, Vec3 b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline double length(Vec3 a) {
    return std::sqrt(dot(a, a));
}
inline Vec3 normalized(Vec3 a) {
    const double l = length(a);
    return l > 0.0 ? a * (1.0 / l) : Vec3{0.0, 0.0, 1.0};
}

/// Rows are the camera's axes in world coordinates, so `apply` turns world into camera.
struct Rotation {
    Vec3 right{1.0, 0.0, 0.0};
    Vec3 up{0.0, 1.0, 0.0};
    Vec3 forward{0.0, 0.0, 1.0};

    [[nodiscard]] Vec3 apply(Vec3 world) const {
        return {dot(right, world), dot(up, world), dot(forward, world)};
    }
    [[nodiscard]] Vec3 applyInverse(Vec3 camera) const {
        return right * camera.x + up * camera.y + forward * camera.z;
    }
};

} // namespace vr360
