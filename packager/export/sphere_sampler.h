#pragma once

#include "core/base/result.h"
#include "core/geometry/grid.h"
#include "core/package/reader.h"

#include <array>
#include <cstdint>
#include <list>
#include <map>
#include <string>
#include <vector>

namespace vr360 {

using Rgb = std::array<std::uint8_t, 3>;

/// Looks up directions in a panorama's tiles. Decoded tiles are kept, the longest unused go first.
/// One for each thread.
class SphereSampler {
public:
    /// `source` must outlive it and be thread-safe where several samplers share it.
    SphereSampler(const ByteSource& source, std::string panorama, Grid grid);

    /// The coarsest level with at least `pixels` around the equator, else the finest.
    [[nodiscard]] int levelFor(double pixels) const;

    /// The panorama in a direction (radians), on one level: Catmull-Rom between 4×4 pixels, and
    /// between 2×2 along a tile's border, where its gutter holds no more. A fault if the tile
    /// cannot be read.
    Result<Rgb> sample(int level, LonLat direction);

private:
    struct DecodedTile {
        TileId id;
        int width = 0; ///< with gutter
        int height = 0;
        std::vector<std::uint8_t> pixels;

        [[nodiscard]] const std::uint8_t* at(int x, int y) const {
            return pixels.data() + (static_cast<std::size_t>(y) * width + x) * 3;
        }
    };

    Status use(TileId id);
    Result<DecodedTile> decode(TileId id) const;
    static Rgb bicubic(const DecodedTile& tile, double x, double y);
    static Rgb bilinear(const DecodedTile& tile, double x, double y);

    const ByteSource& source_;
    std::string panorama_;
    Grid grid_;
    std::list<DecodedTile> tiles_; ///< used last first
    std::map<TileId, std::list<DecodedTile>::iterator> where_;
};

} // namespace vr360
