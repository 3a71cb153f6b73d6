#include "packager/sample/parts/things.h"
#include "packager/sample/render/random.h"

#include <array>
#include <mutex>

namespace vr360::sample {

namespace {

void limbOf(MeshBuilder& b, V3 from, V3 joint, V3 to, float thick, float thin) {
    const std::array<V3, 5> path{from, mix(from, joint, 0.6F), joint, mix(joint, to, 0.5F), to};
    const std::array<float, 5> radius{
        thick, thick * 0.95F, mix(thick, thin, 0.5F), mix(thick, thin, 0.7F), thin};
    b.tube(path, radius, 8);
}

void head(MeshBuilder& b, V3 at, bool hat, bool long_hair) {
    b.material = MaterialId::kSkin;
    b.ellipsoid(at, {0.085F, 0.1F, 0.12F}, 12);
    b.cylinder(at - V3{0.0F, 0.0F, 0.19F}, 0.045F, 0.12F, 8);
    b.material = MaterialId::kHair;
    b.ellipsoid(at + V3{0.0F, 0.025F, 0.03F}, {0.095F, 0.1F, 0.118F}, 12);
    if (long_hair) {
        b.ellipsoid(at + V3{0.0F, 0.07F, -0.16F}, {0.075F, 0.05F, 0.24F}, 10);
    }
    if (hat) {
        b.material = MaterialId::kStrawHat;
        const std::array<V2, 3> brim{{{0.25F, 0.0F}, {0.12F, 0.1F}, {0.0F, 0.19F}}};
        b.lathe(at + V3{0.0F, 0.01F, 0.035F}, brim, 18);
        const std::array<V2, 2> inside{{{0.0F, 0.16F}, {0.24F, -0.005F}}};
        b.lathe(at + V3{0.0F, 0.01F, 0.035F}, inside, 18);
    }
}

void feet(MeshBuilder& b, float stride) {
    b.material = MaterialId::kRubber;
    for (const float side : {-1.0F, 1.0F}) {
        b.ellipsoid({side * 0.09F, side * stride - 0.06F, 0.035F}, {0.05F, 0.12F, 0.04F}, 8);
    }
}

Mesh standing(Random& random, Person kind, int variant) {
    MeshBuilder b;
    const float stride = random.between(0.02F, 0.2F) * (kind == Person::kAoDai ? 0.5F : 1.0F);
    const bool child = kind == Person::kChild;
    const float s = child ? 0.68F : 1.0F;
    b.transform = placed({}, 0.0F, s);
    feet(b, stride);
    const bool robe = kind == Person::kMonk;
    b.material = kind == Person::kAoDai                                ? MaterialId::kWhiteCloth
                 : kind == Person::kFarmer || kind == Person::kCarrier ? MaterialId::kRubber
                 : robe                                                ? MaterialId::kBasket
                                                                       : MaterialId::kBlueCloth;
    for (const float side : {-1.0F, 1.0F}) {
        limbOf(b,
               {side * 0.085F, 0.0F, 0.9F},
               {side * 0.1F, side * stride * 0.4F - 0.02F, 0.48F},
               {side * 0.09F, side * stride, 0.06F},
               0.09F,
               kind == Person::kAoDai ? 0.085F : 0.055F);
    }
    b.material = robe ? MaterialId::kBasket : MaterialId::kTinted;
    // Torso: an ellipse in section, broad at the shoulders.
    b.grid(14,
           6,
           [&](float u, float v) {
               const float angle = 2.0F * kPi * u;
               const float waist = 0.5F + 0.5F * std::cos(2.0F * kPi * (v * 0.9F + 0.05F));
               const float wide = mix(0.155F, 0.185F, v) - 0.03F * (1.0F - waist) -
                                  (v > 0.9F ? 0.1F * (v - 0.9F) * 10.0F : 0.0F);
               const float deep =
                   mix(0.115F, 0.105F, v) - (v > 0.9F ? 0.04F * (v - 0.9F) * 10.0F : 0.0F);
               return V3{wide * std::cos(angle), deep * std::sin(angle), mix(0.84F, 1.44F, v)};
           },
           {1.0F, 0.6F});
    if (kind == Person::kAoDai || robe) {
        // The long panels of the dress, front and back.
        for (const float side : {-1.0F, 1.0F}) {
            b.grid(6,
                   8,
                   [&](float u, float v) {
                       const float x = (u - 0.5F) * mix(robe ? 0.44F : 0.38F, 0.29F, v) * -side;
                       const float y =
                           side * (mix(0.2F, 0.1F, v) + 0.02F * std::sin(9.0F * v + 4.0F * u));
                       return V3{x, y, mix(0.2F, 0.95F, v)};
                   },
                   {0.4F, 0.8F});
        }
    }
    const bool carries = kind == Person::kCarrier;
    for (const float side : {-1.0F, 1.0F}) {
        b.material = robe ? MaterialId::kBasket : MaterialId::kTinted;
        const V3 shoulder{side * 0.19F, 0.0F, 1.38F};
        V3 elbow{side * 0.25F, 0.03F + side * 0.04F, 1.1F};
        V3 hand{side * 0.23F, -0.06F - side * stride * 0.6F, 0.86F};
        if (carries && side > 0.0F) {
            elbow = {0.27F, -0.12F, 1.24F};
            hand = {0.2F, -0.18F, 1.42F};
        }
        if (robe || (kind == Person::kAoDai && variant == 1)) {
            elbow = {side * 0.24F, -0.08F, 1.12F};
            hand = {side * 0.04F, -0.2F, 1.16F};
        }
        limbOf(b, shoulder, elbow, hand, 0.052F, 0.035F);
        b.material = MaterialId::kSkin;
        b.ellipsoid(hand + V3{0.0F, 0.0F, -0.03F}, {0.03F, 0.035F, 0.05F}, 8);
    }
    head(b,
         {0.0F, -0.01F, 1.6F},
         kind == Person::kFarmer || carries || (kind == Person::kAoDai && variant != 1),
         kind == Person::kAoDai || (kind == Person::kWalker && variant == 0));
    if (carries) {
        b.material = MaterialId::kBamboo;
        const std::array<V3, 3> pole{
            V3{0.12F, -0.85F, 1.4F}, V3{0.14F, 0.0F, 1.5F}, V3{0.12F, 0.85F, 1.4F}};
        b.tube(pole, 0.022F, 6);
        for (const float end : {-0.82F, 0.82F}) {
            b.material = MaterialId::kBasket;
            const std::array<V2, 4> basket{
                {{0.2F, 0.25F}, {0.29F, 0.45F}, {0.27F, 0.45F}, {0.0F, 0.38F}}};
            b.lathe({0.12F, end, 0.0F}, basket, 14);
            for (int i = 0; i < 3; ++i) {
                const float a = 2.1F * static_cast<float>(i);
                const std::array<V3, 2> rope{
                    V3{0.12F + 0.26F * std::cos(a), end + 0.26F * std::sin(a), 0.45F},
                    V3{0.12F, end, 1.4F}};
                b.tube(rope, 0.008F, 4);
            }
            b.material = variant == 0   ? MaterialId::kKumquat
                         : variant == 1 ? MaterialId::kLotusFlower
                                        : MaterialId::kLeaf;
            for (int i = 0; i < 22; ++i) {
                const float a = static_cast<float>(i) * 2.4F;
                const float r = 0.21F * std::sqrt(static_cast<float>(i) / 22.0F);
                b.ellipsoid({0.12F + r * std::cos(a), end + r * std::sin(a), 0.47F},
                            {0.05F, 0.05F, 0.05F},
                            7);
            }
        }
    }
    return b.take();
}

Mesh seated(Random& random, bool cyclist) {
    MeshBuilder b;
    const float z = cyclist ? 0.86F : 0.45F;
    b.material = MaterialId::kBlueCloth;
    for (const float side : {-1.0F, 1.0F}) {
        limbOf(b,
               {side * 0.09F, 0.0F, z + 0.05F},
               {side * 0.12F, -0.42F, z + (cyclist ? 0.02F : 0.06F)},
               {side * 0.1F, -0.4F, cyclist ? 0.3F + 0.08F * side : 0.05F},
               0.085F,
               0.05F);
    }
    b.material = MaterialId::kTinted;
    b.grid(12,
           5,
           [&](float u, float v) {
               const float angle = 2.0F * kPi * u;
               const float taper = v > 0.85F ? 1.0F - 2.5F * (v - 0.85F) : 1.0F;
               return V3{0.17F * taper * std::cos(angle),
                         0.11F * taper * std::sin(angle) - (cyclist ? 0.16F * v : 0.0F),
                         mix(z, z + 0.58F, v)};
           },
           {1.0F, 0.6F});
    const float lean = cyclist ? -0.14F : 0.0F;
    for (const float side : {-1.0F, 1.0F}) {
        b.material = MaterialId::kTinted;
        const V3 hand{side * (cyclist ? 0.24F : 0.1F), cyclist ? -0.62F : -0.36F, z + 0.2F};
        limbOf(b,
               {side * 0.18F, lean, z + 0.52F},
               {side * 0.26F, lean - 0.14F, z + 0.26F},
               hand,
               0.05F,
               0.034F);
        b.material = MaterialId::kSkin;
        b.ellipsoid(hand, {0.035F, 0.04F, 0.04F}, 7);
    }
    head(b, {0.0F, lean - 0.02F, z + 0.74F}, random.chance(0.5F), random.chance(0.5F));
    return b.take();
}

} // namespace

ModelPtr person(Person kind, int variant) {
    static std::mutex mutex;
    static std::array<ModelPtr, static_cast<std::size_t>(Person::kCount) * kThingVariants> made;
    variant = ((variant % kThingVariants) + kThingVariants) % kThingVariants;
    const std::lock_guard lock(mutex);
    ModelPtr& slot =
        made[static_cast<std::size_t>(kind) * kThingVariants + static_cast<std::size_t>(variant)];
    if (slot == nullptr) {
        Random random(
            hash(static_cast<std::uint32_t>(kind) + 100U, static_cast<std::uint32_t>(variant)));
        slot = std::make_shared<const Model>(
            makeModel(kind == Person::kSeated || kind == Person::kCyclist
                          ? seated(random, kind == Person::kCyclist)
                          : standing(random, kind, variant)));
    }
    return slot;
}

} // namespace vr360::sample
