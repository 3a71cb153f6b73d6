#pragma once

#include "packager/pyramid/strip_source.h"

#include <memory>

namespace vr360 {

/// Turns a picture upright by its EXIF orientation. 1…4 (mirrored, upside down) stream; a picture
/// that lies on its side (5…8) is no panorama's and must be refused before.
std::unique_ptr<StripSource> uprightSource(std::unique_ptr<StripSource> source, int orientation);

} // namespace vr360
