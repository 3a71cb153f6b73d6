#pragma once

#include "packager/pyramid/strip_source.h"

#include <memory>

namespace vr360 {

/// A picture stored mirrored or upside down (EXIF orientation 2…4), put upright without holding
/// more than its lines.
std::unique_ptr<StripSource> mirroredSource(std::unique_ptr<StripSource> source, int orientation);

} // namespace vr360
