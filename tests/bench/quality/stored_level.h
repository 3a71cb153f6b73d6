#pragma once

#include "core/geometry/grid.h"
#include "reference_view.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace vr360::golden {

/// How the tiles of a pyramid lie on the sphere.
enum class TileLayout {
    kReduced, ///< docs/format.md: `<level>/<row>/<column>.webp`, level 0 the coarsest
    kPlain,   ///< Deep Zoom without overlap, 512 pixels: `<level>/<column>_<row>.webp`
};

/// A level of a pyramid of tiles, decoded as a viewer would have it.
class StoredLevel {
public:
    /// The level of `grid` with this number, in the folder that holds the levels. Empty, with a
    /// message in `error`, when a tile is missing or of another size than the layout says.
    static std::optional<StoredLevel> load(const std::filesystem::path& folder,
                                           TileLayout layout,
                                           const Grid& grid,
                                           int level,
                                           std::string& error);

    /// What a view shows of it: one bilinear sample a pixel. Rectilinear.
    [[nodiscard]] Picture draw(const ReferenceView& view) const;

private:
    /// A band of lines around the whole sphere: of the reduced layout a row with the gutters above
    /// and below it, of the plain one the whole level.
    struct Ring {
        Picture pixels;
        int first_line = 0; ///< of the level; may be -1
        int last_line = 0;  ///< of the level, without gutter
    };

    void sample(double turns, double down, std::uint8_t* out) const;

    int height_ = 0;
    std::vector<Ring> rings_;
};

} // namespace vr360::golden
