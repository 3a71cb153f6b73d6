#include "packager/audio/true_peak.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace vr360 {
namespace {

constexpr std::size_t kPhases = 3;
using Taps = std::array<float, 2 * kPeakReach>;

/// A windowed sinc for each quarter of the way from one sample to the next.
std::array<Taps, kPhases> makeTaps() {
    std::array<Taps, kPhases> taps{};
    for (std::size_t p = 0; p < kPhases; ++p) {
        const double fraction = static_cast<double>(p + 1) / (kPhases + 1);
        double sum = 0.0;
        std::array<double, 2 * kPeakReach> exact{};
        for (std::size_t i = 0; i < exact.size(); ++i) {
            const double t = static_cast<double>(i) - (kPeakReach - 1) - fraction;
            const double x = std::numbers::pi * t;
            const double window = std::cos(x / (2.0 * kPeakReach));
            exact[i] = std::sin(x) / x * window * window;
            sum += exact[i];
        }
        for (std::size_t i = 0; i < exact.size(); ++i) {
            taps[p][i] = static_cast<float>(exact[i] / sum);
        }
    }
    return taps;
}

/// Both samples beside a point below this part of the peak: the point is below the peak. (Twice as
/// far between samples as at them takes a sound that sits at the very edge of the band.)
constexpr float kWorthLooking = 0.5F;

} // namespace

float peakBetween(const float* samples, std::size_t stride) {
    static const std::array<Taps, kPhases> kTaps = makeTaps();
    const float* first = samples - (kPeakReach - 1) * stride;
    float peak = 0.0F;
    for (const Taps& taps : kTaps) {
        float sum = 0.0F;
        for (std::size_t i = 0; i < taps.size(); ++i) {
            sum += taps[i] * first[i * stride];
        }
        peak = std::max(peak, std::abs(sum));
    }
    return peak;
}

TruePeakMeter::TruePeakMeter(int channels)
    : channels_(static_cast<std::size_t>(channels)), samples_(kPeakReach * channels_, 0.0F) {}

void TruePeakMeter::add(std::span<const float> interleaved) {
    samples_.insert(samples_.end(), interleaved.begin(), interleaved.end());
    const std::size_t frames = samples_.size() / channels_;
    if (frames > 2 * kPeakReach) {
        measure(frames - kPeakReach);
    }
}

double TruePeakMeter::finish() {
    const std::vector<float> silence((kPeakReach + 1) * channels_, 0.0F);
    add(silence);
    return peak_;
}

/// From kPeakReach − 1 up to a frame; keeps what the next piece's first points depend on.
void TruePeakMeter::measure(std::size_t until) {
    for (std::size_t i = (kPeakReach - 1) * channels_; i < until * channels_; ++i) {
        const float near = std::max(std::abs(samples_[i]), std::abs(samples_[i + channels_]));
        if (near > kWorthLooking * peak_) {
            peak_ = std::max({peak_, near, peakBetween(samples_.data() + i, channels_)});
        }
    }
    const std::size_t done = (until - (kPeakReach - 1)) * channels_;
    samples_.erase(samples_.begin(), samples_.begin() + static_cast<std::ptrdiff_t>(done));
}

} // namespace vr360
