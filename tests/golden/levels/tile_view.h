#pragma once

#include "core/geometry/camera.h"
#include "tile_pyramid.h"

namespace vr360::golden {

/// How a texel is looked up between its neighbours.
enum class Filter { kBilinear, kCatmullRom };

/// What a viewer shows that draws one level throughout, one sample a pixel, without a graphics
/// card's roundings.
Picture drawLevel(const TilePyramid& pyramid, const Camera& camera, int level, Filter filter);

/// The same as a blend of two levels, `share` of the finer one (trilinear filtering).
Picture blend(const Picture& coarse, const Picture& fine, double share);

} // namespace vr360::golden
