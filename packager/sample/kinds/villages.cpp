#include "packager/sample/kinds/composer.h"

#include <array>

namespace vr360::sample {

/// Objects: gate, lane, houses, seller, well.
void composeLane(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 30.0F;
    c.clear_centre = {0.0F, 8.0F};
    c.world.ground = MaterialId::kEarth;
    const float half = 2.3F + 0.3F * static_cast<float>(v % 3);
    c.ground({0.0F, 10.0F},
             {half, 42.0F},
             v % 2 == 0 ? MaterialId::kBrickPaving : MaterialId::kSlabPaving);
    constexpr std::array<MaterialId, 4> walls{MaterialId::kOchreWall,
                                              MaterialId::kWhitewash,
                                              MaterialId::kOldBrick,
                                              MaterialId::kGreyWall};
    c.mesh.object = c.object("gate");
    addVillageGate(c.mesh,
                   {0.0F, 8.5F, 0.0F},
                   2.5F + 0.3F * static_cast<float>(v % 2),
                   4.0F + 0.3F * static_cast<float>(v % 3),
                   walls[static_cast<std::size_t>(v) % 4],
                   c.random.next());
    c.mesh.object = 0;
    for (const float side : {-1.0F, 1.0F}) {
        addWall(c.mesh,
                {side * (half + 0.5F), -14.0F, 0.0F},
                {side * (half + 0.5F), 8.3F, 0.0F},
                side > 0.0F ? 1.9F : 1.5F,
                side > 0.0F ? MaterialId::kOldBrick : walls[static_cast<std::size_t>(v + 1) % 4],
                v % 2 == 0);
        addWall(c.mesh,
                {side * (half + 0.5F), 10.3F, 0.0F},
                {side * (half + 0.5F), 40.0F, 0.0F},
                1.8F,
                MaterialId::kOldBrick,
                true);
        // Houses look over the walls with their gable or front.
        for (int i = 0; i < 4; ++i) {
            MeshBuilder b(1.2F);
            b.object = c.object("houses");
            const float y = -9.0F + 10.5F * static_cast<float>(i) + c.random.between(-1.0F, 1.0F);
            if (i == 3) {
                // Beyond the gate the lane narrows between taller houses.
                b.transform = placed({side * (half + 1.0F), 27.0F, 0.0F},
                                     side > 0.0F ? -0.5F * kPi : 0.5F * kPi);
                TubeHouseShape tall;
                tall.width = 5.0F;
                tall.storeys = 3;
                tall.shop = false;
                tall.seed = c.random.next();
                addTubeHouse(b, tall);
            } else {
                b.transform =
                    placed({side * (half + 4.2F), y, 0.0F}, side > 0.0F ? -0.5F * kPi : 0.5F * kPi);
                addVillageHouse(b, {}, 8.5F, c.random.next());
            }
            c.world.add(b.take(), c.random.next());
        }
    }
    MeshBuilder back(1.2F);
    back.transform = placed({1.0F, -17.0F, 0.0F}, kPi);
    addVillageHouse(back, {}, 9.0F, c.random.next());
    c.world.add(back.take(), c.random.next());
    c.plantAt(v % 2 == 0 ? Plant::kBanyan : Plant::kBroad,
              {-(half + 6.5F), 11.0F},
              0.75F,
              c.object("tree"));
    c.plantAt(Plant::kBamboo, {half + 3.2F, 7.0F}, 0.8F);
    c.plantAt(Plant::kBamboo, {-(half + 2.6F), -12.0F}, 0.8F);
    for (int i = 0; i < 6; ++i) {
        c.plantAt(
            Plant::kAreca,
            {(i % 2 == 0 ? 1.0F : -1.0F) * (half + 1.6F), -8.0F + 4.7F * static_cast<float>(i)},
            0.85F);
    }
    for (int i = 0; i < 9; ++i) {
        c.plantAt(
            i % 3 == 0 ? Plant::kKumquat : Plant::kFlowerPot,
            {(i % 2 == 0 ? 1.0F : -1.0F) * (half + 0.05F), -7.0F + 1.6F * static_cast<float>(i)},
            0.85F);
    }
    c.personAt(Person::kCarrier, {-0.9F, 5.4F}, 0.3F, 0.0F, c.object("seller"));
    c.thingAt(Thing::kBicycle, {half - 0.35F, 3.6F}, 0.15F);
    c.thingAt(v % 2 == 0 ? Thing::kFlowerBicycle : Thing::kMotorbike, {-half + 0.55F, -4.2F}, 2.9F);
    c.thingAt(Thing::kTeaTable, {half - 0.9F, -2.8F}, 1.5F);
    c.personAt(Person::kSeated, {half - 0.6F, -3.8F}, 2.8F, -0.18F);
    c.crowd({0.0F, 14.0F}, {1.6F, 4.0F}, 3);
    c.crowd({0.0F, -8.0F}, {1.8F, 3.0F}, 2);
}

/// Objects: blossom, gardener, house, field. Variants: peach, kumquat, flower beds.
void composeGarden(Composer& c) {
    const int v = c.picture.variant % 3;
    c.clear_radius = 75.0F;
    c.clear_centre = {0.0F, 20.0F};
    c.world.ground = v == 2 ? MaterialId::kGrass : MaterialId::kEarth;
    c.ground({0.0F, 20.0F}, {1.0F, 60.0F}, v == 2 ? MaterialId::kSlabPaving : MaterialId::kGravel);
    const std::uint16_t blossom = c.object("blossom");
    if (v == 2) {
        for (int bed = 0; bed < 5; ++bed) {
            for (const float side : {-1.0F, 1.0F}) {
                c.ground({side * (3.6F + 6.0F * static_cast<float>(bed)), 16.0F},
                         {2.4F, 26.0F},
                         MaterialId::kFlowerField);
            }
        }
        for (int i = 0; i < 420; ++i) {
            const float side = c.random.chance(0.5F) ? 1.0F : -1.0F;
            const float y = c.random.between(-9.0F, 24.0F);
            const float x =
                side * (1.5F + c.random.between(0.0F, 1.0F) * c.random.between(0.0F, 11.0F));
            if (std::abs(x) > 6.0F && std::abs(x) < 7.2F) {
                continue;
            }
            c.world.add(Instance{plant(Plant::kShrub, i),
                                 placed({x, y, -0.12F},
                                        c.random.between(0.0F, 6.0F),
                                        c.random.between(0.35F, 0.55F)),
                                 c.random.next(),
                                 0,
                                 {}});
            c.world.add(Instance{plant(Plant::kFlowerPot, i),
                                 placed({x + 0.3F, y + 0.2F, -0.35F},
                                        c.random.between(0.0F, 6.0F),
                                        c.random.between(0.8F, 1.1F)),
                                 c.random.next(),
                                 blossom,
                                 {}});
        }
        MeshBuilder arch(0.8F);
        arch.material = MaterialId::kSteelWhite;
        arch.object = c.object("arch");
        for (int i = 0; i < 4; ++i) {
            const float y = 9.0F + 2.4F * static_cast<float>(i);
            std::array<V3, 15> hoop;
            for (std::size_t k = 0; k < hoop.size(); ++k) {
                const float a = kPi * static_cast<float>(k) / 14.0F;
                hoop[k] = {-1.5F * std::cos(a),
                           y,
                           1.2F + 1.5F * std::sin(a) - (k == 0 || k == 14 ? 1.2F : 0.0F)};
                if (k % 2 == 1) {
                    c.world.add(Instance{plant(Plant::kFlowerPot, i),
                                         placed({hoop[k].x, y, hoop[k].z - 0.6F}, a, 0.8F),
                                         c.random.next(),
                                         arch.object,
                                         {}});
                }
            }
            arch.tube(hoop, 0.05F, 6);
        }
        c.world.add(arch.take(), 3U);
    } else {
        for (int row = -5; row <= 5; ++row) {
            for (int i = 0; i < 13; ++i) {
                const float x = 2.5F * static_cast<float>(row) + (row >= 0 ? 1.4F : -1.4F) * 0.5F +
                                c.random.between(-0.3F, 0.3F);
                const float y =
                    -8.0F + 2.9F * static_cast<float>(i) + c.random.between(-0.4F, 0.4F);
                if (std::abs(x) < 1.15F || length(V2{x, y} - c.picture.eye) < 2.3F) {
                    continue;
                }
                c.plantAt(v == 0 ? Plant::kPeach : Plant::kKumquat,
                          {x, y},
                          v == 0 ? c.random.between(0.95F, 1.3F) : c.random.between(0.85F, 1.15F),
                          blossom);
            }
        }
        for (int i = 0; i < 60; ++i) {
            const float x = c.random.between(-46.0F, 46.0F);
            const float y = c.random.between(-28.0F, 60.0F);
            if (std::abs(x) > 15.0F || y > 30.0F || y < -9.0F) {
                c.plantAt(v == 0 ? Plant::kPeach : Plant::kKumquat, {x, y}, 1.2F);
            }
        }
    }
    MeshBuilder b(1.2F);
    b.object = c.object("house");
    b.transform = placed({-17.0F, 27.0F, 0.0F}, 0.4F);
    addVillageHouse(b, {}, 9.0F, c.random.next());
    c.world.add(b.take(), c.random.next());
    c.plantAt(Plant::kBamboo, {-25.0F, 24.0F});
    c.plantAt(Plant::kBroad, {24.0F, 32.0F});
    c.plantAt(Plant::kBroad, {27.0F, -14.0F});
    c.personAt(Person::kFarmer, {-2.9F, 6.6F}, 0.8F, 0.0F, c.object("gardener"));
    c.personAt(Person::kFarmer, {7.0F, 11.0F}, 2.0F);
    c.personAt(Person::kAoDai, {0.3F, 8.2F}, 0.1F);
    c.personAt(Person::kCarrier, {-0.2F, -6.0F}, 2.6F);
    c.thingAt(v == 0 ? Thing::kMotorbike : Thing::kFlowerBicycle, {0.5F, 4.6F}, 0.5F);
    c.crowd({0.0F, 16.0F}, {0.8F, 6.0F}, 4);
}

/// Objects: lotus, boat, deck, pavilion.
void composePond(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 62.0F;
    c.clear_centre = {0.0F, 24.0F};
    c.world.ground = MaterialId::kGrass;
    c.world.shore = MaterialId::kGrass;
    c.world.add(Pond{{0.0F, 27.0F}, {34.0F, 25.5F}, 12.0F, 0.0F});
    // A wooden walk leads out over the water.
    const std::uint16_t deck = c.object("deck");
    c.mesh.object = deck;
    c.mesh.material = MaterialId::kDeck;
    c.mesh.box({0.0F, 4.6F, -0.12F}, {2.2F, 15.0F, 0.14F}, true);
    for (int i = 0; i < 6; ++i) {
        for (const float side : {-1.0F, 1.0F}) {
            c.mesh.material = MaterialId::kDarkWood;
            c.mesh.box({side * 1.05F, 1.0F + 2.15F * static_cast<float>(i), -1.4F},
                       {0.12F, 0.12F, 2.4F});
            const std::array<V3, 2> rope{
                V3{side * 1.05F, 1.0F + 2.15F * static_cast<float>(i), 0.9F},
                V3{side * 1.05F, 3.1F + 2.15F * static_cast<float>(i), 0.9F}};
            c.mesh.material = MaterialId::kBasket;
            if (i < 5) {
                c.mesh.tube(rope, 0.025F, 5);
            }
        }
    }
    c.mesh.object = c.object("pavilion");
    c.mesh.material = MaterialId::kDeck;
    if (v % 2 == 0) {
        addPavilion(c.mesh,
                    {0.0F, 16.0F, -0.35F},
                    v % 4 == 0 ? 6 : 4,
                    3.0F,
                    MaterialId::kRoofTile,
                    v % 4 == 2);
    } else {
        // A thatched hut on stilts.
        c.mesh.box({0.0F, 15.5F, -0.12F}, {5.2F, 5.2F, 0.14F}, true);
        for (const float x : {-2.3F, 2.3F}) {
            for (const float y : {13.2F, 17.8F}) {
                c.mesh.material = MaterialId::kBamboo;
                c.mesh.cylinder({x, y, -1.4F}, 0.08F, 4.1F, 8);
            }
        }
        addSpireRoof(c.mesh,
                     {0.0F, 15.5F, 2.6F},
                     4,
                     4.4F,
                     0.05F,
                     2.1F,
                     0.0F,
                     MaterialId::kStrawHat,
                     0.25F * kPi);
    }
    c.mesh.object = 0;
    const std::uint16_t lotus = c.object("lotus");
    const WaterMap& water = c.world.water();
    // Patches of leaves, and the flowers one by one.
    for (int i = 0; i < 1150; ++i) {
        const bool flower = i >= 320;
        const float away = 2.2F + 44.0F * std::pow(c.random.uniform(), 1.35F);
        const float turn = c.random.between(-0.25F, kPi + 0.25F);
        const V2 p{away * std::cos(turn), away * std::sin(turn)};
        const float room = flower ? 0.3F : 1.9F;
        const bool channel = std::abs(p.x - 6.5F - 2.0F * std::sin(0.2F * p.y)) < 1.2F + room;
        if (water.distance(p) < 0.1F + room || channel ||
            (std::abs(p.x) < 1.1F + room && p.y < 12.3F + room) ||
            length(p - V2{0.0F, 16.0F}) < 3.6F + room || noise(p * 0.16F, 5U) > 0.72F) {
            continue;
        }
        c.world.add(Instance{plant(flower ? Plant::kLotusFlower : Plant::kLotusPatch,
                                   c.random.below(3),
                                   !flower && away > 24.0F),
                             placed({p.x, p.y, kWaterLevel},
                                    c.random.between(0.0F, 6.28F),
                                    c.random.between(0.95F, flower ? 1.5F : 1.1F)),
                             c.random.next(),
                             flower ? lotus : std::uint16_t{0},
                             {}});
    }
    c.thingAt(Thing::kBasketBoat, {6.4F, 11.5F}, 0.25F, c.object("boat"), kWaterLevel);
    c.thingAt(Thing::kBasketBoat, {8.0F, 27.0F}, 1.1F, 0, kWaterLevel);
    c.personAt(Person::kAoDai, {0.2F, 7.6F}, 0.4F, 0.02F, c.object("visitor"));
    c.personAt(Person::kWalker, {-0.5F, 10.2F}, 3.0F, 0.02F);
    c.personAt(Person::kAoDai, {0.6F, 10.6F}, 2.2F, 0.02F);
    for (int i = 0; i < 16; ++i) {
        const float turn = kPi + kPi * (static_cast<float>(i) + 0.5F) / 16.0F;
        const float away = c.random.between(9.0F, 24.0F);
        c.plantAt(i % 4 == 0   ? Plant::kAreca
                  : i % 4 == 2 ? Plant::kBamboo
                               : Plant::kBroad,
                  {away * std::cos(turn), away * std::sin(turn)},
                  c.random.between(0.8F, 1.1F));
    }
    // The far bank.
    for (int i = 0; i < 46; ++i) {
        const float turn = kPi * (static_cast<float>(i) + 0.5F) / 46.0F;
        const float away = c.random.between(1.0F, 1.5F);
        c.plantAt(i % 5 == 0   ? Plant::kAreca
                  : i % 5 == 2 ? Plant::kBamboo
                               : Plant::kBroad,
                  {40.0F * away * std::cos(turn), 27.0F + 31.0F * away * std::sin(turn)},
                  c.random.between(0.8F, 1.2F));
    }
    c.ground({0.0F, -5.0F}, {3.0F, 5.5F}, MaterialId::kBrickPaving);
    c.thingAt(Thing::kFlowerBicycle, {-2.0F, -3.6F}, 2.2F);
    c.thingAt(Thing::kTeaTable, {2.2F, -4.2F}, 0.4F);
    c.personAt(Person::kSeated, {2.9F, -4.9F}, 2.5F, -0.18F);
    c.crowd({0.0F, -8.0F}, {5.0F, 2.5F}, 3);
}

/// Objects: work, goods, house, craftsman. Variants: paper, silk, sticky rice, lotus tea, incense.
void composeCraft(Composer& c) {
    const int v = c.picture.variant % 5;
    c.clear_radius = 24.0F;
    c.clear_centre = {0.0F, 8.0F};
    c.world.ground = MaterialId::kBrickPaving;
    MeshBuilder b(1.0F);
    b.object = c.object("house");
    b.transform = placed({0.0F, 11.0F, 0.0F});
    addVillageHouse(b, {}, 11.0F, c.random.next());
    b.transform = placed({-10.5F, 4.0F, 0.0F}, 0.5F * kPi);
    addVillageHouse(b, {}, 9.0F, c.random.next());
    b.transform = {};
    b.object = 0;
    addWall(b, {9.5F, -9.0F, 0.0F}, {9.5F, 12.0F, 0.0F}, 1.7F, MaterialId::kOldBrick, true);
    addVillageGate(b, {0.0F, -10.0F, 0.0F}, 2.4F, 3.8F, MaterialId::kOchreWall, c.random.next());
    addWall(b, {-12.0F, -9.2F, 0.0F}, {-2.6F, -9.2F, 0.0F}, 1.7F, MaterialId::kOldBrick, true);
    addWall(b, {2.6F, -9.2F, 0.0F}, {9.5F, -9.2F, 0.0F}, 1.7F, MaterialId::kOldBrick, true);
    c.world.add(b.take(), c.random.next());
    const std::uint16_t work = c.object("work");
    const std::uint16_t goods = c.object("goods");
    const std::uint16_t craftsman = c.object("craftsman");
    if (v == 0) {
        c.thingAt(Thing::kTrough, {-2.2F, 5.0F}, 0.2F, work);
        c.thingAt(Thing::kMortar, {1.4F, 5.4F}, 0.0F, work);
        c.thingAt(Thing::kMortar, {2.6F, 4.6F}, 1.0F, work);
        c.personAt(Person::kFarmer, {-2.1F, 6.1F}, 0.0F, 0.0F, craftsman);
        for (int i = 0; i < 14; ++i) {
            // Sheets dry on a line.
            c.mesh.object = goods;
            c.mesh.material = MaterialId::kPaper;
            const float x = 3.2F + 0.42F * static_cast<float>(i % 7);
            const float y = i < 7 ? 7.4F : 2.2F;
            c.mesh.quad({x - 0.18F, y, 1.05F},
                        {x + 0.18F, y, 1.05F},
                        {x + 0.18F, y, 1.75F},
                        {x - 0.18F, y, 1.75F});
        }
    } else if (v == 1) {
        for (int i = 0; i < 3; ++i) {
            c.thingAt(
                Thing::kFrame,
                {-3.2F + 3.0F * static_cast<float>(i), 6.0F + 0.4F * static_cast<float>(i % 2)},
                0.15F * static_cast<float>(i - 1),
                work);
            c.personAt(Person::kSeated,
                       {-3.2F + 3.0F * static_cast<float>(i), 4.7F},
                       kPi,
                       0.02F,
                       craftsman);
        }
        constexpr std::array<MaterialId, 5> silks{MaterialId::kRedCloth,
                                                  MaterialId::kYellowCloth,
                                                  MaterialId::kBlueCloth,
                                                  MaterialId::kWhiteCloth,
                                                  MaterialId::kGreenCloth};
        for (int i = 0; i < 10; ++i) {
            c.mesh.object = goods;
            c.mesh.material = silks[static_cast<std::size_t>(i) % 5];
            const float y = -3.0F + 1.0F * static_cast<float>(i);
            c.mesh.grid(4,
                        8,
                        [&](float u, float w) {
                            return V3{7.4F + 0.06F * std::sin(9.0F * u + 5.0F * w),
                                      y + 0.8F * u,
                                      0.4F + 2.0F * w};
                        },
                        {0.8F, 2.0F});
        }
    } else if (v == 2) {
        for (int i = 0; i < 5; ++i) {
            c.thingAt(
                Thing::kSteamer,
                {-4.6F + 2.3F * static_cast<float>(i), 5.2F + 0.8F * static_cast<float>(i % 2)},
                0.2F,
                i % 2 == 0 ? work : goods);
            c.personAt(Person::kFarmer,
                       {-4.6F + 2.3F * static_cast<float>(i), 6.6F},
                       0.2F,
                       0.0F,
                       craftsman);
        }
        c.thingAt(Thing::kFlowerBicycle, {4.9F, 1.0F}, 1.1F);
    } else if (v == 3) {
        c.thingAt(Thing::kTeaTable, {-1.4F, 4.2F}, 0.1F, work);
        c.thingAt(Thing::kTeaTable, {1.6F, 4.8F}, -0.2F, work);
        c.personAt(Person::kSeated, {-1.4F, 5.5F}, 0.0F, -0.18F, craftsman);
        c.personAt(Person::kAoDai, {1.5F, 6.2F}, 0.1F, 0.0F, craftsman);
        for (int i = 0; i < 60; ++i) {
            c.world.add(Instance{plant(Plant::kLotusFlower, i % 2),
                                 placed({3.6F + c.random.between(-0.7F, 1.4F),
                                         3.0F + c.random.between(-1.3F, 1.3F),
                                         0.0F},
                                        c.random.uniform() * 6.0F,
                                        0.9F),
                                 c.random.next(),
                                 goods,
                                 {}});
        }
        c.thingAt(Thing::kFlowerBicycle, {-4.4F, 2.4F}, 0.6F);
    } else {
        for (int i = 0; i < 12; ++i) {
            // Sheaves of incense open like flowers.
            const V2 at{-4.0F + 1.5F * static_cast<float>(i % 6),
                        3.6F + 1.7F * static_cast<float>(i / 6)};
            c.mesh.object = goods;
            c.mesh.material = i % 2 == 0 ? MaterialId::kPaintRed : MaterialId::kYellowCloth;
            for (int k = 0; k < 46; ++k) {
                const float a = 2.4F * static_cast<float>(k);
                const float r = 0.5F * std::sqrt(static_cast<float>(k) / 46.0F);
                const std::array<V3, 2> stick{
                    V3{at.x + 0.12F * r * std::cos(a), at.y + 0.12F * r * std::sin(a), 0.0F},
                    V3{at.x + r * std::cos(a), at.y + r * std::sin(a), 0.62F}};
                c.mesh.tube(stick, 0.008F, 3);
            }
        }
        c.personAt(Person::kFarmer, {1.0F, 7.0F}, 0.0F, 0.0F, craftsman);
        c.thingAt(Thing::kFrame, {-6.5F, 6.0F}, 0.9F, work);
    }
    c.mesh.object = 0;
    for (int i = 0; i < 7; ++i) {
        c.plantAt(i % 2 == 0 ? Plant::kKumquat : Plant::kFlowerPot,
                  {8.6F, -7.0F + 2.2F * static_cast<float>(i)},
                  0.9F);
    }
    c.plantAt(Plant::kAreca, {6.8F, 9.0F});
    c.plantAt(Plant::kAreca, {-7.2F, -4.0F});
    c.plantAt(Plant::kBroad, {12.5F, 4.0F});
    c.plantAt(Plant::kFrangipani, {5.5F, -4.5F}, 0.8F);
    c.crowd({0.0F, -4.0F}, {5.0F, 2.6F}, 3);
}

} // namespace vr360::sample
