#pragma once

#include "core/geometry/grid.h"
#include "packager/pyramid/build_pyramids.h"

namespace vr360 {

/// How one tile is encoded.
struct TileEncoding {
    float quality = 82.0F; ///< 0…100, libwebp's; ignored when lossless
    int method = 4;        ///< 0 (fastest)…6 (smallest)
    bool lossless = false;
};

/// The method of all levels but the finest.
int coarseMethod(const PyramidSettings& settings);

/// What the settings mean for the tiles of a row. docs/benchmarks.md has the measurements behind
/// it: rows of reduced width lose a little to resampling, and what they show has been stretched by
/// the projection, so they take more quality for the same fidelity; a row at the equator is stored
/// as it is and can do with less. Coarser levels are a quarter of all pixels; a faster method at a
/// slightly higher quality costs them few bytes and halves their time.
TileEncoding tileEncoding(const PyramidSettings& settings, const Grid& grid, int level, int row);

} // namespace vr360
