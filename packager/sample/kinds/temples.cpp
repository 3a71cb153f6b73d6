#include "packager/sample/kinds/composer.h"

#include <array>

namespace vr360::sample {

namespace {

constexpr std::array<MaterialId, 3> kCourts{
    MaterialId::kBrickPaving, MaterialId::kSlabPaving, MaterialId::kFloorTile};

void pottedRows(Composer& c, float half_width, float from, float to) {
    for (float y = from; y < to; y += 2.4F) {
        for (const float side : {-1.0F, 1.0F}) {
            const int pick = c.random.below(4);
            c.plantAt(pick == 0   ? Plant::kKumquat
                      : pick == 1 ? Plant::kBonsai
                                  : Plant::kFlowerPot,
                      {side * half_width + c.random.between(-0.2F, 0.2F), y});
        }
    }
}

void flagRow(Composer& c, float half_width, float y, int count) {
    for (int i = 0; i < count; ++i) {
        for (const float side : {-1.0F, 1.0F}) {
            c.thingAt(Thing::kFlag,
                      {side * half_width, y + 3.2F * static_cast<float>(i)},
                      side > 0.0F ? kPi : 0.0F);
        }
    }
}

} // namespace

/// Objects: tower, hall, stele, tree, lake shore.
void composeTower(Composer& c) {
    const int v = c.picture.variant;
    const float side = v % 2 == 0 ? -1.0F : 1.0F;
    c.clear_radius = 34.0F;
    c.clear_centre = {0.0F, 16.0F};
    c.world.ground = MaterialId::kBrickPaving;
    c.world.shore = MaterialId::kSlabPaving;
    c.mesh.object = c.object("tower");
    addPagodaTower(c.mesh,
                   {side * 3.5F, 17.0F, 0.0F},
                   11,
                   2.55F,
                   1.42F,
                   MaterialId::kRedBrick,
                   MaterialId::kRoofTile,
                   c.random.between(0.0F, 1.0F));
    c.mesh.object = c.object("hall");
    HallShape hall;
    hall.front = {-side * 10.0F, 18.0F, 0.0F};
    hall.bays = 3;
    hall.depth = 6.5F;
    hall.rise = 3.2F;
    hall.corner = 0.9F;
    hall.base = 0.5F;
    hall.dragons = true;
    addHall(c.mesh, hall);
    c.mesh.object = 0;
    // Small grave towers stand around the great one.
    for (int i = 0; i < 7; ++i) {
        const float a = 0.5F + 0.75F * static_cast<float>(i);
        addPagodaTower(c.mesh,
                       {side * 3.5F + 6.3F * std::cos(a), 18.0F + 5.2F * std::sin(a), 0.0F},
                       3,
                       0.85F,
                       0.8F,
                       MaterialId::kOldBrick,
                       MaterialId::kRoofTileOld,
                       a);
    }
    addWall(
        c.mesh, {-24.0F, 27.0F, 0.0F}, {24.0F, 27.0F, 0.0F}, 2.1F, MaterialId::kOchreWall, true);
    c.thingAt(Thing::kStele, {side * -1.6F, 9.0F}, 0.2F, c.object("stele"));
    c.thingAt(Thing::kCensor, {-side * 9.6F, 12.5F});
    c.plantAt(Plant::kBanyan, {side * 17.0F, 12.0F}, 0.85F, c.object("tree"));
    c.plantAt(Plant::kFrangipani, {-side * 4.6F, 11.8F}, 0.85F);
    c.plantAt(Plant::kFrangipani, {-side * 16.5F, 11.0F});
    c.plantAt(Plant::kAreca, {-side * 3.2F, 23.0F});
    c.plantAt(Plant::kAreca, {-side * 17.0F, 22.0F});
    c.plantAt(Plant::kAreca, {side * 11.0F, 24.0F});
    pottedRows(c, 6.2F, 4.0F, 10.0F);
    c.personAt(Person::kAoDai, {-side * 3.4F, 7.5F}, 2.6F);
    c.personAt(Person::kMonk, {-side * 8.0F, 14.0F}, -0.4F);
    c.crowd({0.0F, 10.0F}, {9.0F, 4.0F}, 5);
    c.crowd({0.0F, -6.0F}, {14.0F, 4.0F}, 4);
    c.promenade(Plant::kWillow, 60.0F);
    c.boats(2, 3);
}

/// Objects: hall, roof, doors, censer, flags, tree.
void composeHall(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 34.0F;
    c.clear_centre = {0.0F, 15.0F};
    c.world.ground = kCourts[static_cast<std::size_t>(v) % 3];
    c.mesh.object = c.object("hall");
    HallShape hall;
    const float distance = 15.0F + static_cast<float>(v % 3) * 1.5F;
    hall.front = {0.0F, distance, 0.0F};
    hall.bays = v % 4 == 1 ? 3 : v % 4 == 3 ? 7 : 5;
    hall.depth = 8.5F;
    hall.rise = 4.4F + 0.4F * static_cast<float>(v % 2);
    hall.corner = 1.25F;
    hall.red = v % 3 != 1;
    hall.two_roofs = v % 5 == 2;
    hall.tiles = v % 2 == 0 ? MaterialId::kRoofTile : MaterialId::kRoofTileOld;
    hall.roof_object = c.object("roof");
    hall.door_object = c.object("doors");
    addHall(c.mesh, hall);
    c.mesh.object = 0;
    const float wing = 13.0F;
    for (const float side : {-1.0F, 1.0F}) {
        // Side wings face the court.
        MeshBuilder b(0.9F);
        b.transform = placed({side * (wing + 4.0F), distance - 4.5F, 0.0F},
                             side > 0.0F ? -0.5F * kPi : 0.5F * kPi);
        HallShape low;
        low.bays = 3;
        low.bay = 2.6F;
        low.depth = 4.2F;
        low.base = 0.3F;
        low.column = 2.5F;
        low.rise = 2.2F;
        low.corner = 0.0F;
        low.gable = true;
        low.dragons = false;
        low.red = hall.red;
        low.tiles = MaterialId::kRoofTileOld;
        addHall(b, low);
        c.world.add(b.take(), c.random.next());
        c.thingAt(Thing::kStoneDog, {side * 3.6F, distance - 3.0F});
    }
    const std::uint16_t flags = c.object("flags");
    for (int i = 0; i < 4; ++i) {
        for (const float side : {-1.0F, 1.0F}) {
            c.thingAt(
                Thing::kFlag,
                {side * (6.2F + 0.3F * static_cast<float>(i)), 4.5F + 3.0F * static_cast<float>(i)},
                side > 0.0F ? kPi : 0.0F,
                flags);
        }
    }
    c.thingAt(Thing::kCensor, {0.0F, distance - 5.5F}, 0.0F, c.object("censer"));
    const float tree_side = v % 2 == 0 ? 1.0F : -1.0F;
    c.plantAt(v % 3 == 2 ? Plant::kFlame : Plant::kBanyan,
              {tree_side * 15.5F, 3.0F},
              0.9F,
              c.object("tree"));
    c.plantAt(Plant::kFrangipani, {-tree_side * 9.0F, 6.0F}, 0.9F);
    for (int i = 0; i < 4; ++i) {
        c.plantAt(Plant::kAreca,
                  {-tree_side * (11.0F + 0.4F * static_cast<float>(i)),
                   -3.0F + 2.6F * static_cast<float>(i)});
    }
    // Behind the viewer: the gate the visitor came through, the lake beyond.
    MeshBuilder gate(0.9F);
    gate.transform = placed({0.0F, -9.0F, 0.0F}, kPi);
    GateShape shape;
    shape.width = 8.0F;
    shape.upper = v % 2 == 1;
    shape.wall = v % 3 == 0   ? MaterialId::kCreamWall
                 : v % 3 == 1 ? MaterialId::kWhitewash
                              : MaterialId::kOchreWall;
    gate.object = c.object("gate");
    addTripleGate(gate, shape);
    gate.object = 0;
    gate.transform = {};
    addWall(gate, {-19.0F, -9.8F, 0.0F}, {-4.8F, -9.8F, 0.0F}, 1.7F, shape.wall, true);
    addWall(gate, {4.8F, -9.8F, 0.0F}, {19.0F, -9.8F, 0.0F}, 1.7F, shape.wall, true);
    c.world.add(gate.take(), c.random.next());
    c.crowd({0.0F, distance - 5.0F}, {9.0F, 4.0F}, 5);
    c.crowd({0.0F, -5.0F}, {7.0F, 2.0F}, 2);
    c.promenade(Plant::kBroad, 70.0F);
    c.boats(2, 0);
}

/// Objects: gate, hall, censer, tree, lanterns.
void composeTemple(Composer& c) {
    const int v = c.picture.variant;
    c.clear_radius = 36.0F;
    c.clear_centre = {0.0F, 18.0F};
    c.world.ground = kCourts[static_cast<std::size_t>(v + 1) % 3];
    const float at = 10.5F + static_cast<float>(v % 3);
    GateShape gate;
    gate.front = {0.0F, at, 0.0F};
    gate.width = 9.0F + static_cast<float>(v % 4);
    gate.height = 4.2F + 0.3F * static_cast<float>(v % 3);
    gate.upper = v % 2 == 0;
    constexpr std::array<MaterialId, 4> walls{MaterialId::kOchreWall,
                                              MaterialId::kCreamWall,
                                              MaterialId::kWhitewash,
                                              MaterialId::kOldBrick};
    gate.wall = walls[static_cast<std::size_t>(v) % 4];
    c.mesh.object = c.object("gate");
    addTripleGate(c.mesh, gate);
    c.mesh.object = 0;
    const float edge = 0.5F * gate.width + 0.5F;
    addWall(c.mesh, {-22.0F, at + 0.8F, 0.0F}, {-edge, at + 0.8F, 0.0F}, 1.9F, gate.wall, true);
    addWall(c.mesh, {edge, at + 0.8F, 0.0F}, {22.0F, at + 0.8F, 0.0F}, 1.9F, gate.wall, true);
    HallShape hall;
    hall.front = {0.0F, at + 13.0F, 0.0F};
    hall.bays = v % 3 == 0 ? 5 : 3;
    hall.bay = 3.1F;
    hall.depth = 7.0F;
    hall.base = 1.1F;
    hall.column = 3.3F;
    hall.rise = 4.4F;
    hall.two_roofs = v % 3 != 1;
    hall.tiles = v % 2 == 0 ? MaterialId::kRoofTile : MaterialId::kRoofTileOld;
    c.mesh.object = c.object("hall");
    addHall(c.mesh, hall);
    c.mesh.object = 0;
    c.thingAt(Thing::kCensor, {0.0F, at + 7.0F}, 0.0F, c.object("censer"));
    for (const float side : {-1.0F, 1.0F}) {
        c.thingAt(v % 4 == 1 ? Thing::kElephant : Thing::kStoneDog,
                  {side * (0.5F * gate.width + 1.9F), at - 1.6F},
                  0.0F,
                  c.object("guardian"));
    }
    const float hand = v % 2 == 0 ? 1.0F : -1.0F;
    c.plantAt(
        v % 3 == 1 ? Plant::kBroad : Plant::kBanyan, {hand * 14.0F, 7.0F}, 0.85F, c.object("tree"));
    c.plantAt(Plant::kFlame, {-hand * 15.0F, 5.0F}, 0.9F);
    c.plantAt(Plant::kFrangipani, {-hand * 6.6F, at + 5.0F});
    c.plantAt(Plant::kFrangipani, {hand * 7.0F, at + 6.0F});
    pottedRows(c, 0.5F * gate.width + 0.6F, 3.0F, at - 3.0F);
    if (v % 2 == 0) {
        flagRow(c, 9.5F, 2.0F, 3);
    }
    // Lanterns on lines across the approach.
    const std::uint16_t lanterns = c.object("lanterns");
    for (int line = 0; line < 2; ++line) {
        const float y = 3.4F + 3.2F * static_cast<float>(line);
        c.mesh.material = MaterialId::kIron;
        for (const float side : {-1.0F, 1.0F}) {
            c.mesh.cylinder({side * 5.6F, y, 0.0F}, 0.05F, 4.4F, 8);
        }
        std::array<V3, 9> cord;
        for (std::size_t i = 0; i < cord.size(); ++i) {
            const float s = static_cast<float>(i) / 4.0F - 1.0F;
            cord[i] = {5.6F * s, y, 3.9F + 0.45F * s * s};
            if (i > 0 && i + 1 < cord.size()) {
                c.thingAt(Thing::kLantern, {cord[i].x, y}, 0.0F, lanterns, cord[i].z, v % 2);
            }
        }
        c.mesh.tube(cord, 0.012F, 4);
    }
    c.personAt(Person::kCarrier, {hand * 3.2F, 6.4F}, hand * 1.2F);
    c.personAt(Person::kAoDai, {-hand * 2.0F, 7.6F}, 3.0F);
    c.crowd({0.0F, at + 6.0F}, {6.0F, 3.0F}, 4);
    c.crowd({0.0F, 1.0F}, {9.0F, 7.0F}, 7);
    c.promenade(Plant::kWillow, 80.0F);
    c.boats(3, 2);
}

} // namespace vr360::sample
