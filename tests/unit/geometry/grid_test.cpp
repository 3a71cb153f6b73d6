#include "core/geometry/grid.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace vr360 {
namespace {

Grid gridOf(int width, int height) {
    auto grid = Grid::create(width, height);
    EXPECT_TRUE(grid.ok());
    return std::move(grid).value();
}

Grid gridOf(int width) {
    return gridOf(width, width / 2);
}

class GridOfSize : public testing::TestWithParam<int> {};

TEST_P(GridOfSize, LevelsHalveAndTheCoarsestIsOneRowHigh) {
    const Grid grid = gridOf(GetParam());
    EXPECT_EQ(grid.width(), GetParam());
    EXPECT_LE(grid.level(0).height, kMaxTilePixels);
    EXPECT_EQ(grid.level(0).rows.size(), 1U);
    for (int l = 1; l < grid.levelCount(); ++l) {
        EXPECT_EQ(grid.level(l - 1).width, (grid.level(l).width + 1) / 2);
        EXPECT_EQ(grid.level(l - 1).height, (grid.level(l).height + 1) / 2);
        EXPECT_GT(grid.level(l).height, kMaxTilePixels);
    }
}

TEST_P(GridOfSize, RowsAndColumnsFillEveryLevelWithoutGapsAndFitATile) {
    const Grid grid = gridOf(GetParam());
    for (int l = 0; l < grid.levelCount(); ++l) {
        int y = 0;
        for (const GridRow& row : grid.level(l).rows) {
            EXPECT_EQ(row.y, y);
            EXPECT_LE(row.height, kMaxTilePixels);
            EXPECT_EQ(row.columnStart(0), 0);
            EXPECT_EQ(row.columnStart(row.columns), row.width);
            for (int c = 0; c < row.columns; ++c) {
                EXPECT_GE(row.columnWidth(c), 1);
                EXPECT_LE(row.columnWidth(c), kMaxTilePixels);
                EXPECT_LE(std::abs(row.columnWidth(c) - row.columnWidth(0)), 1);
            }
            y += row.height;
        }
        EXPECT_EQ(y, grid.level(l).height);
    }
}

TEST_P(GridOfSize, NoRowIsLessDenseThanTheEquatorNorMuchDenser) {
    const Grid grid = gridOf(GetParam());
    for (int l = 0; l < grid.levelCount(); ++l) {
        const GridLevel& level = grid.level(l);
        for (const GridRow& row : level.rows) {
            double widest = 0.0; // cosine of the latitude nearest the equator, line by line
            for (int edge = row.y; edge <= row.y + row.height; ++edge) {
                widest = std::max(widest, std::sin(kPi * edge / level.height));
            }
            EXPECT_GE(row.width + 1e-6, level.width * widest);
            EXPECT_LE(row.width, level.width);
            if (row.width < level.width) {
                EXPECT_LT(row.width, level.width * widest + row.columns + 1);
                EXPECT_EQ(row.width % row.columns, 0) << "tiles of a resampled row are equal";
            }
        }
    }
}

TEST_P(GridOfSize, EveryDirectionHasTheTileThatContainsIt) {
    const Grid grid = gridOf(GetParam());
    std::mt19937 random(7);
    std::uniform_real_distribution<double> lon(-kPi, kPi);
    std::uniform_real_distribution<double> lat(-kPi / 2, kPi / 2);
    for (int i = 0; i < 2000; ++i) {
        const LonLat p{lon(random), lat(random)};
        for (int l = -1; l < grid.levelCount(); ++l) {
            const TileId id = grid.tileAt(l, p);
            ASSERT_TRUE(grid.contains(id));
            const LonLatRect rect = grid.tileRect(id);
            EXPECT_GE(p.lon, rect.lon0 - 1e-12);
            EXPECT_LE(p.lon, rect.lon1 + 1e-12);
            EXPECT_GE(p.lat, rect.lat0 - 1e-12);
            EXPECT_LE(p.lat, rect.lat1 + 1e-12);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Sizes,
    GridOfSize,
    testing::Values(4, 510, 512, 1000, 1022, 4096, 5000, 6144, 8192, 11000, 65536));

TEST(Grid, TakesTheSizesThatTheFormatNames) {
    // Worked examples of docs/format.md section 5.
    const Grid grid = gridOf(8192);
    EXPECT_EQ(grid.levelCount(), 5);
    EXPECT_EQ(grid.level(0).width, 512);
    EXPECT_EQ(grid.level(0).rows[0].columns, 2);
    EXPECT_EQ(grid.level(4).rows.size(), 9U);
    EXPECT_EQ(grid.row(4, 4).width, 8192);
    EXPECT_EQ(grid.row(4, 4).columns, 17);
    EXPECT_EQ(grid.tileCount(), 171);
    EXPECT_EQ(gridOf(16384).tileCount(), 560);
}

TEST(Grid, OddSizesKeepTheWholeSphere) {
    const Grid grid = gridOf(6001, 3000);
    EXPECT_EQ(grid.level(grid.levelCount() - 2).width, 3001);
    const LonLatRect last =
        grid.tileRect({static_cast<std::int16_t>(grid.levelCount() - 1),
                       0,
                       static_cast<std::int16_t>(grid.row(grid.levelCount() - 1, 0).columns - 1)});
    EXPECT_DOUBLE_EQ(last.lon1, kPi);
    EXPECT_DOUBLE_EQ(last.lat1, kPi / 2);
}

TEST(Grid, RefusesWhatIsNoPanorama) {
    EXPECT_FALSE(Grid::create(1, 1).ok());
    EXPECT_FALSE(Grid::create(0, 0).ok());
    EXPECT_FALSE(Grid::create(-8, -4).ok());
    EXPECT_FALSE(Grid::create(65538, 32769).ok());
    const auto square = Grid::create(4096, 4096);
    ASSERT_FALSE(square.ok());
    EXPECT_NE(square.fault().what.find("4096x4096"), std::string::npos);
}

TEST(Grid, KnowsWhatItContains) {
    const Grid grid = gridOf(4096);
    EXPECT_TRUE(grid.contains(kPreviewTile));
    EXPECT_TRUE(grid.contains({0, 0, 1}));
    EXPECT_FALSE(grid.contains({0, 0, 2}));
    EXPECT_FALSE(grid.contains({0, 1, 0}));
    EXPECT_FALSE(grid.contains({4, 0, 0}));
    EXPECT_FALSE(grid.contains({-2, 0, 0}));
    EXPECT_FALSE(grid.contains({1, -1, 0}));
}

TEST(Grid, RowsInDoesNotCountTouching) {
    const Grid grid = gridOf(8192);
    const LonLatRect rect = grid.tileRect({4, 3, 0});
    const Grid::Span own = grid.rowsIn(4, rect.lat0, rect.lat1);
    EXPECT_EQ(own.first, 3);
    EXPECT_EQ(own.last, 3);
    const Grid::Span all = grid.rowsIn(4, -kPi / 2, kPi / 2);
    EXPECT_EQ(all.first, 0);
    EXPECT_EQ(all.last, 8);
    const Grid::Span none = grid.rowsIn(4, 2.0, 3.0);
    EXPECT_GT(none.first, none.last);
}

} // namespace
} // namespace vr360
