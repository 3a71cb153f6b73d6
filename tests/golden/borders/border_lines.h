#pragma once

#include "core/geometry/camera.h"
#include "core/geometry/grid.h"
#include "picture.h"

namespace vr360::golden {

/// How much a picture's error changes across lines on the sphere, in stored values (0…255): root
/// mean squares over pieces of a line of kRunPixels, each the mean along the piece. Noise averages
/// out along a piece; a line that an eye could follow does not.
struct LineContrast {
    double step = 0.0;  ///< the two sides differ
    double ridge = 0.0; ///< the line differs from both sides
};

struct BorderLines {
    int runs = 0;           ///< pieces of tile borders in the picture
    LineContrast border;    ///< across the borders
    LineContrast elsewhere; ///< across the same curves, moved a few pixels aside
    double worst_step = 0.0;
    Vec2 worst_at; ///< pixels
};

inline constexpr int kRunPixels = 32;

/// Looks along all borders between a level's tiles: the seam is one of them, the poles are where
/// many meet. `view` is a viewer's picture and `reference` what it should be.
BorderLines measureBorders(const Picture& view,
                           const Picture& reference,
                           const Camera& camera,
                           const GridLevel& level);

} // namespace vr360::golden
