#pragma once

#include "packager/sample/render/world.h"

namespace vr360::sample {

/// What one ray brings back, and enough of what it met to see edges.
struct Sample {
    Color light;
    std::uint32_t surface = 0; ///< equal for neighbouring pixels of one smooth surface
    float distance = 1e9F;
};

/// `pixel_angle`: radians between neighbouring pixels, to fade details that would shimmer.
Sample trace(const World& world, const Ray& ray, float pixel_angle);

/// Linear light → 0…1 as displays take it (sRGB), through a film-like curve.
V3 developed(Color light, float exposure);

} // namespace vr360::sample
