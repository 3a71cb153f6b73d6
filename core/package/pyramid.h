#pragma once

#include "core/base/result.h"
#include "core/geometry/camera.h"
#include "core/geometry/grid.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vr360 {

/// pyramid.json, docs/format.md section 4.
struct Pyramid {
    Grid grid;
    ViewLimits limits;
    std::string preview; ///< data URL
    /// What made the tiles, for people: `encoder`, `quality`, …, `key`; in this order.
    std::vector<std::pair<std::string, std::string>> encoding;
};

/// Faults carry V201…V204, V301 when `levels` is not the grid that the size demands.
Result<Pyramid> readPyramid(std::string_view json, std::string_view name);
std::string writePyramid(const Pyramid& pyramid);

/// "panoramas/<hash>/<level>/<row>/<column>.webp"
std::string tilePath(std::string_view panorama, TileId id);
/// "<level>/<row>/<column>.webp" → tile; false if it is not of that form (or has leading zeros).
bool parseTilePath(std::string_view path, TileId& id);

/// The bytes of a `data:…;base64,` URL; a fault (V305) if it is not one.
Result<std::string> decodeDataUrl(std::string_view url, std::string_view name);
std::string encodeDataUrl(std::string_view media_type, std::string_view bytes);

} // namespace vr360
