#pragma once

#include "core/geometry/angles.h"

#include <string>
#include <vector>

namespace vr360 {

/// Faces of a cube around the visitor, as Pannellum and Marzipano name them.
enum class CubeFace { kFront, kRight, kBack, kLeft, kUp, kDown };
inline constexpr CubeFace kCubeFaces[] = {CubeFace::kFront,
                                          CubeFace::kRight,
                                          CubeFace::kBack,
                                          CubeFace::kLeft,
                                          CubeFace::kUp,
                                          CubeFace::kDown};
/// 'f', 'r', 'b', 'l', 'u', 'd'.
char faceLetter(CubeFace face);

/// A direction (not of unit length) at a place on a face: u to the right, v down, both −1…1. The
/// upper face's lower edge and the lower face's upper edge join the front.
Vec3 faceDirection(CubeFace face, double u, double v);

/// An image to be made: a window of a plane that maps onto the sphere.
struct PlannedTile {
    std::string path; ///< below the panorama's folder
    int width = 0;
    int height = 0;
    bool cube = false;
    CubeFace face = CubeFace::kFront;
    int plane_width = 0; ///< pixels of the whole face, or around the whole circle
    int plane_height = 0;
    int x = 0; ///< of the tile's first pixel in the plane
    int y = 0;

    /// Where on the sphere the middle of a pixel of this tile lies.
    [[nodiscard]] LonLat directionAt(int column, int line) const;
    /// How many pixels around the equator are as dense as this tile is where it is least dense.
    [[nodiscard]] double density() const;
};

/// A pyramid of cube faces. All tiles are squares of one size, at most 512 pixels; level k has
/// 2^k × 2^k of them on each face.
struct CubePlan {
    int tile = 0;   ///< pixels
    int levels = 0; ///< the finest has `tile << (levels - 1)` pixels a face
    std::vector<PlannedTile> tiles;
};
/// `path(level, face, row, column)`, level from 0 (coarsest).
using CubePath = std::string (*)(int level, CubeFace face, int row, int column);
/// The finest level has at least the density of a panorama `width` pixels around.
CubePlan planCube(int width, CubePath path);

/// A pyramid of equirectangular levels cut into equal tiles, rows and columns powers of two.
struct EquirectPlan {
    struct Level {
        int width = 0;
        int columns = 0;
        int rows = 0;
    };
    std::vector<Level> levels; ///< coarsest first
    std::vector<PlannedTile> tiles;
    PlannedTile base; ///< the whole sphere as one small image
};
/// At most 16 rows: Photo Sphere Viewer 5.15 never asks for the last of 32.
EquirectPlan planEquirect(int width);

} // namespace vr360
