#pragma once

#include "packager/sample/render/math.h"

#include <cstdint>
#include <string_view>

namespace vr360::sample {

/// Integer hashing: the same everywhere, so that a site's picture depends on its id alone.
inline std::uint32_t hash(std::uint32_t x) {
    x ^= x >> 16U;
    x *= 0x7feb352dU;
    x ^= x >> 15U;
    x *= 0x846ca68bU;
    x ^= x >> 16U;
    return x;
}
inline std::uint32_t hash(std::uint32_t a, std::uint32_t b) {
    return hash(a ^ (hash(b) + 0x9e3779b9U + (a << 6U) + (a >> 2U)));
}
inline std::uint32_t hash(std::string_view text) {
    std::uint32_t h = 2166136261U;
    for (const char c : text) {
        h = (h ^ static_cast<unsigned char>(c)) * 16777619U;
    }
    return hash(h);
}
/// 0 ≤ x < 1
inline float unit(std::uint32_t h) {
    return static_cast<float>(h >> 8U) * (1.0F / 16777216.0F);
}

/// A stream of numbers from a seed.
class Random {
public:
    explicit Random(std::uint32_t seed) : state_(hash(seed)) {}
    std::uint32_t next() { return state_ = hash(state_ + 0x9e3779b9U); }
    float uniform() { return unit(next()); }
    float between(float low, float high) { return low + (high - low) * uniform(); }
    int below(int count) { return static_cast<int>(uniform() * static_cast<float>(count)); }
    bool chance(float probability) { return uniform() < probability; }

private:
    std::uint32_t state_;
};

inline std::uint32_t cellHash(int x, int y, std::uint32_t seed = 0) {
    return hash(static_cast<std::uint32_t>(x) * 0x8da6b343U ^
                static_cast<std::uint32_t>(y) * 0xd8163841U ^ seed);
}
inline int floorToInt(float x) {
    const int i = static_cast<int>(x);
    return i - (x < static_cast<float>(i) ? 1 : 0);
}

/// Value noise, 0…1, smooth, one feature per unit.
inline float noise(V2 p, std::uint32_t seed = 0) {
    const int ix = floorToInt(p.x);
    const int iy = floorToInt(p.y);
    const float fx = p.x - static_cast<float>(ix);
    const float fy = p.y - static_cast<float>(iy);
    const float u = fx * fx * (3.0F - 2.0F * fx);
    const float v = fy * fy * (3.0F - 2.0F * fy);
    const float a = unit(cellHash(ix, iy, seed));
    const float b = unit(cellHash(ix + 1, iy, seed));
    const float c = unit(cellHash(ix, iy + 1, seed));
    const float d = unit(cellHash(ix + 1, iy + 1, seed));
    return mix(mix(a, b, u), mix(c, d, u), v);
}
/// Octaves of noise, about 0…1 around 0.5.
inline float fractal(V2 p, int octaves, std::uint32_t seed = 0) {
    float sum = 0.0F;
    float amplitude = 0.5F;
    for (int i = 0; i < octaves; ++i) {
        sum += amplitude * noise(p, seed + static_cast<std::uint32_t>(i));
        p = {1.6F * p.x + 1.2F * p.y + 17.3F, -1.2F * p.x + 1.6F * p.y + 5.1F};
        amplitude *= 0.5F;
    }
    return sum + amplitude;
}

} // namespace vr360::sample
