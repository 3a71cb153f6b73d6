#include "packager/audio/high_pass.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vr360 {
namespace {

constexpr double kCornerHertz = 25.0;
/// Numbers too small for the processor to be quick with.
constexpr double kTiny = 1e-30;

} // namespace

/// A second-order Butterworth high-pass by the bilinear transform.
HighPass::HighPass(int rate, int channels)
    : channels_(static_cast<std::size_t>(channels)),
      settling_frames_(static_cast<std::size_t>(rate) / 50) {
    const double k = std::tan(std::numbers::pi * kCornerHertz / rate);
    gain_ = 1.0 / (1.0 + std::numbers::sqrt2 * k + k * k);
    a1_ = 2.0 * (k * k - 1.0) * gain_;
    a2_ = (1.0 - std::numbers::sqrt2 * k + k * k) * gain_;
}

void HighPass::apply(std::span<float> interleaved) {
    if (!settled_) {
        settle(interleaved);
    }
    for (std::size_t c = 0; c < channels_; ++c) {
        State state = states_[c];
        for (std::size_t i = c; i < interleaved.size(); i += channels_) {
            const double in = gain_ * interleaved[i];
            const double out = in + state.first;
            state.first = -2.0 * in - a1_ * out + state.second;
            state.second = in - a2_ * out;
            interleaved[i] = static_cast<float>(out);
        }
        const bool faded = std::abs(state.first) + std::abs(state.second) < kTiny;
        states_[c] = faded ? State{} : state;
    }
}

/// As if the offset of the first moment had been there for ever: there is no jump.
void HighPass::settle(std::span<const float> interleaved) {
    const std::size_t frames = std::min(settling_frames_, interleaved.size() / channels_);
    for (std::size_t c = 0; c < channels_ && frames > 0; ++c) {
        double sum = 0.0;
        for (std::size_t f = 0; f < frames; ++f) {
            sum += interleaved[f * channels_ + c];
        }
        const double offset = gain_ * sum / static_cast<double>(frames);
        states_[c] = {-offset, offset};
    }
    settled_ = true;
}

} // namespace vr360
