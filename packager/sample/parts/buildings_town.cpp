#include "packager/sample/parts/buildings.h"

#include <array>

namespace vr360::sample {

namespace {

constexpr std::array<MaterialId, 7> kHouseWalls{MaterialId::kCreamWall,
                                                MaterialId::kOchreWall,
                                                MaterialId::kBlueWall,
                                                MaterialId::kPinkWall,
                                                MaterialId::kGreenWall,
                                                MaterialId::kWhitewash,
                                                MaterialId::kGreyWall};

/// A window set into a wall facing −y: frame, panes, sill, shutters.
void addWindow(MeshBuilder& b, V3 base, float width, float height, bool shutters, bool balcony) {
    b.material = MaterialId::kWhitewash;
    b.box(base + V3{0.0F, -0.03F, -0.08F}, {width + 0.24F, 0.12F, 0.08F});
    b.box(base + V3{0.0F, -0.02F, height}, {width + 0.3F, 0.14F, 0.1F});
    b.material = MaterialId::kGlass;
    b.quad(base + V3{-0.5F * width, -0.015F, 0.0F},
           base + V3{0.5F * width, -0.015F, 0.0F},
           base + V3{0.5F * width, -0.015F, height},
           base + V3{-0.5F * width, -0.015F, height});
    b.material = shutters ? MaterialId::kShutter : MaterialId::kDarkWood;
    for (const float x : {-0.5F, 0.0F, 0.5F}) {
        b.box(base + V3{x * width, -0.03F, 0.0F}, {0.06F, 0.05F, height});
    }
    b.box(base + V3{0.0F, -0.03F, height * 0.66F}, {width, 0.05F, 0.05F});
    if (shutters) {
        for (const float side : {-1.0F, 1.0F}) {
            b.box(base + V3{side * (0.75F * width + 0.02F), -0.04F, 0.0F},
                  {0.5F * width, 0.05F, height});
        }
    }
    if (balcony) {
        b.material = MaterialId::kConcrete;
        b.box(base + V3{0.0F, -0.45F, -0.2F}, {width + 1.1F, 0.9F, 0.14F}, true);
        b.material = MaterialId::kIron;
        const float half = 0.5F * width + 0.5F;
        b.box(base + V3{0.0F, -0.87F, 0.82F}, {2.0F * half, 0.05F, 0.05F});
        b.box(base + V3{0.0F, -0.87F, 0.05F}, {2.0F * half, 0.03F, 0.03F});
        const int bars = static_cast<int>(half * 2.0F / 0.14F);
        for (int i = 0; i <= bars; ++i) {
            b.box(base + V3{-half + 2.0F * half * static_cast<float>(i) / static_cast<float>(bars),
                            -0.87F,
                            -0.06F},
                  {0.02F, 0.02F, 0.9F});
        }
        for (const float side : {-1.0F, 1.0F}) {
            b.box(base + V3{side * half, -0.45F, 0.82F}, {0.04F, 0.85F, 0.05F});
        }
    }
}

MaterialId sign(Random& random) {
    const std::array<MaterialId, 3> signs{
        MaterialId::kSignRed, MaterialId::kSignBlue, MaterialId::kSignGreen};
    return signs[static_cast<std::size_t>(random.below(3))];
}

} // namespace

void addTubeHouse(MeshBuilder& b, const TubeHouseShape& h) {
    const Transform saved = b.transform;
    b.transform = b.transform * placed(h.front);
    Random random(h.seed);
    const MaterialId wall = kHouseWalls[static_cast<std::size_t>(random.below(7))];
    const float ground = 3.6F;
    const float storey = 3.2F;
    const float height = ground + storey * static_cast<float>(h.storeys - 1);
    b.material = wall;
    b.box({0.0F, 0.5F * h.depth + (h.shop ? 0.6F : 0.0F), 0.0F},
          {h.width - 0.04F, h.depth - (h.shop ? 1.2F : 0.0F), ground});
    b.box({0.0F, 0.5F * h.depth, ground}, {h.width - 0.04F, h.depth, height - ground}, true);
    b.material = MaterialId::kWhitewash;
    for (int i = 1; i <= h.storeys; ++i) {
        const float z = ground + storey * static_cast<float>(i - 1);
        b.box({0.0F, -0.02F, z - 0.12F}, {h.width, 0.22F, 0.16F});
    }
    if (h.shop) {
        // The ground floor is set back under the house: a shop with its goods.
        b.material = MaterialId::kDarkStone;
        b.quad({-0.5F * h.width, 1.15F, 0.0F},
               {0.5F * h.width, 1.15F, 0.0F},
               {0.5F * h.width, 1.15F, ground},
               {-0.5F * h.width, 1.15F, ground});
        b.material = wall;
        for (const float side : {-1.0F, 1.0F}) {
            b.box({side * (0.5F * h.width - 0.18F), 0.6F, 0.0F}, {0.3F, 1.2F, ground});
        }
        b.material = MaterialId::kGlass;
        b.quad({-0.5F * h.width + 0.4F, 1.1F, 0.3F},
               {0.5F * h.width - 0.4F, 1.1F, 0.3F},
               {0.5F * h.width - 0.4F, 1.1F, 2.6F},
               {-0.5F * h.width + 0.4F, 1.1F, 2.6F});
        b.material = sign(random);
        b.box({0.0F, -0.12F, 2.75F}, {h.width - 0.3F, 0.12F, 0.75F});
        if (random.chance(0.6F)) {
            b.material = random.chance(0.5F) ? MaterialId::kStripedCloth : MaterialId::kGreenCloth;
            b.quad({-0.5F * h.width + 0.1F, -1.5F, 2.35F},
                   {0.5F * h.width - 0.1F, -1.5F, 2.35F},
                   {0.5F * h.width - 0.1F, 0.0F, 2.75F},
                   {-0.5F * h.width + 0.1F, 0.0F, 2.75F});
        }
        for (int i = 0; i < 5; ++i) {
            b.material = i % 2 == 0 ? MaterialId::kBasket : MaterialId::kPaintBlue;
            b.box(
                {random.between(-0.5F, 0.5F) * (h.width - 1.2F), random.between(0.1F, 0.8F), 0.0F},
                {0.5F, 0.4F, random.between(0.3F, 1.0F)});
        }
    } else {
        addWindow(b, {-0.22F * h.width, 0.0F, 0.9F}, 0.9F, 1.5F, false, false);
        b.material = MaterialId::kDarkWood;
        b.box({0.2F * h.width, -0.03F, 0.0F}, {1.0F, 0.1F, 2.3F});
    }
    const bool balconies = random.chance(0.7F);
    const bool shutters = random.chance(0.5F);
    const int windows = h.width > 4.6F ? 2 : 1;
    for (int i = 1; i < h.storeys; ++i) {
        const float z = ground + storey * static_cast<float>(i - 1) + (balconies ? 0.12F : 0.8F);
        for (int w = 0; w < windows; ++w) {
            const float x = windows == 1 ? 0.0F : (static_cast<float>(w) - 0.5F) * 0.5F * h.width;
            addWindow(b,
                      {x, 0.0F, z},
                      windows == 1 ? 1.3F : 0.9F,
                      balconies ? 2.2F : 1.4F,
                      shutters,
                      balconies);
        }
    }
    b.material = wall;
    if (random.chance(0.45F)) {
        RoofShape roof;
        roof.centre = {0.0F, 0.5F * h.depth, height};
        roof.width = h.width + 0.3F;
        roof.depth = h.depth + 0.6F;
        roof.rise = 1.7F;
        roof.gable = true;
        roof.corner = 0.0F;
        roof.sag = 0.0F;
        addRoof(b, roof);
    } else {
        for (const float side : {-1.0F, 1.0F}) {
            b.box({side * (0.5F * h.width - 0.08F), 0.5F * h.depth, height},
                  {0.12F, h.depth, 0.9F});
        }
        b.box({0.0F, 0.06F, height}, {h.width, 0.14F, 0.95F});
        b.material = MaterialId::kSteelWhite;
        if (random.chance(0.7F)) {
            const Transform inner = b.transform;
            b.transform = b.transform * placed({random.between(-0.6F, 0.6F), 3.0F, height + 1.0F});
            b.cylinder({}, 0.55F, 1.3F, 12);
            b.transform = inner;
        }
    }
    b.transform = saved;
}

void addVillageHouse(MeshBuilder& b, V3 front, float width, std::uint32_t seed) {
    const Transform saved = b.transform;
    b.transform = b.transform * placed(front);
    Random random(seed);
    const MaterialId wall = kHouseWalls[static_cast<std::size_t>(random.below(6))];
    b.material = MaterialId::kOldBrick;
    b.box({0.0F, 2.6F, 0.0F}, {width + 0.8F, 6.8F, 0.35F});
    b.material = wall;
    b.box({0.0F, 3.4F, 0.35F}, {width, 4.6F, 2.7F});
    for (int i = 0; i < 3; ++i) {
        const float x = (static_cast<float>(i) - 1.0F) * width * 0.31F;
        if (i == 1) {
            b.material = MaterialId::kDarkWood;
            b.box({x, 1.08F, 0.35F}, {1.5F, 0.1F, 2.15F});
        } else {
            addWindow(b, {x, 1.1F, 1.15F}, 1.0F, 1.2F, true, false);
        }
    }
    for (int i = 0; i < 4; ++i) {
        const float x = (static_cast<float>(i) / 3.0F - 0.5F) * (width - 0.4F);
        b.material = MaterialId::kDarkWood;
        b.box({x, -0.35F, 0.35F}, {0.16F, 0.16F, 2.4F});
    }
    RoofShape roof;
    roof.centre = {0.0F, 2.6F, 2.95F};
    roof.width = width + 1.0F;
    roof.depth = 7.2F;
    roof.rise = 2.1F;
    roof.gable = true;
    roof.corner = 0.15F;
    roof.sag = 0.3F;
    roof.tiles = random.chance(0.6F) ? MaterialId::kRoofTileOld : MaterialId::kRoofTile;
    addRoof(b, roof);
    b.material = wall;
    for (const float side : {-1.0F, 1.0F}) {
        const std::array<V2, 3> gable{{{1.2F, 3.0F}, {5.6F, 3.0F}, {2.8F, 4.75F}}};
        const Transform inner = b.transform;
        b.transform = b.transform * placed({side * 0.5F * width, 0.0F, 0.0F}, 0.5F * kPi);
        b.extrude(gable, -0.1F, 0.2F);
        b.transform = inner;
    }
    b.transform = saved;
}

void addVilla(MeshBuilder& b, V3 front, float width, int storeys, MaterialId wall) {
    const Transform saved = b.transform;
    b.transform = b.transform * placed(front);
    const float storey = 4.0F;
    const float height = 0.8F + storey * static_cast<float>(storeys);
    const float depth = 11.0F;
    b.material = MaterialId::kStone;
    b.box({0.0F, 0.5F * depth, 0.0F}, {width + 0.3F, depth + 0.3F, 0.8F});
    b.material = wall;
    b.box({0.0F, 0.5F * depth, 0.8F}, {width, depth, height - 0.8F});
    const float bay_width = width * 0.28F;
    b.box({0.0F, -0.35F, 0.8F}, {bay_width, 0.9F, height - 0.8F});
    b.material = MaterialId::kWhitewash;
    for (int i = 0; i <= storeys; ++i) {
        const float z = 0.8F + storey * static_cast<float>(i) - 0.2F;
        b.box({0.0F, 0.5F * depth, z}, {width + 0.24F, depth + 0.24F, 0.22F});
        b.box({0.0F, -0.4F, z}, {bay_width + 0.24F, 1.0F, 0.22F});
    }
    const int columns = std::max(2, static_cast<int>((width - bay_width) / 2.0F / 2.8F));
    for (int i = 0; i < storeys; ++i) {
        const float z = 0.8F + storey * static_cast<float>(i) + 0.9F;
        for (const float side : {-1.0F, 1.0F}) {
            for (int c = 0; c < columns; ++c) {
                const float x = side * (0.5F * bay_width + (static_cast<float>(c) + 0.5F) *
                                                               (0.5F * (width - bay_width) /
                                                                static_cast<float>(columns)));
                addWindow(b, {x, 0.0F, z}, 1.05F, 2.1F, true, false);
            }
        }
        if (i == 0) {
            b.material = MaterialId::kDarkWood;
            b.box({0.0F, -0.84F, 0.8F}, {1.7F, 0.1F, 2.8F});
            b.material = MaterialId::kStone;
            for (int step = 0; step < 5; ++step) {
                b.box({0.0F, -1.0F - 0.3F * static_cast<float>(5 - step) * 0.5F, 0.0F},
                      {3.4F,
                       0.3F * static_cast<float>(5 - step),
                       0.16F * static_cast<float>(step + 1)});
            }
        } else {
            addWindow(b, {0.0F, -0.81F, z - 0.6F}, 1.5F, 2.6F, true, true);
        }
    }
    RoofShape roof;
    roof.centre = {0.0F, 0.5F * depth, height};
    roof.width = width + 1.3F;
    roof.depth = depth + 1.3F;
    roof.rise = 3.4F;
    roof.ridge = width * 0.45F;
    roof.corner = 0.0F;
    roof.sag = 0.0F;
    addRoof(b, roof);
    b.material = wall;
    const std::array<V2, 3> pediment{
        {{-0.62F * bay_width, height}, {0.62F * bay_width, height}, {0.0F, height + 1.9F}}};
    b.extrude(pediment, -0.8F, 3.5F);
    b.transform = saved;
}

void addHotel(MeshBuilder& b, const HotelShape& h) {
    const Transform saved = b.transform;
    b.transform = b.transform * placed(h.front);
    const float ground = 6.0F;
    const float storey = 3.3F;
    b.material = MaterialId::kPaleStone;
    b.box({0.0F, 0.5F * h.depth, 0.0F}, {h.width, h.depth, ground});
    b.material = MaterialId::kTowerGlass;
    b.quad({-0.46F * h.width, -0.02F, 0.3F},
           {0.46F * h.width, -0.02F, 0.3F},
           {0.46F * h.width, -0.02F, 4.9F},
           {-0.46F * h.width, -0.02F, 4.9F});
    // Porte-cochère with lights and the doors in the middle.
    b.material = MaterialId::kPaleStone;
    b.box({0.0F, -4.6F, 4.2F}, {16.0F, 9.2F, 0.9F}, true);
    for (const float x : {-6.8F, 6.8F}) {
        for (const float y : {-8.2F, -3.2F}) {
            b.box({x, y, 0.0F}, {0.9F, 0.9F, 4.2F});
        }
    }
    b.material = MaterialId::kLamp;
    for (int i = 0; i < 12; ++i) {
        b.box({-6.0F + 4.0F * static_cast<float>(i % 4),
               -7.0F + 2.6F * static_cast<float>(i / 4),
               4.13F},
              {0.4F, 0.4F, 0.06F},
              true);
    }
    b.material = MaterialId::kSignBlue;
    b.box({0.0F, -9.24F, 4.3F}, {7.0F, 0.08F, 0.7F});
    for (int i = 0; i < h.storeys; ++i) {
        const float z = ground + storey * static_cast<float>(i);
        const float step_in = h.style == 2 ? 1.3F * static_cast<float>(i) : 0.0F;
        const float width = h.width - 2.0F * step_in;
        if (width < 8.0F) {
            break;
        }
        b.material = h.style == 1 ? MaterialId::kTowerGlass : h.wall;
        b.box({0.0F, 0.5F * h.depth, z}, {width, h.depth, storey});
        b.material = MaterialId::kWhitewash;
        b.box({0.0F, 0.5F * h.depth - 0.1F, z - 0.15F}, {width + 0.3F, h.depth + 0.5F, 0.3F});
        if (h.style == 1) {
            continue;
        }
        const int rooms = static_cast<int>(width / 3.8F);
        for (int r = 0; r < rooms; ++r) {
            const float x =
                (static_cast<float>(r) + 0.5F) / static_cast<float>(rooms) * width - 0.5F * width;
            b.material = MaterialId::kGlass;
            b.quad({x - 1.35F, -0.03F, z + 0.2F},
                   {x + 1.35F, -0.03F, z + 0.2F},
                   {x + 1.35F, -0.03F, z + 2.6F},
                   {x - 1.35F, -0.03F, z + 2.6F});
            b.material = h.wall;
            b.box({x, -0.75F, z}, {3.0F, 1.5F, 0.14F}, true);
            b.material = h.style == 0 ? MaterialId::kTowerGlass : MaterialId::kWhitewash;
            b.box({x, -1.45F, z + 0.14F}, {3.0F, 0.06F, 0.95F});
        }
    }
    const float top = ground + storey * static_cast<float>(h.storeys);
    if (h.style != 2) {
        b.material = h.wall;
        b.box({0.0F, 0.5F * h.depth, top}, {h.width * 0.5F, h.depth * 0.6F, 3.0F});
        b.material = MaterialId::kSignBlue;
        b.box({0.0F, -0.1F, top + 0.2F}, {10.0F, 0.2F, 1.8F});
    }
    b.transform = saved;
}

void addMuseum(MeshBuilder& b, V3 front, float width, int style) {
    const Transform saved = b.transform;
    b.transform = b.transform * placed(front);
    b.material = MaterialId::kPaleStone;
    for (int i = 0; i < 8; ++i) {
        b.box({0.0F, -2.8F + 0.175F * static_cast<float>(i), 0.0F},
              {width * 0.8F,
               5.6F - 0.35F * static_cast<float>(i) + 2.0F,
               0.17F * static_cast<float>(i + 1)});
    }
    const float floor = 1.36F;
    b.box({0.0F, 9.0F, 0.0F}, {width, 18.0F, floor});
    b.material = style == 0   ? MaterialId::kMarble
                 : style == 1 ? MaterialId::kOchreWall
                              : MaterialId::kConcrete;
    b.box({0.0F, 11.0F, floor}, {width, 14.0F, 9.0F});
    b.material = MaterialId::kTowerGlass;
    b.quad({-0.4F * width, 3.97F, floor + 0.2F},
           {0.4F * width, 3.97F, floor + 0.2F},
           {0.4F * width, 3.97F, floor + 6.8F},
           {-0.4F * width, 3.97F, floor + 6.8F});
    const int columns = 8;
    for (int i = 0; i < columns; ++i) {
        const float x = (static_cast<float>(i) / (columns - 1) - 0.5F) * width * 0.86F;
        b.material = MaterialId::kMarble;
        if (style == 2) {
            b.box({x, 1.0F, floor}, {0.5F, 1.4F, 7.6F});
        } else {
            b.box({x, 0.9F, floor}, {1.1F, 1.1F, 0.4F});
            const std::array<V2, 3> shaft{{{0.42F, 0.4F}, {0.36F, 7.0F}, {0.52F, 7.5F}}};
            b.lathe({x, 0.9F, floor}, shaft, 18);
        }
    }
    b.material = style == 1 ? MaterialId::kOchreWall : MaterialId::kMarble;
    b.box({0.0F, 2.2F, floor + 7.5F}, {width * 0.94F, 4.4F, 1.7F}, true);
    b.material = MaterialId::kSignRed;
    b.box({0.0F, -0.05F, floor + 7.8F}, {width * 0.5F, 0.08F, 1.0F});
    if (style == 0) {
        b.material = MaterialId::kMarble;
        const std::array<V2, 3> pediment{
            {{-0.48F * width, floor + 9.2F}, {0.48F * width, floor + 9.2F}, {0.0F, floor + 12.4F}}};
        b.extrude(pediment, 0.2F, 5.0F);
    }
    b.transform = saved;
}

void addChurch(MeshBuilder& b, V3 front, float width, int towers, MaterialId wall) {
    const Transform saved = b.transform;
    b.transform = b.transform * placed(front);
    const float height = width * 0.95F;
    b.material = wall;
    addArchedWall(b, {0.0F, 0.0F, 0.0F}, width * 0.5F, height, 1.0F, width * 0.16F, width * 0.26F);
    b.material = MaterialId::kDarkWood;
    b.quad({-0.1F * width, 0.6F, 0.0F},
           {0.1F * width, 0.6F, 0.0F},
           {0.1F * width, 0.6F, width * 0.36F},
           {-0.1F * width, 0.6F, width * 0.36F});
    b.material = wall;
    const std::array<V2, 3> gable{
        {{-0.26F * width, height}, {0.26F * width, height}, {0.0F, height + 0.26F * width}}};
    b.extrude(gable, 0.0F, 1.0F);
    // The rose window.
    b.material = MaterialId::kWhitewash;
    std::array<V2, 20> ring;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const float a = 2.0F * kPi * static_cast<float>(i) / 20.0F;
        ring[i] = {0.085F * width * std::cos(a), height * 0.78F + 0.085F * width * std::sin(a)};
    }
    b.extrude(ring, -0.12F, 0.12F);
    b.material = MaterialId::kGlass;
    for (V2& p : ring) {
        p = {p.x * 0.78F, height * 0.78F + (p.y - height * 0.78F) * 0.78F};
    }
    b.extrude(ring, -0.15F, 0.1F);
    b.material = wall;
    b.box({0.0F, 13.0F, 0.0F}, {width * 0.86F, 24.0F, height * 0.7F});
    RoofShape roof;
    roof.centre = {0.0F, 13.0F, height * 0.7F};
    roof.width = 24.5F;
    roof.depth = width * 0.95F;
    roof.rise = width * 0.3F;
    roof.gable = true;
    roof.corner = 0.0F;
    roof.sag = 0.0F;
    const Transform inner = b.transform;
    b.transform = b.transform * placed({0.0F, 13.0F, 0.0F}, 0.5F * kPi);
    roof.centre = {0.0F, 0.0F, height * 0.7F};
    addRoof(b, roof);
    b.transform = inner;
    const auto tower = [&](float x, float top) {
        const float w = width * 0.25F;
        b.material = wall;
        b.box({x, 1.2F, 0.0F}, {w, w, top * 0.62F});
        b.material = MaterialId::kWhitewash;
        b.box({x, 1.2F, top * 0.3F}, {w * 1.06F, w * 1.06F, 0.25F});
        b.box({x, 1.2F, top * 0.62F}, {w * 1.12F, w * 1.12F, 0.3F});
        b.material = wall;
        const Transform here = b.transform;
        for (int side = 0; side < 4; ++side) {
            b.transform =
                here * placed({x, 1.2F, top * 0.62F + 0.3F}, 0.5F * kPi * static_cast<float>(side));
            addArchedWall(b, {0.0F, -0.5F * w, 0.0F}, w, top * 0.22F, 0.3F, w * 0.4F, top * 0.1F);
        }
        b.transform = here;
        b.material = MaterialId::kWhitewash;
        b.box({x, 1.2F, top * 0.84F + 0.3F}, {w * 1.12F, w * 1.12F, 0.25F});
        addSpireRoof(b,
                     {x, 1.2F, top * 0.84F + 0.5F},
                     4,
                     w * 0.78F,
                     0.03F,
                     top * 0.28F,
                     0.0F,
                     MaterialId::kRoofTileOld,
                     0.25F * kPi);
        b.material = MaterialId::kSteelWhite;
        b.box({x, 1.2F, top * 1.12F + 0.4F}, {0.14F, 0.14F, 1.8F});
        b.box({x, 1.2F, top * 1.12F + 1.4F}, {0.9F, 0.14F, 0.14F}, true);
    };
    if (towers == 2) {
        tower(-0.37F * width, width * 1.35F);
        tower(0.37F * width, width * 1.35F);
    } else {
        tower(0.37F * width, width * 1.6F);
        b.material = wall;
        b.box({-0.37F * width, 1.2F, 0.0F}, {width * 0.25F, width * 0.25F, height * 0.8F});
    }
    b.transform = saved;
}

} // namespace vr360::sample
