#include "packager/sample/parts/things_shapes.h"

#include <array>

namespace vr360::sample {

void addSampan(MeshBuilder& b) {
    const auto hull = [](float u, float v, float side, float inset) {
        const float s = 2.0F * u - 1.0F;
        const float half = (0.62F - inset) * (1.0F - 0.86F * std::pow(std::abs(s), 3.0F));
        const float rise = 0.38F * std::pow(std::abs(s), 3.0F);
        return V3{
            side * half * mix(0.7F, 1.0F, v), s * (2.3F - inset), mix(-0.16F, 0.3F, v) + rise};
    };
    b.material = MaterialId::kDarkWood;
    for (const float side : {-1.0F, 1.0F}) {
        b.grid(18,
               3,
               [&](float u, float v) {
                   return hull(side > 0.0F ? 1.0F - u : u, 1.0F - v, side, 0.0F);
               },
               {4.6F, 0.5F});
        b.grid(18,
               3,
               [&](float u, float v) {
                   return hull(side > 0.0F ? u : 1.0F - u, 1.0F - v, side, 0.06F);
               },
               {4.6F, 0.5F});
    }
    b.grid(14,
           2,
           [&](float u, float v) {
               const V3 p = hull(u, 0.35F, 1.0F, 0.08F);
               return V3{mix(-p.x, p.x, v), p.y, 0.02F + p.z * 0.3F};
           },
           {4.4F, 1.0F});
    for (const float y : {-0.9F, 0.5F}) {
        b.box({0.0F, y, 0.16F}, {0.95F, 0.24F, 0.05F}, true);
    }
    // The rower, in a conical hat.
    b.material = MaterialId::kTinted;
    b.ellipsoid({0.0F, 0.55F, 0.52F}, {0.19F, 0.15F, 0.34F}, 12);
    b.material = MaterialId::kRubber;
    b.ellipsoid({0.0F, 0.25F, 0.28F}, {0.22F, 0.34F, 0.12F}, 10);
    b.material = MaterialId::kSkin;
    b.ellipsoid({0.0F, 0.52F, 0.98F}, {0.085F, 0.1F, 0.12F}, 10);
    b.material = MaterialId::kStrawHat;
    const std::array<V2, 2> hat{{{0.26F, 0.0F}, {0.0F, 0.2F}}};
    b.lathe({0.0F, 0.52F, 1.02F}, hat, 18);
    b.material = MaterialId::kDarkWood;
    const std::array<V3, 2> oar{V3{0.15F, 0.25F, 0.75F}, V3{1.25F, -0.4F, -0.1F}};
    b.tube(oar, 0.025F, 6);
    b.material = MaterialId::kLotusFlower;
    for (int i = 0; i < 26; ++i) {
        const float a = 2.4F * static_cast<float>(i);
        const float r = 0.36F * std::sqrt(static_cast<float>(i) / 26.0F);
        b.ellipsoid({r * std::cos(a), -0.9F + 1.3F * r * std::sin(a), 0.42F - 0.3F * r},
                    {0.06F, 0.06F, 0.085F},
                    7);
    }
    b.material = MaterialId::kLeaf;
    b.ellipsoid({0.0F, -0.9F, 0.26F}, {0.42F, 0.6F, 0.14F}, 12);
}

void addSwanBoat(MeshBuilder& b) {
    b.material = MaterialId::kSteelWhite;
    b.ellipsoid({0.0F, 0.0F, 0.32F}, {0.95F, 1.6F, 0.5F}, 20);
    b.ellipsoid({0.0F, 1.35F, 0.75F}, {0.3F, 0.6F, 0.35F}, 12);
    const std::array<V3, 7> neck{V3{0.0F, -1.15F, 0.5F},
                                 V3{0.0F, -1.55F, 1.0F},
                                 V3{0.0F, -1.55F, 1.6F},
                                 V3{0.0F, -1.35F, 2.1F},
                                 V3{0.0F, -1.45F, 2.5F},
                                 V3{0.0F, -1.75F, 2.6F},
                                 V3{0.0F, -2.0F, 2.45F}};
    const std::array<float, 7> girth{0.34F, 0.25F, 0.19F, 0.17F, 0.18F, 0.19F, 0.1F};
    b.tube(neck, girth, 12);
    b.material = MaterialId::kKumquat;
    const std::array<V3, 2> beak{V3{0.0F, -1.95F, 2.47F}, V3{0.0F, -2.3F, 2.3F}};
    const std::array<float, 2> thin{0.09F, 0.03F};
    b.tube(beak, thin, 8);
    b.material = MaterialId::kHair;
    for (const float side : {-1.0F, 1.0F}) {
        b.ellipsoid({side * 0.15F, -1.8F, 2.62F}, {0.03F, 0.04F, 0.04F}, 6);
        b.material = MaterialId::kSteelWhite;
        b.ellipsoid({side * 0.95F, 0.2F, 0.75F}, {0.12F, 1.1F, 0.42F}, 14);
        b.material = MaterialId::kIron;
        for (const float y : {-0.6F, 0.7F}) {
            b.cylinder({side * 0.75F, y, 0.7F}, 0.025F, 1.15F, 6);
        }
        b.material = MaterialId::kHair;
    }
    b.material = MaterialId::kPaintBlue;
    b.box({0.0F, 0.05F, 1.85F}, {1.8F, 1.7F, 0.08F}, true);
    for (const float x : {-0.36F, 0.36F}) {
        b.material = x < 0.0F ? MaterialId::kRedCloth : MaterialId::kYellowCloth;
        b.ellipsoid({x, 0.2F, 1.0F}, {0.17F, 0.14F, 0.32F}, 10);
        b.material = MaterialId::kSkin;
        b.ellipsoid({x, 0.17F, 1.42F}, {0.09F, 0.1F, 0.12F}, 10);
        b.material = MaterialId::kHair;
        b.ellipsoid({x, 0.2F, 1.46F}, {0.1F, 0.1F, 0.11F}, 10);
    }
}

void addDragon(MeshBuilder& b) {
    // Arches of its body stand out of the water; the head rises in front.
    b.material = MaterialId::kGilt;
    for (int loop = 0; loop < 3; ++loop) {
        std::array<V3, 13> arch;
        std::array<float, 13> girth;
        const float y = 3.4F + 3.6F * static_cast<float>(loop);
        const float size = 1.0F - 0.2F * static_cast<float>(loop);
        for (std::size_t i = 0; i < arch.size(); ++i) {
            const float a = kPi * static_cast<float>(i) / 12.0F;
            arch[i] = {0.3F * std::sin(2.0F * a),
                       y - 1.5F * std::cos(a),
                       2.1F * size * std::sin(a) - 0.3F};
            girth[i] = 0.52F * size;
        }
        b.tube(arch, girth, 12);
        for (std::size_t i = 2; i < 11; ++i) {
            b.cone(arch[i] + V3{0.0F, 0.0F, 0.4F * size}, 0.16F, 0.55F * size, 5);
        }
    }
    std::array<V3, 12> neck;
    std::array<float, 12> girth;
    for (std::size_t i = 0; i < neck.size(); ++i) {
        const float s = static_cast<float>(i) / 11.0F;
        neck[i] = {0.25F * std::sin(3.0F * s),
                   0.9F - 0.9F * std::sin(2.6F * s) - 0.5F * s * s,
                   -0.3F + 5.0F * s};
        girth[i] = mix(0.58F, 0.36F, s);
    }
    b.tube(neck, girth, 12);
    for (std::size_t i = 2; i < neck.size(); ++i) {
        b.cone(neck[i] + V3{0.0F, 0.45F, 0.1F}, 0.14F, 0.5F, 5);
    }
    const V3 h = neck.back();
    b.ellipsoid(h + V3{0.0F, -0.35F, 0.2F}, {0.52F, 0.8F, 0.48F}, 14);
    b.ellipsoid(h + V3{0.0F, -1.15F, 0.18F}, {0.34F, 0.5F, 0.2F}, 12);
    b.ellipsoid(h + V3{0.0F, -1.0F, -0.22F}, {0.3F, 0.5F, 0.12F}, 12);
    for (const float side : {-1.0F, 1.0F}) {
        const std::array<V3, 4> horn{h + V3{side * 0.25F, -0.1F, 0.55F},
                                     h + V3{side * 0.4F, 0.35F, 1.0F},
                                     h + V3{side * 0.5F, 0.85F, 1.2F},
                                     h + V3{side * 0.45F, 1.3F, 1.15F}};
        const std::array<float, 4> taper{0.13F, 0.1F, 0.07F, 0.02F};
        b.material = MaterialId::kGilt;
        b.tube(horn, taper, 7);
        const std::array<V3, 4> whisker{h + V3{side * 0.3F, -1.35F, 0.2F},
                                        h + V3{side * 0.8F, -1.6F, 0.3F},
                                        h + V3{side * 1.15F, -1.4F, 0.7F},
                                        h + V3{side * 1.3F, -1.1F, 1.1F}};
        const std::array<float, 4> hair{0.05F, 0.04F, 0.03F, 0.01F};
        b.tube(whisker, hair, 5);
        b.material = MaterialId::kPaintRed;
        b.ellipsoid(h + V3{side * 0.36F, -0.72F, 0.42F}, {0.11F, 0.11F, 0.11F}, 10);
    }
}

void addTrough(MeshBuilder& b) {
    b.material = MaterialId::kStone;
    b.box({}, {2.2F, 1.2F, 0.12F});
    for (const float side : {-1.0F, 1.0F}) {
        b.box({side * 1.03F, 0.0F, 0.12F}, {0.14F, 1.2F, 0.62F});
        b.box({0.0F, side * 0.53F, 0.12F}, {1.92F, 0.14F, 0.62F});
    }
    b.material = MaterialId::kPaper;
    b.box({0.0F, 0.0F, 0.12F}, {1.92F, 0.92F, 0.46F});
    b.material = MaterialId::kBamboo;
    b.box({0.2F, 0.0F, 0.78F}, {0.9F, 0.6F, 0.03F}, true);
}

void addMortar(MeshBuilder& b) {
    b.material = MaterialId::kDarkStone;
    const std::array<V2, 6> bowl{{{0.36F, 0.0F},
                                  {0.3F, 0.2F},
                                  {0.45F, 0.62F},
                                  {0.36F, 0.62F},
                                  {0.2F, 0.35F},
                                  {0.0F, 0.32F}}};
    b.lathe({}, bowl, 16);
    b.material = MaterialId::kDarkWood;
    const std::array<V3, 2> pestle{V3{0.02F, 0.0F, 0.35F}, V3{0.25F, 0.1F, 1.6F}};
    b.tube(pestle, 0.06F, 9);
}

void addLoom(MeshBuilder& b) {
    b.material = MaterialId::kDarkWood;
    for (const float x : {-0.75F, 0.75F}) {
        b.box({x, -0.8F, 0.0F}, {0.09F, 0.09F, 1.0F});
        b.box({x, 0.9F, 0.0F}, {0.09F, 0.09F, 1.75F});
        b.box({x, 0.05F, 0.9F}, {0.08F, 1.8F, 0.1F}, true);
        b.box({x, 0.1F, 0.0F}, {0.09F, 0.09F, 1.75F});
    }
    b.box({0.0F, 0.1F, 1.68F}, {1.6F, 0.1F, 0.1F}, true);
    b.box({0.0F, 0.9F, 1.68F}, {1.6F, 0.1F, 0.1F}, true);
    b.box({0.0F, 0.1F, 0.85F}, {1.4F, 0.06F, 0.5F}, true);
    b.material = MaterialId::kTinted;
    b.quad({-0.6F, -0.85F, 0.98F}, {0.6F, -0.85F, 0.98F}, {0.6F, 0.9F, 1.2F}, {-0.6F, 0.9F, 1.2F});
    b.quad({-0.6F, -0.86F, 0.35F},
           {0.6F, -0.86F, 0.35F},
           {0.6F, -0.86F, 0.98F},
           {-0.6F, -0.86F, 0.98F});
}

void addSteamer(MeshBuilder& b) {
    b.material = MaterialId::kTerracotta;
    b.cylinder({}, 0.34F, 0.35F, 16);
    b.material = MaterialId::kBronze;
    b.cylinder({0.0F, 0.0F, 0.35F}, 0.32F, 0.3F, 16);
    b.material = MaterialId::kBasket;
    b.cylinder({0.0F, 0.0F, 0.65F}, 0.3F, 0.3F, 16);
    b.material = MaterialId::kWhiteCloth;
    b.ellipsoid({0.0F, 0.0F, 0.96F}, {0.29F, 0.29F, 0.14F}, 16);
    const std::array<MaterialId, 3> rice{
        MaterialId::kYellowBlossom, MaterialId::kPaintRed, MaterialId::kWhiteBlossom};
    for (int i = 0; i < 3; ++i) {
        const V3 at{0.75F + 0.55F * static_cast<float>(i), -0.1F, 0.0F};
        b.material = MaterialId::kBasket;
        const std::array<V2, 4> basket{
            {{0.2F, 0.0F}, {0.27F, 0.35F}, {0.25F, 0.35F}, {0.0F, 0.3F}}};
        b.lathe(at, basket, 14);
        b.material = rice[static_cast<std::size_t>(i)];
        b.ellipsoid(at + V3{0.0F, 0.0F, 0.33F}, {0.23F, 0.23F, 0.12F}, 14);
        b.material = MaterialId::kLotusLeaf;
        b.quad(at + V3{-0.3F, -0.28F, 0.34F},
               at + V3{0.0F, -0.34F, 0.36F},
               at + V3{0.0F, -0.1F, 0.44F},
               at + V3{-0.3F, -0.05F, 0.38F});
    }
}

void addTeaTable(MeshBuilder& b) {
    b.material = MaterialId::kDarkWood;
    b.box({0.0F, 0.0F, 0.32F}, {1.5F, 0.8F, 0.06F}, true);
    for (const float x : {-0.65F, 0.65F}) {
        for (const float y : {-0.32F, 0.32F}) {
            b.box({x, y, 0.0F}, {0.07F, 0.07F, 0.32F});
        }
    }
    b.material = MaterialId::kCeramicBlue;
    b.ellipsoid({-0.1F, 0.0F, 0.5F}, {0.15F, 0.15F, 0.12F}, 14);
    const std::array<V3, 3> spout{
        V3{0.02F, 0.0F, 0.48F}, V3{0.12F, 0.0F, 0.53F}, V3{0.17F, 0.0F, 0.6F}};
    b.tube(spout, 0.025F, 6);
    for (int i = 0; i < 4; ++i) {
        b.cylinder({0.3F + 0.13F * static_cast<float>(i % 2),
                    -0.12F + 0.2F * static_cast<float>(i / 2),
                    0.38F},
                   0.045F,
                   0.06F,
                   10);
    }
    b.material = MaterialId::kBasket;
    const std::array<V2, 3> tray{{{0.26F, 0.38F}, {0.3F, 0.44F}, {0.0F, 0.42F}}};
    b.lathe({-0.5F, 0.0F, 0.0F}, tray, 16);
    b.material = MaterialId::kLotusFlower;
    for (int i = 0; i < 14; ++i) {
        const float a = 2.4F * static_cast<float>(i);
        const float r = 0.2F * std::sqrt(static_cast<float>(i) / 14.0F);
        b.ellipsoid({-0.5F + r * std::cos(a), r * std::sin(a), 0.48F}, {0.055F, 0.055F, 0.07F}, 8);
    }
    b.material = MaterialId::kRedCloth;
    for (const V3 at : {V3{0.0F, -0.85F, 0.0F}, V3{0.6F, 0.75F, 0.0F}, V3{-0.6F, 0.8F, 0.0F}}) {
        b.cylinder(at, 0.22F, 0.28F, 14);
    }
}

} // namespace vr360::sample
