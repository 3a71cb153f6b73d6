#pragma once

#include "packager/sample/render/mesh.h"

#include <cstdint>

namespace vr360::sample {

/// Small things, each a model shared by all worlds. About 1 unit = 1 m, standing on the origin,
/// facing −y.
enum class Thing {
    kBench,
    kLampPost,
    kLantern, ///< a red paper lantern on a string, hanging down from the origin
    kCensor,  ///< a bronze incense burner
    kFlag,    ///< a five-colour festival flag on a pole
    kNationalFlag,
    kStele, ///< an inscribed stone on a tortoise
    kStoneDog,
    kElephant, ///< kneeling, of stone
    kTable,    ///< with four chairs
    kParasol,
    kStall, ///< a market stall with an awning and baskets of fruit
    kFlowerStall,
    kFlowerBicycle,
    kMotorbike,
    kBicycle,
    kBasketBoat, ///< a sampan with a rower in a conical hat
    kSwanBoat,
    kDragon, ///< rising from the water
    kDisplayCase,
    kBanner,
    kRailing, ///< two metres of it, along x
    kBollard,
    kTrough,   ///< a stone basin
    kMortar,   ///< and pestle, for paper
    kFrame,    ///< a loom
    kSteamer,  ///< steaming sticky rice
    kTeaTable, ///< with lotus tea
    kStatue,
    kGrave,
    kSignPost,
    kPlanter,
    kCount
};
inline constexpr int kThingVariants = 3;
ModelPtr thing(Thing kind, int variant = 0);

/// People, simplified as in a model railway; clothes take the instance's tint.
enum class Person { kAoDai, kFarmer, kWalker, kMonk, kChild, kSeated, kCarrier, kCyclist, kCount };
ModelPtr person(Person kind, int variant = 0);

} // namespace vr360::sample
