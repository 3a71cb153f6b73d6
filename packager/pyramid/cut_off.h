#pragma once

#include "packager/pyramid/build_pyramids.h"

#include <atomic>
#include <filesystem>
#include <string_view>

namespace vr360 {

/// True where a JPEG, PNG or WebP file lacks its end, as after an interrupted copy. Reads the first
/// and last kilobytes only, so a whole file with something long behind its picture may look cut off
/// too: readThrough tells. Other formats, and files that cannot be read: false.
bool mayBeCutOff(const std::filesystem::path& file);

/// Decodes a panorama and throws it away: the fault that building it would end with, if any.
Status readThrough(const std::filesystem::path& file,
                   std::string_view label,
                   const PanoramaEdits& edits,
                   const std::atomic<bool>& stop);

} // namespace vr360
