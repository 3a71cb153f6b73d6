#include "core/tiles/select.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace vr360 {
namespace {

Grid gridOf(int width) {
    return std::move(Grid::create(width, width / 2)).value();
}

View randomView(std::mt19937& random) {
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    View view{unit(random) * 360 - 180, unit(random) * 180 - 90, 15 + unit(random) * 105};
    switch (random() % 6) {
    case 0:
        view.yaw = 180.0;
        break; // on the seam
    case 1:
        view.pitch = random() % 2 ? 89.9 : -90.0;
        break; // at a pole
    case 2:
        view.yaw = std::round(view.yaw / 45.0) * 45.0;
        break; // along tile borders
    default:
        break;
    }
    return view;
}

/// Tiles of a level under the pixels of a picture, by looking at pixels: every `step`-th one, and
/// the whole rim.
std::set<TileId> tilesUnderPixels(const Grid& grid, const Camera& camera, int level, double step) {
    std::set<TileId> tiles;
    const double w = camera.viewport().width;
    const double h = camera.viewport().height;
    const auto look = [&](double x, double y) {
        tiles.insert(grid.tileAt(level, lonLat(camera.directionAt({x, y}))));
    };
    for (double y = 0.5; y < h; y += step) {
        look(0.0, y);
        look(w, y);
        for (double x = 0.5; x < w; x += step) {
            look(x, y);
        }
    }
    for (double x = 0.0; x <= w; x += 1.0) {
        look(x, 0.0);
        look(x, h);
    }
    return tiles;
}

TEST(SelectTiles, WantsEveryTileUnderAPixelAndHardlyMore) {
    std::mt19937 random(1);
    const Grid grids[] = {gridOf(4096), gridOf(8192), gridOf(16384), gridOf(6000)};
    const Viewport viewports[] = {{1280, 720}, {360, 640}, {800, 800}};
    std::vector<WantedTile> wanted;
    std::size_t all_wanted = 0;
    std::size_t all_needed = 0;
    for (int i = 0; i < 3000; ++i) {
        const Grid& grid = grids[i % 4];
        const View view = randomView(random);
        const Camera camera(view, viewports[i % 3]);
        const int level = selectTiles(grid, camera, {}, wanted);
        std::set<TileId> at_level;
        for (const WantedTile& tile : wanted) {
            if (tile.id.level == level) {
                EXPECT_TRUE(at_level.insert(tile.id).second) << "wanted twice";
            }
        }
        const std::set<TileId> needed = tilesUnderPixels(grid, camera, level, 12.0);
        for (const TileId& tile : needed) {
            EXPECT_TRUE(at_level.count(tile))
                << "level " << tile.level << " row " << tile.row << " column " << tile.column
                << " at yaw " << view.yaw << " pitch " << view.pitch << " fov " << view.fov;
        }
        EXPECT_LE(at_level.size(), needed.size() * 3 / 2)
            << "yaw " << view.yaw << " pitch " << view.pitch << " fov " << view.fov << " level "
            << level;
        all_wanted += at_level.size();
        all_needed += needed.size();
    }
    EXPECT_LE(static_cast<double>(all_wanted), 1.05 * static_cast<double>(all_needed));
}

TEST(SelectTiles, LittlePlanetWantsEveryTileUnderAPixel) {
    std::mt19937 random(2);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    const Grid grid = gridOf(8192);
    std::vector<WantedTile> wanted;
    for (int i = 0; i < 300; ++i) {
        const View view{unit(random) * 360 - 180,
                        unit(random) * 180 - 90,
                        60 + unit(random) * 260,
                        Projection::kStereographic};
        const Camera camera(view, {900, 600});
        const int level = selectTiles(grid, camera, {}, wanted);
        std::set<TileId> all;
        for (const WantedTile& tile : wanted) {
            all.insert(tile.id);
        }
        for (const TileId& tile : tilesUnderPixels(grid, camera, level, 6.0)) {
            EXPECT_TRUE(all.count(tile));
        }
    }
}

TEST(SelectTiles, ComesCoarseFirstThenFromTheMiddleOutwards) {
    const Grid grid = gridOf(16384);
    const Camera camera({40.0, 10.0, 70.0}, {1280, 720});
    std::vector<WantedTile> wanted;
    const int level = selectTiles(grid, camera, {}, wanted);
    ASSERT_GT(level, 0);
    std::size_t i = 0;
    while (i < wanted.size() && wanted[i].id.level == 0) {
        ++i;
    }
    ASSERT_GT(i, 0U);
    ASSERT_LT(i, wanted.size());
    EXPECT_EQ(wanted[i].id, grid.tileAt(level, {radians(40.0), radians(10.0)}));
    for (++i; i < wanted.size(); ++i) {
        EXPECT_EQ(wanted[i].id.level, level);
        EXPECT_GE(wanted[i].distance, wanted[i - 1].distance);
    }
}

int widthFor(const Grid& grid, const View& view, const Viewport& viewport) {
    return grid.level(chooseLevel(grid, Camera(view, viewport), {})).width;
}

TEST(ChooseLevel, FollowsTheScreenAndEndsAtTheFinest) {
    const Grid grid = gridOf(16384);
    // 90° over 1280 pixels are 4021 pixels a turn at the middle, over 1920 pixels 6032.
    EXPECT_EQ(widthFor(grid, {0, 0, 90}, {1280, 720}), 4096);
    EXPECT_EQ(widthFor(grid, {0, 0, 90}, {1920, 1080}), 8192);
    EXPECT_EQ(widthFor(grid, {0, 0, 90}, {3840, 2160}), 16384);
    EXPECT_EQ(widthFor(grid, {0, 0, 2}, {1280, 720}), 16384);
    EXPECT_EQ(widthFor(gridOf(4096), {0, 0, 2}, {1280, 720}), 4096);
}

TEST(ChooseLevel, WideViewsAreFineEnoughForTheirCorners) {
    // At the middle 720 pixels over 85° are 2469 a turn, but the corners are magnified threefold.
    EXPECT_EQ(widthFor(gridOf(16384), {0, 0, 85}, {720, 1280}), 4096);
}

TEST(ChooseLevel, SmallPicturesAreSharpened) {
    EXPECT_EQ(widthFor(gridOf(8192), {0, 0, 90}, {640, 360}), 4096);
    EXPECT_EQ(widthFor(gridOf(8192), {0, 0, 110}, {640, 360}), 4096);
    EXPECT_EQ(widthFor(gridOf(8192), {0, 0, 90}, {120, 68}), 1024) << "but do not shimmer";
}

TEST(ChooseLevel, DoesNotDependOnWhereOneLooks) {
    const Grid grid = gridOf(8192);
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
        const View view = randomView(random);
        EXPECT_EQ(widthFor(grid, view, {1000, 700}), widthFor(grid, {0, 0, view.fov}, {1000, 700}));
    }
}

TEST(MayBeVisible, IsTrueForEveryRectangleWithAVisiblePoint) {
    std::mt19937 random(9);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int i = 0; i < 2000; ++i) {
        const Camera camera(randomView(random), {640, 480});
        const LonLat p = lonLat(camera.directionAt({unit(random) * 640, unit(random) * 480}));
        const double lon0 = p.lon - unit(random) * 2.0;
        const double lat0 = std::max(-kPi / 2, p.lat - unit(random) * 0.5);
        const LonLatRect rect{lon0,
                              lat0,
                              lon0 + (p.lon - lon0) + unit(random) * 2.0,
                              std::min(kPi / 2, p.lat + unit(random) * 0.5)};
        EXPECT_TRUE(mayBeVisible(camera, rect));
    }
}

} // namespace
} // namespace vr360
