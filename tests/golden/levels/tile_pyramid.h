#pragma once

#include "core/geometry/grid.h"
#include "picture.h"

#include <cstdint>
#include <map>
#include <vector>

namespace vr360::golden {

struct TileEncoding {
    int quality = 90;
    bool lossless = false;
    bool sharp_yuv = false; ///< slower conversion that keeps coloured edges
    bool none = false;      ///< keep the pixels as they are: what the grid itself costs
};

/// A tile as a viewer would have it: decoded, with its gutter.
struct StoredTile {
    Picture pixels;
    std::size_t bytes = 0; ///< encoded
};

/// A panorama's tiles in memory, cut by the rules of docs/format.md without the packager, so that
/// what the format can show is known apart from how well the programs do it.
class TilePyramid {
public:
    TilePyramid(const Grid& grid, const Picture& panorama, const TileEncoding& encoding);

    [[nodiscard]] const Grid& grid() const { return grid_; }
    [[nodiscard]] const StoredTile& tile(TileId id) const { return tiles_.at(id); }

private:
    Grid grid_;
    std::map<TileId, StoredTile> tiles_;
};

} // namespace vr360::golden
