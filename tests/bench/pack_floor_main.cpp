// How long libwebp alone takes for a panorama's tiles, already cut and in memory: what no packager
// with these settings can go below. Prints one line of JSON.

#include "held_tiles.h"
#include "packager/pyramid/tile_encoding.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <webp/encode.h>

#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <vector>

namespace {

using namespace vr360;

/// With nothing but libwebp's own functions.
std::size_t encodedSize(const TilePixels& tile, const TileEncoding& encoding) {
    WebPConfig config;
    WebPPicture picture;
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    bool done = WebPConfigInit(&config) != 0 && WebPPictureInit(&picture) != 0;
    config.quality = encoding.quality;
    config.method = encoding.method;
    picture.width = tile.width;
    picture.height = tile.height;
    picture.writer = &WebPMemoryWrite;
    picture.custom_ptr = &writer;
    done = done && WebPPictureImportRGB(&picture, tile.pixels, static_cast<int>(tile.stride)) != 0;
    done = done && WebPEncode(&config, &picture) != 0;
    const std::size_t size = writer.size;
    WebPPictureFree(&picture);
    WebPMemoryWriterClear(&writer);
    if (!done) {
        fmt::print(
            stderr, "libwebp refused a tile, error {}\n", static_cast<int>(picture.error_code));
        std::exit(65);
    }
    return size;
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

    const HeldTiles held = cutAllTiles(image);
    const std::vector<HeldTile>& tiles = held.tiles;
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> bytes{0};
    const double cpu_before = cpuSeconds();
    const auto begun = std::chrono::steady_clock::now();
    std::vector<std::thread> workers;
    for (int i = 0; i < threads; ++i) {
        workers.emplace_back([&] {
            for (std::size_t t = next++; t < tiles.size(); t = next++) {
                const HeldTile& tile = tiles[t];
                bytes += encodedSize(tile.shape,
                                     tileEncoding(settings, held.grid, tile.level, tile.row));
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
