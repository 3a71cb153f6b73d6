#include "packager/sample/kinds/precinct_parts.h"

#include <array>

namespace vr360::sample {

using Plan = PrecinctPlan;

PrecinctFrame::PrecinctFrame(V2 eye, V2 target)
    : eye_(eye), angle_(std::atan2(target.x - eye.x, target.y - eye.y)) {}

MeshBuilder PrecinctFrame::builder() const {
    MeshBuilder b(0.9F);
    const V2 origin = at({0.0F, 0.0F});
    b.transform = placed({origin.x, origin.y, 0.0F}, angle_);
    return b;
}

void PrecinctFrame::plant(Composer& c, Plant kind, V2 p, float scale, std::uint16_t object) const {
    const V2 there = at(p);
    // Not where the viewer stands.
    if (length(there) > 2.2F) {
        c.plantAt(kind, there, scale, object);
    }
}

void PrecinctFrame::thing(
    Composer& c, Thing kind, V2 p, float turn, std::uint16_t object, float z, int variant) const {
    if (length(at(p)) > 1.2F) {
        c.thingAt(kind, at(p), turn + angle_, object, z, variant);
    }
}

void PrecinctFrame::person(Composer& c, Person kind, V2 p, float turn) const {
    if (length(at(p)) > 2.0F) {
        c.personAt(kind, at(p), turn + angle_);
    }
}

namespace {

/// A bell of bronze, its crown at `top`.
void addBell(MeshBuilder& b, V3 top) {
    const MaterialId saved = b.material;
    b.material = MaterialId::kBronze;
    const std::array<V2, 7> bell{{{0.62F, -1.35F},
                                  {0.56F, -1.3F},
                                  {0.5F, -0.9F},
                                  {0.47F, -0.4F},
                                  {0.38F, -0.14F},
                                  {0.12F, -0.05F},
                                  {0.0F, 0.1F}}};
    b.lathe(top, bell, 16);
    b.material = saved;
}

/// Two pairs of pillars, the inner ones taller, low walls with side doors between them.
float addPillarGate(MeshBuilder& b, MaterialId wall, V3 front, float variation) {
    const float inner = 2.3F + 0.6F * variation;
    const float outer = inner + 2.8F;
    for (const float side : {-1.0F, 1.0F}) {
        b.material = wall;
        addPillar(b, front + V3{side * inner, 0.6F, 0.0F}, 0.85F, 5.2F + variation, true);
        b.material = wall;
        addPillar(b, front + V3{side * outer, 0.6F, 0.0F}, 0.6F, 3.7F, true);
        b.material = wall;
        addArchedWall(b,
                      front + V3{side * 0.5F * (inner + outer), 0.4F, 0.0F},
                      outer - inner - 0.6F,
                      2.7F,
                      0.4F,
                      1.2F,
                      1.5F);
        RoofShape cap;
        cap.centre = front + V3{side * 0.5F * (inner + outer), 0.6F, 2.7F};
        cap.width = outer - inner;
        cap.depth = 1.3F;
        cap.rise = 0.5F;
        cap.ridge = cap.width * 0.6F;
        cap.corner = 0.25F;
        cap.tiles = MaterialId::kRoofTileOld;
        addRoof(b, cap);
    }
    return outer + 0.5F;
}

/// An arch of masonry with an open pavilion on top, where the bell hangs.
float addBellGate(MeshBuilder& b, MaterialId wall, V3 front, float variation) {
    const float height = 3.4F + 0.4F * variation;
    const float width = 6.4F;
    b.material = wall;
    addArchedWall(b, front, width, height, 3.0F, 2.4F, 1.9F);
    b.box(front + V3{0.0F, 1.5F, height}, {width + 0.3F, 3.4F, 0.2F});
    b.material = MaterialId::kSignRed;
    b.box(front + V3{0.0F, -0.04F, height - 0.85F}, {2.2F, 0.06F, 0.5F});
    const V3 floor = front + V3{0.0F, 1.5F, height + 0.2F};
    for (const float x : {-2.3F, 2.3F}) {
        for (const float y : {-1.1F, 1.1F}) {
            b.material = MaterialId::kRedLacquer;
            b.cylinder(floor + V3{x, y, 0.0F}, 0.15F, 2.5F, 10);
        }
    }
    b.material = MaterialId::kPaleStone;
    for (const float y : {-1.25F, 1.25F}) {
        b.box(floor + V3{0.0F, y, 0.0F}, {4.8F, 0.1F, 0.5F});
    }
    addBell(b, floor + V3{0.0F, 0.0F, 2.2F});
    RoofShape lower;
    lower.centre = floor + V3{0.0F, 0.0F, 2.4F};
    lower.width = 7.2F;
    lower.depth = 4.8F;
    lower.rise = 1.0F;
    lower.ridge = 4.6F;
    lower.corner = 0.7F;
    lower.tiles = MaterialId::kRoofTileOld;
    addRoof(b, lower);
    b.material = MaterialId::kRedLacquer;
    b.box(floor + V3{0.0F, 0.0F, 3.0F}, {3.6F, 1.9F, 1.0F});
    RoofShape upper = lower;
    upper.centre.z += 1.5F;
    upper.width = 5.2F;
    upper.depth = 3.3F;
    upper.rise = 1.5F;
    upper.ridge = 2.8F;
    addRoof(b, upper);
    return 0.5F * width + 0.1F;
}

void addWing(Composer& c, const PrecinctFrame& f, const Plan& plan, float hand, float half_width) {
    MeshBuilder b = f.builder();
    b.object = c.object("wing");
    b.transform =
        b.transform * placed({hand * (half_width - 6.2F), 1.5F, 0.0F}, -hand * 0.5F * kPi);
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
    low.red = plan.red;
    low.tiles = MaterialId::kRoofTileOld;
    addHall(b, low);
    c.world.add(b.take(), c.random.next());
}

/// Grave towers of monks among grass.
void addStupas(Composer& c, const PrecinctFrame& f, float hand, float half_width) {
    c.ground(f.at({hand * (half_width - 4.5F), 2.0F}), {4.2F, 8.0F}, MaterialId::kGrass, f.angle());
    MeshBuilder b = f.builder();
    b.object = c.object("stupas");
    for (int i = 0; i < 7; ++i) {
        const V2 at{hand * (half_width - 2.2F - 2.6F * static_cast<float>(i % 3)),
                    -4.0F + 2.5F * static_cast<float>(i) + c.random.between(-0.5F, 0.5F)};
        const bool brick = c.random.chance(0.6F);
        addPagodaTower(b,
                       {at.x, at.y, 0.0F},
                       2 + c.random.below(3),
                       c.random.between(0.7F, 1.05F),
                       c.random.between(0.8F, 1.1F),
                       brick ? MaterialId::kOldBrick : MaterialId::kPaleStone,
                       brick ? MaterialId::kRoofTileOld : MaterialId::kStone,
                       c.random.uniform());
    }
    c.world.add(b.take(), c.random.next());
    f.plant(c, Plant::kPine, {hand * (half_width - 1.5F), 7.0F}, 0.8F);
}

void addGarden(Composer& c, const PrecinctFrame& f, float hand, float half_width) {
    const std::uint16_t garden = c.object("garden");
    c.ground(f.at({hand * (half_width - 4.0F), 0.0F}), {3.6F, 8.5F}, MaterialId::kGrass, f.angle());
    constexpr std::array<Plant, 5> kinds{
        Plant::kBonsai, Plant::kFlowerPot, Plant::kShrub, Plant::kKumquat, Plant::kHedgeBall};
    for (int i = 0; i < 18; ++i) {
        f.plant(c,
                kinds[static_cast<std::size_t>(i) % 5],
                {hand * (half_width - 1.6F - 2.4F * static_cast<float>(i % 3)),
                 -7.0F + 2.6F * static_cast<float>(i / 3)},
                0.9F,
                garden);
    }
    f.plant(c, Plant::kFrangipani, {hand * (half_width - 3.0F), 8.0F});
}

} // namespace

float addPrecinctGate(
    MeshBuilder& b, const PrecinctPlan& plan, V3 front, float variation, Composer& c) {
    switch (plan.gate) {
    case Plan::Gate::kPillars:
        return addPillarGate(b, plan.wall, front, variation);
    case Plan::Gate::kBell:
        return addBellGate(b, plan.wall, front, variation);
    case Plan::Gate::kArch:
        addVillageGate(b, front, 2.4F, 3.8F + 0.5F * variation, plan.wall, c.random.next());
        return 2.6F;
    case Plan::Gate::kTriple:
    case Plan::Gate::kTripleUpper:
        break;
    }
    GateShape gate;
    gate.front = front;
    gate.width = 8.0F + 3.0F * variation;
    gate.height = 3.9F + 0.7F * variation;
    gate.upper = plan.gate == Plan::Gate::kTripleUpper;
    gate.wall = plan.wall;
    gate.tiles = plan.tiles;
    addTripleGate(b, gate);
    return 0.5F * gate.width + 0.5F;
}

void addPrecinctPond(Composer& c, const PrecinctFrame& f, V2 centre, V2 half, bool lotus) {
    const std::uint16_t pond = c.object("pond");
    c.world.add(Pond{f.at(centre), half, half.y - 0.2F, f.angle()});
    MeshBuilder b = f.builder();
    b.object = pond;
    b.material = MaterialId::kPaleStone;
    // A low parapet around it.
    constexpr int kPosts = 44;
    for (int i = 0; i < kPosts; ++i) {
        const float a = 2.0F * kPi * static_cast<float>(i) / kPosts;
        const V2 way{std::cos(a), std::sin(a)};
        const float straight = half.x - half.y;
        const float sx = way.x > 0.0F ? straight : -straight;
        const V2 p{centre.x + sx + (half.y + 0.35F) * way.x, centre.y + (half.y + 0.35F) * way.y};
        b.turnedBox({p.x, p.y, 0.0F}, {0.28F, 0.72F, 0.55F}, a);
    }
    c.world.add(b.take(), c.random.next());
    for (int i = 0; i < (lotus ? 90 : 10); ++i) {
        const V2 p{centre.x + half.x * c.random.between(-0.95F, 0.95F),
                   centre.y + half.y * c.random.between(-0.9F, 0.9F)};
        const V2 there = f.at(p);
        const bool flower = i % 3 != 0;
        if (c.world.water().distance(there) < (flower ? 0.35F : 2.0F)) {
            continue;
        }
        c.world.add(
            Instance{plant(flower ? Plant::kLotusFlower : Plant::kLotusPatch, c.random.below(3)),
                     placed({there.x, there.y, kWaterLevel},
                            c.random.between(0.0F, 6.28F),
                            c.random.between(0.9F, 1.4F)),
                     c.random.next(),
                     pond,
                     {}});
    }
}

void addPrecinctWell(Composer& c, const PrecinctFrame& f, V2 at) {
    MeshBuilder b = f.builder();
    b.object = c.object("well");
    b.material = MaterialId::kSlabPaving;
    const std::array<V2, 3> terrace{{{2.6F, 0.0F}, {2.6F, 0.14F}, {0.0F, 0.14F}}};
    b.lathe({at.x, at.y, 0.0F}, terrace, 24);
    b.material = MaterialId::kStone;
    const std::array<V2, 6> ring{
        {{1.25F, 0.0F}, {1.2F, 0.75F}, {1.26F, 0.8F}, {0.98F, 0.8F}, {0.98F, 0.3F}, {0.0F, 0.3F}}};
    b.lathe({at.x, at.y, 0.1F}, ring, 24);
    b.material = MaterialId::kTowerGlass;
    const std::array<V2, 2> water{{{0.98F, 0.45F}, {0.0F, 0.45F}}};
    b.lathe({at.x, at.y, 0.1F}, water, 24);
    c.world.add(b.take(), c.random.next());
}

void addPrecinctScreen(Composer& c, const PrecinctFrame& f, V2 at, MaterialId wall) {
    MeshBuilder b = f.builder();
    b.object = c.object("screen");
    b.material = MaterialId::kStone;
    b.box({at.x, at.y, 0.0F}, {5.4F, 0.9F, 0.4F});
    b.material = wall;
    b.box({at.x, at.y, 0.4F}, {4.6F, 0.36F, 1.7F});
    b.material = MaterialId::kTerracotta;
    const std::array<V2, 4> disc{{{0.7F, -0.24F}, {0.7F, 0.24F}, {0.0F, 0.24F}, {0.0F, 0.24F}}};
    const Transform saved = b.transform;
    b.transform =
        b.transform *
        Transform{{1.0F, 0.0F, 0.0F}, {0.0F, 0.0F, 1.0F}, {0.0F, -1.0F, 0.0F}, {at.x, at.y, 1.25F}};
    b.lathe({}, disc, 28);
    b.transform = saved;
    for (const float side : {-1.0F, 1.0F}) {
        b.material = wall;
        addPillar(b, {at.x + side * 2.6F, at.y, 0.0F}, 0.5F, 2.3F, false);
    }
    RoofShape cap;
    cap.centre = {at.x, at.y, 2.1F};
    cap.width = 5.0F;
    cap.depth = 1.2F;
    cap.rise = 0.5F;
    cap.ridge = 3.8F;
    cap.corner = 0.25F;
    cap.tiles = MaterialId::kRoofTileOld;
    addRoof(b, cap);
    c.world.add(b.take(), c.random.next());
}

void addPrecinctSide(Composer& c,
                     const PrecinctFrame& f,
                     const PrecinctPlan& plan,
                     PrecinctPlan::Side what,
                     float hand,
                     float half_width,
                     float variation) {
    const V2 middle{hand * (half_width - 4.5F), 2.5F};
    MeshBuilder b = f.builder();
    switch (what) {
    case Plan::Side::kNothing:
        return;
    case Plan::Side::kWing:
        addWing(c, f, plan, hand, half_width);
        return;
    case Plan::Side::kStupas:
        addStupas(c, f, hand, half_width);
        return;
    case Plan::Side::kGarden:
        addGarden(c, f, hand, half_width);
        return;
    case Plan::Side::kBell:
        b.object = c.object("bell");
        addPavilion(b, {middle.x, middle.y, 0.0F}, 4, 2.5F, plan.tiles, true);
        addBell(b, {middle.x, middle.y, 2.7F});
        break;
    case Plan::Side::kStele:
        b.object = c.object("stele");
        addPavilion(b,
                    {middle.x, middle.y, 0.0F},
                    variation > 0.5F ? 6 : 4,
                    2.3F,
                    MaterialId::kRoofTileOld,
                    false);
        f.thing(c, Thing::kStele, middle, 0.0F, c.object("stele"), 0.4F);
        break;
    case Plan::Side::kTower:
        b.object = c.object("tower");
        addPagodaTower(b,
                       {middle.x, middle.y + 4.0F, 0.0F},
                       5 + static_cast<int>(4.0F * variation),
                       2.1F,
                       1.5F,
                       MaterialId::kRedBrick,
                       plan.tiles,
                       variation);
        break;
    }
    c.world.add(b.take(), c.random.next());
}

void addLanternLines(Composer& c, const PrecinctFrame& f, float y, float reach, int colour) {
    const std::uint16_t lanterns = c.object("lanterns");
    MeshBuilder b = f.builder();
    b.material = MaterialId::kIron;
    for (int line = 0; line < 2; ++line) {
        const float at = y + 3.2F * static_cast<float>(line);
        for (const float side : {-1.0F, 1.0F}) {
            b.cylinder({side * reach, at, 0.0F}, 0.05F, 4.4F, 8);
        }
        std::array<V3, 9> cord;
        for (std::size_t i = 0; i < cord.size(); ++i) {
            const float s = static_cast<float>(i) / 4.0F - 1.0F;
            cord[i] = {reach * s, at, 3.9F + 0.45F * s * s};
            if (i > 0 && i + 1 < cord.size()) {
                f.thing(c, Thing::kLantern, {cord[i].x, at}, 0.0F, lanterns, cord[i].z, colour);
            }
        }
        b.tube(cord, 0.012F, 4);
    }
    c.world.add(b.take(), c.random.next());
}

} // namespace vr360::sample
