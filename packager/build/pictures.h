#pragma once

#include "packager/toml/tour_source.h"

#include <atomic>
#include <string>

namespace vr360 {

/// Everything that decides the bytes of a hotspot's picture besides its source, as text.
std::string pictureKey();

/// A hotspot's picture as WebP: upright, in sRGB, its longer side at most 1600 pixels. Faults name
/// the file by its label. Thread-safe.
Result<std::string> makePicture(const TourFile& file, const std::atomic<bool>& stop);

} // namespace vr360
