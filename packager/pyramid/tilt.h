#pragma once

#include "core/geometry/camera.h"
#include "core/geometry/vec.h"
#include "packager/pyramid/build_pyramids.h"

namespace vr360 {

/// The axes of an image taken with this tilt, in the level world whose yaw 0 lies above or below
/// the image's centre: `apply` turns a level direction into one of the image.
Rotation imageAxes(const Tilt& tilt);

/// How far the image's zenith is from the true one. Degrees, 0…180.
double tiltAngle(const Tilt& tilt);

/// What of the levelled sphere is real, when that much of the image was: a rectangle within the
/// turned one, as large as the corners allow.
ViewLimits levelledLimits(const ViewLimits& real, const Tilt& tilt);

} // namespace vr360
