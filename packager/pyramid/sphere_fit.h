#pragma once

#include "core/base/result.h"
#include "core/geometry/camera.h"
#include "packager/pyramid/build_pyramids.h"
#include "packager/pyramid/metadata.h"

#include <optional>
#include <string_view>
#include <vector>

namespace vr360 {

/// Where an image lies in the whole sphere's pixels.
struct SphereFit {
    int width = 0;  ///< of the whole sphere
    int height = 0; ///< of the whole sphere
    int left = 0;   ///< the image's first column; it may reach over the seam
    int top = 0;    ///< the image's first line
    ViewLimits limits;
    std::vector<Fault> warnings;
};

/// What decides, in this order: `coverage` in site.toml, the image's own GPano, a shape of 2:1.
/// Fails, with what to write into site.toml, when an image is none of these. Image sizes are those
/// of the upright picture.
Result<SphereFit> fitSphere(int image_width,
                            int image_height,
                            const std::optional<GPano>& gpano,
                            const PanoramaEdits& edits,
                            std::string_view label);

} // namespace vr360
