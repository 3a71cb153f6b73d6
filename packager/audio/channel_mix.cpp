#include "packager/audio/channel_mix.h"

namespace vr360 {
namespace {

/// A channel this much weaker than the other, −30 dB, holds crosstalk and hum.
constexpr double kSilentPower = 1e-3;
/// Up to this part of the power that one channel has and the other has not, two are one: a little
/// noise of two amplifiers, but no room and no music.
constexpr double kOwnPower = 0.02;

} // namespace

void ChannelMix::add(std::span<const float> interleaved) {
    const auto width = static_cast<std::size_t>(channels_);
    for (std::size_t i = 0; i + width <= interleaved.size(); i += width) {
        for (std::size_t c = 0; c < width; ++c) {
            const double sample = interleaved[i + c];
            power_[c] += sample * sample;
        }
        if (width == 2) {
            product_ += static_cast<double>(interleaved[i]) * interleaved[i + 1];
        }
    }
}

Mix ChannelMix::choose() const {
    if (channels_ == 1) {
        return Mix::kOne;
    }
    const auto [left, right] = power_;
    if (right <= left * kSilentPower) {
        return Mix::kLeft;
    }
    if (left <= right * kSilentPower) {
        return Mix::kRight;
    }
    // The part of one channel that no multiple of the other explains.
    const double own = 1.0 - product_ * product_ / (left * right);
    if (own > kOwnPower) {
        return Mix::kStereo;
    }
    return product_ > 0.0 ? Mix::kMean : Mix::kDifference;
}

Sound mixed(std::vector<float> samples, Mix mix) {
    if (mix == Mix::kOne || mix == Mix::kStereo) {
        return {mix == Mix::kOne ? 1 : 2, std::move(samples)};
    }
    const float left = mix == Mix::kLeft ? 1.0F : mix == Mix::kRight ? 0.0F : 0.5F;
    const float right = mix == Mix::kDifference ? -0.5F : 1.0F - left;
    const std::size_t frames = samples.size() / 2;
    for (std::size_t i = 0; i < frames; ++i) {
        samples[i] = left * samples[2 * i] + right * samples[2 * i + 1];
    }
    samples.resize(frames);
    return {1, std::move(samples)};
}

} // namespace vr360
