#include "held_tiles.h"

#include "packager/pyramid/cascade.h"
#include "packager/pyramid/inspect.h"

#include <fmt/format.h>

#include <cstdlib>
#include <cstring>

namespace vr360 {
namespace {

template <typename T>
T orExit(Result<T> result) {
    if (!result) {
        fmt::print(stderr, "{}: {}\n", result.fault().where, result.fault().what);
        std::exit(65);
    }
    return std::move(result).value();
}

void hold(const Band& band, TileCutter& cutter, std::vector<HeldTile>& tiles) {
    for (int column = 0; column < band.shape().columns; ++column) {
        const TilePixels cut = cutter.cut(band, column);
        HeldTile held{.level = band.level(), .row = band.row(), .shape = cut, .bytes = {}};
        held.shape.stride = std::ptrdiff_t{3} * cut.width;
        held.bytes.resize(static_cast<std::size_t>(held.shape.stride * cut.height));
        for (int y = 0; y < cut.height; ++y) {
            std::memcpy(held.bytes.data() + y * held.shape.stride,
                        cut.pixels + y * cut.stride,
                        static_cast<std::size_t>(held.shape.stride));
        }
        held.shape.pixels = held.bytes.data();
        tiles.push_back(std::move(held));
    }
}

} // namespace

HeldTiles cutAllTiles(const std::string& image) {
    const PanoramaPlan plan = orExit(planPanorama({.path = image, .label = image}, {}));
    const Grid grid = orExit(Grid::create(plan.fit.width, plan.fit.height));
    const auto source = orExit(openPanorama(plan));
    if (source->depth() != SampleDepth::k8 || source->bottomUp()) {
        fmt::print(stderr, "{}: only 8-bit upright images\n", image);
        std::exit(65);
    }
    std::vector<HeldTile> tiles;
    TileCutter cutter;
    BandMemory memory(0);
    Cascade cascade(
        grid, memory, [&](const std::shared_ptr<const Band>& band) { hold(*band, cutter, tiles); });
    for (int y = 0; y < grid.height(); ++y) {
        void* const line = cascade.finestLine(y);
        const Status read = source->read({&line, 1});
        if (!read) {
            fmt::print(stderr, "{}: {}\n", read.fault().where, read.fault().what);
            std::exit(65);
        }
        cascade.finishLine(y);
    }
    return {.grid = grid, .tiles = std::move(tiles)};
}

} // namespace vr360
