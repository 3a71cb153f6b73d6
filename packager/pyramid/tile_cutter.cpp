#include "packager/pyramid/tile_cutter.h"

namespace vr360 {

TilePixels TileCutter::cut(const Band& band, int column) {
    const GridRow& row = band.shape();
    const int first = row.columnStart(column) - kGutterPixels;
    TilePixels tile;
    tile.width = row.columnWidth(column) + 2 * kGutterPixels;
    tile.height = row.height + 2 * kGutterPixels;
    if (band.isFull()) {
        tile.pixels = band.line(-kGutterPixels) + std::ptrdiff_t{3} * first;
        tile.stride = band.stride();
        return tile;
    }
    tile.stride = std::ptrdiff_t{3} * tile.width;
    pixels_.resize(static_cast<std::size_t>(tile.stride) * static_cast<std::size_t>(tile.height));
    resampler_.resample(band.filter(),
                        {.pixels = band.line(-kGutterPixels),
                         .stride = band.stride(),
                         .width = band.width(),
                         .count = tile.height},
                        first,
                        tile.width,
                        pixels_.data(),
                        tile.stride);
    tile.pixels = pixels_.data();
    return tile;
}

} // namespace vr360
