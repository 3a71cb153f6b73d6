#pragma once

#include "core/base/result.h"
#include "core/geometry/angles.h"

#include <compare>
#include <cstdint>
#include <vector>

namespace vr360 {

/// The constants of docs/format.md section 5.
inline constexpr int kMaxTilePixels = 510;
inline constexpr int kGutterPixels = 1;
inline constexpr int kMaxStoredPixels = kMaxTilePixels + 2 * kGutterPixels;
inline constexpr double kFullRowCosine = 15.0 / 16.0;
inline constexpr int kMaxPanoramaWidth = 65536;
inline constexpr int kPreviewWidth = 96;
inline constexpr int kPreviewHeight = 48;

/// A tile of a pyramid. Level -1 is the preview: the whole sphere as a single tile.
struct TileId {
    std::int16_t level = 0;
    std::int16_t row = 0;
    std::int16_t column = 0;

    friend auto operator<=>(const TileId&, const TileId&) = default;
};
inline constexpr TileId kPreviewTile{-1, 0, 0};

/// A band of lines of a level that has a width of its own. Sizes in pixels.
struct GridRow {
    int y = 0;       ///< first line, counted from the zenith
    int height = 0;  ///< lines, at most 510
    int width = 0;   ///< pixels around the whole circle, at most the level's width
    int columns = 0; ///< tiles around the circle

    /// First pixel of a column; column == columns gives width.
    [[nodiscard]] int columnStart(int column) const {
        return static_cast<int>(static_cast<std::int64_t>(column) * width / columns);
    }
    [[nodiscard]] int columnWidth(int column) const {
        return columnStart(column + 1) - columnStart(column);
    }
};

struct GridLevel {
    int width = 0;
    int height = 0;
    std::vector<GridRow> rows; ///< from the zenith down
};

/// The reduced equirectangular grid of docs/format.md section 5: which tiles a panorama of a
/// size has and what part of the sphere each covers. Immutable; safe to share between threads.
class Grid {
public:
    /// `width` × `height` is the finest level, of the whole sphere.
    /// Fails when either is below 2 or the width above 65,536, or it is not within 1 % of 2:1.
    static Result<Grid> create(int width, int height);

    [[nodiscard]] int width() const { return levels_.back().width; }
    [[nodiscard]] int height() const { return levels_.back().height; }
    [[nodiscard]] int levelCount() const { return static_cast<int>(levels_.size()); }
    [[nodiscard]] const GridLevel& level(int level) const; ///< -1 for the preview
    [[nodiscard]] const GridRow& row(int level, int row) const;
    [[nodiscard]] std::int64_t tileCount() const; ///< of all levels, without the preview

    [[nodiscard]] bool contains(TileId id) const; ///< true for the preview too
    [[nodiscard]] LonLatRect tileRect(TileId id) const;
    [[nodiscard]] int tileWidth(TileId id) const;  ///< without gutter
    [[nodiscard]] int tileHeight(TileId id) const; ///< without gutter

    /// The tile of a level that holds a direction (borders belong to the right and lower tile).
    [[nodiscard]] TileId tileAt(int level, LonLat p) const;

    /// Rows of a level that share more than a point with lat0…lat1, as [first, last].
    struct Span {
        int first = 0;
        int last = -1;
    };
    [[nodiscard]] Span rowsIn(int level, double lat0, double lat1) const;

private:
    std::vector<GridLevel> levels_; ///< coarsest first
    GridLevel preview_;
};

} // namespace vr360
