#pragma once

#include "packager/sample/render/mesh.h"

namespace vr360::sample {

/// A tiled roof with four slopes, a straight ridge, eaves that hang in a shallow curve and corners
/// that turn up.
struct RoofShape {
    V3 centre;           ///< at the height of the eaves' middle
    float width = 12.0F; ///< along x, at the eaves
    float depth = 8.0F;  ///< along y, at the eaves
    float rise = 4.0F;   ///< from eaves to ridge
    float ridge = 6.0F;  ///< length of the ridge; equal to width for a plain gable
    float corner = 0.8F; ///< how far corners turn up
    float sag = 0.55F;   ///< 0 flat slopes … 1 strongly hollow
    MaterialId tiles = MaterialId::kRoofTile;
    MaterialId trim = MaterialId::kPlaster;
    bool dragons = false; ///< two dragons turned to a sun on the ridge
    bool gable = false;   ///< two slopes between end walls
};
void addRoof(MeshBuilder& b, const RoofShape& shape);

/// A pointed roof over a regular polygon, corners turned up: pavilions and storeys of a tower.
/// `neck`: radius at the top, where the next storey stands.
void addSpireRoof(MeshBuilder& b,
                  V3 centre,
                  int sides,
                  float radius,
                  float neck,
                  float rise,
                  float corner,
                  MaterialId tiles,
                  float turn = 0.0F);

} // namespace vr360::sample
