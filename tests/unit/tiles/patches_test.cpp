#include "core/tiles/patches.h"

#include "core/tiles/select.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

namespace vr360 {
namespace {

Grid gridOf(int width) {
    return std::move(Grid::create(width, width / 2)).value();
}

class FakeResidency : public Residency {
public:
    std::map<TileId, int> layers;
    [[nodiscard]] int layerOf(TileId id) const override {
        const auto it = layers.find(id);
        return it == layers.end() ? -1 : it->second;
    }
};

/// Every tile is there with a chance of `share`; preview and level 0 always, if `base`.
FakeResidency randomResidency(const Grid& grid, std::mt19937& random, double share, bool base) {
    FakeResidency residency;
    int layer = 0;
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int l = -1; l < grid.levelCount(); ++l) {
        const auto rows = static_cast<int>(grid.level(l).rows.size());
        for (int r = 0; r < rows; ++r) {
            for (int c = 0; c < grid.row(l, r).columns; ++c) {
                if ((base && l <= 0) || unit(random) < share) {
                    residency.layers[{std::int16_t(l), std::int16_t(r), std::int16_t(c)}] = layer;
                }
                ++layer;
            }
        }
    }
    return residency;
}

bool contains(const Patch& p, LonLat at, double margin) {
    return at.lon > p.lon0 + margin && at.lon < p.lon1 - margin && at.lat > p.lat0 + margin &&
           at.lat < p.lat1 - margin;
}

/// The finest resident tile at a point, from a level downwards: what must be seen there.
TileId expectedTile(const Grid& grid, const Residency& residency, int level, LonLat at) {
    while (level >= 0 && residency.layerOf(grid.tileAt(level, at)) < 0) {
        --level;
    }
    return grid.tileAt(level, at);
}

void checkView(const Grid& grid,
               const View& view,
               const FakeResidency& residency,
               std::mt19937& random) {
    const Camera camera(view, {640, 400});
    const int level = chooseLevel(grid, camera, {});
    std::vector<Patch> patches;
    const Coverage coverage = buildPatches(grid, camera, level, residency, 1.0F, patches);
    EXPECT_TRUE(coverage.complete);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    constexpr double kFloat = 2e-6; // patches are floats
    for (int i = 0; i < 200; ++i) {
        const LonLat at = lonLat(camera.directionAt({unit(random) * 640, unit(random) * 400}));
        const Patch* found = nullptr;
        int count = 0;
        int near = 0;
        for (const Patch& patch : patches) {
            near += contains(patch, at, -kFloat);
            if (contains(patch, at, kFloat)) {
                found = &patch;
                ++count;
            }
        }
        ASSERT_GE(near, 1) << "a hole at " << degrees(at.lon) << ", " << degrees(at.lat);
        ASSERT_LE(count, 1) << "drawn twice at " << degrees(at.lon) << ", " << degrees(at.lat);
        if (count != 1 || near != 1) {
            continue; // on a border
        }
        const TileId tile = expectedTile(grid, residency, level, at);
        ASSERT_EQ(static_cast<int>(found->layer), residency.layerOf(tile));
        const LonLatRect rect = grid.tileRect(tile);
        const double s = (at.lon - found->lon0) / (found->lon1 - found->lon0);
        const double t = (found->lat1 - at.lat) / (found->lat1 - found->lat0);
        const double texel_u = (found->u0 + s * (found->u1 - found->u0)) * kMaxStoredPixels;
        const double texel_v = (found->v0 + t * (found->v1 - found->v0)) * kMaxStoredPixels;
        EXPECT_NEAR(texel_u,
                    1 + (at.lon - rect.lon0) / (rect.lon1 - rect.lon0) * grid.tileWidth(tile),
                    0.02);
        EXPECT_NEAR(texel_v,
                    1 + (rect.lat1 - at.lat) / (rect.lat1 - rect.lat0) * grid.tileHeight(tile),
                    0.02);
    }
}

TEST(Patches, CoverEveryPointOnceWithTheFinestTileThatIsThere) {
    std::mt19937 random(4);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    const Grid grids[] = {gridOf(8192), gridOf(6000), gridOf(16384)};
    for (int i = 0; i < 240; ++i) {
        const Grid& grid = grids[i % 3];
        const double share = (i % 4) / 3.0;
        const FakeResidency residency = randomResidency(grid, random, share, true);
        View view{unit(random) * 360 - 180, unit(random) * 180 - 90, 20 + unit(random) * 90};
        if (i % 5 == 0) {
            view.pitch = i % 2 ? 90.0 : -90.0;
        }
        if (i % 7 == 0) {
            view.yaw = 180.0;
        }
        if (i % 8 == 0) {
            view.projection = Projection::kStereographic;
            view.fov *= 2.5;
        }
        checkView(grid, view, residency, random);
    }
}

TEST(Patches, SettledOnlyWhenEveryTileOfTheLevelIsThere) {
    const Grid grid = gridOf(8192);
    std::mt19937 random(6);
    FakeResidency residency = randomResidency(grid, random, 1.0, true);
    const Camera camera({10.0, 0.0, 60.0}, {1280, 720});
    std::vector<Patch> patches;
    EXPECT_TRUE(buildPatches(grid, camera, 4, residency, 1.0F, patches).settled);
    residency.layers.erase(grid.tileAt(4, {radians(10.0), 0.0}));
    patches.clear();
    const Coverage coverage = buildPatches(grid, camera, 4, residency, 1.0F, patches);
    EXPECT_FALSE(coverage.settled);
    EXPECT_TRUE(coverage.complete);
}

TEST(Patches, SayWhenNothingCoversAPart) {
    const Grid grid = gridOf(4096);
    FakeResidency residency;
    std::vector<Patch> patches;
    const Camera camera({0.0, 0.0, 60.0}, {640, 400});
    EXPECT_FALSE(buildPatches(grid, camera, 2, residency, 1.0F, patches).complete);
    EXPECT_TRUE(patches.empty());
    residency.layers[kPreviewTile] = 0;
    EXPECT_TRUE(buildPatches(grid, camera, 2, residency, 1.0F, patches).complete);
}

/// Where the mesh really puts a direction: on flat cells, as the vertex shader and the rasterizer
/// do it.
double meshError(const Camera& camera, const Patch& p, double s, double t) {
    const double cell_s = std::floor(s * kMeshCellsLon) / kMeshCellsLon;
    const double cell_t = std::floor(t * kMeshCellsLat) / kMeshCellsLat;
    const double fs = (s - cell_s) * kMeshCellsLon;
    const double ft = (t - cell_t) * kMeshCellsLat;
    const auto vertex = [&](double u, double v) {
        return direction({p.lon0 + u * (p.lon1 - p.lon0), p.lat1 - v * (p.lat1 - p.lat0)});
    };
    const double du = 1.0 / kMeshCellsLon;
    const double dv = 1.0 / kMeshCellsLat;
    const Vec3 a = vertex(cell_s, cell_t);
    const Vec3 b = vertex(cell_s + du, cell_t);
    const Vec3 c = vertex(cell_s, cell_t + dv);
    const Vec3 d = vertex(cell_s + du, cell_t + dv);
    // The trapezoid's rows shrink with the cosine; along its width texture and place go evenly.
    const Vec3 top = a + (b - a) * fs;
    const Vec3 bottom = c + (d - c) * fs;
    const auto flat = camera.project(top + (bottom - top) * ft);
    const auto round = camera.project(vertex(s, t));
    if (!flat.in_front || !round.in_front || round.pixel.x < 0 || round.pixel.y < 0 ||
        round.pixel.x > camera.viewport().width || round.pixel.y > camera.viewport().height) {
        return 0.0;
    }
    return std::hypot(flat.pixel.x - round.pixel.x, flat.pixel.y - round.pixel.y);
}

TEST(Patches, AreSmallEnoughThatTheFlatMeshIsRound) {
    std::mt19937 random(8);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    const Grid grid = gridOf(8192);
    double worst = 0.0;
    for (int i = 0; i < 60; ++i) {
        const FakeResidency residency = randomResidency(grid, random, i % 3 ? 1.0 : 0.3, true);
        const Camera camera(
            {unit(random) * 360 - 180, unit(random) * 180 - 90, 20 + unit(random) * 95},
            {1280, 720});
        std::vector<Patch> patches;
        buildPatches(grid, camera, chooseLevel(grid, camera, {}), residency, 1.0F, patches);
        for (const Patch& patch : patches) {
            for (int k = 0; k < 40; ++k) {
                worst = std::max(worst, meshError(camera, patch, unit(random), unit(random)));
            }
        }
    }
    EXPECT_LT(worst, 0.2) << "pixels";
    RecordProperty("worst_pixels", std::to_string(worst));
}

TEST(Patches, StayFew) {
    const Grid grid = gridOf(16384);
    std::mt19937 random(10);
    const FakeResidency residency = randomResidency(grid, random, 1.0, true);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int i = 0; i < 100; ++i) {
        const Camera camera({unit(random) * 360 - 180, unit(random) * 180 - 90, 90}, {1280, 720});
        std::vector<Patch> patches;
        buildPatches(grid, camera, chooseLevel(grid, camera, {}), residency, 1.0F, patches);
        EXPECT_LE(patches.size(), 80U);
    }
}

} // namespace
} // namespace vr360
