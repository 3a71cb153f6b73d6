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
    kLotusPatch, ///< leaves over about three metres, as one model: thousands of single ones cost
                 ///< too much
    kFarTree,    ///< few, large leaves: for hundreds of metres away
    kCount
};
inline constexpr int kPlantVariants = 3;

/// About 1 unit = 1 m, rooted at the origin. Shared and built once. `coarse`: fewer, larger leaves,
/// for where single ones cannot be told apart. Thread-safe.
ModelPtr plant(Plant kind, int variant, bool coarse = false);
inline constexpr float kCoarseBeyond = 30.0F; ///< metres

} // namespace vr360::sample
