#pragma once

#include "packager/pyramid/tile_cutter.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vr360 {

/// A picture as WebP stores it: ITU-R BT.601 luma 16…235 of every pixel, and colour differences
/// around 128 of every 2×2 pixels (the mean of what is there where width or height is odd).
struct YuvPlanes {
    const std::uint8_t* y = nullptr;
    const std::uint8_t* u = nullptr;
    const std::uint8_t* v = nullptr;
    int y_stride = 0;  ///< bytes from line to line, of y
    int uv_stride = 0; ///< bytes from line to line, of u and v
};

/// Takes half a libwebp encoder's fastest method's time when libwebp does it, and next to none
/// here. Keeps its memory: one for each thread.
class YuvConverter {
public:
    /// Valid until the next call.
    YuvPlanes convert(const TilePixels& tile);

private:
    std::vector<std::uint8_t> planes_;
    std::vector<std::uint8_t> lines_; ///< red, green and blue of two lines
};

} // namespace vr360
