#include "packager/audio/sound.h"

#include <ebur128.h>
#include <fmt/format.h>
#include <sndfile.h>
#include <soxr.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

namespace vr360 {
namespace {

constexpr double kMaxSeconds = 1800.0;
constexpr double kKeptSilence = 0.5;
/// A window quieter than the loudest one by this much is silence: room noise lies 45 to 60 dB
/// below speech, the quiet ends of words 30 to 40 dB; half a second stays on top of that.
constexpr double kSilenceDb = -42.0;
constexpr std::size_t kWindow = kSoundRate / 100;
constexpr int kPeaks = 200;

using SoundFile = std::unique_ptr<SNDFILE, decltype(&sf_close)>;

SoundFile openSound(const std::filesystem::path& file, SF_INFO& info) {
    info = {};
    return {sf_open(file.c_str(), SFM_READ, &info), &sf_close};
}

Fault soundFault(std::string_view label, std::string what, std::string cure) {
    return {.where = std::string(label), .what = std::move(what), .cure = std::move(cure)};
}

std::vector<float> readMono(SNDFILE* file, const SF_INFO& info) {
    constexpr sf_count_t kFrames = 16384;
    const auto channels = static_cast<std::size_t>(info.channels);
    std::vector<float> block(static_cast<std::size_t>(kFrames) * channels);
    std::vector<float> mono;
    const auto limit = static_cast<std::size_t>(kMaxSeconds * info.samplerate) + 1;
    mono.reserve(std::min(static_cast<std::size_t>(std::max<sf_count_t>(info.frames, 0)), limit));
    const float scale = 1.0F / static_cast<float>(channels);
    for (;;) {
        const sf_count_t got = sf_readf_float(file, block.data(), kFrames);
        if (got <= 0 || mono.size() > limit) {
            return mono;
        }
        for (std::size_t f = 0; f < static_cast<std::size_t>(got); ++f) {
            float sum = 0.0F;
            for (std::size_t c = 0; c < channels; ++c) {
                sum += block[f * channels + c];
            }
            mono.push_back(std::isfinite(sum) ? sum * scale : 0.0F);
        }
    }
}

Result<std::vector<float>> resample(std::vector<float> samples, int rate, std::string_view label) {
    if (rate == kSoundRate) {
        return samples;
    }
    const double ratio = static_cast<double>(kSoundRate) / rate;
    const auto wanted =
        static_cast<std::size_t>(std::llround(static_cast<double>(samples.size()) * ratio));
    std::vector<float> out(wanted + 16);
    std::size_t made = 0;
    const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
    const soxr_error_t error = soxr_oneshot(rate,
                                            kSoundRate,
                                            1,
                                            samples.data(),
                                            samples.size(),
                                            nullptr,
                                            out.data(),
                                            out.size(),
                                            &made,
                                            nullptr,
                                            &quality,
                                            nullptr);
    if (error != nullptr) {
        return soundFault(label,
                          fmt::format("cannot be brought from {} Hz to 48 kHz: {}", rate, error),
                          "Export it with 44.1 or 48 kHz.");
    }
    out.resize(std::min(made, wanted));
    return out;
}

} // namespace

Result<Sound> readSound(const std::filesystem::path& path, std::string_view label) {
    SF_INFO info;
    const SoundFile file = openSound(path, info);
    if (!file) {
        return soundFault(label,
                          fmt::format("cannot be read as sound: {}", sf_strerror(nullptr)),
                          "Export it again as WAV, FLAC, MP3 or Ogg.");
    }
    if (info.samplerate < 4000 || info.samplerate > 768000 || info.channels < 1) {
        return soundFault(label,
                          fmt::format("has {} channels at {} Hz", info.channels, info.samplerate),
                          "Export it as mono with 44.1 or 48 kHz.");
    }
    std::vector<float> mono = readMono(file.get(), info);
    const double seconds = static_cast<double>(mono.size()) / info.samplerate;
    if (seconds > kMaxSeconds) {
        return soundFault(label, "is longer than half an hour", "Cut it into several scenes.");
    }
    if (seconds < 0.1) {
        return soundFault(label, "holds no sound", "Record or export it again.");
    }
    // Compressed formats only estimate their length; of the others it is known.
    const auto promised = static_cast<double>(info.frames);
    const int major = info.format & SF_FORMAT_TYPEMASK;
    if ((major == SF_FORMAT_WAV || major == SF_FORMAT_FLAC || major == SF_FORMAT_AIFF) &&
        static_cast<double>(mono.size()) < promised) {
        return soundFault(
            label,
            fmt::format("ends after {:.1f} s of {:.1f} s", seconds, promised / info.samplerate),
            "Copy or export it again: the file is cut short.");
    }
    const bool silent =
        std::ranges::all_of(mono, [](float sample) { return std::abs(sample) < 0.0005F; });
    if (silent) {
        return soundFault(label, "is silent throughout", "Record or export it again.");
    }
    auto samples = resample(std::move(mono), info.samplerate, label);
    if (!samples.ok()) {
        return samples.fault();
    }
    const char* comment = sf_get_string(file.get(), SF_STR_COMMENT);
    return Sound{std::move(samples).value(), comment != nullptr ? comment : ""};
}

std::string readSoundComment(const std::filesystem::path& path) {
    SF_INFO info;
    const SoundFile file = openSound(path, info);
    const char* comment = file ? sf_get_string(file.get(), SF_STR_COMMENT) : nullptr;
    return comment != nullptr ? comment : "";
}

Loudness measureLoudness(const std::vector<float>& samples) {
    struct Closer {
        void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
    };
    const std::unique_ptr<ebur128_state, Closer> state(
        ebur128_init(1, kSoundRate, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK));
    Loudness loudness{-std::numeric_limits<double>::infinity(),
                      -std::numeric_limits<double>::infinity()};
    double peak = 0.0;
    if (state && ebur128_add_frames_float(state.get(), samples.data(), samples.size()) == 0) {
        (void)ebur128_loudness_global(state.get(), &loudness.lufs);
        (void)ebur128_true_peak(state.get(), 0, &peak);
    }
    if (peak > 0.0) {
        loudness.true_peak_db = 20.0 * std::log10(peak);
    }
    return loudness;
}

Trim findTrim(const std::vector<float>& samples) {
    std::vector<double> power;
    for (std::size_t i = 0; i < samples.size(); i += kWindow) {
        double sum = 0.0;
        const std::size_t end = std::min(i + kWindow, samples.size());
        for (std::size_t k = i; k < end; ++k) {
            sum += static_cast<double>(samples[k]) * samples[k];
        }
        power.push_back(sum / static_cast<double>(end - i));
    }
    const double loudest = power.empty() ? 0.0 : *std::ranges::max_element(power);
    const double threshold = loudest * std::pow(10.0, kSilenceDb / 10.0);
    const auto is_loud = [&](double p) { return p > threshold; };
    const auto first = std::ranges::find_if(power, is_loud);
    if (first == power.end()) {
        return {0, samples.size()};
    }
    const auto last = std::find_if(power.rbegin(), power.rend(), is_loud);
    const auto kept = static_cast<std::size_t>(kKeptSilence * kSoundRate);
    const std::size_t speech_from = static_cast<std::size_t>(first - power.begin()) * kWindow;
    const std::size_t speech_to =
        std::min(static_cast<std::size_t>(power.rend() - last) * kWindow, samples.size());
    return {speech_from > kept ? speech_from - kept : 0,
            std::min(speech_to + kept, samples.size())};
}

std::string peaksOf(const std::vector<float>& samples) {
    std::string peaks(kPeaks, '\0');
    for (std::size_t i = 0; i < kPeaks; ++i) {
        const std::size_t from = i * samples.size() / kPeaks;
        const std::size_t to = (i + 1) * samples.size() / kPeaks;
        float peak = 0.0F;
        for (std::size_t k = from; k < to; ++k) {
            peak = std::max(peak, std::abs(samples[k]));
        }
        peaks[i] = static_cast<char>(
            static_cast<unsigned char>(std::lround(std::min(peak, 1.0F) * 255.0F)));
    }
    return peaks;
}

} // namespace vr360
