#include "packager/pyramid/tile_cutter.h"

#include <algorithm>

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
    const auto last_line =
        static_cast<std::size_t>(tile.stride) * static_cast<std::size_t>(tile.height - 1);
    if (band.touchesZenith()) {
        cutOverPole(band, 0, first, tile.width, pixels_.data());
    }
    if (band.touchesNadir()) {
        cutOverPole(band, row.height - 1, first, tile.width, &pixels_[last_line]);
    }
    tile.pixels = pixels_.data();
    return tile;
}

/// The row's line seen from the other side of the pole: pixel k + w/2, or the mean of two.
void TileCutter::cutOverPole(const Band& band, int line, int first, int count, std::uint8_t* out) {
    const RowFilter& filter = band.filter();
    const int width = filter.to();
    const CircleLines own{
        .pixels = band.line(line), .stride = 0, .width = band.width(), .count = 1};
    const auto cutFrom = [&](int from, std::uint8_t* to) {
        from %= width;
        const int before_seam = std::min(count, width - from);
        resampler_.resample(filter, own, from, before_seam, to, 0);
        if (before_seam < count) {
            resampler_.resample(
                filter, own, 0, count - before_seam, to + std::ptrdiff_t{3} * before_seam, 0);
        }
    };
    cutFrom(first + width + width / 2, out);
    if (width % 2 != 0) {
        turned_.resize(std::size_t{3} * static_cast<std::size_t>(count));
        cutFrom(first + width + width / 2 + 1, turned_.data());
        for (std::size_t i = 0; i < turned_.size(); ++i) {
            out[i] = static_cast<std::uint8_t>((out[i] + turned_[i] + 1) / 2);
        }
    }
}

} // namespace vr360
