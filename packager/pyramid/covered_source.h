#pragma once

#include "packager/pyramid/sphere_fit.h"
#include "packager/pyramid/strip_source.h"

#include <memory>

namespace vr360 {

/// The whole sphere from an image of a part of it. What is missing is filled from the image's edge:
/// beside it the line's two ends flow into one another; above and below, the first and last
/// lines blur, over ever longer stretches, into their mean at the pole. The filling carries no
/// detail, so it costs next to no bytes; viewers keep to the limits and show it only where coarse
/// levels and bilinear sampling mix it in. Gives `source` back where it is the whole sphere
/// already.
std::unique_ptr<StripSource> coveredSource(std::unique_ptr<StripSource> source,
                                           const SphereFit& fit);

} // namespace vr360
