#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// Where to put the pixels of a tile: RGBA, lines `stride_bytes` apart.
struct PixelArea {
    std::byte* pixels = nullptr;
    int width = 0;
    int height = 0;
    int stride_bytes = 0;
};

/// Decodes a WebP of exactly the area's size straight into it. V304 when it is not one.
Status decodeWebP(std::string_view bytes, const PixelArea& area, std::string_view name);

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::byte> rgba;
};
/// Decodes a WebP of any size, reduced so that no side is longer than `max_side`.
Result<Picture> decodeWebP(std::string_view bytes, int max_side, std::string_view name);

/// RGBA pixels without padding → the bytes of an opaque 8-bit RGB PNG.
Result<std::string> encodePng(const std::byte* rgba, int width, int height);

} // namespace vr360
