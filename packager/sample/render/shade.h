#pragma once

#include "packager/sample/render/world.h"

namespace vr360::sample {

/// What one ray brings back, and enough of what it met to see edges.
struct Sample {
    Color light;
    std::uint32_t surface = 0; ///< equal for neighbouring pixels of one smooth surface
    std::uint32_t piece = 0;   ///< see Hit
    float distance = 1e9F;
    enum class Sun : std::uint8_t { kNone, kShines, kBlocked } sun = Sun::kNone;
    bool foliage = false;
};

/// What the rays of one image row have in common. Starting it anew with every row keeps rows
/// independent of one another.
struct RowLight {
    const SkyDome& dome;
    Occluder shade; ///< what kept the sun away last
};

/// `pixel_angle`: radians between neighbouring pixels, to fade details that would shimmer.
/// `like`: a sample right beside, whose sunlight is taken over where the ray meets the same thing.
Sample trace(const World& world,
             const Ray& ray,
             float pixel_angle,
             RowLight& row,
             const Sample* like = nullptr);

/// Linear light → 0…1 as displays take it (sRGB), through a film-like curve.
V3 developed(Color light, float exposure);

} // namespace vr360::sample
