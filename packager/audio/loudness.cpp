#include "packager/audio/loudness.h"

#include "packager/audio/true_peak.h"

#include <ebur128.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace vr360 {
namespace {

constexpr std::size_t kBlockFrames = kSoundRate / 100; // 10 ms
constexpr std::size_t kShortestFrames = kSoundRate;
constexpr double kRarePeaks = 0.01;

struct Closer {
    void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};

} // namespace

double toDecibels(double amplitude) {
    return amplitude > 0.0 ? 20.0 * std::log10(amplitude)
                           : -std::numeric_limits<double>::infinity();
}

double fromDecibels(double decibels) {
    return std::pow(10.0, decibels / 20.0);
}

double measureLoudness(const SoundSource& sound, double amplified) {
    double lufs = -std::numeric_limits<double>::infinity();
    const auto channels = static_cast<unsigned>(sound.channels());
    const std::unique_ptr<ebur128_state, Closer> state(
        ebur128_init(channels, kSoundRate, EBUR128_MODE_I));
    const std::size_t frames = sound.frames();
    if (!state || frames == 0) {
        return lufs;
    }
    std::vector<float> block;
    std::size_t heard = 0;
    while (heard < std::max(frames, kShortestFrames)) {
        const std::size_t from = heard % frames;
        const std::size_t count = std::min(10 * kBlockFrames, frames - from);
        block.resize(count * channels);
        sound.read(from, block);
        for (float& sample : block) {
            sample *= static_cast<float>(amplified);
        }
        (void)ebur128_add_frames_float(state.get(), block.data(), count);
        heard += count;
    }
    (void)ebur128_loudness_global(state.get(), &lufs);
    return lufs - toDecibels(amplified);
}

Levels measureLevels(const SoundSource& sound) {
    const auto channels = static_cast<std::size_t>(sound.channels());
    TruePeakMeter meter(sound.channels());
    std::vector<float> peaks; // of every 10 ms
    std::vector<float> block;
    for (std::size_t from = 0; from < sound.frames(); from += kBlockFrames) {
        block.resize(std::min(kBlockFrames, sound.frames() - from) * channels);
        sound.read(from, block);
        meter.add(block);
        float peak = 0.0F;
        for (const float sample : block) {
            peak = std::max(peak, std::abs(sample));
        }
        peaks.push_back(peak);
    }
    const double peak = meter.finish();
    if (peaks.empty() || peak <= 0.0) {
        const double nothing = -std::numeric_limits<double>::infinity();
        return {nothing, nothing, nothing};
    }
    const auto rare = static_cast<std::ptrdiff_t>(static_cast<double>(peaks.size()) * kRarePeaks);
    std::ranges::nth_element(peaks, peaks.begin() + rare, std::greater());
    const double usual = peaks[static_cast<std::size_t>(rare)];
    return {.lufs = measureLoudness(sound, 1.0 / peak),
            .peak_db = toDecibels(peak),
            .usual_peak_db = toDecibels(rare == 0 ? peak : std::min(usual, peak))};
}

} // namespace vr360
