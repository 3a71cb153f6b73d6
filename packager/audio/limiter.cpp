#include "packager/audio/limiter.h"

#include "packager/audio/sound.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace vr360 {
namespace {

/// Half a window: the turn begins as long before a peak as it takes to be complete.
constexpr std::ptrdiff_t kReach = kSoundRate / 200;

/// The least of each sample's neighbourhood of ±kReach.
std::vector<float> lowest(const std::vector<float>& values) {
    const auto size = static_cast<std::ptrdiff_t>(values.size());
    std::vector<float> out(values.size());
    std::deque<std::ptrdiff_t> rising; // indices of candidates, smallest value first
    for (std::ptrdiff_t i = 0; i < size + kReach; ++i) {
        if (i < size) {
            while (!rising.empty() && values[rising.back()] >= values[i]) {
                rising.pop_back();
            }
            rising.push_back(i);
        }
        const std::ptrdiff_t centre = i - kReach;
        if (centre >= 0) {
            while (rising.front() < centre - kReach) {
                rising.pop_front();
            }
            out[centre] = values[rising.front()];
        }
    }
    return out;
}

/// The mean of each sample's neighbourhood of ±kReach; beyond the ends lies the end's value.
std::vector<float> smoothed(const std::vector<float>& values) {
    const auto size = static_cast<std::ptrdiff_t>(values.size());
    const auto at = [&](std::ptrdiff_t i) {
        return static_cast<double>(values[std::clamp<std::ptrdiff_t>(i, 0, size - 1)]);
    };
    double sum = 0.0;
    for (std::ptrdiff_t i = -kReach; i <= kReach; ++i) {
        sum += at(i);
    }
    std::vector<float> out(values.size());
    for (std::ptrdiff_t i = 0; i < size; ++i) {
        out[i] = static_cast<float>(sum / (2 * kReach + 1));
        sum += at(i + kReach + 1) - at(i - kReach);
    }
    return out;
}

} // namespace

std::vector<float>
limitPeaks(const std::vector<float>& samples, double gain_db, double ceiling_db) {
    const double gain = std::pow(10.0, gain_db / 20.0);
    const double ceiling = std::pow(10.0, ceiling_db / 20.0);
    std::vector<float> turn(samples.size(), 1.0F);
    bool quiet = true;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double peak = std::abs(samples[i]) * gain;
        if (peak > ceiling) {
            turn[i] = static_cast<float>(ceiling / peak);
            quiet = false;
        }
    }
    if (!quiet) {
        // A mean of minima that all contain a peak is never above what that peak needs.
        turn = smoothed(lowest(turn));
    }
    std::vector<float> out(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        out[i] = static_cast<float>(samples[i] * gain * turn[i]);
    }
    return out;
}

} // namespace vr360
