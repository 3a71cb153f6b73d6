#pragma once

#include "packager/sample/render/world.h"

#include <functional>

namespace vr360::sample {

/// Adds what lies around a scene, at its true compass direction and distance: trees and houses
/// along the whole shore, the town behind them, towers, and Nhật Tân bridge. `is_free(p)`: whether
/// a house or tree may stand at p (the scene's own axes, metres).
void addSurroundings(World& world, float heading, const std::function<bool(V2)>& is_free);

} // namespace vr360::sample
