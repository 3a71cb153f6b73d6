#pragma once

#include "core/base/result.h"
#include "packager/pyramid/build_pyramids.h"
#include "packager/pyramid/sphere_fit.h"
#include "packager/pyramid/strip_source.h"

#include <memory>

namespace vr360 {

/// All that a file's header decides: what inspectPanorama tells, and how to open it.
struct PanoramaPlan {
    SourceFile file;
    SphereFit fit; ///< before levelling
    int orientation = 1;
    Tilt tilt; ///< to be undone
    ImageInfo info;
};

Result<PanoramaPlan> planPanorama(const SourceFile& file, const PanoramaEdits& edits);

/// The whole sphere, upright, level and in sRGB, ready to be read.
Result<std::unique_ptr<StripSource>> openPanorama(const PanoramaPlan& plan);

} // namespace vr360
