#pragma once

#include <algorithm>
#include <cmath>

/// Single-precision vectors for the renderer of the sample tour.
/// World axes: x to the right of the image centre, y away from the viewer, z up; metres; the
/// viewer's feet are at the origin.
namespace vr360::sample {

inline constexpr float kPi = 3.14159265358979f;

struct V2 {
    float x = 0.0F;
    float y = 0.0F;
};

struct V3 {
    float x = 0.0F;
    float y = 0.0F;
    float z = 0.0F;
};

using Color = V3; ///< linear light, Rec. 709 primaries

inline V2 operator+(V2 a, V2 b) {
    return {a.x + b.x, a.y + b.y};
}
inline V2 operator-(V2 a, V2 b) {
    return {a.x - b.x, a.y - b.y};
}
inline V2 operator*(V2 a, float s) {
    return {a.x * s, a.y * s};
}
inline float dot(V2 a, V2 b) {
    return a.x * b.x + a.y * b.y;
}
inline float length(V2 a) {
    return std::sqrt(dot(a, a));
}

inline V3 operator+(V3 a, V3 b) {
    return {a.x + b.x, a.y + b.y, a.z + b.z};
}
inline V3 operator-(V3 a, V3 b) {
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}
inline V3 operator-(V3 a) {
    return {-a.x, -a.y, -a.z};
}
inline V3 operator*(V3 a, float s) {
    return {a.x * s, a.y * s, a.z * s};
}
inline V3 operator*(V3 a, V3 b) {
    return {a.x * b.x, a.y * b.y, a.z * b.z};
}
inline V3& operator+=(V3& a, V3 b) {
    return a = a + b;
}
inline float dot(V3 a, V3 b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}
inline V3 cross(V3 a, V3 b) {
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
inline float length(V3 a) {
    return std::sqrt(dot(a, a));
}
inline V3 normalized(V3 a) {
    const float l = length(a);
    return l > 0.0F ? a * (1.0F / l) : V3{0.0F, 0.0F, 1.0F};
}
inline V3 mix(V3 a, V3 b, float t) {
    return a + (b - a) * t;
}
inline float mix(float a, float b, float t) {
    return a + (b - a) * t;
}
inline float clamp01(float x) {
    return std::clamp(x, 0.0F, 1.0F);
}
inline float smoothstep(float low, float high, float x) {
    const float t = clamp01((x - low) / (high - low));
    return t * t * (3.0F - 2.0F * t);
}
inline float luminance(Color c) {
    return 0.2126F * c.x + 0.7152F * c.y + 0.0722F * c.z;
}
inline float radians(float degrees) {
    return degrees * (kPi / 180.0F);
}
inline float degrees(float radians) {
    return radians * (180.0F / kPi);
}
/// The angle of (x, y) in turns, −0.5…0.5, good to a tenth of a degree: for looking things up
/// around the horizon, with the same bits everywhere.
inline float turnOf(V2 p) {
    const float ax = std::abs(p.x);
    const float ay = std::abs(p.y);
    const float high = std::max(ax, ay);
    const float a = high > 0.0F ? std::min(ax, ay) / high : 0.0F;
    const float s = a * a;
    float r = ((-0.0464964749F * s + 0.15931422F) * s - 0.327622764F) * s * a + a;
    r = ay > ax ? 0.5F * kPi - r : r;
    r = p.x < 0.0F ? kPi - r : r;
    return (p.y < 0.0F ? -r : r) * (0.5F / kPi);
}
inline V2 rotated(V2 a, float angle) {
    const float c = std::cos(angle);
    const float s = std::sin(angle);
    return {c * a.x - s * a.y, s * a.x + c * a.y};
}

/// A colour as people write it, 0xRRGGBB in sRGB.
inline Color rgb(unsigned hex) {
    const auto linear = [](unsigned byte) {
        const float s = static_cast<float>(byte) / 255.0F;
        return s <= 0.04045F ? s / 12.92F : std::pow((s + 0.055F) / 1.055F, 2.4F);
    };
    return {linear(hex >> 16U & 255U), linear(hex >> 8U & 255U), linear(hex & 255U)};
}

/// Rows of a 3×4 matrix: rotation and scale, then translation.
struct Transform {
    V3 x{1.0F, 0.0F, 0.0F};
    V3 y{0.0F, 1.0F, 0.0F};
    V3 z{0.0F, 0.0F, 1.0F};
    V3 origin;

    [[nodiscard]] V3 direction(V3 v) const { return x * v.x + y * v.y + z * v.z; }
    [[nodiscard]] V3 point(V3 v) const { return direction(v) + origin; }
};

/// Turned by `angle` (radians, anticlockwise seen from above), scaled, moved.
inline Transform placed(V3 origin, float angle = 0.0F, float scale = 1.0F) {
    const float c = std::cos(angle) * scale;
    const float s = std::sin(angle) * scale;
    return {{c, s, 0.0F}, {-s, c, 0.0F}, {0.0F, 0.0F, scale}, origin};
}
inline Transform operator*(const Transform& a, const Transform& b) {
    return {a.direction(b.x), a.direction(b.y), a.direction(b.z), a.point(b.origin)};
}

struct Ray {
    V3 origin;
    V3 direction;
};

} // namespace vr360::sample
