#include "packager/audio/limiter.h"

#include "packager/audio/loudness.h"
#include "packager/audio/true_peak.h"

#include <algorithm>
#include <cmath>
#include <deque>

namespace vr360 {
namespace {

/// Half a window: the turn begins as long before a peak as it takes to be complete.
constexpr std::ptrdiff_t kReach = kSoundRate / 200;
/// A region reaches as far beyond its peaks as these have any influence.
constexpr std::size_t kInfluence = 2 * kReach + 1;

/// The least of each value's neighbourhood of ±kReach.
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

/// The mean of each value's neighbourhood of ±kReach; beyond the ends lies the end's value.
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

LimitedSound::LimitedSound(const Sound& sound, double gain_db, double ceiling_db)
    : sound_(sound), gain_(static_cast<float>(fromDecibels(gain_db))) {
    const std::vector<Need> needs = findNeeds(static_cast<float>(fromDecibels(ceiling_db)));
    for (std::size_t i = 0; i < needs.size();) {
        std::size_t end = i + 1;
        while (end < needs.size() && needs[end].frame - needs[end - 1].frame <= 2 * kInfluence) {
            ++end;
        }
        addRegion(std::span(needs).subspan(i, end - i));
        i = end;
    }
}

std::vector<LimitedSound::Need> LimitedSound::findNeeds(float ceiling) const {
    const auto width = static_cast<std::size_t>(sound_.channels());
    const std::span<const float> samples = sound_.samples();
    const float allowed = ceiling / gain_;
    std::vector<Need> needs;
    std::vector<float> edge(2 * kPeakReach * width);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const float next = i + width < samples.size() ? samples[i + width] : 0.0F;
        float peak = std::max(std::abs(samples[i]), std::abs(next));
        if (peak <= 0.5F * allowed) {
            continue;
        }
        const std::size_t frame = i / width;
        if (frame >= kPeakReach && i + kPeakReach * width < samples.size()) {
            peak = std::max(peak, peakBetween(samples.data() + i, width));
        } else { // Around the ends lies silence.
            const std::size_t before = (kPeakReach - 1) * width;
            for (std::size_t k = 0; k < edge.size(); ++k) {
                const std::size_t at = i + k;
                edge[k] =
                    at >= before && at - before < samples.size() ? samples[at - before] : 0.0F;
            }
            peak = std::max(peak, peakBetween(edge.data() + before, width));
        }
        if (peak > allowed) {
            needs.push_back({frame, allowed / peak});
        }
    }
    return needs;
}

/// A mean of minima that all contain a peak is never above what that peak needs.
void LimitedSound::addRegion(std::span<const Need> needs) {
    const std::size_t first = needs.front().frame;
    const std::size_t from = first - std::min(first, kInfluence);
    const std::size_t to = std::min(needs.back().frame + 2 + kInfluence, sound_.frames());
    std::vector<float> factors(to - from, 1.0F);
    for (const Need& need : needs) {
        // It lies between this frame and the next.
        for (std::size_t k = need.frame - from; k < std::min(need.frame - from + 2, to - from);
             ++k) {
            factors[k] = std::min(factors[k], need.factor);
        }
    }
    regions_.push_back({from, smoothed(lowest(factors))});
}

void LimitedSound::read(std::size_t from, std::span<float> out) const {
    sound_.read(from, out);
    for (float& sample : out) {
        sample *= gain_;
    }
    const auto width = static_cast<std::size_t>(channels());
    const std::size_t to = from + out.size() / width;
    auto region = std::ranges::partition_point(
        regions_, [&](const Region& r) { return r.from + r.factors.size() <= from; });
    for (; region != regions_.end() && region->from < to; ++region) {
        const std::size_t begin = std::max(from, region->from);
        const std::size_t end = std::min(to, region->from + region->factors.size());
        for (std::size_t frame = begin; frame < end; ++frame) {
            for (std::size_t c = 0; c < width; ++c) {
                out[(frame - from) * width + c] *= region->factors[frame - region->from];
            }
        }
    }
}

} // namespace vr360
