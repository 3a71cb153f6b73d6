#include "packager/sample/parts/things_shapes.h"

#include <array>

namespace vr360::sample {

void addBench(MeshBuilder& b) {
    b.material = MaterialId::kPaleStone;
    for (const float x : {-0.62F, 0.62F}) {
        b.box({x, 0.0F, 0.0F}, {0.14F, 0.44F, 0.42F});
    }
    b.material = MaterialId::kDeck;
    for (int i = 0; i < 4; ++i) {
        b.box({0.0F, -0.18F + 0.12F * static_cast<float>(i), 0.42F}, {1.7F, 0.1F, 0.05F}, true);
    }
    for (int i = 0; i < 3; ++i) {
        b.box({0.0F, 0.24F + 0.03F * static_cast<float>(i), 0.56F + 0.12F * static_cast<float>(i)},
              {1.7F, 0.04F, 0.09F},
              true);
    }
}

void addLampPost(MeshBuilder& b, int variant) {
    b.material = MaterialId::kIron;
    const std::array<V2, 7> post{{{0.2F, 0.0F},
                                  {0.2F, 0.3F},
                                  {0.1F, 0.45F},
                                  {0.075F, 1.0F},
                                  {0.06F, 3.6F},
                                  {0.1F, 3.7F},
                                  {0.0F, 3.75F}}};
    b.lathe({}, post, 12);
    if (variant == 2) {
        const std::array<V3, 4> arm{V3{0.0F, 0.0F, 3.6F},
                                    V3{0.0F, 0.0F, 6.2F},
                                    V3{0.0F, -0.7F, 6.9F},
                                    V3{0.0F, -1.6F, 7.0F}};
        b.tube(arm, 0.06F, 8);
        b.box({0.0F, -1.8F, 6.93F}, {0.3F, 0.8F, 0.1F}, true);
        return;
    }
    const int arms = variant == 0 ? 4 : 2;
    for (int i = 0; i < arms; ++i) {
        const float a = 2.0F * kPi * static_cast<float>(i) / static_cast<float>(arms);
        const V3 out{std::cos(a), std::sin(a), 0.0F};
        const std::array<V3, 4> arm{V3{0.0F, 0.0F, 3.2F},
                                    out * 0.35F + V3{0.0F, 0.0F, 3.1F},
                                    out * 0.55F + V3{0.0F, 0.0F, 3.25F},
                                    out * 0.55F + V3{0.0F, 0.0F, 3.45F}};
        b.material = MaterialId::kIron;
        b.tube(arm, 0.03F, 6);
        b.material = MaterialId::kPaper;
        b.ellipsoid(out * 0.55F + V3{0.0F, 0.0F, 3.6F}, {0.17F, 0.17F, 0.17F}, 12);
    }
    b.material = MaterialId::kPaper;
    b.ellipsoid({0.0F, 0.0F, 3.95F}, {0.2F, 0.2F, 0.2F}, 12);
}

void addTable(MeshBuilder& b, int variant) {
    b.material = variant == 0   ? MaterialId::kDeck
                 : variant == 1 ? MaterialId::kWhiteCloth
                                : MaterialId::kDarkWood;
    b.cylinder({0.0F, 0.0F, 0.7F}, 0.48F, 0.04F, 20);
    b.material = MaterialId::kIron;
    b.cylinder({}, 0.045F, 0.7F, 8);
    b.cylinder({}, 0.26F, 0.03F, 14);
    for (int i = 0; i < 4; ++i) {
        const float a = 0.5F * kPi * static_cast<float>(i) + 0.4F;
        const Transform saved = b.transform;
        b.transform =
            b.transform * placed({0.82F * std::cos(a), 0.82F * std::sin(a), 0.0F}, a - 0.5F * kPi);
        b.material = variant == 2 ? MaterialId::kBasket : MaterialId::kDeck;
        b.box({0.0F, 0.0F, 0.43F}, {0.44F, 0.42F, 0.05F}, true);
        b.box({0.0F, 0.21F, 0.5F}, {0.42F, 0.04F, 0.42F});
        for (const float x : {-0.19F, 0.19F}) {
            for (const float y : {-0.18F, 0.19F}) {
                b.box({x, y, 0.0F}, {0.04F, 0.04F, 0.43F});
            }
        }
        b.transform = saved;
    }
    b.material = MaterialId::kMarble;
    for (int i = 0; i < 4; ++i) {
        const float a = 0.5F * kPi * static_cast<float>(i) + 0.4F;
        b.cylinder({0.3F * std::cos(a), 0.3F * std::sin(a), 0.74F}, 0.05F, 0.07F, 10);
    }
    b.material = MaterialId::kLotusFlower;
    b.ellipsoid({0.0F, 0.0F, 0.95F}, {0.07F, 0.07F, 0.08F}, 8);
    b.material = MaterialId::kCeramicBlue;
    b.cylinder({0.0F, 0.0F, 0.74F}, 0.05F, 0.16F, 10);
}

void addParasol(MeshBuilder& b) {
    b.material = MaterialId::kDeck;
    b.cylinder({}, 0.035F, 2.7F, 8);
    b.material = MaterialId::kTinted;
    const std::array<V2, 4> top{{{1.7F, 2.1F}, {1.68F, 2.28F}, {0.9F, 2.58F}, {0.0F, 2.8F}}};
    b.lathe({}, top, 8);
    const std::array<V2, 2> under{{{0.0F, 2.74F}, {1.66F, 2.22F}}};
    b.lathe({}, under, 8);
    b.material = MaterialId::kConcrete;
    b.cylinder({}, 0.3F, 0.09F, 14);
}

void addStall(MeshBuilder& b, Random& random, bool flowers) {
    b.material = MaterialId::kDarkWood;
    for (const float x : {-1.25F, 1.25F}) {
        b.box({x, -0.75F, 0.0F}, {0.07F, 0.07F, 2.25F});
        b.box({x, 0.75F, 0.0F}, {0.07F, 0.07F, 2.7F});
    }
    b.box({0.0F, 0.0F, 0.62F}, {2.5F, 1.3F, 0.06F}, true);
    b.box({0.0F, -0.55F, 0.3F}, {2.5F, 0.7F, 0.05F}, true);
    b.material = random.chance(0.5F)   ? MaterialId::kStripedCloth
                 : random.chance(0.5F) ? MaterialId::kGreenCloth
                                       : MaterialId::kBlueCloth;
    b.quad(
        {-1.5F, -1.35F, 2.1F}, {1.5F, -1.35F, 2.1F}, {1.5F, 0.95F, 2.75F}, {-1.5F, 0.95F, 2.75F});
    b.quad(
        {-1.5F, -1.35F, 1.88F}, {1.5F, -1.35F, 1.88F}, {1.5F, -1.35F, 2.1F}, {-1.5F, -1.35F, 2.1F});
    const std::array<MaterialId, 6> fruit{MaterialId::kKumquat,
                                          MaterialId::kPaintRed,
                                          MaterialId::kYellowBlossom,
                                          MaterialId::kGrassBlade,
                                          MaterialId::kLotusFlower,
                                          MaterialId::kPeachBlossom};
    const std::array<MaterialId, 5> bloom{MaterialId::kRedBlossom,
                                          MaterialId::kYellowBlossom,
                                          MaterialId::kWhiteBlossom,
                                          MaterialId::kLotusFlower,
                                          MaterialId::kPeachBlossom};
    for (int column = 0; column < 5; ++column) {
        for (int row = 0; row < 2; ++row) {
            const V3 at{-1.0F + 0.5F * static_cast<float>(column),
                        row == 0 ? -0.55F : 0.1F,
                        row == 0 ? 0.35F : 0.68F};
            b.material = MaterialId::kBasket;
            const std::array<V2, 3> basket{{{0.17F, 0.0F}, {0.23F, 0.16F}, {0.0F, 0.12F}}};
            b.lathe(at, basket, 12);
            b.material = flowers ? bloom[static_cast<std::size_t>(random.below(5))]
                                 : fruit[static_cast<std::size_t>(random.below(6))];
            const int count = flowers ? 34 : 26;
            for (int i = 0; i < count; ++i) {
                const float a = 2.4F * static_cast<float>(i);
                const float r =
                    0.18F * std::sqrt(static_cast<float>(i) / static_cast<float>(count));
                const float up =
                    flowers ? 0.38F - 0.8F * r + random.between(0.0F, 0.12F) : 0.2F - 0.5F * r;
                const float size = flowers ? 0.045F : 0.046F;
                b.ellipsoid(at + V3{r * std::cos(a) * (flowers ? 1.3F : 1.0F), r * std::sin(a), up},
                            {size, size, size * (flowers ? 0.7F : 1.0F)},
                            7);
            }
            if (flowers) {
                b.material = MaterialId::kLeaf;
                const std::array<V2, 3> bunch{{{0.1F, 0.1F}, {0.2F, 0.3F}, {0.0F, 0.34F}}};
                b.lathe(at, bunch, 9);
            }
        }
    }
}

namespace {

void addWheel(MeshBuilder& b, float y, float radius, float thick, bool spokes) {
    std::array<V3, 25> rim;
    for (std::size_t i = 0; i < rim.size(); ++i) {
        const float a = 2.0F * kPi * static_cast<float>(i) / 24.0F;
        rim[i] = {0.0F, y + radius * std::cos(a), radius + thick + radius * std::sin(a)};
    }
    b.material = MaterialId::kRubber;
    b.tube(rim, thick, 7);
    b.material = MaterialId::kSteelWhite;
    for (int i = 0; spokes && i < 10; ++i) {
        const float a = kPi * static_cast<float>(i) / 10.0F;
        const V3 d{0.0F, radius * std::cos(a), radius * std::sin(a)};
        const V3 hub{0.0F, y, radius + thick};
        const std::array<V3, 2> spoke{hub - d, hub + d};
        b.tube(spoke, 0.005F, 3);
    }
    if (!spokes) {
        const V3 hub{0.0F, y, radius + thick};
        const std::array<V3, 2> axle{hub - V3{0.05F, 0.0F, 0.0F}, hub + V3{0.05F, 0.0F, 0.0F}};
        b.tube(axle, radius * 0.55F, 12);
    }
}

} // namespace

void addBicycle(MeshBuilder& b, Random& random, bool flowers) {
    addWheel(b, -0.52F, 0.32F, 0.02F, true);
    addWheel(b, 0.52F, 0.32F, 0.02F, true);
    b.material = MaterialId::kPaintBlue;
    const V3 rear{0.0F, 0.52F, 0.34F};
    const V3 front{0.0F, -0.52F, 0.34F};
    const V3 crank{0.0F, 0.08F, 0.32F};
    const V3 seat{0.0F, 0.2F, 0.86F};
    const V3 bar{0.0F, -0.38F, 0.92F};
    for (const auto& [p, q] : {std::pair{rear, crank},
                               std::pair{rear, seat},
                               std::pair{crank, seat},
                               std::pair{crank, bar},
                               std::pair{seat, bar},
                               std::pair{front, bar}}) {
        const std::array<V3, 2> pipe{p, q};
        b.tube(pipe, 0.02F, 6);
    }
    b.material = MaterialId::kRubber;
    b.ellipsoid(seat + V3{0.0F, 0.0F, 0.06F}, {0.08F, 0.14F, 0.05F}, 8);
    const std::array<V3, 3> handle{
        V3{-0.28F, -0.3F, 1.0F}, V3{0.0F, -0.4F, 0.98F}, V3{0.28F, -0.3F, 1.0F}};
    b.tube(handle, 0.015F, 6);
    if (!flowers) {
        return;
    }
    // The flower seller's bicycle: a great basket behind, bunches of blossoms in it.
    b.material = MaterialId::kBasket;
    const std::array<V2, 4> basket{{{0.3F, 0.72F}, {0.42F, 0.95F}, {0.4F, 0.95F}, {0.0F, 0.9F}}};
    b.lathe({0.0F, 0.62F, 0.0F}, basket, 16);
    const std::array<MaterialId, 5> bloom{MaterialId::kLotusFlower,
                                          MaterialId::kYellowBlossom,
                                          MaterialId::kWhiteBlossom,
                                          MaterialId::kRedBlossom,
                                          MaterialId::kPeachBlossom};
    for (int i = 0; i < 120; ++i) {
        const float a = 2.399963F * static_cast<float>(i);
        const float s = std::sqrt(static_cast<float>(i) / 120.0F);
        b.material = i % 4 == 0
                         ? MaterialId::kLeaf
                         : bloom[static_cast<std::size_t>((i * 5 / 120 + random.below(2)) % 5)];
        b.ellipsoid({0.52F * s * std::cos(a),
                     0.62F + 0.52F * s * std::sin(a),
                     1.42F - 0.42F * s * s + random.between(-0.05F, 0.05F)},
                    {0.06F, 0.06F, 0.05F},
                    7);
    }
    b.material = MaterialId::kLeaf;
    const std::array<V2, 3> bunch{{{0.34F, 0.95F}, {0.48F, 1.08F}, {0.0F, 1.32F}}};
    b.lathe({0.0F, 0.62F, 0.0F}, bunch, 12);
}

void addMotorbike(MeshBuilder& b, int variant) {
    addWheel(b, -0.6F, 0.22F, 0.055F, false);
    addWheel(b, 0.6F, 0.22F, 0.055F, false);
    b.material = variant == 0   ? MaterialId::kPaintRed
                 : variant == 1 ? MaterialId::kPaintBlue
                                : MaterialId::kIron;
    b.ellipsoid({0.0F, 0.38F, 0.55F}, {0.15F, 0.45F, 0.16F}, 12);
    b.ellipsoid({0.0F, -0.42F, 0.7F}, {0.17F, 0.14F, 0.32F}, 12);
    b.box({0.0F, -0.1F, 0.3F}, {0.26F, 0.5F, 0.1F}, true);
    b.material = MaterialId::kRubber;
    b.ellipsoid({0.0F, 0.25F, 0.74F}, {0.13F, 0.36F, 0.06F}, 12);
    const std::array<V3, 3> handle{
        V3{-0.32F, -0.32F, 1.02F}, V3{0.0F, -0.45F, 1.0F}, V3{0.32F, -0.32F, 1.02F}};
    b.tube(handle, 0.02F, 6);
    for (const float side : {-1.0F, 1.0F}) {
        const std::array<V3, 2> stem{V3{side * 0.22F, -0.4F, 1.02F},
                                     V3{side * 0.27F, -0.45F, 1.18F}};
        b.tube(stem, 0.008F, 4);
        b.ellipsoid({side * 0.28F, -0.45F, 1.22F}, {0.06F, 0.015F, 0.04F}, 8);
    }
    b.material = MaterialId::kPaper;
    b.ellipsoid({0.0F, -0.54F, 0.9F}, {0.08F, 0.05F, 0.07F}, 8);
}

void addRailing(MeshBuilder& b) {
    b.material = MaterialId::kPaleStone;
    b.box({-1.0F, 0.0F, 0.0F}, {0.16F, 0.16F, 0.92F});
    b.ellipsoid({-1.0F, 0.0F, 0.99F}, {0.1F, 0.1F, 0.1F}, 8);
    b.material = MaterialId::kIron;
    for (const float z : {0.82F, 0.16F}) {
        const std::array<V3, 2> rail{V3{-1.0F, 0.0F, z}, V3{1.0F, 0.0F, z}};
        b.tube(rail, 0.025F, 6);
    }
    for (int i = 1; i < 14; ++i) {
        b.box({-1.0F + static_cast<float>(i) / 7.0F, 0.0F, 0.16F}, {0.018F, 0.018F, 0.66F});
    }
}

void addDisplayCase(MeshBuilder& b, Random& random) {
    b.material = MaterialId::kDarkWood;
    b.box({}, {1.7F, 0.8F, 0.85F});
    b.material = MaterialId::kPaper;
    b.box({0.0F, 0.0F, 0.85F}, {1.6F, 0.7F, 0.03F});
    for (int i = 0; i < 4; ++i) {
        const float x = -0.55F + 0.37F * static_cast<float>(i);
        b.material = i % 2 == 0 ? MaterialId::kCeramicBlue : MaterialId::kBronze;
        const float h = random.between(0.18F, 0.42F);
        const std::array<V2, 5> vase{
            {{0.05F, 0.0F}, {0.12F, h * 0.35F}, {0.1F, h * 0.6F}, {0.04F, h * 0.85F}, {0.06F, h}}};
        b.lathe({x, 0.0F, 0.88F}, vase, 14);
    }
    b.material = MaterialId::kIron;
    for (const float x : {-0.82F, 0.82F}) {
        for (const float y : {-0.37F, 0.37F}) {
            b.box({x, y, 0.85F}, {0.025F, 0.025F, 0.7F});
        }
    }
    b.box({0.0F, 0.0F, 1.55F}, {1.7F, 0.8F, 0.04F}, true);
}

} // namespace vr360::sample
