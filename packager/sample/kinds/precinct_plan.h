#pragma once

#include "core/base/result.h"
#include "packager/sample/parts/plants.h"
#include "packager/sample/render/material.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace vr360::sample {

/// A communal house, temple or pagoda: a gate, a court, a hall, and what stands around. Plans
/// differ in all of it, so that no two of dozens of such places look alike.
struct PrecinctPlan {
    enum class Hall : std::uint8_t {
        kWide,   ///< low eaves under a great roof, as communal houses have
        kTall,   ///< two roofs, one above the other
        kPlain,  ///< gables between end walls
        kPorch,  ///< a smaller hall in front of a larger one
        kSquare, ///< nearly as deep as wide, two steep roofs
    };
    enum class Gate : std::uint8_t {
        kTriple,
        kTripleUpper, ///< with a storey above the middle
        kPillars,     ///< four tall pillars, open to the sky
        kArch,        ///< one arch
        kBell,        ///< an arch with a bell's pavilion on top
    };
    enum class Front : std::uint8_t { kNothing, kPond, kLotus, kWell, kScreen };
    enum class Side : std::uint8_t { kNothing, kWing, kBell, kStupas, kStele, kGarden, kTower };
    /// Where the viewer stands.
    enum class Eye : std::uint8_t {
        kApproach,  ///< outside, before the gate
        kAside,     ///< outside, the gate at an angle
        kFar,       ///< outside, beyond the pond
        kInGate,    ///< under the gate's arch
        kCourt,     ///< just inside
        kCorner,    ///< in the court's left corner
        kOpposite,  ///< in its right corner
        kNear,      ///< at the hall's steps
        kUnderTree, ///< in the shade of the great tree
        kVeranda,   ///< under the hall's eaves, looking out
    };
    enum : unsigned { kNone = 0, kFlags = 1, kLanterns = 2, kEaves = 4, kYellow = 8, kStalls = 16 };

    Hall hall = Hall::kWide;
    int bays = 5;
    Gate gate = Gate::kTriple;
    Front front = Front::kNothing;
    Side left = Side::kNothing;
    Side right = Side::kNothing;
    Eye eye = Eye::kCourt;
    Plant tree = Plant::kBanyan;
    Plant small = Plant::kFrangipani;
    MaterialId court = MaterialId::kBrickPaving;
    MaterialId outside = MaterialId::kGrass;
    MaterialId wall = MaterialId::kOchreWall;
    MaterialId tiles = MaterialId::kRoofTile;
    bool red = true; ///< lacquered columns, else dark wood
    unsigned festive = kNone;
    int people = 6;
    bool elephants = false; ///< guard the gate instead of dogs
    float tree_side = 0.0F; ///< −1 left, 1 right, 0 wherever the site's own numbers put it
};

/// The words of a site's [picture.plan] in their order: a key and its value, lists as several
/// pairs.
using PlanWords = std::vector<std::pair<std::string, std::string>>;
/// The fault says which word is not known and which ones are.
Result<PrecinctPlan> readPrecinctPlan(const PlanWords& words);

} // namespace vr360::sample
