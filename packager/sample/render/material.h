#pragma once

#include "packager/sample/render/math.h"

#include <cstdint>

namespace vr360::sample {

/// Everything a surface in the sample tour can be made of.
enum class MaterialId : std::uint16_t {
    kPlaster,
    kWhitewash,
    kOchreWall,
    kCreamWall,
    kBlueWall,
    kPinkWall,
    kGreenWall,
    kGreyWall,
    kOldBrick,
    kRedBrick,
    kRoofTile,
    kRoofTileOld,
    kGlazedTile,
    kSheetMetal,
    kDarkWood,
    kRedLacquer,
    kGilt,
    kStone,
    kPaleStone,
    kDarkStone,
    kConcrete,
    kMarble,
    kBark,
    kPaleBark,
    kLeaf,
    kDarkLeaf,
    kWillowLeaf,
    kPalmLeaf,
    kBamboo,
    kGrassBlade,
    kPeachBlossom,
    kRedBlossom,
    kYellowBlossom,
    kWhiteBlossom,
    kLotusLeaf,
    kLotusFlower,
    kKumquat,
    kGlass,
    kTowerGlass,
    kFacade,
    kShutter,
    kIron,
    kSteelWhite,
    kBronze,
    kPaper,
    kRedCloth,
    kYellowCloth,
    kBlueCloth,
    kGreenCloth,
    kWhiteCloth,
    kStripedCloth,
    kStrawHat,
    kSkin,
    kHair,
    kBasket,
    kTerracotta,
    kCeramicBlue,
    kLamp,
    kCouplet,
    kSignRed,
    kSignBlue,
    kSignGreen,
    kRubber,
    kPaintRed,
    kPaintBlue,
    kTinted, ///< the instance's own colour
    // Ground
    kBrickPaving,
    kSlabPaving,
    kPromenade,
    kAsphalt,
    kGrass,
    kEarth,
    kGravel,
    kFlowerField,
    kDeck,
    kKerb,
    kEmbankment,
    kFloorTile,
    kCount
};

/// What a surface does with light at one point.
struct Surface {
    Color albedo;
    V3 normal;
    float gloss = 0.0F;   ///< share of mirror reflection seen straight on
    float through = 0.0F; ///< share of light that shines through (leaves, cloth)
    Color glow;
};

struct SurfacePoint {
    V3 position;
    V3 normal; ///< towards the viewer
    V2 uv;
    float footprint = 0.0F; ///< metres that one pixel covers here; details below it are faded
    std::uint32_t seed = 0; ///< of the thing this belongs to, for variation
    Color tint;             ///< colour of kTinted
};

Surface surfaceAt(MaterialId material, const SurfacePoint& point);

} // namespace vr360::sample
