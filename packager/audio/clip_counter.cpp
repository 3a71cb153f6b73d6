#include "packager/audio/clip_counter.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

constexpr int kShortestRun = 4;
/// The edge of a cut-off peak, as a part of the peak, and in steps of a coarse file.
constexpr float kEdge = 0.005F;
constexpr float kEdgeSteps = 3.0F;

} // namespace

ClipCounter::ClipCounter(int channels, float quantum)
    : channels_(static_cast<std::size_t>(channels)), quantum_(quantum) {}

void ClipCounter::add(std::span<const float> interleaved) {
    for (std::size_t i = 0; i + channels_ <= interleaved.size(); i += channels_, ++frame_) {
        for (std::size_t c = 0; c < channels_; ++c) {
            Run& run = runs_[c];
            const float sample = interleaved[i + c];
            if (sample == run.value) {
                ++run.length;
                continue;
            }
            close(c, sample);
            run = {sample, 1, std::abs(sample) - std::abs(run.value), frame_};
        }
    }
}

/// A run of equal samples has ended before `next`.
void ClipCounter::close(std::size_t channel, float next) {
    const Run& run = runs_[channel];
    Extreme& extreme = extremes_[channel][run.value < 0.0F ? 1 : 0];
    const float size = std::abs(run.value);
    if (size < std::abs(extreme.value) || size == 0.0F) {
        return;
    }
    if (size > std::abs(extreme.value)) {
        extreme = {run.value, 0, 0};
    }
    const float edge = std::max(kEdge * size, kEdgeSteps * quantum_);
    if (run.length >= kShortestRun && run.step > edge && size - std::abs(next) > edge) {
        extreme.first = extreme.count++ == 0 ? run.start : extreme.first;
    }
}

int ClipCounter::count() const {
    int count = 0;
    for (const auto& channel : extremes_) {
        count += channel[0].count + channel[1].count;
    }
    return count;
}

std::size_t ClipCounter::first() const {
    std::size_t first = frame_;
    for (const auto& channel : extremes_) {
        for (const Extreme& extreme : channel) {
            first = extreme.count > 0 ? std::min(first, extreme.first) : first;
        }
    }
    return first;
}

} // namespace vr360
