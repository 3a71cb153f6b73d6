#pragma once

#include "core/base/result.h"

#include <atomic>
#include <string>
#include <vector>

namespace vr360 {

/// What the encoders are set to; part of what a narration's cache entry is known by.
inline constexpr int kOpusBitrate = 40000;
inline constexpr int kMp3Bitrate = 64;

/// Mono samples at 48 kHz → a file's bytes. The same samples give the same bytes. An empty string
/// once `stop` is true. Thread-safe.
Result<std::string> encodeOpus(const std::vector<float>& samples, const std::atomic<bool>& stop);
Result<std::string> encodeMp3(const std::vector<float>& samples, const std::atomic<bool>& stop);

/// The samples of an Ogg Opus file, mono at 48 kHz; empty if it cannot be read.
std::vector<float> decodeOpus(const std::string& bytes);

} // namespace vr360
