#pragma once

#include "packager/sample/place/lake.h"

#include <vector>

namespace vr360::sample {

/// For each site the neighbours one can walk to: its nearest ones, always both ways, and as many
/// more as make every site reachable from every other.
std::vector<std::vector<std::size_t>> layWalks(const std::vector<GeoPoint>& sites,
                                               std::size_t nearest = 3);

} // namespace vr360::sample
