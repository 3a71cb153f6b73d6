#pragma once

#include "core/geometry/grid.h"
#include "packager/pyramid/band_memory.h"
#include "packager/pyramid/row_filter.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>

namespace vr360 {

/// A row of a level with all pixels of the level and its gutter: lines −1…height, pixels −1…width,
/// 8-bit sRGB. What tiles are cut from. Over a pole,
/// the gutter is of use only to rows that keep all pixels. Filled by one thread; complete, it is
/// read by many.
class Band {
public:
    Band(BandMemory& memory, const GridLevel& level, int level_number, int row);

    [[nodiscard]] int level() const { return level_; }
    [[nodiscard]] int row() const { return row_; }
    [[nodiscard]] const GridRow& shape() const { return shape_; }
    [[nodiscard]] int width() const { return width_; } ///< pixels around the level
    [[nodiscard]] bool isFull() const { return shape_.width == width_; } ///< keeps all pixels

    [[nodiscard]] bool touchesZenith() const { return shape_.y == 0; }
    [[nodiscard]] bool touchesNadir() const { return shape_.y + shape_.height == level_height_; }

    /// Pixel 0 of a line; pixels −1 and width() are its neighbours around the seam.
    [[nodiscard]] std::uint8_t* line(int i) const {
        return block_.bytes() + (i + 1) * stride_ + std::ptrdiff_t{3};
    }
    [[nodiscard]] std::ptrdiff_t stride() const { return stride_; }

    /// Only for rows that do not keep all pixels; made at first use.
    [[nodiscard]] const RowFilter& filter() const;

    static std::size_t bytesFor(int level_width, int lines);

private:
    int level_;
    int row_;
    GridRow shape_;
    int width_;
    int level_height_;
    std::ptrdiff_t stride_;
    BandMemory::Block block_;
    mutable std::once_flag filter_made_;
    mutable std::unique_ptr<RowFilter> filter_;
};

} // namespace vr360
