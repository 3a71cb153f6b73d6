#include "packager/export/tile_plan.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

namespace vr360 {
namespace {

std::string path(int level, CubeFace face, int row, int column) {
    return std::to_string(level) + faceLetter(face) + std::to_string(row) + "_" +
           std::to_string(column);
}

double angleBetween(Vec3 a, Vec3 b) {
    return std::acos(std::min(dot(normalized(a), normalized(b)), 1.0));
}

TEST(CubePlan, FacesJoinAlongTheirEdges) {
    const auto same = [](CubeFace a, double u, double v, CubeFace b, double s, double t) {
        EXPECT_NEAR(angleBetween(faceDirection(a, u, v), faceDirection(b, s, t)), 0.0, 1e-7)
            << faceLetter(a) << faceLetter(b);
    };
    for (const double t : {-1.0, -0.3, 0.5, 1.0}) {
        same(CubeFace::kFront, 1.0, t, CubeFace::kRight, -1.0, t);
        same(CubeFace::kRight, 1.0, t, CubeFace::kBack, -1.0, t);
        same(CubeFace::kBack, 1.0, t, CubeFace::kLeft, -1.0, t);
        same(CubeFace::kLeft, 1.0, t, CubeFace::kFront, -1.0, t);
        same(CubeFace::kFront, t, -1.0, CubeFace::kUp, t, 1.0);
        same(CubeFace::kFront, t, 1.0, CubeFace::kDown, t, -1.0);
    }
}

TEST(CubePlan, TilesAreEqualAndCoverTheWholeSphere) {
    for (const int width : {256, 1000, 4096, 8192, 16384, 65536}) {
        const CubePlan plan = planCube(width, &path);
        EXPECT_LE(plan.tile, 512);
        const int face = plan.tile << (plan.levels - 1);
        // No coarser than the panorama, and not much finer.
        EXPECT_GE(face * kPi, width);
        EXPECT_LE(face * kPi, width * 1.2 + 64.0) << width;
        std::int64_t tiles = 0;
        for (int level = 0; level < plan.levels; ++level) {
            tiles += std::int64_t{6} << (2 * level);
        }
        EXPECT_EQ(static_cast<std::int64_t>(plan.tiles.size()), tiles);
        std::set<std::string> names;
        for (const PlannedTile& tile : plan.tiles) {
            names.insert(tile.path);
            EXPECT_LE(tile.x + tile.width, tile.plane_width);
        }
        EXPECT_EQ(names.size(), plan.tiles.size());
    }
}

TEST(CubePlan, APixelLooksWhereItsFaceLooks) {
    const CubePlan plan = planCube(2048, &path);
    for (const PlannedTile& tile : plan.tiles) {
        if (tile.plane_width != tile.width) {
            continue; // level 0 only: one tile a face
        }
        const double middle = (tile.width - 1) / 2.0;
        const Vec3 seen = direction(tile.directionAt(static_cast<int>(middle), tile.height / 2));
        EXPECT_LT(angleBetween(seen, faceDirection(tile.face, 0.0, 0.0)), 2.0 / tile.width)
            << faceLetter(tile.face);
    }
}

TEST(EquirectPlan, RowsAndColumnsArePowersOfTwo) {
    for (const int width : {512, 3000, 8192, 16384, 32768, 65536}) {
        const EquirectPlan plan = planEquirect(width);
        for (const EquirectPlan::Level& level : plan.levels) {
            EXPECT_EQ(level.rows & (level.rows - 1), 0);
            EXPECT_EQ(level.columns, 2 * level.rows);
            EXPECT_LE(level.rows, 16);
            EXPECT_EQ(level.width % level.columns, 0);
        }
        EXPECT_LE(plan.levels.back().width, width);
        EXPECT_GT(plan.levels.back().width, width - 32);
    }
}

TEST(EquirectPlan, TheFirstPixelIsAtTheSeamAndTheTop) {
    const EquirectPlan plan = planEquirect(4096);
    const LonLat first = plan.tiles.front().directionAt(0, 0);
    const double pixel = 2.0 * kPi / plan.levels.front().width;
    EXPECT_NEAR(first.lon, -kPi + pixel / 2.0, 1e-9);
    EXPECT_NEAR(first.lat, kPi / 2.0 - pixel / 2.0, 1e-9);
}

} // namespace
} // namespace vr360
