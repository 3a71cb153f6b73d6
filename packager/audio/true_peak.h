#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace vr360 {

/// How many samples to either side a point between two samples depends on.
inline constexpr std::size_t kPeakReach = 12;

/// The largest of three points between samples[0] and samples[stride], as a player's converter will
/// make them (four times oversampling, as in ITU-R BS.1770). Reads kPeakReach samples to either
/// side.
float peakBetween(const float* samples, std::size_t stride);

/// True peak of a sound that passes by. Only where samples come near the largest peak so far are
/// points between them computed, so this costs next to nothing.
class TruePeakMeter {
public:
    explicit TruePeakMeter(int channels);

    void add(std::span<const float> interleaved);
    /// Of all that was added, 1 being full scale; nothing may be added after it.
    [[nodiscard]] double finish();

private:
    void measure(std::size_t until);

    std::size_t channels_;
    std::vector<float> samples_; ///< those that are still needed
    float peak_ = 0.0F;
};

} // namespace vr360
