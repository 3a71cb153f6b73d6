#pragma once

#include "packager/audio/sound.h"

#include <array>
#include <span>
#include <vector>

namespace vr360 {

/// What becomes of a recording's channels.
enum class Mix {
    kOne,        ///< there is only one
    kStereo,     ///< they differ: both stay
    kMean,       ///< both hold the same
    kLeft,       ///< the other one is silent, or nearly
    kRight,      ///< likewise
    kDifference, ///< both hold the same, one of them upside down: their sum would be silence
};

/// Listens to a recording's channels and finds out whether two are more than one. Speech is
/// recorded with one microphone as a rule, and exported as stereo by programs that know nothing
/// else.
class ChannelMix {
public:
    explicit ChannelMix(int channels) : channels_(channels) {}

    void add(std::span<const float> interleaved);
    [[nodiscard]] Mix choose() const;

private:
    int channels_;
    std::array<double, 2> power_{};
    double product_ = 0.0;
};

/// The sound that a mix makes of interleaved samples.
Sound mixed(std::vector<float> samples, Mix mix);

} // namespace vr360
