#pragma once

#include <array>
#include <cstddef>
#include <span>

namespace vr360 {

/// Counts the places where a recording was louder than its file can hold: the same extreme value
/// several times in a row, with a step up to it. (A soft peak is flat too where steps are coarse,
/// but has no edge.)
class ClipCounter {
public:
    /// `quantum` is the step between two values that the file can hold.
    ClipCounter(int channels, float quantum);

    void add(std::span<const float> interleaved);
    /// Of those at the recording's own extremes, whatever they are: some are turned down later.
    [[nodiscard]] int count() const;
    /// The frame where the first of them begins.
    [[nodiscard]] std::size_t first() const;

private:
    struct Run {
        float value = 0.0F;
        int length = 0;
        float step = 0.0F; ///< up to it, from the sample before
        std::size_t start = 0;
    };
    /// What was found at the value that is a channel's extreme so far.
    struct Extreme {
        float value = 0.0F;
        int count = 0;
        std::size_t first = 0;
    };

    void close(std::size_t channel, float next);

    std::size_t channels_;
    float quantum_;
    std::size_t frame_ = 0;
    std::array<Run, 2> runs_;
    std::array<std::array<Extreme, 2>, 2> extremes_; ///< of a channel: highest and lowest
};

} // namespace vr360
