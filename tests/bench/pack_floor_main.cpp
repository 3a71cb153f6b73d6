// How long libwebp alone takes for a panorama's tiles, already cut and in memory: what no packager
// with these settings can go below. Prints one line of JSON.

#include "packager/pyramid/cascade.h"
#include "packager/pyramid/inspect.h"
#include "packager/pyramid/tile_cutter.h"
#include "packager/pyramid/tile_encoder.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

namespace {

using namespace vr360;

const std::atomic<bool> kNeverStop{false};

/// A tile's pixels, copied.
struct HeldTile {
    TilePixels shape;
    std::vector<std::uint8_t> bytes;
};

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
        HeldTile held{.shape = cut, .bytes = {}};
        held.shape.stride = std::ptrdiff_t{3} * cut.width;
        held.bytes.resize(static_cast<std::size_t>(held.shape.stride * cut.height));
        for (int y = 0; y < cut.height; ++y) {
            std::memcpy(held.bytes.data() + y * held.shape.stride,
                        cut.pixels + y * cut.stride,
                        static_cast<std::size_t>(held.shape.stride));
        }
        held.shape.pixels = held.bytes.data(); // moving a vector keeps its bytes where they are
        tiles.push_back(std::move(held));
    }
}

std::vector<HeldTile> cutAll(const std::string& image) {
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
        orExit(source->read({&line, 1}));
        cascade.finishLine(y);
    }
    return tiles;
}

double cpuSeconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

} // namespace

int main(int argc, char** argv) {
    std::string image;
    PyramidSettings settings;
    int threads = 2;
    CLI::App app("The time libwebp alone takes for a panorama's tiles");
    app.add_option("image", image)->required();
    app.add_option("--jobs", threads)->check(CLI::PositiveNumber);
    app.add_option("--quality", settings.quality);
    app.add_option("--method", settings.method);
    CLI11_PARSE(app, argc, argv);

    const std::vector<HeldTile> tiles = cutAll(image);
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> bytes{0};
    const double cpu_before = cpuSeconds();
    const auto begun = std::chrono::steady_clock::now();
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
        workers.emplace_back([&] {
            TileEncoder encoder;
            for (std::size_t t = next++; t < tiles.size(); t = next++) {
                bytes += orExit(encoder.encode(tiles[t].shape, settings, kNeverStop)).size();
            }
        });
    }
    for (std::thread& worker : workers) {
        worker.join();
    }
    const double wall =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    fmt::print("{{\"tiles\": {}, \"bytes\": {}, \"wall\": {:.3f}, \"cpu\": {:.3f}}}\n",
               tiles.size(),
               bytes.load(),
               wall,
               cpuSeconds() - cpu_before);
    return 0;
}
