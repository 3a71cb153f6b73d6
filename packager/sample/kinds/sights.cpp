#include "packager/sample/kinds/composer.h"

#include <array>

namespace vr360::sample {

/// Objects: house, stele, tree, grave. Variants: a brick house kept as a memorial, a tomb.
void composeMemorial(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 30.0F;
    c.clear_centre = {0.0F, 10.0F};
    c.world.ground = MaterialId::kGrass;
    c.ground({0.0F, 5.0F}, {5.0F, 11.0F}, MaterialId::kBrickPaving);
    if (v % 2 == 0) {
        MeshBuilder b(1.0F);
        b.object = c.object("house");
        b.transform = placed({0.0F, 12.5F, 0.0F});
        addVillageHouse(b, {}, 13.0F, c.random.next());
        c.world.add(b.take(), c.random.next());
        c.thingAt(Thing::kStele, {-6.0F, 8.0F}, 0.4F, c.object("stele"));
    } else {
        c.thingAt(Thing::kGrave, {0.0F, 11.0F}, 0.0F, c.object("grave"));
        c.thingAt(Thing::kStele, {-5.5F, 10.0F}, 0.4F, c.object("stele"));
        c.thingAt(Thing::kCensor, {0.0F, 6.2F});
        c.mesh.object = c.object("pavilion");
        addPavilion(c.mesh, {9.5F, 9.0F, 0.0F}, 4, 2.4F, MaterialId::kRoofTileOld, false);
        c.mesh.object = 0;
    }
    addWall(
        c.mesh, {-14.0F, -9.0F, 0.0F}, {-14.0F, 18.0F, 0.0F}, 1.6F, MaterialId::kOldBrick, true);
    addWall(c.mesh, {14.0F, -9.0F, 0.0F}, {14.0F, 18.0F, 0.0F}, 1.6F, MaterialId::kOldBrick, true);
    addVillageGate(
        c.mesh, {0.0F, -9.6F, 0.0F}, 2.6F, 3.6F, MaterialId::kWhitewash, c.random.next());
    c.plantAt(Plant::kBroad, {10.5F, 4.0F}, 0.95F, c.object("tree"));
    c.plantAt(Plant::kFrangipani, {-9.0F, 12.0F});
    for (int i = 0; i < 6; ++i) {
        c.plantAt(Plant::kAreca,
                  {(i % 2 == 0 ? -1.0F : 1.0F) * 7.6F, -5.0F + 4.0F * static_cast<float>(i)});
        c.plantAt(Plant::kFlowerPot,
                  {(i % 2 == 0 ? -1.0F : 1.0F) * 4.4F, 1.5F + 1.6F * static_cast<float>(i)});
    }
    c.thingAt(Thing::kNationalFlag, {5.6F, 9.0F});
    c.personAt(Person::kAoDai, {1.6F, 7.2F}, 2.8F);
    c.crowd({0.0F, 3.0F}, {4.0F, 5.0F}, 4);
}

/// Objects: statue, flowers, bench, lake.
void composePark(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 44.0F;
    c.clear_centre = {0.0F, 10.0F};
    c.world.ground = MaterialId::kGrass;
    c.ground({0.0F, 6.0F}, {2.2F, 22.0F}, MaterialId::kPromenade);
    c.ground({0.0F, 11.0F}, {7.0F, 7.0F}, MaterialId::kPromenade, 0.785F);
    if (v % 3 == 0) {
        c.thingAt(Thing::kStatue, {0.0F, 12.5F}, 0.0F, c.object("statue"), 0.0F, 0, 1.25F);
    } else if (v % 3 == 1) {
        c.mesh.object = c.object("pavilion");
        addPavilion(c.mesh, {0.0F, 14.0F, 0.0F}, 8, 3.4F, MaterialId::kRoofTile, true);
        c.mesh.object = 0;
    } else {
        // The slides of a water park.
        c.mesh.object = c.object("slides");
        for (int slide = 0; slide < 3; ++slide) {
            std::array<V3, 40> path;
            std::array<float, 40> radius;
            for (std::size_t i = 0; i < path.size(); ++i) {
                const float s = static_cast<float>(i) / 39.0F;
                const float a = 9.0F * s + 2.0F * static_cast<float>(slide);
                path[i] = {-11.0F + 11.0F * static_cast<float>(slide) + 4.2F * std::cos(a),
                           26.0F + 4.2F * std::sin(a),
                           11.5F * (1.0F - s) + 1.0F};
                radius[i] = 0.75F;
            }
            constexpr std::array<MaterialId, 3> paint{
                MaterialId::kPaintBlue, MaterialId::kYellowCloth, MaterialId::kPaintRed};
            c.mesh.material = paint[static_cast<std::size_t>(slide)];
            c.mesh.tube(path, radius, 12);
            c.mesh.material = MaterialId::kSteelWhite;
            for (std::size_t i = 0; i < path.size(); i += 6) {
                c.mesh.cylinder({path[i].x, path[i].y, 0.0F}, 0.14F, path[i].z, 8);
            }
        }
        c.mesh.object = 0;
        c.world.add(Pond{{0.0F, 19.0F}, {13.0F, 4.2F}, 3.5F, 0.0F});
        for (int i = 0; i < 8; ++i) {
            c.world.add(Instance{thing(Thing::kParasol, 0),
                                 placed({-12.0F + 3.4F * static_cast<float>(i), 12.6F, 0.0F}),
                                 c.random.next(),
                                 c.object("parasols"),
                                 i % 2 == 0 ? rgb(0xe2b13c) : rgb(0x3b8ec2)});
        }
    }
    const std::uint16_t flowers = c.object("flowers");
    for (int i = 0; i < 54; ++i) {
        const float a = 2.0F * kPi * static_cast<float>(i) / 54.0F;
        const float r = i % 2 == 0 ? 5.4F : 6.2F;
        if (v % 3 != 2 || i % 2 == 0) {
            c.plantAt(
                Plant::kFlowerPot, {r * std::cos(a), 12.0F + r * std::sin(a)}, 0.85F, flowers);
        }
    }
    for (int i = 0; i < 14; ++i) {
        const float a = 2.0F * kPi * static_cast<float>(i) / 14.0F + 0.2F;
        const V2 p{(16.0F + 4.0F * c.random.uniform()) * std::cos(a),
                   9.0F + (15.0F + 4.0F * c.random.uniform()) * std::sin(a)};
        if (c.world.water().distance(p) < -2.0F && length(p) > 6.0F) {
            c.plantAt(i % 3 == 0   ? Plant::kFlame
                      : i % 3 == 1 ? Plant::kBroad
                                   : Plant::kRoyalPalm,
                      p);
        }
    }
    c.thingAt(Thing::kBench, {-3.4F, 5.0F}, 1.2F, c.object("bench"));
    c.personAt(Person::kSeated, {-3.4F, 5.0F}, 1.2F);
    c.thingAt(Thing::kBench, {3.4F, 6.0F}, -1.2F);
    c.crowd({0.0F, 8.0F}, {3.5F, 8.0F}, 8);
    c.crowd({0.0F, -8.0F}, {3.0F, 4.0F}, 3);
    c.promenade(Plant::kWillow, 90.0F);
    c.boats(2, 5);
}

/// Objects: dragon, second dragon, lake.
void composeDragons(Composer& c) {
    c.clear_radius = 22.0F;
    c.clear_centre = {0.0F, -6.0F};
    c.world.ground = MaterialId::kGrass;
    const float shore = -c.world.water().distance({0.0F, 0.0F});
    c.thingAt(
        Thing::kDragon, {-6.0F, shore + 9.0F}, 0.75F, c.object("dragon"), kWaterLevel, 0, 1.15F);
    c.thingAt(Thing::kDragon,
              {7.0F, shore + 9.5F},
              -0.75F,
              c.object("second dragon"),
              kWaterLevel,
              0,
              1.15F);
    c.promenade(Plant::kFlame, 110.0F);
    c.boats(3, 5);
    c.crowd({0.0F, -2.0F}, {9.0F, 1.6F}, 7);
}

/// Objects: bridge, path.
void composeBridge(Composer& c) {
    c.clear_radius = 130.0F;
    c.clear_centre = {0.0F, 50.0F};
    c.world.ground = MaterialId::kGrass;
    c.ground({0.0F, -2.0F}, {60.0F, 3.4F}, MaterialId::kAsphalt);
    c.ground({0.0F, 2.6F}, {60.0F, 1.2F}, MaterialId::kPromenade);
    c.world.add(Pond{{0.0F, 560.0F}, {2400.0F, 460.0F}, 30.0F, 0.0F});
    for (int i = 0; i < 240; ++i) {
        const float x = c.random.between(-60.0F, 60.0F);
        const float y = c.random.between(6.0F, 90.0F);
        // Trees stand aside of the view.
        c.plantAt(c.random.chance(0.9F) || std::abs(x) < 0.8F * y ? Plant::kShrub : Plant::kBroad,
                  {x, y},
                  c.random.between(0.7F, 1.2F));
    }
    c.ground({0.0F, 34.0F}, {50.0F, 16.0F}, MaterialId::kFlowerField);
    for (int i = 0; i < 12; ++i) {
        c.thingAt(Thing::kLampPost, {-44.0F + 8.0F * static_cast<float>(i), 1.6F}, kPi, 0, 0.0F, 2);
        c.plantAt(Plant::kBroad, {-52.0F + 9.0F * static_cast<float>(i), -11.0F});
    }
    const std::uint16_t path = c.object("path");
    for (int i = 0; i < 20; ++i) {
        c.world.add(Instance{thing(Thing::kRailing, 0),
                             placed({-20.0F + 2.0F * static_cast<float>(i), 4.0F, 0.0F}),
                             1U,
                             path,
                             {}});
    }
    c.thingAt(Thing::kMotorbike, {4.5F, -1.6F}, 1.57F);
    c.personAt(Person::kSeated, {4.5F, -1.6F}, 1.57F, 0.33F);
    c.crowd({0.0F, 2.6F}, {12.0F, 0.8F}, 5);
}

} // namespace vr360::sample
