#include "packager/sample/kinds/composer.h"

#include <array>

namespace vr360::sample {

namespace {

void lanternLine(Composer& c, V3 from, V3 to, int count, std::uint16_t object, bool lamps) {
    std::array<V3, 11> cord;
    for (std::size_t i = 0; i < cord.size(); ++i) {
        const float s = static_cast<float>(i) / 10.0F;
        cord[i] = mix(from, to, s) - V3{0.0F, 0.0F, 0.9F * (s - s * s) * 2.0F};
    }
    c.mesh.material = MaterialId::kIron;
    c.mesh.tube(cord, 0.012F, 4);
    for (int i = 0; i < count; ++i) {
        const float s = (static_cast<float>(i) + 0.5F) / static_cast<float>(count);
        const V3 p = mix(from, to, s) - V3{0.0F, 0.0F, 0.9F * (s - s * s) * 2.0F};
        if (lamps) {
            c.mesh.material = MaterialId::kLamp;
            c.mesh.ellipsoid(p - V3{0.0F, 0.0F, 0.08F}, {0.05F, 0.05F, 0.07F}, 8);
        } else {
            c.thingAt(Thing::kLantern, {p.x, p.y}, 0.0F, object, p.z, i % 2);
        }
    }
}

} // namespace

/// Objects: stalls, flowers, seller, hall. Variants: flower market before dawn, day market, covered
/// market.
void composeMarket(Composer& c) {
    const int v = c.picture.variant;
    const bool flowers = v % 2 == 0;
    c.clear_radius = 46.0F;
    c.clear_centre = {0.0F, 10.0F};
    c.world.ground = MaterialId::kAsphalt;
    const std::uint16_t stalls = c.object(flowers ? "flowers" : "stalls");
    for (int row = -1; row <= 1; row += 2) {
        for (int i = 0; i < 10; ++i) {
            const float y = -12.0F + 3.9F * static_cast<float>(i);
            c.thingAt(flowers ? Thing::kFlowerStall : Thing::kStall,
                      {static_cast<float>(row) * 4.3F, y},
                      row > 0 ? -0.5F * kPi : 0.5F * kPi,
                      stalls);
            if (c.random.chance(0.8F)) {
                c.personAt(Person::kFarmer,
                           {static_cast<float>(row) * 5.6F, y + c.random.between(-0.6F, 0.6F)},
                           row > 0 ? -0.5F * kPi : 0.5F * kPi);
            }
            if (flowers) {
                for (int k = 0; k < 3; ++k) {
                    c.plantAt(Plant::kFlowerPot,
                              {static_cast<float>(row) * c.random.between(2.5F, 2.9F),
                               y + c.random.between(-1.5F, 1.5F)},
                              0.9F);
                }
                c.mesh.material = MaterialId::kLamp;
                const V3 lamp{static_cast<float>(row) * 4.0F, y, 2.2F};
                c.mesh.ellipsoid(lamp, {0.08F, 0.08F, 0.11F}, 8);
                c.world.add(Lamp{lamp, {9.0F, 6.4F, 3.6F}});
            }
        }
        for (int i = 0; i < 8; ++i) {
            c.thingAt(flowers ? Thing::kFlowerStall : Thing::kStall,
                      {static_cast<float>(row) * 10.2F, -10.0F + 4.4F * static_cast<float>(i)},
                      row > 0 ? 0.5F * kPi : -0.5F * kPi,
                      stalls);
        }
    }
    c.mesh.object = c.object("hall");
    c.mesh.material = MaterialId::kConcrete;
    for (int i = 0; i < 7; ++i) {
        c.mesh.box({-15.0F + 5.0F * static_cast<float>(i), 31.0F, 0.0F}, {0.5F, 0.5F, 5.6F});
    }
    c.mesh.material = MaterialId::kOchreWall;
    c.mesh.box({0.0F, 34.0F, 4.6F}, {32.0F, 6.0F, 2.6F}, true);
    c.mesh.material = MaterialId::kSignRed;
    c.mesh.box({0.0F, 30.9F, 5.0F}, {15.0F, 0.1F, 1.7F});
    RoofShape roof;
    roof.centre = {0.0F, 36.0F, 7.2F};
    roof.width = 34.0F;
    roof.depth = 12.0F;
    roof.rise = 3.0F;
    roof.gable = true;
    roof.corner = 0.0F;
    roof.sag = 0.0F;
    roof.tiles = v % 4 == 1 ? MaterialId::kSheetMetal : MaterialId::kRoofTile;
    addRoof(c.mesh, roof);
    c.mesh.object = 0;
    c.houseRow({-17.0F, -22.0F}, {-17.0F, 26.0F}, true, 2, 4);
    c.houseRow({17.0F, 26.0F}, {17.0F, -22.0F}, true, 2, 4);
    c.personAt(Person::kCarrier, {0.9F, 5.6F}, 0.4F, 0.0F, c.object("seller"));
    c.thingAt(Thing::kFlowerBicycle, {-1.5F, 7.6F}, 0.5F, c.object("bicycle"));
    c.thingAt(Thing::kFlowerBicycle, {1.6F, -5.4F}, 2.4F);
    c.thingAt(Thing::kMotorbike, {1.7F, 11.5F}, 0.2F);
    c.crowd({0.0F, 13.0F}, {1.9F, 9.0F}, 13);
    c.crowd({0.0F, -9.0F}, {1.9F, 5.0F}, 7);
    if (!flowers) {
        for (int i = 0; i < 4; ++i) {
            lanternLine(c,
                        {-7.0F, 2.0F + 6.0F * static_cast<float>(i), 4.6F},
                        {7.0F, 2.0F + 6.0F * static_cast<float>(i), 4.6F},
                        6,
                        0,
                        false);
        }
    }
}

/// Objects: lake, willow, bench, boats, walkers, skyline.
void composePromenade(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 20.0F;
    c.clear_centre = {0.0F, 0.0F};
    c.world.ground = MaterialId::kGrass;
    c.world.shore_width = 5.5F + static_cast<float>(v % 3);
    constexpr std::array<Plant, 4> trees{
        Plant::kWillow, Plant::kFlame, Plant::kBroad, Plant::kRoyalPalm};
    c.promenade(trees[static_cast<std::size_t>(v) % 4], 130.0F);
    const float road = c.world.shore_width;
    c.alongShore(5.0F, road + 5.0F, 150.0F, [&](V2 p, float angle) {
        c.ground(p, {2.9F, 3.6F}, MaterialId::kAsphalt, angle);
    });
    c.alongShore(2.0F, road + 0.4F, 110.0F, [&](V2 p, float angle) {
        if (length(p) > 2.0F) {
            c.world.add(Instance{plant(Plant::kHedgeBall, 0),
                                 placed({p.x, p.y, -0.2F}, angle, 0.75F),
                                 c.random.next(),
                                 0,
                                 {}});
        }
    });
    c.alongShore(9.0F, road + 9.6F, 140.0F, [&](V2 p, float) {
        c.plantAt(v % 2 == 0 ? Plant::kBroad : Plant::kFlame, p, 0.95F);
    });
    int person = 0;
    c.alongShore(6.0F, 2.4F, 70.0F, [&](V2 p, float angle) {
        if (length(p) < 3.4F) {
            return;
        }
        ++person;
        if (person % 3 == 0) {
            c.personAt(Person::kWalker, p, angle + 0.5F * kPi);
        } else if (person % 5 == 1) {
            c.personAt(Person::kAoDai, p, angle - 0.5F * kPi);
        } else if (person % 7 == 2) {
            c.thingAt(Thing::kBicycle, p, angle + 0.5F * kPi);
            c.personAt(Person::kCyclist, p, angle + 0.5F * kPi, 0.0F);
        }
    });
    c.alongShore(14.0F, road + 5.0F, 90.0F, [&](V2 p, float angle) {
        if (length(p) > 5.0F) {
            c.thingAt(Thing::kMotorbike, p, angle + 0.5F * kPi);
            c.personAt(Person::kSeated, p, angle + 0.5F * kPi, 0.33F);
        }
    });
    c.alongShore(300.0F, 1.9F, 4.0F, [&](V2 p, float angle) {
        c.thingAt(Thing::kBench,
                  p + V2{std::cos(angle), std::sin(angle)} * 3.6F,
                  angle,
                  c.object("bench"));
        c.personAt(Person::kSeated, p + V2{std::cos(angle), std::sin(angle)} * 3.3F, angle, 0.0F);
        c.thingAt(Thing::kFlowerBicycle,
                  p - V2{std::cos(angle), std::sin(angle)} * 4.6F,
                  angle + 1.8F,
                  c.object("bicycle"));
        c.personAt(Person::kFarmer, p - V2{std::cos(angle), std::sin(angle)} * 5.8F, angle + 2.0F);
    });
    const WaterMap& water = c.world.water();
    const V2 out = water.gradient({0.0F, 0.0F});
    const float start = -water.distance({0.0F, 0.0F});
    for (int i = 0; i < 3; ++i) {
        const V2 p = out * (start + 14.0F + 9.0F * static_cast<float>(i)) +
                     V2{-out.y, out.x} * (c.random.between(-14.0F, 14.0F));
        if (water.distance(p) > 3.0F) {
            c.thingAt(v % 2 == 0 ? Thing::kSwanBoat : Thing::kBasketBoat,
                      p,
                      c.random.between(0.0F, 6.0F),
                      c.object("boats"),
                      kWaterLevel);
        }
    }
    c.boats(4, 6);
}

/// Objects: hotel, entrance, palms, pool.
void composeHotel(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 62.0F;
    c.clear_centre = {0.0F, 30.0F};
    c.world.ground = MaterialId::kGrass;
    c.ground({0.0F, 13.0F}, {30.0F, 13.0F}, MaterialId::kSlabPaving);
    c.ground({0.0F, 9.5F}, {40.0F, 3.6F}, MaterialId::kAsphalt);
    HotelShape hotel;
    hotel.front = {0.0F, 36.0F, 0.0F};
    hotel.style = v % 3;
    hotel.storeys = v % 3 == 2 ? 8 : 11 + v % 4 * 3;
    hotel.width = 40.0F + 6.0F * static_cast<float>(v % 3);
    constexpr std::array<MaterialId, 4> walls{MaterialId::kCreamWall,
                                              MaterialId::kWhitewash,
                                              MaterialId::kPinkWall,
                                              MaterialId::kGreyWall};
    hotel.wall = walls[static_cast<std::size_t>(v) % 4];
    c.mesh = MeshBuilder(3.0F);
    c.mesh.object = c.object("hotel");
    addHotel(c.mesh, hotel);
    c.mesh.object = c.object("pool");
    // A round fountain in front of the doors.
    c.mesh.material = MaterialId::kPaleStone;
    const std::array<V2, 5> basin{
        {{4.2F, 0.0F}, {4.2F, 0.6F}, {3.8F, 0.6F}, {3.8F, 0.3F}, {0.0F, 0.3F}}};
    c.mesh.lathe({0.0F, 16.5F, 0.0F}, basin, 36);
    const std::array<V2, 7> jet{{{0.5F, 0.3F},
                                 {0.3F, 1.1F},
                                 {1.3F, 1.4F},
                                 {1.4F, 1.5F},
                                 {0.25F, 1.5F},
                                 {0.2F, 2.3F},
                                 {0.0F, 2.4F}}};
    c.mesh.lathe({0.0F, 16.5F, 0.0F}, jet, 18);
    c.mesh.material = MaterialId::kTowerGlass;
    const std::array<V2, 2> surface{{{3.8F, 0.5F}, {0.4F, 0.5F}}};
    c.mesh.lathe({0.0F, 16.5F, 0.0F}, surface, 30);
    c.mesh.object = 0;
    for (int i = 0; i < 6; ++i) {
        for (const float side : {-1.0F, 1.0F}) {
            c.plantAt(
                Plant::kRoyalPalm,
                {side * (9.0F + 5.0F * static_cast<float>(i)), 14.5F + (i % 2 == 0 ? 0.0F : 6.0F)},
                1.0F,
                c.object("palms"));
            c.plantAt(Plant::kHedgeBall, {side * (7.0F + 2.2F * static_cast<float>(i)), 13.4F});
        }
    }
    for (int i = -2; i <= 2; ++i) {
        c.thingAt(i == 0 ? Thing::kNationalFlag : Thing::kBanner,
                  {2.4F * static_cast<float>(i), 12.6F},
                  0.0F,
                  0,
                  0.0F,
                  std::abs(i) % 3);
    }
    c.crowd({0.0F, 24.0F}, {9.0F, 3.5F}, 6);
    c.crowd({0.0F, 2.5F}, {14.0F, 4.0F}, 6);
    c.thingAt(Thing::kMotorbike, {4.0F, 9.0F}, 1.6F);
    c.promenade(v % 2 == 0 ? Plant::kRoyalPalm : Plant::kWillow, 90.0F);
    c.boats(2, 4);
}

/// Objects: tables, parasols, kitchen, lanterns, lake.
void composeTerrace(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 24.0F;
    c.clear_centre = {0.0F, -4.0F};
    c.world.ground = MaterialId::kFloorTile;
    c.world.shore = v % 2 == 0 ? MaterialId::kDeck : MaterialId::kFloorTile;
    c.world.shore_width = 16.0F;
    const std::uint16_t tables = c.object("tables");
    const std::uint16_t parasols = c.object("parasols");
    for (int row = -1; row < 3; ++row) {
        for (int i = -4; i <= 4; ++i) {
            const V2 p{3.2F * static_cast<float>(i) + (row % 2 == 0 ? 0.0F : 1.6F),
                       -3.6F + 3.3F * static_cast<float>(row)};
            if (length(p - c.picture.eye) < 2.4F || c.world.water().distance(p) > -1.4F) {
                continue;
            }
            c.thingAt(Thing::kTable, p, c.random.between(0.0F, 0.5F), tables, 0.0F, v % 3);
            const bool in_front = p.y > 0.0F && std::abs(p.x) < 0.5F * p.y;
            if ((i + row) % 2 == 0 && !in_front) {
                const Color colors[3] = {rgb(0xb8382c), rgb(0xe9e0cc), rgb(0x2f6f62)};
                c.world.add(Instance{thing(Thing::kParasol, 0),
                                     placed({p.x, p.y, 0.0F}, 0.3F, 1.08F),
                                     c.random.next(),
                                     parasols,
                                     colors[v % 3]});
            }
            for (int k = 0; k < 4; ++k) {
                if (c.random.chance(0.45F)) {
                    const float a = 0.5F * kPi * static_cast<float>(k) + 0.6F;
                    c.personAt(Person::kSeated,
                               p + V2{0.82F * std::cos(a), 0.82F * std::sin(a)},
                               a - 0.5F * kPi,
                               0.0F);
                }
            }
        }
    }
    // The house with its kitchen stands behind.
    MeshBuilder b(1.2F);
    b.object = c.object("kitchen");
    b.transform = placed({0.0F, -12.5F, 0.0F}, kPi);
    if (v % 3 == 1) {
        addVilla(b, {}, 16.0F, 2, MaterialId::kOchreWall);
    } else if (v % 3 == 2) {
        addVillageHouse(b, {-6.5F, 0.0F, 0.0F}, 12.0F, c.random.next());
        addVillageHouse(b, {6.5F, 0.0F, 0.0F}, 12.0F, c.random.next());
    } else {
        HallShape hall;
        hall.bays = 7;
        hall.bay = 3.0F;
        hall.depth = 7.0F;
        hall.base = 0.3F;
        hall.corner = 0.5F;
        hall.rise = 3.0F;
        hall.dragons = false;
        addHall(b, hall);
    }
    c.world.add(b.take(), c.random.next());
    const std::uint16_t lanterns = c.object("lanterns");
    for (int i = -2; i <= 2; ++i) {
        const float x = 5.2F * static_cast<float>(i);
        c.mesh.material = MaterialId::kDarkWood;
        c.mesh.cylinder({x, 5.6F, 0.0F}, 0.06F, 3.6F, 8);
        lanternLine(c, {x, 5.6F, 3.5F}, {x * 0.8F, -11.5F, 4.2F}, 9, lanterns, v % 2 == 1);
        if (i < 2) {
            lanternLine(c, {x, 5.6F, 3.5F}, {x + 5.2F, 5.6F, 3.5F}, 5, lanterns, v % 2 == 1);
        }
    }
    c.alongShore(2.0F, 0.3F, 40.0F, [&](V2 p, float angle) {
        c.world.add(
            Instance{thing(Thing::kRailing, 0), placed({p.x, p.y, 0.0F}, angle), 1U, 0, {}});
    });
    for (int i = 0; i < 8; ++i) {
        c.plantAt(Plant::kFlowerPot, {-10.5F + 3.0F * static_cast<float>(i), -10.6F});
        c.plantAt(i % 2 == 0 ? Plant::kAreca : Plant::kFrangipani,
                  {(i % 2 == 0 ? -1.0F : 1.0F) * (13.5F + 0.8F * static_cast<float>(i)),
                   -9.0F + 2.0F * static_cast<float>(i)});
    }
    c.personAt(Person::kAoDai, {-1.8F, -5.6F}, 2.4F, 0.0F, c.object("waiter"));
    c.personAt(Person::kWalker, {2.3F, -7.4F}, 0.4F);
    c.boats(4, 5);
}

/// Objects: museum, columns, banner, exhibits.
void composeMuseum(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 52.0F;
    c.clear_centre = {0.0F, 24.0F};
    c.world.ground = MaterialId::kGrass;
    c.ground({0.0F, 8.0F}, {17.0F, 22.0F}, MaterialId::kSlabPaving);
    c.mesh = MeshBuilder(1.6F);
    c.mesh.object = c.object("museum");
    addMuseum(c.mesh, {0.0F, 24.0F, 0.0F}, 34.0F, v % 3);
    c.mesh.object = 0;
    for (int i = 0; i < 3; ++i) {
        for (const float side : {-1.0F, 1.0F}) {
            c.thingAt(v % 2 == 0 ? Thing::kDisplayCase : Thing::kStall,
                      {side * 6.5F, 5.0F + 3.6F * static_cast<float>(i)},
                      side > 0.0F ? -0.5F * kPi : 0.5F * kPi,
                      c.object("exhibits"));
            c.thingAt(Thing::kBanner,
                      {side * 10.5F, 3.0F + 4.5F * static_cast<float>(i)},
                      0.0F,
                      c.object("banner"),
                      0.0F,
                      i);
            c.plantAt(Plant::kPine, {side * 21.0F, 8.0F + 7.0F * static_cast<float>(i)}, 0.9F);
            c.plantAt(Plant::kHedgeBall, {side * 14.5F, 2.0F + 5.0F * static_cast<float>(i)});
        }
    }
    c.thingAt(Thing::kNationalFlag, {-3.0F, 15.0F});
    c.thingAt(Thing::kPlanter, {0.0F, 9.5F});
    for (int i = 0; i < 5; ++i) {
        c.plantAt(Plant::kFlowerPot, {-2.0F + static_cast<float>(i), 9.5F}, 0.9F);
    }
    c.crowd({0.0F, 12.0F}, {8.0F, 6.0F}, 9);
    c.crowd({0.0F, -5.0F}, {8.0F, 4.0F}, 4);
    c.promenade(Plant::kBroad, 90.0F);
}

/// Objects: church, tower, doors.
void composeChurch(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 46.0F;
    c.clear_centre = {0.0F, 24.0F};
    c.world.ground = MaterialId::kGrass;
    c.ground({0.0F, 8.0F}, {11.0F, 18.0F}, MaterialId::kSlabPaving);
    c.mesh = MeshBuilder(1.4F);
    c.mesh.object = c.object("church");
    addChurch(c.mesh,
              {0.0F, 23.0F, 0.0F},
              v % 2 == 0 ? 18.0F : 15.0F,
              v % 2 == 0 ? 2 : 1,
              v % 2 == 0 ? MaterialId::kCreamWall : MaterialId::kGreyWall);
    c.mesh.object = 0;
    c.thingAt(Thing::kStatue, {-7.5F, 14.0F}, 0.4F, c.object("statue"));
    for (int i = 0; i < 5; ++i) {
        for (const float side : {-1.0F, 1.0F}) {
            c.plantAt(i % 2 == 0 ? Plant::kRoyalPalm : Plant::kHedgeBall,
                      {side * 12.5F, 1.0F + 5.0F * static_cast<float>(i)},
                      0.9F,
                      c.object("palms"));
            c.plantAt(Plant::kFlowerPot, {side * 3.4F, 4.0F + 3.4F * static_cast<float>(i)});
        }
    }
    c.houseRow({-24.0F, -18.0F}, {-24.0F, 30.0F}, false, 2, 4);
    c.houseRow({24.0F, 30.0F}, {24.0F, -18.0F}, false, 2, 4);
    c.houseRow({20.0F, -22.0F}, {-20.0F, -22.0F}, true, 2, 4);
    c.crowd({0.0F, 11.0F}, {7.0F, 6.0F}, 7);
    c.crowd({0.0F, -7.0F}, {8.0F, 3.0F}, 3);
}

/// Objects: villa, shutters, tree, yard.
void composeVilla(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 44.0F;
    c.clear_centre = {0.0F, 20.0F};
    c.world.ground = MaterialId::kGrass;
    c.ground({0.0F, 7.0F},
             {v % 2 == 0 ? 9.0F : 5.0F, 15.0F},
             v % 2 == 0 ? MaterialId::kSlabPaving : MaterialId::kGravel);
    c.mesh = MeshBuilder(1.4F);
    c.mesh.object = c.object("villa");
    addVilla(c.mesh,
             {0.0F, 19.0F, 0.0F},
             v % 2 == 0 ? 30.0F : 17.0F,
             v % 2 == 0 ? 3 : 2,
             MaterialId::kOchreWall);
    c.mesh.object = 0;
    c.plantAt(Plant::kBanyan, {-13.0F, 9.0F}, 0.85F, c.object("tree"));
    c.plantAt(Plant::kFlame, {13.5F, 8.0F}, 1.0F);
    for (int i = 0; i < 8; ++i) {
        c.plantAt(Plant::kHedgeBall,
                  {(i % 2 == 0 ? -1.0F : 1.0F) * (v % 2 == 0 ? 9.8F : 5.8F),
                   -4.0F + 5.0F * static_cast<float>(i / 2)});
        c.plantAt(Plant::kBroad,
                  {(i % 2 == 0 ? -1.0F : 1.0F) * 25.0F, -8.0F + 9.0F * static_cast<float>(i / 2)});
    }
    c.thingAt(Thing::kNationalFlag, {0.0F, 14.0F}, 0.0F, c.object("flag"));
    c.thingAt(Thing::kBench, {-5.0F, 8.0F}, 0.8F);
    for (int i = 0; i < (v % 2 == 0 ? 10 : 3); ++i) {
        c.personAt(v % 2 == 0 && i % 2 == 0 ? Person::kAoDai : Person::kWalker,
                   {c.random.between(-7.0F, 7.0F), c.random.between(5.0F, 15.0F)},
                   c.random.between(0.0F, 6.0F));
    }
    c.promenade(Plant::kBroad, 80.0F);
}

/// Objects: houses, lanterns, seller, cafe.
void composeStreet(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 58.0F;
    c.clear_centre = {0.0F, 24.0F};
    c.world.ground = MaterialId::kSlabPaving;
    const bool walking = v % 2 == 0;
    c.ground(
        {0.0F, 16.0F}, {3.1F, 62.0F}, walking ? MaterialId::kBrickPaving : MaterialId::kAsphalt);
    c.ground({-3.25F, 16.0F}, {0.15F, 62.0F}, MaterialId::kKerb);
    c.ground({3.25F, 16.0F}, {0.15F, 62.0F}, MaterialId::kKerb);
    c.mesh.object = c.object("houses");
    c.houseRow({-7.6F, -34.0F}, {-7.6F, 66.0F}, true, 2 + v % 2, 4 + v % 2);
    c.houseRow({7.6F, 66.0F}, {7.6F, -34.0F}, true, 2 + v % 2, 4 + v % 2);
    c.mesh.object = 0;
    const std::uint16_t lanterns = c.object("lanterns");
    for (int i = 0; i < 9; ++i) {
        const float y = -15.0F + 5.5F * static_cast<float>(i);
        if (walking) {
            lanternLine(c, {-6.8F, y, 5.0F}, {6.8F, y, 5.0F}, 7, lanterns, false);
        } else {
            c.mesh.material = MaterialId::kIron;
            for (int wire = 0; wire < 5; ++wire) {
                const std::array<V3, 3> cable{
                    V3{-4.3F, y, 6.6F + 0.14F * static_cast<float>(wire)},
                    V3{-4.3F, y + 2.75F, 6.3F + 0.16F * static_cast<float>(wire)},
                    V3{-4.3F, y + 5.5F, 6.6F + 0.14F * static_cast<float>(wire)}};
                c.mesh.tube(cable, 0.016F, 4);
            }
        }
        for (const float side : {-1.0F, 1.0F}) {
            if (i % 2 == 0) {
                c.plantAt(
                    v % 3 == 0 ? Plant::kFlame : Plant::kBroad, {side * 4.6F, y + 1.4F}, 0.72F);
            } else {
                c.thingAt(Thing::kLampPost,
                          {side * 4.2F, y},
                          side > 0.0F ? 0.0F : kPi,
                          0,
                          0.0F,
                          walking ? 1 : 2);
            }
            if (c.random.chance(0.7F)) {
                c.thingAt(walking ? Thing::kTable : Thing::kMotorbike,
                          {side * c.random.between(5.0F, 5.8F), y + 2.9F},
                          c.random.between(0.0F, 0.6F),
                          walking ? c.object("cafe") : std::uint16_t{0});
            }
            if (walking && c.random.chance(0.6F)) {
                c.personAt(Person::kSeated, {side * 5.4F + 0.82F, y + 2.9F}, 1.2F);
            }
        }
    }
    c.personAt(Person::kCarrier, {-1.4F, 5.8F}, 0.3F, 0.0F, c.object("seller"));
    c.thingAt(Thing::kFlowerBicycle, {2.2F, 7.4F}, 0.6F, c.object("bicycle"));
    c.crowd({0.0F, 16.0F}, {2.6F, 12.0F}, walking ? 16 : 5);
    c.crowd({0.0F, -12.0F}, {2.6F, 8.0F}, walking ? 8 : 3);
}

} // namespace vr360::sample
