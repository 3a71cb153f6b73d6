#include "core/geometry/grid.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <string>

namespace vr360 {
namespace {

constexpr int ceilDivide(int a, int b) {
    return (a + b - 1) / b;
}

int evenStart(int index, int count, int size) {
    return static_cast<int>(static_cast<std::int64_t>(index) * size / count);
}

/// Latitude of a row that is nearest the equator, in radians; 0 if the row touches the equator.
double lowestLatitude(int y, int row_height, int level_height) {
    const double top = 0.5 - static_cast<double>(y) / level_height;
    const double bottom = 0.5 - static_cast<double>(y + row_height) / level_height;
    if (top >= 0.0 && bottom <= 0.0) {
        return 0.0;
    }
    return kPi * std::min(std::abs(top), std::abs(bottom));
}

GridRow makeRow(int level_width, int level_height, int y, int row_height) {
    GridRow row{y, row_height, level_width, ceilDivide(level_width, kMaxTilePixels)};
    const double cosine = std::cos(lowestLatitude(y, row_height, level_height));
    if (cosine >= kFullRowCosine) {
        return row;
    }
    const int needed = std::max(1, static_cast<int>(std::ceil(level_width * cosine - 1e-6)));
    const int columns = ceilDivide(needed, kMaxTilePixels);
    const int reduced = columns * ceilDivide(needed, columns);
    if (reduced <= level_width) {
        row.width = reduced;
        row.columns = columns;
    }
    return row;
}

GridLevel makeLevel(int width, int height) {
    GridLevel level{width, height, {}};
    const int rows = ceilDivide(height, kMaxTilePixels);
    level.rows.reserve(static_cast<std::size_t>(rows));
    for (int r = 0; r < rows; ++r) {
        const int y = evenStart(r, rows, height);
        level.rows.push_back(makeRow(width, height, y, evenStart(r + 1, rows, height) - y));
    }
    return level;
}

} // namespace

Result<Grid> Grid::create(int width, int height) {
    const auto size = std::to_string(width) + "x" + std::to_string(height);
    if (width < 2 || height < 2 || width > kMaxPanoramaWidth) {
        return Fault{"",
                     "panorama of " + size + " pixels",
                     "a panorama is 2 to " + std::to_string(kMaxPanoramaWidth) + " pixels wide"};
    }
    if (std::abs(width - 2.0 * height) > std::max(2.0, 0.01 * width)) {
        return Fault{"",
                     "panorama of " + size + " pixels is not twice as wide as high",
                     "give the size of the whole sphere"};
    }
    Grid grid;
    for (int w = width, h = height;; w = (w + 1) / 2, h = (h + 1) / 2) {
        grid.levels_.push_back(makeLevel(w, h));
        if (h <= kMaxTilePixels) {
            break;
        }
    }
    std::reverse(grid.levels_.begin(), grid.levels_.end());
    grid.preview_ = {kPreviewWidth, kPreviewHeight, {{0, kPreviewHeight, kPreviewWidth, 1}}};
    return grid;
}

const GridLevel& Grid::level(int level) const {
    assert(level >= -1 && level < levelCount());
    return level < 0 ? preview_ : levels_[static_cast<std::size_t>(level)];
}

const GridRow& Grid::row(int level_index, int row) const {
    return level(level_index).rows[static_cast<std::size_t>(row)];
}

std::int64_t Grid::tileCount() const {
    std::int64_t count = 0;
    for (const GridLevel& level : levels_) {
        for (const GridRow& row : level.rows) {
            count += row.columns;
        }
    }
    return count;
}

bool Grid::contains(TileId id) const {
    if (id.level < -1 || id.level >= levelCount() || id.row < 0 || id.column < 0) {
        return false;
    }
    const auto& rows = level(id.level).rows;
    return id.row < static_cast<int>(rows.size()) &&
           id.column < rows[static_cast<std::size_t>(id.row)].columns;
}

LonLatRect Grid::tileRect(TileId id) const {
    assert(contains(id));
    const GridRow& row = this->row(id.level, id.row);
    const double height = level(id.level).height;
    return {2.0 * kPi * row.columnStart(id.column) / row.width - kPi,
            kPi * (0.5 - (row.y + row.height) / height),
            2.0 * kPi * row.columnStart(id.column + 1) / row.width - kPi,
            kPi * (0.5 - row.y / height)};
}

int Grid::tileWidth(TileId id) const {
    return row(id.level, id.row).columnWidth(id.column);
}

int Grid::tileHeight(TileId id) const {
    return row(id.level, id.row).height;
}

TileId Grid::tileAt(int level_index, LonLat p) const {
    const GridLevel& level = this->level(level_index);
    const double line = (0.5 - p.lat / kPi) * level.height;
    const int y = std::clamp(static_cast<int>(std::floor(line)), 0, level.height - 1);
    // Rows are even, so the guess is off by one at most.
    const int count = static_cast<int>(level.rows.size());
    int r = std::clamp(y * count / level.height, 0, count - 1);
    while (r > 0 && y < level.rows[static_cast<std::size_t>(r)].y) {
        --r;
    }
    while (r + 1 < count && y >= level.rows[static_cast<std::size_t>(r) + 1].y) {
        ++r;
    }
    const GridRow& row = level.rows[static_cast<std::size_t>(r)];
    const double turns = p.lon / (2.0 * kPi) + 0.5;
    const double pixel = (turns - std::floor(turns)) * row.width;
    const int x = std::clamp(static_cast<int>(pixel), 0, row.width - 1);
    int c = std::clamp(static_cast<int>(static_cast<std::int64_t>(x) * row.columns / row.width),
                       0,
                       row.columns - 1);
    while (c + 1 < row.columns && x >= row.columnStart(c + 1)) {
        ++c;
    }
    return {static_cast<std::int16_t>(level_index),
            static_cast<std::int16_t>(r),
            static_cast<std::int16_t>(c)};
}

Grid::Span Grid::rowsIn(int level_index, double lat0, double lat1) const {
    const GridLevel& level = this->level(level_index);
    // A border may be a rounding error away from where its own row says it is.
    constexpr double kTouch = 1e-9;
    Span span{static_cast<int>(level.rows.size()), -1};
    for (int r = 0; r < static_cast<int>(level.rows.size()); ++r) {
        const GridRow& row = level.rows[static_cast<std::size_t>(r)];
        const double top = kPi * (0.5 - static_cast<double>(row.y) / level.height);
        const double bottom = kPi * (0.5 - static_cast<double>(row.y + row.height) / level.height);
        if (top > lat0 + kTouch && bottom < lat1 - kTouch) {
            span.first = std::min(span.first, r);
            span.last = r;
        }
    }
    return span;
}

} // namespace vr360
