#include "packager/pyramid/cascade.h"

#include "packager/pyramid/srgb.h"

#include <algorithm>
#include <cassert>
#include <cstring>

namespace vr360 {
namespace {

std::size_t samplesOf(int width) {
    return std::size_t{3} * static_cast<std::size_t>(width);
}

/// The same line seen from the other side of the pole. Where the opposite side lies between two
/// pixels (odd widths), their mean.
void turnHalfCircle(const std::uint8_t* from, int width, std::uint8_t* to) {
    for (int x = 0; x < width; ++x) {
        const int left = (x + width / 2) % width;
        const int right = (x + (width + 1) / 2) % width;
        for (int c = 0; c < 3; ++c) {
            to[3 * x + c] =
                static_cast<std::uint8_t>((from[3 * left + c] + from[3 * right + c] + 1) / 2);
        }
    }
}

void closeCircle(std::uint8_t* line, int width) {
    std::memcpy(line - 3, line + std::ptrdiff_t{3} * (width - 1), 3);
    std::memcpy(line + std::ptrdiff_t{3} * width, line, 3);
}

} // namespace

Cascade::Cascade(const Grid& grid, BandMemory& memory, Sink sink)
    : grid_(grid),
      memory_(memory),
      sink_(std::move(sink)),
      levels_(static_cast<std::size_t>(grid.levelCount())) {
    for (int level = 0; level < grid.levelCount(); ++level) {
        const GridLevel& shape = grid.level(level);
        levels_[level].linear.resize(samplesOf(shape.width));
        if (level > 0) {
            levels_[level].halver.emplace(shape.width, shape.height);
            assert(levels_[level].halver->outWidth() == grid.level(level - 1).width);
        }
    }
    const GridLevel& coarsest = grid.level(0);
    coarsest_.resize(samplesOf(coarsest.width) * static_cast<std::size_t>(coarsest.height));
}

std::uint8_t* Cascade::finestLine(int y) {
    const int level = grid_.levelCount() - 1;
    const int row = rowOf(level, y);
    return bandFor(level, row).band->line(y - grid_.row(level, row).y);
}

void Cascade::finishLine(int y) {
    const int level = grid_.levelCount() - 1;
    Level& finest = levels_[level];
    linearFromSrgb8(finestLine(y), finest.linear.data(), finest.linear.size());
    placeLine(level, y);
    passOn(level, y, finest.linear.data());
}

void Cascade::addWideLine(int y, const std::uint16_t* samples) {
    const int level = grid_.levelCount() - 1;
    Level& finest = levels_[level];
    srgb8FromSrgb16(samples, finestLine(y), finest.linear.size());
    linearFromSrgb16(samples, finest.linear.data(), finest.linear.size());
    placeLine(level, y);
    passOn(level, y, finest.linear.data());
}

/// A line of `level` is finished: hand it down until no further line comes of it.
void Cascade::passOn(int level, int y, const std::uint16_t* linear) {
    while (level > 0) {
        const LineHalver::Line half = levels_[level].halver->push(y, linear);
        if (half.y < 0) {
            return;
        }
        --level;
        y = half.y;
        linear = half.samples;
        const int row = rowOf(level, y);
        srgb8FromLinear(linear,
                        bandFor(level, row).band->line(y - grid_.row(level, row).y),
                        samplesOf(grid_.level(level).width));
        placeLine(level, y);
    }
    const std::size_t samples = samplesOf(grid_.level(0).width);
    std::copy_n(linear, samples, coarsest_.begin() + static_cast<std::ptrdiff_t>(samples * y));
}

/// The line's pixels are in its own band: closes the circle and copies it to where it is gutter.
void Cascade::placeLine(int level, int y) {
    const int row = rowOf(level, y);
    const GridRow& shape = grid_.row(level, row);
    // Held, because its band may be complete before the copies are made.
    const std::shared_ptr<Band> own = bandFor(level, row).band;
    std::uint8_t* const line = own->line(y - shape.y);
    closeCircle(line, own->width());

    const int last_row = static_cast<int>(grid_.level(level).rows.size()) - 1;
    if (y == shape.y) {
        if (row > 0) {
            placeCopy(level, row - 1, grid_.row(level, row - 1).height, line);
        } else {
            placeOverPole(level, row, -1, line);
        }
    }
    if (y == shape.y + shape.height - 1) {
        if (row < last_row) {
            placeCopy(level, row + 1, -1, line);
        } else {
            placeOverPole(level, row, shape.height, line);
        }
    }
    countLine(level, row);
}

void Cascade::placeCopy(int level, int row, int line, const std::uint8_t* from) {
    const Band& band = *bandFor(level, row).band;
    std::memcpy(band.line(line) - 3, from - 3, static_cast<std::size_t>(band.stride()));
    countLine(level, row);
}

void Cascade::placeOverPole(int level, int row, int line, const std::uint8_t* from) {
    const Band& band = *bandFor(level, row).band;
    turnHalfCircle(from, band.width(), band.line(line));
    closeCircle(band.line(line), band.width());
    countLine(level, row);
}

Cascade::OpenBand& Cascade::bandFor(int level, int row) {
    std::vector<OpenBand>& open = levels_[level].open;
    const auto found = std::find_if(
        open.begin(), open.end(), [&](const OpenBand& b) { return b.band->row() == row; });
    if (found != open.end()) {
        return *found;
    }
    open.push_back({.band = std::make_shared<Band>(memory_, grid_.level(level), level, row),
                    .missing = grid_.row(level, row).height + 2});
    return open.back();
}

void Cascade::countLine(int level, int row) {
    OpenBand& counted = bandFor(level, row);
    if (--counted.missing > 0) {
        return;
    }
    std::shared_ptr<const Band> complete = std::move(counted.band);
    std::vector<OpenBand>& open = levels_[level].open;
    open.erase(open.begin() + (&counted - open.data()));
    sink_(std::move(complete));
}

int Cascade::rowOf(int level, int y) const {
    const std::vector<GridRow>& rows = grid_.level(level).rows;
    const auto after = std::upper_bound(
        rows.begin(), rows.end(), y, [](int line, const GridRow& row) { return line < row.y; });
    return static_cast<int>(after - rows.begin()) - 1;
}

} // namespace vr360
