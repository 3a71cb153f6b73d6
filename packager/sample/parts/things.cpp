#include "packager/sample/parts/things.h"

#include "packager/sample/parts/things_shapes.h"

#include <array>
#include <mutex>

namespace vr360::sample {

namespace {

Mesh make(Thing kind, int variant) {
    Random random(
        hash(static_cast<std::uint32_t>(kind) + 300U, static_cast<std::uint32_t>(variant)));
    MeshBuilder b(0.8F);
    switch (kind) {
    case Thing::kBench:
        addBench(b);
        break;
    case Thing::kLampPost:
        addLampPost(b, variant);
        break;
    case Thing::kLantern:
        addLantern(b, variant);
        break;
    case Thing::kCensor:
        addCensor(b);
        break;
    case Thing::kFlag:
        addFestivalFlag(b, random);
        break;
    case Thing::kNationalFlag:
        addNationalFlag(b);
        break;
    case Thing::kStele:
        addStele(b);
        break;
    case Thing::kStoneDog:
        addStoneDog(b);
        break;
    case Thing::kElephant:
        addElephant(b);
        break;
    case Thing::kTable:
        addTable(b, variant);
        break;
    case Thing::kParasol:
        addParasol(b);
        break;
    case Thing::kStall:
        addStall(b, random, false);
        break;
    case Thing::kFlowerStall:
        addStall(b, random, true);
        break;
    case Thing::kFlowerBicycle:
        addBicycle(b, random, true);
        break;
    case Thing::kBicycle:
        addBicycle(b, random, false);
        break;
    case Thing::kMotorbike:
        addMotorbike(b, variant);
        break;
    case Thing::kBasketBoat:
        addSampan(b);
        break;
    case Thing::kSwanBoat:
        addSwanBoat(b);
        break;
    case Thing::kDragon:
        addDragon(b);
        break;
    case Thing::kDisplayCase:
        addDisplayCase(b, random);
        break;
    case Thing::kBanner:
        addBanner(b, variant);
        break;
    case Thing::kRailing:
        addRailing(b);
        break;
    case Thing::kBollard:
        b.material = MaterialId::kPaleStone;
        b.cylinder({}, 0.14F, 0.6F, 12);
        b.ellipsoid({0.0F, 0.0F, 0.66F}, {0.15F, 0.15F, 0.13F}, 10);
        break;
    case Thing::kTrough:
        addTrough(b);
        break;
    case Thing::kMortar:
        addMortar(b);
        break;
    case Thing::kFrame:
        addLoom(b);
        break;
    case Thing::kSteamer:
        addSteamer(b);
        break;
    case Thing::kTeaTable:
        addTeaTable(b);
        break;
    case Thing::kStatue:
        addStatue(b);
        break;
    case Thing::kGrave:
        addGrave(b);
        break;
    case Thing::kSignPost:
        b.material = MaterialId::kIron;
        b.cylinder({}, 0.04F, 2.4F, 8);
        b.material = variant == 0 ? MaterialId::kSignBlue : MaterialId::kSignGreen;
        b.box({0.0F, -0.05F, 1.9F}, {0.9F, 0.04F, 0.5F}, true);
        break;
    case Thing::kPlanter:
        b.material = MaterialId::kPaleStone;
        b.box({}, {1.6F, 0.6F, 0.5F});
        b.material = MaterialId::kEarth;
        b.box({0.0F, 0.0F, 0.45F}, {1.5F, 0.5F, 0.06F});
        break;
    case Thing::kCount:
        break;
    }
    return b.take();
}

} // namespace

ModelPtr thing(Thing kind, int variant) {
    static std::mutex mutex;
    static std::array<ModelPtr, static_cast<std::size_t>(Thing::kCount) * kThingVariants> made;
    variant = ((variant % kThingVariants) + kThingVariants) % kThingVariants;
    const std::lock_guard lock(mutex);
    ModelPtr& slot =
        made[static_cast<std::size_t>(kind) * kThingVariants + static_cast<std::size_t>(variant)];
    if (slot == nullptr) {
        slot = std::make_shared<const Model>(makeModel(make(kind, variant)));
    }
    return slot;
}

} // namespace vr360::sample
