#include "packager/audio/narration.h"

#include "core/package/base64.h"
#include "packager/audio/encode.h"
#include "packager/audio/sound.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>

namespace vr360 {
namespace {

/// How far below −19 LUFS a narration may end before somebody should hear of it.
constexpr double kToleranceLu = 1.0;
/// Encoding moves peaks a little; each round takes off what was too much.
constexpr int kMaxRounds = 4;

void amplify(std::vector<float>& samples, double db) {
    const auto factor = static_cast<float>(std::pow(10.0, db / 20.0));
    for (float& sample : samples) {
        sample *= factor;
    }
}

Fault quietWarning(std::string_view label, double lufs, double true_peak_db) {
    return {.where = std::string(label),
            .what = fmt::format("reaches only {:.1f} LUFS of {:.0f}: its peaks are {:.0f} dB above "
                                "its loudness",
                                lufs,
                                kTargetLufs,
                                true_peak_db - lufs),
            .cure = "Take out knocks and pops, or compress the recording, and export it again."};
}

Fault interrupted(std::string_view label) {
    return {std::string(label), "was interrupted", "Run the same command again.", 0, EINTR};
}

} // namespace

std::string narrationKey() {
    return fmt::format("narration 1; opus {}; mp3 {}; {} LUFS; {} dBTP; {} Hz",
                       kOpusBitrate,
                       kMp3Bitrate,
                       kTargetLufs,
                       kMaxTruePeakDb,
                       kSoundRate);
}

Result<NarrationAudio> makeNarration(const std::filesystem::path& file,
                                     std::string_view label,
                                     bool encode,
                                     const std::atomic<bool>& stop) {
    auto sound = readSound(file, label);
    if (!sound.ok()) {
        return sound.fault();
    }
    std::vector<float>& samples = sound.value().samples;
    NarrationAudio audio;
    NarrationFacts& facts = audio.facts;
    facts.source_duration = sound->seconds();
    facts.machine_voice = sound->comment.starts_with(kMachineVoiceMark);
    const Trim trim = findTrim(samples);
    samples.erase(samples.begin() + static_cast<std::ptrdiff_t>(trim.to), samples.end());
    samples.erase(samples.begin(), samples.begin() + static_cast<std::ptrdiff_t>(trim.from));
    facts.head_cut = static_cast<double>(trim.from) / kSoundRate;
    facts.duration = sound->seconds();

    Loudness loudness = measureLoudness(samples);
    if (!std::isfinite(loudness.lufs)) {
        // Shorter than the 0.4 s that R 128 needs, or all below its gate: the peak has to do.
        loudness.lufs = loudness.true_peak_db - (kMaxTruePeakDb - kTargetLufs);
    }
    double gain_db = std::min(kTargetLufs - loudness.lufs, kMaxTruePeakDb - loudness.true_peak_db);
    amplify(samples, gain_db);
    for (int round = 0; encode && round < kMaxRounds; ++round) {
        auto opus = encodeOpus(samples, stop);
        if (!opus.ok()) {
            return Fault{std::string(label), opus.fault().what, "Export the recording again."};
        }
        if (stop) {
            return interrupted(label);
        }
        audio.opus = std::move(opus).value();
        const double excess_db =
            measureLoudness(decodeOpus(audio.opus)).true_peak_db - kMaxTruePeakDb;
        if (!(excess_db > 0.0)) {
            break;
        }
        const double step_db = -excess_db - 0.05;
        amplify(samples, step_db);
        gain_db += step_db;
    }
    facts.peaks = encodeBase64(peaksOf(samples));
    if (loudness.lufs + gain_db < kTargetLufs - kToleranceLu) {
        facts.warnings.push_back(
            quietWarning(label, loudness.lufs + gain_db, loudness.true_peak_db + gain_db));
    }
    if (encode) {
        auto mp3 = encodeMp3(samples, stop);
        if (!mp3.ok()) {
            return Fault{std::string(label), mp3.fault().what, "Export the recording again."};
        }
        if (stop) {
            return interrupted(label);
        }
        audio.mp3 = std::move(mp3).value();
    }
    return audio;
}

} // namespace vr360
