#pragma once

#include "picture.h"

#include <optional>
#include <string_view>

namespace vr360::golden {

/// Panoramas drawn by formula: the colour of a direction, with nothing special about the seam, the
/// poles or any tile's border, so that whatever shows there is a fault.
enum class PanoramaKind {
    kSmooth, ///< no feature finer than some 20°: what remains after any correct resampling
    kChart,  ///< thin circles in five orientations: shows every shift, cut and doubling
};

std::optional<PanoramaKind> panoramaKind(std::string_view name); ///< "smooth", "chart"

/// `width` × `width`/2 pixels of the whole sphere; `width` is even. Uses two threads.
Picture drawPanorama(PanoramaKind kind, int width);

} // namespace vr360::golden
