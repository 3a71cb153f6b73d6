// vr360-levels PANORAMA: what every level of a pyramid is worth in every view, so that the tile
// choice can be set by numbers: PSNR against the reference, tiles and bytes.

#include "compare.h"
#include "core/tiles/select.h"
#include "reference_view.h"
#include "tile_pyramid.h"
#include "tile_view.h"

#include <CLI/CLI.hpp>

#include <array>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

namespace golden = vr360::golden;

namespace {

using vr360::Camera;
using vr360::WantedTile;

struct Cost {
    std::size_t tiles = 0;
    std::size_t bytes = 0;
};

Cost costOf(const golden::TilePyramid& pyramid, const Camera& camera, int level) {
    std::vector<WantedTile> tiles;
    vr360::visibleTiles(pyramid.grid(), camera, level, tiles);
    Cost cost{tiles.size(), 0};
    for (const WantedTile& tile : tiles) {
        cost.bytes += pyramid.tile(tile.id).bytes;
    }
    return cost;
}

double psnr(const golden::Picture& a, const golden::Picture& b) {
    return golden::comparePictures(a, b, {0, 0, a.width, a.height}).psnr;
}

/// One line for each level that comes into question.
void printView(const golden::TilePyramid& pyramid,
               const golden::Picture& panorama,
               const golden::ReferenceView& view) {
    const Camera camera({view.yaw, view.pitch, view.fov}, {view.width, view.height});
    const golden::Picture encoded = golden::renderReference(panorama, view, {});
    const golden::Picture light = golden::renderReference(panorama, view, {.linear_light = true});
    const double screen = camera.pixelsPerRadian() * 2.0 * vr360::kPi;
    for (int level = 0; level < pyramid.grid().levelCount(); ++level) {
        const double density = pyramid.grid().level(level).width / screen;
        const bool last = level + 1 == pyramid.grid().levelCount();
        if ((density < 0.35 && !last) || density > 3.0) {
            continue;
        }
        const Cost cost = costOf(pyramid, camera, level);
        const auto linear = golden::drawLevel(pyramid, camera, level, golden::Filter::kBilinear);
        const auto cubic = golden::drawLevel(pyramid, camera, level, golden::Filter::kCatmullRom);
        std::printf("%6.1f %4.0f %4.0f %4dx%-4d  %d %6.2f  %6.2f %6.2f %6.2f %6.2f  %4zu %6zu\n",
                    view.yaw,
                    view.pitch,
                    view.fov,
                    view.width,
                    view.height,
                    level,
                    density,
                    psnr(linear, encoded),
                    psnr(linear, light),
                    psnr(cubic, encoded),
                    psnr(cubic, light),
                    cost.tiles,
                    cost.bytes / 1024);
        std::fflush(stdout);
    }
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"What every level is worth in every view"};
    std::string path;
    golden::TileEncoding encoding;
    std::vector<double> yaws{0.0, 90.0};
    std::vector<double> pitches{0.0, 45.0, -89.0};
    std::vector<double> fovs{20.0, 40.0, 60.0, 90.0, 110.0};
    std::vector<int> size{1280, 720};
    app.add_option("PANORAMA", path, "JPEG or PNG, twice as wide as high")->required();
    app.add_option("--quality", encoding.quality)->capture_default_str();
    app.add_flag("--lossless", encoding.lossless);
    app.add_flag("--sharp-yuv", encoding.sharp_yuv);
    app.add_flag("--raw", encoding.none, "tiles are not compressed");
    app.add_option("--yaw", yaws)->delimiter(',');
    app.add_option("--pitch", pitches)->delimiter(',');
    app.add_option("--fov", fovs)->delimiter(',');
    app.add_option("--size", size, "width,height")->delimiter(',')->expected(2);
    CLI11_PARSE(app, argc, argv);

    std::string error;
    const auto panorama = golden::readPicture(path, error);
    if (!panorama) {
        std::cerr << error << "\n";
        return 65;
    }
    const auto grid = vr360::Grid::create(panorama->width, panorama->height);
    if (!grid.ok()) {
        std::cerr << grid.fault().what << "\n";
        return 65;
    }
    const golden::TilePyramid pyramid(grid.value(), *panorama, encoding);
    std::printf(
        "   yaw pitch fov       size  L density  bilin. linear  cubic  linear tiles   KiB\n");
    for (const double fov : fovs) {
        for (const double pitch : pitches) {
            for (const double yaw : yaws) {
                printView(pyramid, *panorama, {yaw, pitch, fov, size[0], size[1]});
            }
        }
    }
    return 0;
}
