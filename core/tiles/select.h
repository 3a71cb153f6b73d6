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

/// How fine is fine enough. Densities are texels a pixel. The numbers come from comparing views of
/// photographs with a supersampled projection of the source (tests/golden/levels): 36 dB everywhere
/// for the fewest bytes.
struct SelectParams {
    /// At the middle of the picture.
    double density = 0.95;
    /// At its corners, where the rectilinear projection magnifies most.
    double corner_density = 0.53;
    /// A finer level is taken if the picture holds no more than this many of its texels: small
    /// pictures and narrow views can afford it. An estimate by solid angle, so that turning never
    /// changes the level.
    double spare_texels = 1.0e6;
    /// But never denser than this: beyond, bilinear sampling shimmers.
    double most_density = 3.2;
};

/// The level whose tiles a view wants: the coarsest that is dense enough, one finer where that is
/// cheap, or the finest. Depends on the field of view and the viewport only, not on where one
/// looks.
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
