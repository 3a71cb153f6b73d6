#include "packager/pyramid/tile_encoding.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

Grid gridOf(int width) {
    return Grid::create(width, width / 2).value();
}

TEST(TileEncodingTest, QualityGrowsTowardsThePolesAlikeInBothHalves) {
    const Grid grid = gridOf(8192);
    const int finest = grid.levelCount() - 1;
    const int rows = static_cast<int>(grid.level(finest).rows.size());
    for (int row = 0; row < rows; ++row) {
        const float quality = tileEncoding({}, grid, finest, row).quality;
        // Rows differ by a line in height, so their middles do too.
        EXPECT_NEAR(quality, tileEncoding({}, grid, finest, rows - 1 - row).quality, 0.15) << row;
        if (2 * row + 1 < rows - 1) {
            EXPECT_GE(quality, tileEncoding({}, grid, finest, row + 1).quality) << row;
        }
    }
    EXPECT_GT(tileEncoding({}, grid, finest, 0).quality,
              tileEncoding({}, grid, finest, rows / 2).quality + 3.0F);
}

TEST(TileEncodingTest, OnlyTheFinestLevelTakesTheSlowMethod) {
    const Grid grid = gridOf(4096);
    const int finest = grid.levelCount() - 1;
    EXPECT_EQ(tileEncoding({.method = 4}, grid, finest, 2).method, 4);
    for (int level = 0; level < finest; ++level) {
        EXPECT_EQ(tileEncoding({.method = 4}, grid, level, 0).method, 2);
        EXPECT_EQ(tileEncoding({.method = 1}, grid, level, 0).method, 1);
    }
    EXPECT_EQ(coarseMethod({.method = 4}), 2);
}

TEST(TileEncodingTest, StaysWithinWhatLibwebpTakes) {
    const Grid grid = gridOf(4096);
    for (int level = 0; level < grid.levelCount(); ++level) {
        for (int row = 0; row < static_cast<int>(grid.level(level).rows.size()); ++row) {
            for (const int quality : {0, 1, 99, 100}) {
                const TileEncoding encoding = tileEncoding({.quality = quality}, grid, level, row);
                EXPECT_GE(encoding.quality, 0.0F);
                EXPECT_LE(encoding.quality, 100.0F);
            }
            EXPECT_TRUE(tileEncoding({.lossless = true}, grid, level, row).lossless);
        }
    }
}

} // namespace
} // namespace vr360
