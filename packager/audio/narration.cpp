#include "packager/audio/narration.h"

#include "core/package/base64.h"
#include "packager/audio/encode.h"
#include "packager/audio/limiter.h"
#include "packager/audio/sound.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>

namespace vr360 {
namespace {

/// How far below −19 LUFS a narration may end before somebody should hear of it.
constexpr double kToleranceLu = 1.0;
/// Speech stands this much limiting of its peaks without sounding pressed.
constexpr double kMaxLimitingDb = 7.0;
/// Between sample peaks and true peaks, and for what encoding adds.
constexpr double kHeadroomDb = 0.4;
constexpr int kMaxRounds = 4;

/// A recording at its published loudness.
struct Master {
    std::vector<float> samples;
    double ceiling_db = 0.0; ///< that its peaks were held under
    double lufs = 0.0;
};

/// Louder or quieter as a whole, and peaks held under a ceiling. Holding peaks takes a little of
/// the loudness, which the next round gives back, until peaks would be pressed by more than
/// kMaxLimitingDb: that would be heard.
Master masterAt(const std::vector<float>& source, double ceiling_db) {
    const Loudness loudness = measureLoudness(source);
    // Shorter than the 0.4 s that R 128 needs, or all below its gate: the peak has to do.
    const double lufs = std::isfinite(loudness.lufs)
                            ? loudness.lufs
                            : loudness.true_peak_db - (kMaxTruePeakDb - kTargetLufs);
    const double most_db = ceiling_db + kMaxLimitingDb - loudness.true_peak_db;
    double gain_db = std::min(kTargetLufs - lufs, most_db);
    Master master{.ceiling_db = ceiling_db};
    for (int round = 0; round < kMaxRounds; ++round) {
        master.samples = limitPeaks(source, gain_db, ceiling_db);
        const double reached = measureLoudness(master.samples).lufs;
        master.lufs = std::isfinite(reached) ? reached : kTargetLufs;
        const double next_db = std::min(gain_db + kTargetLufs - master.lufs, most_db);
        if (std::abs(next_db - gain_db) < 0.1) {
            break;
        }
        gain_db = next_db;
    }
    return master;
}

Fault quietWarning(std::string_view label, double lufs) {
    return {.where = std::string(label),
            .what =
                fmt::format("reaches only {:.1f} LUFS of {:.0f}: a few peaks are far louder than "
                            "the rest",
                            lufs,
                            kTargetLufs),
            .cure = "Take out knocks and pops, or compress the recording, and export it again."};
}

Fault interrupted(std::string_view label) {
    return {std::string(label), "was interrupted", "Run the same command again.", 0, EINTR};
}

} // namespace

std::string narrationKey() {
    return fmt::format("narration 2; opus {}; mp3 {}; {} LUFS; {} dBTP; {} Hz",
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

    const std::vector<float> source = samples;
    Master master = masterAt(source, kMaxTruePeakDb - kHeadroomDb);
    for (int round = 0; encode && round < kMaxRounds; ++round) {
        auto opus = encodeOpus(master.samples, stop);
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
        master = masterAt(source, master.ceiling_db - excess_db - 0.05);
    }
    facts.peaks = encodeBase64(peaksOf(master.samples));
    if (master.lufs < kTargetLufs - kToleranceLu) {
        facts.warnings.push_back(quietWarning(label, master.lufs));
    }
    if (encode) {
        auto mp3 = encodeMp3(master.samples, stop);
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
