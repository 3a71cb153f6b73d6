#include "core/geometry/angles.h"
#include "packager/starter/starter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace vr360 {
namespace {

struct Colour {
    double r = 0.0;
    double g = 0.0;
    double b = 0.0;
};

Colour operator*(Colour c, double s) {
    return {c.r * s, c.g * s, c.b * s};
}
Colour operator+(Colour a, Colour b) {
    return {a.r + b.r, a.g + b.g, a.b + b.b};
}

Colour mix(Colour a, Colour b, double t) {
    const double k = std::clamp(t, 0.0, 1.0);
    return a * (1.0 - k) + b * k;
}

double smooth(double from, double to, double x) {
    const double t = std::clamp((x - from) / (to - from), 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}

constexpr Colour kZenith{0.07, 0.10, 0.24};
constexpr Colour kEvening{0.36, 0.33, 0.52};
constexpr Colour kGlow{0.98, 0.58, 0.28};
constexpr Colour kHaze{0.93, 0.72, 0.56};
constexpr Colour kFarHills{0.24, 0.22, 0.36};
constexpr Colour kNearHills{0.10, 0.11, 0.19};
constexpr double kSunYaw = 0.6;     // radians
constexpr double kSunPitch = 0.045; // radians

/// A hash of whole numbers in 0…1: the same on every machine.
double noise(std::uint32_t x, std::uint32_t y) {
    std::uint32_t h = x * 0x9E3779B1U ^ y * 0x85EBCA77U;
    h = (h ^ h >> 15) * 0x2C1B3C6DU;
    h = (h ^ h >> 12) * 0x297A2D39U;
    return static_cast<double>(h ^ h >> 15) / 4294967295.0;
}

/// Sums of waves that fit the circle a whole number of times, so there is no seam.
double ridge(double yaw, double height, std::array<int, 4> waves, double phase) {
    double sum = 0.0;
    double weight = 1.0;
    for (const int wave : waves) {
        sum += weight * std::sin(wave * yaw + phase * wave);
        weight *= 0.55;
    }
    return height * (1.0 + 0.45 * sum);
}

Colour sky(double yaw, double pitch) {
    const double high = std::max(pitch, 0.0);
    Colour colour = mix(kHaze, kEvening, smooth(0.0, 0.30, high));
    colour = mix(colour, kZenith, smooth(0.15, 1.3, high));
    const double across = std::cos(pitch) * std::cos(yaw - kSunYaw);
    const double toward = std::cos(kSunPitch) * across + std::sin(kSunPitch) * std::sin(pitch);
    const double angle = std::acos(std::clamp(toward, -1.0, 1.0));
    colour = mix(colour, kGlow, 0.85 * std::exp(-angle * angle * 5.0) * smooth(0.9, 0.0, high));
    colour = colour + kGlow * (0.5 * std::exp(-angle * 14.0));
    const Colour disc{1.0, 0.93, 0.78};
    return mix(colour, disc, smooth(0.036, 0.030, angle));
}

Colour above(double yaw, double pitch) {
    const double far = ridge(yaw, 0.055, {2, 5, 11, 23}, 0.7);
    const double near = ridge(yaw, 0.030, {3, 7, 17, 41}, 2.1);
    Colour colour = sky(yaw, pitch);
    colour = mix(mix(kFarHills, kHaze, 0.35), colour, smooth(far - 0.0025, far + 0.0025, pitch));
    return mix(kNearHills, colour, smooth(near - 0.002, near + 0.002, pitch));
}

/// The lake mirrors what is above, stirred by ripples that are wider nearby.
Colour below(double yaw, double pitch) {
    const double depth = -pitch;
    const double distance = 1.0 / std::max(std::tan(depth), 0.004);
    const double ripple = std::sin(distance * 3.1 + 2.0 * std::sin(9.0 * yaw)) +
                          0.6 * std::sin(distance * 7.3 + 3.0 * std::sin(23.0 * yaw));
    const double stir = 0.025 * ripple * smooth(0.0, 0.25, depth);
    const Colour mirrored = above(yaw, std::max(depth + stir, 0.0005));
    const Colour deep{0.05, 0.08, 0.14};
    const double steep = smooth(0.05, 1.2, depth);
    const Colour water = mix(mirrored * 0.88, deep, 0.25 + 0.65 * steep);
    return water + kGlow * (0.03 * std::max(ripple, 0.0) * smooth(0.6, 0.02, depth));
}

std::uint8_t toByte(double value, double dither) {
    return static_cast<std::uint8_t>(std::clamp(value * 255.0 + dither, 0.0, 255.0));
}

} // namespace

std::vector<std::uint8_t> drawDusk(int width) {
    const int height = width / 2;
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(width) * height * 3);
    std::size_t at = 0;
    for (int y = 0; y < height; ++y) {
        const double pitch = kPi / 2.0 - kPi * (y + 0.5) / height;
        for (int x = 0; x < width; ++x) {
            const double yaw = -kPi + 2.0 * kPi * (x + 0.5) / width;
            const Colour colour = pitch >= 0.0 ? above(yaw, pitch) : below(yaw, pitch);
            // Smooth skies would show steps without it.
            const double dither =
                noise(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y));
            pixels[at++] = toByte(colour.r, dither);
            pixels[at++] = toByte(colour.g, dither);
            pixels[at++] = toByte(colour.b, dither);
        }
    }
    return pixels;
}

} // namespace vr360
