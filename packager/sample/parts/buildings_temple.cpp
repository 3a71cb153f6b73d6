#include "packager/sample/parts/buildings.h"

#include <array>

namespace vr360::sample {

namespace {

void addColumn(MeshBuilder& b, V3 base, float height, float radius, bool red) {
    b.material = MaterialId::kStone;
    const std::array<V2, 4> plinth{
        {{radius * 1.5F, 0.0F}, {radius * 1.55F, 0.12F}, {radius * 1.2F, 0.24F}, {radius, 0.24F}}};
    b.lathe(base, plinth, 14);
    b.material = red ? MaterialId::kRedLacquer : MaterialId::kDarkWood;
    const std::array<V2, 4> shaft{{{radius, 0.24F},
                                   {radius * 1.08F, height * 0.4F},
                                   {radius * 0.92F, height},
                                   {0.0F, height}}};
    b.lathe(base, shaft, 14);
}

void addSteps(MeshBuilder& b, V3 front, float width, float height, float run) {
    const int count = std::max(2, static_cast<int>(std::round(height / 0.16F)));
    b.material = MaterialId::kStone;
    for (int i = 0; i < count; ++i) {
        const float s = static_cast<float>(i) / static_cast<float>(count);
        const float depth = run * (1.0F - s);
        b.box({front.x, front.y - 0.5F * depth, front.z},
              {width, depth, height * (s + 1.0F / static_cast<float>(count))});
    }
    b.material = MaterialId::kPaleStone;
    for (const float side : {-1.0F, 1.0F}) {
        b.box({front.x + side * (0.5F * width + 0.2F), front.y - 0.5F * run, front.z},
              {0.4F, run, height * 0.62F});
        b.ellipsoid({front.x + side * (0.5F * width + 0.2F),
                     front.y - run + 0.1F,
                     front.z + height * 0.75F},
                    {0.24F, 0.3F, 0.26F},
                    10);
    }
}

/// Doors of panels between two columns: frames, carved tops, lattice.
void addDoors(MeshBuilder& b, V3 left, float width, float height) {
    const int leaves = std::max(2, static_cast<int>(std::round(width / 0.75F)));
    const float each = width / static_cast<float>(leaves);
    for (int i = 0; i < leaves; ++i) {
        const float x = left.x + each * (static_cast<float>(i) + 0.5F);
        b.material = MaterialId::kDarkWood;
        b.box({x, left.y, left.z + 0.15F}, {each * 0.96F, 0.06F, height - 0.15F});
        b.material = MaterialId::kRedLacquer;
        b.box({x, left.y - 0.035F, left.z + 0.3F}, {each * 0.7F, 0.03F, height * 0.36F});
        for (int bar = 0; bar < 5; ++bar) {
            const float z = left.z + height * 0.52F + static_cast<float>(bar) * height * 0.085F;
            b.box({x, left.y - 0.035F, z}, {each * 0.74F, 0.03F, 0.035F});
        }
        for (int bar = -1; bar <= 1; ++bar) {
            b.box({x + static_cast<float>(bar) * each * 0.24F,
                   left.y - 0.03F,
                   left.z + height * 0.5F},
                  {0.03F, 0.025F, height * 0.4F});
        }
    }
    b.material = MaterialId::kDarkWood;
    b.box({left.x + 0.5F * width, left.y, left.z}, {width, 0.22F, 0.16F});
}

} // namespace

void addHall(MeshBuilder& b, const HallShape& h) {
    const Transform saved = b.transform;
    b.transform = b.transform * placed(h.front);
    const std::uint16_t object = b.object;
    const float width = static_cast<float>(h.bays) * h.bay;
    const float veranda = 1.7F;
    b.material = MaterialId::kStone;
    b.box({0.0F, 0.5F * h.depth + 0.4F, 0.0F}, {width + 2.6F, h.depth + 2.2F, h.base});
    b.material = MaterialId::kPaleStone;
    b.box({0.0F, 0.5F * h.depth + 0.4F, h.base}, {width + 2.8F, h.depth + 2.4F, 0.1F});
    const float floor = h.base + 0.1F;
    addSteps(b, {0.0F, -0.75F, 0.0F}, h.bay * 1.1F, h.base, 1.5F);
    if (h.bays >= 5) {
        for (const float side : {-1.0F, 1.0F}) {
            addSteps(b, {side * h.bay * 2.0F, -0.75F, 0.0F}, h.bay * 0.7F, h.base, 1.4F);
        }
    }
    for (int i = 0; i <= h.bays; ++i) {
        const float x = -0.5F * width + static_cast<float>(i) * h.bay;
        addColumn(b, {x, 0.2F, floor}, h.column, 0.17F, h.red);
        addColumn(b, {x, veranda + 0.2F, floor}, h.column + 0.5F, 0.2F, h.red);
        b.material = MaterialId::kDarkWood;
        b.box({x, 0.5F * veranda + 0.2F, floor + h.column - 0.35F}, {0.16F, veranda + 1.2F, 0.3F});
        if (i > 0 && i < h.bays) {
            b.material = MaterialId::kCouplet;
            b.box({x, -0.02F, floor + 0.75F}, {0.3F, 0.05F, 1.62F});
        }
    }
    b.material = MaterialId::kDarkWood;
    b.box({0.0F, 0.2F, floor + h.column - 0.3F}, {width + 0.6F, 0.2F, 0.34F});
    b.object = h.door_object != 0 ? h.door_object : object;
    for (int i = 0; i < h.bays; ++i) {
        const float left = -0.5F * width + static_cast<float>(i) * h.bay;
        const bool open = i == h.bays / 2;
        if (open) {
            // The middle stands open on a gilded altar in the dark.
            b.material = MaterialId::kGilt;
            b.box({0.0F, veranda + 3.4F, floor + 1.0F}, {h.bay * 0.62F, 0.3F, 1.3F});
            b.material = MaterialId::kRedLacquer;
            b.box({0.0F, veranda + 2.9F, floor}, {h.bay * 0.8F, 0.9F, 1.0F});
            b.box({0.0F, veranda + 3.6F, floor + 2.2F}, {h.bay * 0.9F, 0.1F, 0.5F});
            b.material = MaterialId::kLamp;
            for (const float side : {-0.6F, 0.6F}) {
                b.ellipsoid({side, veranda + 2.6F, floor + 1.25F}, {0.06F, 0.06F, 0.1F}, 6);
            }
            b.material = MaterialId::kCouplet;
            b.box({0.0F, veranda + 0.05F, floor + h.column - 0.42F}, {h.bay * 0.74F, 0.08F, 0.62F});
        } else {
            addDoors(b, {left + 0.2F, veranda + 0.2F, floor}, h.bay - 0.4F, h.column - 0.25F);
        }
    }
    b.object = object;
    b.material = MaterialId::kCreamWall;
    for (const float side : {-1.0F, 1.0F}) {
        b.box({side * (0.5F * width), 0.5F * (h.depth + veranda), floor},
              {0.3F, h.depth - veranda, h.column + 0.4F});
    }
    b.box({0.0F, h.depth, floor}, {width, 0.3F, h.column + 0.4F});
    b.object = h.roof_object != 0 ? h.roof_object : object;
    RoofShape roof;
    roof.centre = {0.0F, 0.5F * h.depth, floor + h.column - 0.25F};
    roof.width = width + 3.4F;
    roof.depth = h.depth + 3.6F;
    roof.rise = h.rise;
    roof.ridge = roof.width - roof.depth * 0.78F;
    roof.corner = h.corner;
    roof.tiles = h.tiles;
    roof.gable = h.gable;
    roof.dragons = h.dragons && !h.two_roofs;
    if (!h.two_roofs) {
        addRoof(b, roof);
    } else {
        // Lower roof up to a band of panels, then the upper one.
        roof.rise = h.rise * 0.62F;
        addRoof(b, roof);
        const float band_width = width * 0.8F;
        const float band_depth = h.depth * 0.62F;
        b.material = MaterialId::kRedLacquer;
        b.box({0.0F, 0.5F * h.depth, roof.centre.z + 1.0F},
              {band_width, band_depth, h.rise * 0.62F + 0.2F});
        b.material = MaterialId::kGilt;
        for (int i = 0; i < 9; ++i) {
            const float x = band_width * (static_cast<float>(i) / 8.0F - 0.5F) * 0.94F;
            b.box({x, 0.5F * (h.depth - band_depth) - 0.03F, roof.centre.z + h.rise * 0.47F},
                  {0.1F, 0.06F, 0.62F});
        }
        RoofShape upper = roof;
        upper.centre.z += h.rise * 0.62F + 1.0F;
        upper.width = band_width + 2.4F;
        upper.depth = band_depth + 2.4F;
        upper.ridge = upper.width - upper.depth * 0.8F;
        upper.rise = h.rise * 0.6F;
        upper.dragons = h.dragons;
        addRoof(b, upper);
    }
    b.object = object;
    b.transform = saved;
}

void addArchedWall(
    MeshBuilder& b, V3 f, float width, float height, float thickness, float opening, float spring) {
    const float half = 0.5F * opening;
    const float side = 0.5F * (width - opening);
    for (const float hand : {-1.0F, 1.0F}) {
        b.box({f.x + hand * (half + 0.5F * side), f.y + 0.5F * thickness, f.z},
              {side, thickness, spring});
    }
    constexpr int kSteps = 12;
    const auto arch = [&](int i) {
        const float angle = kPi * static_cast<float>(i) / kSteps;
        return V2{f.x - half * std::cos(angle), f.z + spring + half * std::sin(angle)};
    };
    for (const float y : {f.y, f.y + thickness}) {
        const bool front = y == f.y;
        const auto strip = [&](V2 p, V2 q, V2 r, V2 s) {
            const V3 a{p.x, y, p.y};
            const V3 c{q.x, y, q.y};
            const V3 d{r.x, y, r.y};
            const V3 e{s.x, y, s.y};
            if (front) {
                b.quad(a, c, d, e);
            } else {
                b.quad(c, a, e, d);
            }
        };
        const float top = f.z + height;
        const float left = f.x - 0.5F * width;
        const float right = f.x + 0.5F * width;
        strip({left, f.z + spring}, {f.x - half, f.z + spring}, {f.x - half, top}, {left, top});
        strip({f.x + half, f.z + spring}, {right, f.z + spring}, {right, top}, {f.x + half, top});
        for (int i = 0; i < kSteps; ++i) {
            const V2 p = arch(i);
            const V2 q = arch(i + 1);
            strip(p, q, {q.x, top}, {p.x, top});
        }
    }
    for (int i = 0; i < kSteps; ++i) {
        const V2 p = arch(i);
        const V2 q = arch(i + 1);
        b.quad({q.x, f.y, q.y},
               {p.x, f.y, p.y},
               {p.x, f.y + thickness, p.y},
               {q.x, f.y + thickness, q.y});
    }
    const float top = f.z + height;
    b.quad({f.x - 0.5F * width, f.y, top},
           {f.x + 0.5F * width, f.y, top},
           {f.x + 0.5F * width, f.y + thickness, top},
           {f.x - 0.5F * width, f.y + thickness, top});
    for (const float hand : {-1.0F, 1.0F}) {
        const float x = f.x + hand * 0.5F * width;
        const V3 a{x, f.y, f.z + spring};
        const V3 c{x, f.y + thickness, f.z + spring};
        const V3 d{x, f.y + thickness, top};
        const V3 e{x, f.y, top};
        if (hand > 0.0F) {
            b.quad(a, c, d, e);
        } else {
            b.quad(c, a, e, d);
        }
    }
}

void addPillar(MeshBuilder& b, V3 base, float width, float height, bool couplets) {
    const MaterialId wall = b.material;
    b.box(base, {width * 1.35F, width * 1.35F, 0.35F});
    b.box(base + V3{0.0F, 0.0F, 0.35F}, {width * 1.15F, width * 1.15F, 0.2F});
    b.box(base, {width, width, height});
    const V3 top = base + V3{0.0F, 0.0F, height};
    b.box(top, {width * 1.3F, width * 1.3F, 0.14F});
    b.box(top + V3{0.0F, 0.0F, 0.14F}, {width * 0.95F, width * 0.95F, width * 0.95F});
    b.box(top + V3{0.0F, 0.0F, 0.14F + width * 0.95F}, {width * 1.35F, width * 1.35F, 0.12F});
    if (couplets) {
        b.material = MaterialId::kCouplet;
        b.box(base + V3{0.0F, -0.5F * width - 0.01F, 0.9F}, {width * 0.62F, 0.03F, height - 1.3F});
        b.material = wall;
    }
    // A phoenix or a beast sits on top; from below it is a bud with a tail.
    const V3 seat = top + V3{0.0F, 0.0F, 0.26F + width * 0.95F};
    const std::array<V2, 6> bud{{{width * 0.28F, 0.0F},
                                 {width * 0.5F, width * 0.3F},
                                 {width * 0.42F, width * 0.62F},
                                 {width * 0.16F, width * 0.9F},
                                 {width * 0.12F, width * 1.1F},
                                 {0.0F, width * 1.5F}}};
    b.lathe(seat, bud, 10);
}

void addTripleGate(MeshBuilder& b, const GateShape& g) {
    const Transform saved = b.transform;
    b.transform = b.transform * placed(g.front);
    const float middle = g.width * 0.42F;
    const float side = 0.5F * (g.width - middle);
    b.material = g.wall;
    addArchedWall(b, {}, middle, g.height, g.depth, middle * 0.55F, g.height * 0.5F);
    for (const float hand : {-1.0F, 1.0F}) {
        b.material = g.wall;
        addArchedWall(b,
                      {hand * 0.5F * (middle + side), 0.15F, 0.0F},
                      side,
                      g.height * 0.74F,
                      g.depth - 0.3F,
                      side * 0.5F,
                      g.height * 0.4F);
        RoofShape roof;
        roof.centre = {hand * 0.5F * (middle + side), 0.5F * g.depth, g.height * 0.74F};
        roof.width = side + 0.7F;
        roof.depth = g.depth + 1.0F;
        roof.rise = 0.8F;
        roof.ridge = roof.width * 0.55F;
        roof.corner = 0.32F;
        roof.tiles = g.tiles;
        addRoof(b, roof);
        b.material = g.wall;
        addPillar(b, {hand * (0.5F * middle + 0.05F), -0.2F, 0.0F}, 0.55F, g.height + 0.9F, true);
        b.material = g.wall;
        addPillar(b, {hand * (0.5F * g.width + 0.25F), 0.1F, 0.0F}, 0.5F, g.height * 0.85F, true);
    }
    b.material = MaterialId::kSignRed;
    b.box({0.0F, -0.04F, g.height * 0.84F}, {middle * 0.5F, 0.06F, 0.5F});
    RoofShape roof;
    roof.centre = {0.0F, 0.5F * g.depth, g.height};
    roof.width = middle + 1.1F;
    roof.depth = g.depth + 1.4F;
    roof.rise = 1.0F;
    roof.ridge = roof.width * 0.55F;
    roof.corner = 0.5F;
    roof.tiles = g.tiles;
    if (g.upper) {
        roof.rise = 0.7F;
        addRoof(b, roof);
        b.material = g.wall;
        b.box({0.0F, 0.5F * g.depth, g.height}, {middle * 0.72F, g.depth * 0.75F, 2.1F});
        b.material = MaterialId::kRedLacquer;
        b.box({0.0F, 0.5F * g.depth - g.depth * 0.38F, g.height + 0.85F},
              {middle * 0.36F, 0.08F, 0.9F});
        roof.centre.z = g.height + 2.05F;
        roof.width = middle * 0.72F + 1.2F;
        roof.depth = g.depth * 0.75F + 1.2F;
        roof.rise = 1.15F;
        roof.ridge = roof.width * 0.5F;
        roof.dragons = false;
    }
    addRoof(b, roof);
    b.transform = saved;
}

void addVillageGate(
    MeshBuilder& b, V3 front, float opening, float height, MaterialId wall, std::uint32_t seed) {
    const Transform saved = b.transform;
    b.transform = b.transform * placed(front);
    Random random(seed);
    const float width = opening + 2.4F;
    b.material = wall;
    addArchedWall(b, {}, width, height, 1.5F, opening, height * 0.52F);
    b.box({0.0F, 0.75F, height}, {width + 0.3F, 1.8F, 0.16F});
    b.material = MaterialId::kSignRed;
    b.box({0.0F, -0.03F, height - 0.85F}, {opening * 0.85F, 0.05F, 0.5F});
    b.material = MaterialId::kCouplet;
    for (const float hand : {-1.0F, 1.0F}) {
        b.box({hand * (0.5F * opening + 0.55F), -0.03F, 0.9F}, {0.36F, 0.05F, height * 0.5F});
    }
    b.material = wall;
    for (const float hand : {-1.0F, 1.0F}) {
        addPillar(b,
                  {hand * (0.5F * width + 0.1F), 0.3F, 0.0F},
                  0.5F,
                  height * random.between(0.95F, 1.12F),
                  false);
    }
    const bool storey = random.chance(0.6F);
    if (storey) {
        b.material = wall;
        addArchedWall(
            b, {0.0F, 0.2F, height + 0.16F}, opening * 0.9F, 1.5F, 1.1F, opening * 0.35F, 0.7F);
    }
    RoofShape roof;
    roof.centre = {0.0F, 0.75F, height + (storey ? 1.62F : 0.16F)};
    roof.width = (storey ? opening * 0.9F : width * 0.85F) + 0.9F;
    roof.depth = 2.3F;
    roof.rise = 0.95F;
    roof.ridge = roof.width * 0.55F;
    roof.corner = 0.4F;
    roof.tiles = MaterialId::kRoofTileOld;
    addRoof(b, roof);
    b.transform = saved;
}

void addPagodaTower(MeshBuilder& b,
                    V3 centre,
                    int storeys,
                    float radius,
                    float storey_height,
                    MaterialId wall,
                    MaterialId tiles,
                    float turn) {
    constexpr int kSides = 6;
    const float step = 2.0F * kPi / kSides;
    b.material = MaterialId::kStone;
    for (int i = 0; i < 3; ++i) {
        const float r = radius + 0.9F - 0.28F * static_cast<float>(i);
        const std::array<V2, 3> tier{{{r, 0.0F}, {r, 0.3F}, {0.0F, 0.3F}}};
        const Transform saved = b.transform;
        b.transform =
            b.transform * placed(centre + V3{0.0F, 0.0F, 0.3F * static_cast<float>(i)}, turn);
        b.lathe({}, tier, kSides);
        b.transform = saved;
    }
    float z = 0.9F;
    for (int storey = 0; storey < storeys; ++storey) {
        const float s = static_cast<float>(storey) / static_cast<float>(storeys);
        const float r = radius * (1.0F - 0.5F * s);
        const float h = storey_height * (1.0F - 0.28F * s);
        const float apothem = r * std::cos(0.5F * step);
        const float side = 2.0F * r * std::sin(0.5F * step);
        for (int i = 0; i < kSides; ++i) {
            const float a = turn + step * (static_cast<float>(i) + 0.5F);
            const Transform saved = b.transform;
            // The wall's own frame: x along it, −y outwards.
            b.transform =
                b.transform * placed(centre + V3{apothem * std::cos(a), apothem * std::sin(a), z},
                                     a + 0.5F * kPi);
            b.material = wall;
            addArchedWall(b, {0.0F, 0.0F, 0.0F}, side, h, 0.35F, side * 0.42F, h * 0.42F);
            b.material = MaterialId::kDarkStone;
            b.quad({-side * 0.3F, 0.35F, 0.0F},
                   {side * 0.3F, 0.35F, 0.0F},
                   {side * 0.3F, 0.35F, h},
                   {-side * 0.3F, 0.35F, h});
            // A white figure sits in the niche.
            b.material = MaterialId::kMarble;
            const float k = std::min(side * 0.2F, h * 0.24F);
            b.ellipsoid({0.0F, 0.2F, h * 0.12F + k * 0.4F}, {k, k * 0.6F, k * 0.45F}, 8);
            b.ellipsoid({0.0F, 0.2F, h * 0.12F + k * 1.2F}, {k * 0.55F, k * 0.4F, k * 0.75F}, 8);
            b.ellipsoid({0.0F, 0.2F, h * 0.12F + k * 2.1F}, {k * 0.3F, k * 0.3F, k * 0.36F}, 8);
            b.transform = saved;
        }
        z += h;
        addSpireRoof(b,
                     centre + V3{0.0F, 0.0F, z - 0.02F},
                     kSides,
                     r * 1.28F,
                     r * 0.9F,
                     h * 0.24F,
                     0.16F * radius * (1.0F - 0.4F * s),
                     tiles,
                     turn);
        z += h * 0.16F;
    }
    const float r = radius * 0.5F;
    addSpireRoof(
        b, centre + V3{0.0F, 0.0F, z}, kSides, r * 1.15F, 0.05F, r * 0.9F, 0.15F, tiles, turn);
    b.material = MaterialId::kGilt;
    const std::array<V2, 9> finial{{{0.22F, 0.0F},
                                    {0.34F, 0.18F},
                                    {0.2F, 0.4F},
                                    {0.28F, 0.6F},
                                    {0.14F, 0.85F},
                                    {0.2F, 1.05F},
                                    {0.09F, 1.3F},
                                    {0.05F, 1.7F},
                                    {0.0F, 2.1F}}};
    std::array<V2, 9> scaled = finial;
    for (V2& p : scaled) {
        p = p * (radius * 0.42F);
    }
    b.lathe(centre + V3{0.0F, 0.0F, z + r * 0.8F}, scaled, 10);
}

void addPavilion(
    MeshBuilder& b, V3 centre, int sides, float radius, MaterialId tiles, bool two_roofs) {
    const float step = 2.0F * kPi / static_cast<float>(sides);
    const float turn = 0.5F * step;
    const Transform saved = b.transform;
    b.transform = b.transform * placed(centre, turn);
    b.material = MaterialId::kStone;
    const std::array<V2, 3> base{{{radius + 0.5F, 0.0F}, {radius + 0.5F, 0.4F}, {0.0F, 0.4F}}};
    b.lathe({}, base, sides);
    for (int i = 0; i < sides; ++i) {
        const float a = step * static_cast<float>(i);
        addColumn(b,
                  {radius * 0.88F * std::cos(a), radius * 0.88F * std::sin(a), 0.4F},
                  2.9F,
                  0.13F,
                  true);
    }
    b.material = MaterialId::kDarkWood;
    const std::array<V2, 4> beam{{{radius * 0.8F, 2.95F},
                                  {radius * 0.95F, 2.95F},
                                  {radius * 0.95F, 3.3F},
                                  {radius * 0.8F, 3.3F}}};
    b.lathe({}, beam, sides);
    b.transform = saved;
    addSpireRoof(b,
                 centre + V3{0.0F, 0.0F, 3.25F},
                 sides,
                 radius * 1.4F,
                 two_roofs ? radius * 0.62F : 0.06F,
                 two_roofs ? radius * 0.42F : radius * 0.85F,
                 0.3F * radius,
                 tiles,
                 turn);
    if (two_roofs) {
        const float z = 3.25F + radius * 0.42F;
        b.transform = saved * placed(centre, turn);
        b.material = MaterialId::kRedLacquer;
        const std::array<V2, 2> drum{{{radius * 0.6F, z - 0.1F}, {radius * 0.6F, z + 0.75F}}};
        b.lathe({}, drum, sides);
        b.transform = saved;
        addSpireRoof(b,
                     centre + V3{0.0F, 0.0F, z + 0.6F},
                     sides,
                     radius * 0.98F,
                     0.05F,
                     radius * 0.75F,
                     0.24F * radius,
                     tiles,
                     turn);
    }
    b.material = MaterialId::kGilt;
    const float top =
        two_roofs ? 3.25F + radius * 0.42F + 0.6F + radius * 0.72F : 3.25F + radius * 0.82F;
    b.ellipsoid(centre + V3{0.0F, 0.0F, top + 0.2F}, {0.16F, 0.16F, 0.26F}, 10);
}

void addWall(MeshBuilder& b, V3 from, V3 to, float height, MaterialId wall, bool tiled) {
    const V3 along = to - from;
    const float l = length(along);
    const Transform saved = b.transform;
    b.transform = b.transform * placed(from, std::atan2(along.y, along.x));
    b.material = wall;
    b.box({0.5F * l, 0.0F, 0.0F}, {l, 0.28F, height});
    if (tiled) {
        RoofShape cap;
        cap.centre = {0.5F * l, 0.0F, height};
        cap.width = l;
        cap.depth = 0.7F;
        cap.rise = 0.26F;
        cap.gable = true;
        cap.corner = 0.0F;
        cap.tiles = MaterialId::kRoofTileOld;
        addRoof(b, cap);
    } else {
        b.material = MaterialId::kPaleStone;
        b.box({0.5F * l, 0.0F, height}, {l + 0.06F, 0.38F, 0.09F});
    }
    b.transform = saved;
}

} // namespace vr360::sample
