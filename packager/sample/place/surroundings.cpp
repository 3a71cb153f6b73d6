#include "packager/sample/place/surroundings.h"

#include "packager/sample/parts/plants.h"
#include "packager/sample/render/random.h"

#include <array>
#include <cmath>

namespace vr360::sample {

namespace {

constexpr std::uint32_t kTownSeed = 2024;
constexpr float kSightOfHouses = 3600.0F;
constexpr float kNear = 260.0F;

constexpr GeoPoint kBridge{21.093, 105.82};
constexpr float kBridgeBearing = 36.0F; // compass direction of the road, towards the far bank
constexpr float kSpan = 300.0F;
constexpr int kPylons = 5;
constexpr float kPylonHeight = 108.0F;
constexpr float kDeckHeight = 16.0F;

/// Something that stands somewhere in the town, the same seen from everywhere.
struct Placed {
    V2 at; ///< metres of the lake's map
    float angle = 0.0F;
    float scale = 1.0F;
    std::uint32_t seed = 0;
    enum class What { kTree, kHouse, kTower } what = What::kHouse;
};

ModelPtr blockModel(V3 size) {
    MeshBuilder b(1000.0F);
    b.material = MaterialId::kFacade;
    b.box({}, size);
    b.box({size.x * 0.12F, size.y * 0.2F, size.z}, {size.x * 0.5F, size.y * 0.35F, 2.6F});
    return std::make_shared<const Model>(makeModel(b.take()));
}

ModelPtr pitchedModel(V3 size) {
    MeshBuilder b(1000.0F);
    b.material = MaterialId::kFacade;
    b.box({}, size);
    b.material = MaterialId::kRoofTile;
    const float x = 0.54F * size.x;
    const float y = 0.53F * size.y;
    const float top = size.z + 0.34F * size.x;
    b.quad({-x, -y, size.z}, {-x, y, size.z}, {0.0F, y, top}, {0.0F, -y, top});
    b.quad({x, y, size.z}, {x, -y, size.z}, {0.0F, -y, top}, {0.0F, y, top});
    return std::make_shared<const Model>(makeModel(b.take()));
}

const std::vector<ModelPtr>& houses() {
    static const std::vector<ModelPtr> models{blockModel({4.5F, 14.0F, 13.2F}),
                                              blockModel({5.2F, 16.0F, 16.5F}),
                                              blockModel({8.0F, 12.0F, 9.9F}),
                                              pitchedModel({6.0F, 13.0F, 9.9F}),
                                              pitchedModel({9.0F, 11.0F, 6.6F}),
                                              blockModel({4.2F, 15.0F, 19.8F}),
                                              pitchedModel({4.6F, 14.0F, 13.2F}),
                                              blockModel({12.0F, 14.0F, 23.1F})};
    return models;
}

const std::vector<ModelPtr>& towers() {
    static const std::vector<ModelPtr> models{blockModel({26.0F, 22.0F, 62.0F}),
                                              blockModel({32.0F, 18.0F, 85.0F}),
                                              blockModel({22.0F, 22.0F, 105.0F}),
                                              blockModel({48.0F, 20.0F, 46.0F}),
                                              blockModel({28.0F, 28.0F, 130.0F})};
    return models;
}

/// Along the shore trees, behind them houses, further away towers: decided once for the whole town.
std::vector<Placed> layTown() {
    std::vector<Placed> town;
    constexpr float kReach = 3400.0F;
    constexpr float kStep = 15.0F;
    for (float y = -kReach; y < kReach; y += kStep) {
        for (float x = -kReach; x < kReach; x += kStep) {
            const float coarse = lakeDistance({x, y});
            if (coarse > 8.0F || coarse < -170.0F) {
                continue;
            }
            const std::uint32_t h =
                cellHash(static_cast<int>(x / kStep), static_cast<int>(y / kStep), kTownSeed);
            Random random(h);
            const V2 at{x + random.between(-5.0F, 5.0F), y + random.between(-5.0F, 5.0F)};
            const float inland = -lakeDistance(at);
            if (inland < 3.0F) {
                continue;
            }
            const float angle = std::round(random.uniform() * 8.0F) * 0.25F * kPi;
            if (inland < 13.0F || random.chance(0.16F)) {
                if (random.chance(0.8F)) {
                    town.push_back({at,
                                    angle,
                                    random.between(0.75F, 1.25F),
                                    random.next(),
                                    Placed::What::kTree});
                }
            } else if (random.chance(0.82F)) {
                town.push_back(
                    {at, angle, random.between(0.85F, 1.15F), random.next(), Placed::What::kHouse});
            }
        }
    }
    constexpr float kTowerStep = 170.0F;
    for (float y = -5000.0F; y < 5000.0F; y += kTowerStep) {
        for (float x = -5200.0F; x < 5200.0F; x += kTowerStep) {
            Random random(cellHash(static_cast<int>(x / kTowerStep),
                                   static_cast<int>(y / kTowerStep),
                                   kTownSeed + 5U));
            const V2 at{x + random.between(-60.0F, 60.0F), y + random.between(-60.0F, 60.0F)};
            if (lakeDistance(at) > -120.0F) {
                continue;
            }
            // High houses stand in the west and south; the river's flats in the north-east stay
            // free.
            const bool flats = at.x + at.y > 2300.0F;
            const float chance = flats             ? 0.0F
                                 : at.x < -900.0F  ? 0.34F
                                 : at.y < -1500.0F ? 0.2F
                                                   : 0.07F;
            if (random.chance(chance)) {
                town.push_back({at,
                                random.uniform() * kPi,
                                random.between(0.7F, 1.1F),
                                random.next(),
                                Placed::What::kTower});
            }
        }
    }
    return town;
}

Color wallColor(std::uint32_t seed) {
    constexpr std::array<unsigned, 8> colors{
        0xe6dcc0, 0xd9c9a0, 0xcfd3d0, 0xe9e4d8, 0xc4b8a4, 0xd6b99a, 0xb7c3c4, 0xded2c2};
    return rgb(colors[hash(seed) % colors.size()]);
}

void addBridge(World& world, float heading) {
    const WaterMap& water = world.water();
    const V2 centre = toMetres(kBridge);
    const float along = radians(90.0F - kBridgeBearing); // in the map's axes
    const V2 road{std::cos(along), std::sin(along)};
    const auto local = [&](float s, float aside, float z) {
        const V2 p = water.fromMap(centre + road * s + V2{-road.y, road.x} * aside);
        return V3{p.x, p.y, z};
    };
    MeshBuilder b(1e6F);
    b.object = world.object("bridge");
    b.material = MaterialId::kSteelWhite;
    const float half = 0.5F * kSpan * (kPylons + 1);
    const auto beam = [&](V3 from, V3 to, float radius) {
        const std::array<V3, 2> path{from, to};
        b.tube(path, radius, 5);
    };
    for (int i = 0; i < kPylons; ++i) {
        const float s = (static_cast<float>(i) - 0.5F * (kPylons - 1)) * kSpan;
        for (const float side : {-1.0F, 1.0F}) {
            beam(local(s, side * 19.0F, -6.0F), local(s, side * 2.5F, kPylonHeight * 0.68F), 3.0F);
            beam(local(s, side * 2.2F, kPylonHeight * 0.66F),
                 local(s, side * 1.6F, kPylonHeight),
                 2.4F);
        }
        for (int cable = 1; cable <= 11; ++cable) {
            const float reach = static_cast<float>(cable) * 12.8F;
            const float high = kPylonHeight * (0.66F + 0.028F * static_cast<float>(cable));
            for (const float way : {-1.0F, 1.0F}) {
                for (const float side : {-1.0F, 1.0F}) {
                    beam(local(s, side * 2.0F, high),
                         local(s + way * reach, side * 15.0F, kDeckHeight),
                         0.28F);
                }
            }
        }
    }
    b.material = MaterialId::kConcrete;
    const V2 middle = water.fromMap(centre);
    b.transform = placed({middle.x, middle.y, 0.0F}, along + radians(heading));
    b.box({0.0F, 0.0F, kDeckHeight - 1.5F}, {2.0F * half + 900.0F, 33.0F, 3.0F}, true);
    b.transform = {};
    world.add(b.take(), 77U);
}

} // namespace

void addSurroundings(World& world, float heading, const std::function<bool(V2)>& is_free) {
    static const std::vector<Placed> town = layTown();
    const WaterMap& water = world.water();
    const float turn = radians(heading);
    for (const Placed& thing : town) {
        const V2 p = water.fromMap(thing.at);
        const float away = length(p);
        const bool tower = thing.what == Placed::What::kTower;
        if (away > (tower ? 6500.0F : kSightOfHouses) || (away < kNear && !is_free(p)) ||
            water.distance(p) > -2.0F) {
            continue;
        }
        Instance instance;
        instance.seed = thing.seed;
        // Close by, greenery screens the town.
        const bool screened = away < 110.0F && !tower && (thing.seed & 3U) != 0;
        instance.place = placed({p.x, p.y, -0.05F}, thing.angle + turn, thing.scale);
        switch (screened ? Placed::What::kTree : thing.what) {
        case Placed::What::kTree:
            // Near trees have all their leaves, far ones a few large ones.
            instance.model = plant(away < 130.0F ? Plant::kBroad : Plant::kFarTree,
                                   static_cast<int>(thing.seed % 3U),
                                   away > kCoarseBeyond);
            break;
        case Placed::What::kHouse:
            instance.model = houses()[thing.seed % houses().size()];
            instance.tint = wallColor(thing.seed);
            break;
        case Placed::What::kTower:
            instance.model = towers()[thing.seed % towers().size()];
            instance.tint = wallColor(thing.seed);
            break;
        }
        world.add(std::move(instance));
    }
    addBridge(world, heading);
}

} // namespace vr360::sample
