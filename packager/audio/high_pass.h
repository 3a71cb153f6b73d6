#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace vr360 {

/// Takes what lies below hearing out of interleaved samples: a constant offset, wind and steps.
/// They would count as loudness, hide silence and use up room for peaks.
class HighPass {
public:
    HighPass(int rate, int channels);

    void apply(std::span<float> interleaved);

private:
    /// What a channel remembers.
    struct State {
        double first = 0.0;
        double second = 0.0;
    };

    void settle(std::span<const float> interleaved);

    std::size_t channels_;
    std::size_t settling_frames_;
    double gain_ = 1.0;
    double a1_ = 0.0;
    double a2_ = 0.0;
    std::array<State, 2> states_{};
    bool settled_ = false;
};

} // namespace vr360
