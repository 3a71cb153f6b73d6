#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vr360 {

/// Longest preview, as a data URL.
inline constexpr std::size_t kMaxPreviewBytes = 1536;

/// The whole sphere in 96×48 pixels with gutter, as a data URL: from a level in linear light
/// (RGB interleaved, width · height pixels).
Result<std::string> makePreview(const std::vector<std::uint16_t>& linear, int width, int height);

} // namespace vr360
