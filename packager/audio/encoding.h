#pragma once

namespace vr360 {

/// What narrations are encoded with. Complexity 5 takes 55 % of the time of 10; at 44 kbit/s it is
/// closer to the recording than 10 at 40 (docs/benchmarks.md).
inline constexpr int kOpusBitrate = 44000;
inline constexpr int kOpusStereoBitrate = 72000;
inline constexpr int kOpusComplexity = 5;

/// The bandwidth of 64 kbit/s ends at 16 kHz anyway, so a higher rate would only cost time.
inline constexpr int kMp3Rate = 32000;
inline constexpr int kMp3Kilobits = 64;
inline constexpr int kMp3StereoKilobits = 96;
inline constexpr int kMp3Quality = 7;

} // namespace vr360
