#pragma once

#include <span>
#include <string_view>

namespace vr360::sample {

struct Asset {
    std::string_view name; ///< path under assets/tayho
    std::string_view text;
};

/// The files of assets/tayho, put into the program by the build so that it needs no folder beside
/// it.
std::span<const Asset> assets();
/// Empty if there is none of this name.
std::string_view assetText(std::string_view name);

} // namespace vr360::sample
