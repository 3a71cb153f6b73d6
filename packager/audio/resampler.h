#pragma once

#include "core/base/result.h"

#include <memory>
#include <span>
#include <vector>

namespace vr360 {

/// Brings interleaved samples from one rate to another, piece by piece, and gathers the result.
class Resampler {
public:
    /// To 48 kHz, or to `out_rate`.
    Resampler(int in_rate, int channels);
    Resampler(int in_rate, int out_rate, int channels);
    ~Resampler();
    Resampler(const Resampler&) = delete;
    Resampler& operator=(const Resampler&) = delete;

    Status add(std::span<const float> samples);
    /// After the last piece: what is still under way.
    Status finish();
    /// What has come out since this was called last.
    [[nodiscard]] std::vector<float> take();

private:
    struct Engine;

    Status process(std::span<const float> samples);

    double ratio_;
    std::size_t channels_;
    std::unique_ptr<Engine> engine_; ///< none where the rates are the same
    std::vector<float> out_;
};

} // namespace vr360
