#pragma once

#include <string_view>

namespace vr360 {

/// Seconds that a decoder would give back; 0 if the bytes are not such a file. Thread-safe.
double opusSeconds(std::string_view bytes);
double mp3Seconds(std::string_view bytes);

} // namespace vr360
