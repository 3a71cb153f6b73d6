#include "packager/sample/parts/roofs.h"
#include "packager/sample/parts/things_shapes.h"

#include <array>

namespace vr360::sample {

void addLantern(MeshBuilder& b, int variant) {
    b.material = MaterialId::kIron;
    const std::array<V3, 2> cord{V3{0.0F, 0.0F, 0.0F}, V3{0.0F, 0.0F, -0.4F}};
    b.tube(cord, 0.008F, 4);
    b.material = variant == 1 ? MaterialId::kYellowCloth : MaterialId::kRedCloth;
    b.ellipsoid({0.0F, 0.0F, -0.62F}, {0.24F, 0.24F, 0.2F}, 14);
    b.material = MaterialId::kGilt;
    b.cylinder({0.0F, 0.0F, -0.44F}, 0.1F, 0.05F, 10);
    b.cylinder({0.0F, 0.0F, -0.85F}, 0.1F, 0.05F, 10);
    b.cone({0.0F, 0.0F, -1.15F}, 0.03F, 0.3F, 6);
}

void addCensor(MeshBuilder& b) {
    b.material = MaterialId::kStone;
    b.box({}, {1.3F, 1.3F, 0.35F});
    b.material = MaterialId::kBronze;
    for (int i = 0; i < 3; ++i) {
        const float a = 2.0F * kPi * (static_cast<float>(i) / 3.0F + 0.25F);
        const std::array<V3, 3> leg{V3{0.5F * std::cos(a), 0.5F * std::sin(a), 0.35F},
                                    V3{0.42F * std::cos(a), 0.42F * std::sin(a), 0.6F},
                                    V3{0.38F * std::cos(a), 0.38F * std::sin(a), 0.85F}};
        b.tube(leg, 0.07F, 7);
    }
    const std::array<V2, 8> bowl{{{0.0F, 0.72F},
                                  {0.36F, 0.76F},
                                  {0.56F, 0.95F},
                                  {0.6F, 1.15F},
                                  {0.5F, 1.28F},
                                  {0.58F, 1.36F},
                                  {0.52F, 1.36F},
                                  {0.0F, 1.3F}}};
    b.lathe({}, bowl, 22);
    for (const float side : {-1.0F, 1.0F}) {
        std::array<V3, 7> handle;
        for (std::size_t i = 0; i < handle.size(); ++i) {
            const float a = kPi * static_cast<float>(i) / 6.0F;
            handle[i] = {side * (0.56F + 0.18F * std::sin(a)),
                         0.0F,
                         1.2F + 0.32F * (1.0F - std::cos(a)) * 0.7F};
        }
        b.tube(handle, 0.045F, 6);
    }
    b.material = MaterialId::kRedCloth;
    for (int i = 0; i < 12; ++i) {
        const float a = 2.4F * static_cast<float>(i);
        const float r = 0.04F * static_cast<float>(i % 6);
        b.cylinder({r * std::cos(a), r * std::sin(a), 1.3F}, 0.008F, 0.42F, 4);
    }
}

void addFestivalFlag(MeshBuilder& b, Random& random) {
    b.material = MaterialId::kBamboo;
    b.cylinder({}, 0.05F, 7.0F, 8);
    // Five squares one in another, a fringe around: the festival flag of the north.
    const std::array<MaterialId, 5> colors{MaterialId::kBlueCloth,
                                           MaterialId::kYellowCloth,
                                           MaterialId::kGreenCloth,
                                           MaterialId::kWhiteCloth,
                                           MaterialId::kRedCloth};
    const float phase = random.between(0.0F, 6.0F);
    for (std::size_t ring = 0; ring < colors.size(); ++ring) {
        const float inset = 0.1F * static_cast<float>(ring);
        b.material = colors[ring];
        const float lift = 0.004F * static_cast<float>(ring);
        for (const float face : {-1.0F, 1.0F}) {
            b.grid(10,
                   6,
                   [&](float u, float v) {
                       const float s = face > 0.0F ? 1.0F - u : u;
                       const float x = mix(inset, 1.0F - inset, s) * 1.5F;
                       const float z = mix(inset, 1.0F - inset, v) * 1.5F + 5.3F - 0.12F * x;
                       return V3{x + 0.05F,
                                 0.16F * std::sin(3.2F * x + phase) * x * 0.6F + face * lift,
                                 z};
                   },
                   {1.5F, 1.5F});
        }
    }
}

void addNationalFlag(MeshBuilder& b) {
    b.material = MaterialId::kSteelWhite;
    b.cylinder({}, 0.06F, 9.0F, 10);
    for (const float face : {-1.0F, 1.0F}) {
        b.material = MaterialId::kRedCloth;
        b.grid(14,
               6,
               [&](float u, float v) {
                   const float x = (face > 0.0F ? 1.0F - u : u) * 2.7F;
                   return V3{x + 0.06F,
                             0.2F * std::sin(2.2F * x) * x * 0.35F,
                             7.0F + 1.8F * v - 0.06F * x};
               },
               {2.7F, 1.8F});
        b.material = MaterialId::kYellowCloth;
        for (int point = 0; point < 5; ++point) {
            const auto at = [&](float radius, float turn) {
                const float x = 1.35F + radius * std::sin(turn);
                return V3{x + 0.06F,
                          0.2F * std::sin(2.2F * x) * x * 0.35F + face * 0.015F,
                          7.9F + radius * std::cos(turn) - 0.06F * x};
            };
            const float turn = 2.0F * kPi * static_cast<float>(point) / 5.0F;
            const V3 middle = at(0.0F, 0.0F);
            b.triangle(middle, at(0.2F, turn - 0.63F), at(0.5F, turn));
            b.triangle(middle, at(0.5F, turn), at(0.2F, turn + 0.63F));
        }
    }
}

void addStele(MeshBuilder& b) {
    b.material = MaterialId::kDarkStone;
    b.ellipsoid({0.0F, 0.0F, 0.25F}, {0.62F, 0.8F, 0.32F}, 14);
    b.ellipsoid({0.0F, -0.85F, 0.42F}, {0.17F, 0.24F, 0.17F}, 10);
    for (const float side : {-1.0F, 1.0F}) {
        b.ellipsoid({side * 0.5F, -0.5F, 0.1F}, {0.2F, 0.16F, 0.1F}, 8);
        b.ellipsoid({side * 0.5F, 0.5F, 0.1F}, {0.2F, 0.16F, 0.1F}, 8);
    }
    b.material = MaterialId::kStone;
    std::array<V2, 14> outline;
    outline[0] = {-0.5F, 0.5F};
    outline[1] = {0.5F, 0.5F};
    for (std::size_t i = 0; i < 12; ++i) {
        const float a = kPi * static_cast<float>(i) / 11.0F;
        outline[i + 2] = {0.52F * std::cos(a), 1.75F + 0.34F * std::sin(a)};
    }
    b.extrude(outline, -0.1F, 0.2F);
    b.material = MaterialId::kCouplet;
}

void addStoneDog(MeshBuilder& b) {
    b.material = MaterialId::kPaleStone;
    b.box({}, {0.7F, 0.9F, 0.55F});
    b.ellipsoid({0.0F, 0.15F, 0.85F}, {0.24F, 0.3F, 0.32F}, 12);
    b.ellipsoid({0.0F, -0.12F, 1.02F}, {0.2F, 0.18F, 0.36F}, 12);
    b.ellipsoid({0.0F, -0.22F, 1.42F}, {0.19F, 0.22F, 0.2F}, 12);
    b.ellipsoid({0.0F, -0.42F, 1.36F}, {0.11F, 0.12F, 0.1F}, 10);
    for (const float side : {-1.0F, 1.0F}) {
        const std::array<V3, 2> leg{V3{side * 0.14F, -0.22F, 1.0F},
                                    V3{side * 0.15F, -0.32F, 0.55F}};
        b.tube(leg, 0.075F, 8);
        b.ellipsoid({side * 0.17F, -0.16F, 1.55F}, {0.06F, 0.08F, 0.1F}, 8);
    }
}

void addElephant(MeshBuilder& b) {
    b.material = MaterialId::kPaleStone;
    b.box({}, {1.7F, 2.6F, 0.4F});
    b.material = MaterialId::kStone;
    b.ellipsoid({0.0F, 0.25F, 1.05F}, {0.72F, 1.05F, 0.68F}, 16);
    b.ellipsoid({0.0F, -0.82F, 1.4F}, {0.46F, 0.42F, 0.48F}, 14);
    for (const float side : {-1.0F, 1.0F}) {
        b.ellipsoid({side * 0.5F, -0.66F, 1.35F}, {0.08F, 0.32F, 0.4F}, 12);
        const std::array<V3, 3> fore{V3{side * 0.42F, -0.5F, 0.8F},
                                     V3{side * 0.48F, -0.95F, 0.58F},
                                     V3{side * 0.46F, -1.25F, 0.52F}};
        b.tube(fore, 0.19F, 9);
        const std::array<V3, 2> tusk{V3{side * 0.2F, -1.1F, 1.15F}, V3{side * 0.24F, -1.55F, 1.2F}};
        const std::array<float, 2> thin{0.06F, 0.015F};
        b.material = MaterialId::kMarble;
        b.tube(tusk, thin, 7);
        b.material = MaterialId::kStone;
        b.ellipsoid({side * 0.5F, 0.95F, 0.62F}, {0.26F, 0.45F, 0.26F}, 10);
    }
    const std::array<V3, 6> trunk{V3{0.0F, -1.12F, 1.35F},
                                  V3{0.0F, -1.38F, 1.1F},
                                  V3{0.0F, -1.45F, 0.8F},
                                  V3{0.0F, -1.38F, 0.55F},
                                  V3{0.05F, -1.2F, 0.48F},
                                  V3{0.1F, -1.05F, 0.55F}};
    const std::array<float, 6> girth{0.2F, 0.16F, 0.13F, 0.1F, 0.08F, 0.06F};
    b.tube(trunk, girth, 10);
    b.material = MaterialId::kRedCloth;
    b.grid(10,
           4,
           [](float u, float v) {
               const float a = mix(-1.25F, 1.25F, u);
               return V3{0.76F * std::sin(a), mix(-0.35F, 0.6F, v), 1.05F + 0.73F * std::cos(a)};
           },
           {1.8F, 1.0F});
}

void addStatue(MeshBuilder& b) {
    b.material = MaterialId::kMarble;
    b.box({}, {3.0F, 3.0F, 0.3F});
    b.box({0.0F, 0.0F, 0.3F}, {2.2F, 2.2F, 0.3F});
    b.box({0.0F, 0.0F, 0.6F}, {1.3F, 1.3F, 1.9F});
    b.material = MaterialId::kSignRed;
    b.box({0.0F, -0.66F, 1.2F}, {0.9F, 0.03F, 0.5F});
    b.material = MaterialId::kBronze;
    const float z = 2.5F;
    const std::array<V2, 7> bust{{{0.0F, 0.0F},
                                  {0.42F, 0.02F},
                                  {0.52F, 0.35F},
                                  {0.5F, 0.62F},
                                  {0.22F, 0.78F},
                                  {0.14F, 0.95F},
                                  {0.0F, 0.95F}}};
    const Transform saved = b.transform;
    b.lathe({0.0F, 0.0F, z}, bust, 16);
    b.ellipsoid({0.0F, -0.04F, z + 1.2F}, {0.23F, 0.27F, 0.33F}, 14);
    b.ellipsoid({0.0F, 0.04F, z + 1.3F}, {0.25F, 0.27F, 0.28F}, 14);
    b.transform = saved;
}

void addGrave(MeshBuilder& b) {
    b.material = MaterialId::kPaleStone;
    b.box({}, {4.2F, 5.0F, 0.35F});
    b.box({0.0F, 0.3F, 0.35F}, {2.2F, 3.2F, 0.5F});
    b.material = MaterialId::kGrass;
    b.ellipsoid({0.0F, 0.3F, 0.85F}, {0.95F, 1.4F, 0.45F}, 14);
    b.material = MaterialId::kStone;
    std::array<V2, 12> outline;
    outline[0] = {-0.6F, 0.35F};
    outline[1] = {0.6F, 0.35F};
    for (std::size_t i = 0; i < 10; ++i) {
        const float a = kPi * static_cast<float>(i) / 9.0F;
        outline[i + 2] = {0.6F * std::cos(a), 1.9F + 0.3F * std::sin(a)};
    }
    b.extrude(outline, -1.75F, 0.2F);
    b.material = MaterialId::kSignRed;
    b.box({0.0F, -1.77F, 0.9F}, {0.8F, 0.03F, 0.9F});
}

void addBanner(MeshBuilder& b, int variant) {
    b.material = MaterialId::kIron;
    b.cylinder({}, 0.05F, 4.6F, 8);
    b.material = variant == 0   ? MaterialId::kSignRed
                 : variant == 1 ? MaterialId::kSignGreen
                                : MaterialId::kSignBlue;
    b.box({0.42F, 0.0F, 1.9F}, {0.75F, 0.03F, 2.5F}, true);
}

} // namespace vr360::sample
