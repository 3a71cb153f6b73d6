#include "packager/audio/trim.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vr360 {
namespace {

constexpr double kKeptSilence = 0.5;
/// Room noise lies 45 to 60 dB below speech, the quiet ends of words 30 to 40 dB (and half a second
/// stays on top of that). So what lies this far below is silence …
constexpr double kSilenceDb = -42.0;
/// … and so is what is hardly above a louder noise, while that is far enough from speech.
constexpr double kAboveNoiseDb = 9.0;
constexpr double kLoudestNoiseDb = -26.0;
/// What is louder for less than this in all is no speech but a knock.
constexpr std::size_t kSpeechWindows = 30;
constexpr std::size_t kWindow = kSoundRate / 100;
constexpr int kPeaks = 200;

double power(double decibels) {
    return std::pow(10.0, decibels / 10.0);
}

/// Of every window, the sum over channels; those at the end may be shorter.
std::vector<double> powersOf(const SoundSource& sound) {
    const auto width = static_cast<std::size_t>(sound.channels());
    std::vector<double> powers;
    std::vector<float> block;
    for (std::size_t from = 0; from < sound.frames(); from += kWindow) {
        const std::size_t count = std::min(kWindow, sound.frames() - from);
        block.resize(count * width);
        sound.read(from, block);
        double sum = 0.0;
        for (const float sample : block) {
            sum += static_cast<double>(sample) * sample;
        }
        powers.push_back(sum / static_cast<double>(count));
    }
    return powers;
}

/// The power above which there is speech.
double threshold(std::vector<double> powers) {
    std::ranges::sort(powers);
    const std::size_t speech = std::min(kSpeechWindows, (powers.size() + 1) / 2);
    const double loud = powers[powers.size() - speech];
    const double noise = powers[powers.size() / 10];
    return std::clamp(
        noise * power(kAboveNoiseDb), loud * power(kSilenceDb), loud * power(kLoudestNoiseDb));
}

} // namespace

Trim findTrim(const SoundSource& sound) {
    const std::vector<double> powers = powersOf(sound);
    if (powers.empty()) {
        return {};
    }
    const double least = threshold(powers);
    const auto is_loud = [&](double p) { return p > least; };
    const auto first = std::ranges::find_if(powers, is_loud);
    if (first == powers.end()) {
        return {0, sound.frames()};
    }
    const auto last = std::find_if(powers.rbegin(), powers.rend(), is_loud);
    const auto kept = static_cast<std::size_t>(kKeptSilence * kSoundRate);
    const std::size_t speech_from = static_cast<std::size_t>(first - powers.begin()) * kWindow;
    const std::size_t speech_to =
        std::min(static_cast<std::size_t>(powers.rend() - last) * kWindow, sound.frames());
    return {speech_from > kept ? speech_from - kept : 0,
            std::min(speech_to + kept, sound.frames())};
}

std::string peaksOf(const SoundSource& sound) {
    std::string peaks(kPeaks, '\0');
    std::vector<float> block;
    for (std::size_t i = 0; i < kPeaks; ++i) {
        const std::size_t from = i * sound.frames() / kPeaks;
        const std::size_t to = (i + 1) * sound.frames() / kPeaks;
        block.resize((to - from) * static_cast<std::size_t>(sound.channels()));
        sound.read(from, block);
        float peak = 0.0F;
        for (const float sample : block) {
            peak = std::max(peak, std::abs(sample));
        }
        peaks[i] = static_cast<char>(
            static_cast<unsigned char>(std::lround(std::min(peak, 1.0F) * 255.0F)));
    }
    return peaks;
}

} // namespace vr360
