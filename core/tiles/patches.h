#pragma once

#include "core/geometry/camera.h"
#include "core/geometry/grid.h"

#include <vector>

namespace vr360 {

/// A part of the sphere and the part of a texture layer that shows it: one instance of the
/// tile mesh. The layout is the vertex buffer's, for Vulkan and WebGL2 alike
/// (shaders/tile.vert); 48 bytes.
struct Patch {
    float lon0, lat0, lon1, lat1; ///< radians
    float u0, v0, u1, v1;         ///< texture coordinates of (lon0, lat1) and (lon1, lat0)
    float layer;
    float opacity;
    float overlap_lon, overlap_lat; ///< radians by which the mesh reaches over the edge: covers the
                                    ///< hairline between neighbours, within the gutter's texels
};
static_assert(sizeof(Patch) == 48);

/// Which texture layer holds a tile, or -1. Seam between tile choice and whoever keeps textures.
class Residency {
public:
    virtual ~Residency() = default;
    [[nodiscard]] virtual int layerOf(TileId id) const = 0;
};

/// How the tile mesh is cut: cells along longitude and latitude.
inline constexpr int kMeshCellsLon = 16;
inline constexpr int kMeshCellsLat = 8;

/// Covers everything the view shows with the tiles of `level`, and where one is missing with
/// the parts of the nearest coarser ones that are there, down to the preview (level -1). What
/// nothing covers is left out (false is returned). No point is covered twice. Patches are
/// appended to `out`; large ones are cut until the mesh's flat cells are within a tenth of a pixel.
/// `settled` becomes false when a tile of `level` was missing.
struct Coverage {
    bool complete = true; ///< no hole
    bool settled = true;  ///< every patch is of the level asked for
};
Coverage buildPatches(const Grid& grid,
                      const Camera& camera,
                      int level,
                      const Residency& residency,
                      float opacity,
                      std::vector<Patch>& out);

} // namespace vr360
