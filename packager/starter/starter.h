#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace vr360 {

/// A tour to start from: tour.toml and one site, both full of comments, and the site's panorama.
/// The folder must not exist or be empty. The same bytes every time.
Status writeStarter(const std::filesystem::path& folder);

/// The example's panorama: a lake at dusk, as RGB, width × width/2.
std::vector<std::uint8_t> drawDusk(int width);

inline constexpr int kStarterWidth = 2048;

} // namespace vr360
