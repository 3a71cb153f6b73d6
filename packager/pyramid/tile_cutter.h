#pragma once

#include "packager/pyramid/band.h"
#include "packager/pyramid/row_resampler.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vr360 {

/// A tile's pixels with its gutter; 8-bit sRGB, RGB.
struct TilePixels {
    const std::uint8_t* pixels = nullptr;
    std::ptrdiff_t stride = 0; ///< bytes from line to line
    int width = 0;             ///< with gutter
    int height = 0;            ///< with gutter
};

/// Cuts tiles from bands: by pointing into those that keep all pixels, by resampling the others.
/// Keeps scratch memory: one for each thread.
class TileCutter {
public:
    /// Valid while the band lives and until the next cut.
    TilePixels cut(const Band& band, int column);

private:
    void cutOverPole(const Band& band, int line, int first, int count, std::uint8_t* out);

    RowResampler resampler_;
    std::vector<std::uint8_t> turned_; ///< a line of a tile
    std::vector<std::uint8_t> pixels_;
};

} // namespace vr360
