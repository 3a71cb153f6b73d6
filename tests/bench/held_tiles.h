#pragma once

#include "core/geometry/grid.h"
#include "packager/pyramid/tile_cutter.h"

#include <cstdint>
#include <string>
#include <vector>

namespace vr360 {

/// A tile's pixels, copied.
struct HeldTile {
    int level = 0;
    int row = 0;
    TilePixels shape; ///< points into `bytes`; moving a vector keeps its bytes where they are
    std::vector<std::uint8_t> bytes;
};

struct HeldTiles {
    Grid grid;
    std::vector<HeldTile> tiles;
};

/// All tiles of an 8-bit, upright panorama. Ends the program when it cannot be read.
HeldTiles cutAllTiles(const std::string& image);

} // namespace vr360
