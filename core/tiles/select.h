#pragma once

#include "core/geometry/camera.h"
#include "core/geometry/grid.h"

#include <vector>

namespace vr360 {

/// A tile that a view wants, in the order it wants them.
struct WantedTile {
    TileId id;
    double distance = 0.0; ///< radians from the middle of the view; 0 if it holds the middle
};

struct SelectParams {
    /// Texels a pixel asked for at the middle of the picture. A level is fine enough when its
    /// density reaches this share of the screen's.
    double density = 0.75;
};

/// The level whose tiles a view wants: the coarsest that is dense enough, or the finest.
int chooseLevel(const Grid& grid, const Camera& camera, const SelectParams& params);

/// True when a part of the sphere may be visible. Never false for one that is; rarely true for one
/// that is not (both shapes' edges are tried as separating planes).
bool mayBeVisible(const Camera& camera, const LonLatRect& rect);

/// The tiles of one level that may be visible, nearest to the middle first.
void visibleTiles(const Grid& grid, const Camera& camera, int level, std::vector<WantedTile>& out);

/// All that a view wants, best first: level 0 where visible (at once something everywhere), then
/// the chosen level from the middle outwards. Replaces the contents of `out`; returns the chosen
/// level.
int selectTiles(const Grid& grid,
                const Camera& camera,
                const SelectParams& params,
                std::vector<WantedTile>& out);

} // namespace vr360
