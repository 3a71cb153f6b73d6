#pragma once

#include "core/base/result.h"
#include "packager/sample/render/world.h"

#include <atomic>
#include <functional>
#include <span>

namespace vr360::sample {

/// Takes finished rows, top to bottom: width × rows × 3 bytes, sRGB. Returns a fault to stop.
using RowSink = std::function<Status(std::span<const std::uint8_t> rows, int count)>;

/// Draws the world as an equirectangular panorama of width × width/2, strip by strip. Memory grows
/// with width × strip height × threads only. The bytes do not depend on `threads`.
Status drawPanorama(
    const World& world, int width, int threads, const std::atomic<bool>& stop, const RowSink& sink);

} // namespace vr360::sample
