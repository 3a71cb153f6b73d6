#pragma once

#include "packager/sample/render/mesh.h"

namespace vr360::sample {

enum class Plant {
    kBroad,  ///< a shade tree with a round crown
    kBanyan, ///< very wide, several trunks, hanging roots
    kWillow,
    kFlame, ///< phượng: flat crown, red flowers
    kFrangipani,
    kAreca, ///< a slim palm
    kRoyalPalm,
    kBamboo,
    kPine,
    kPeach,   ///< in blossom
    kKumquat, ///< a trimmed cone full of fruit
    kShrub,
    kHedgeBall,
    kFlowerPot,
    kBonsai,
    kLotusLeaf,
    kLotusFlower,
    kFarTree, ///< few, large leaves: for hundreds of metres away
    kCount
};
inline constexpr int kPlantVariants = 3;

/// About 1 unit = 1 m, rooted at the origin. Shared and built once. Thread-safe.
ModelPtr plant(Plant kind, int variant);

} // namespace vr360::sample
