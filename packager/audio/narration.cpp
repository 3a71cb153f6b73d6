#include "packager/audio/narration.h"

#include "core/package/base64.h"
#include "packager/audio/encode.h"
#include "packager/audio/encoding.h"
#include "packager/audio/limiter.h"
#include "packager/audio/loudness.h"
#include "packager/audio/sound.h"
#include "packager/audio/trim.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>

namespace vr360 {
namespace {

/// How far from its target a narration may end before somebody should hear of it.
constexpr double kToleranceLu = 1.0;
/// Speech stands this much limiting of its usual peaks without sounding pressed. Rarer ones, knocks
/// and pops, may be turned down by any amount: for some milliseconds nobody minds.
constexpr double kMaxLimitingDb = 6.0;
/// Room for what encoding adds to peaks, so that a second try is rare.
constexpr double kHeadroomDb = 1.0;
/// Between our idea of a true peak and other people's.
constexpr double kMeterDb = 0.05;
constexpr int kMaxRounds = 5;
constexpr double kCloseDb = 0.3;
/// Recordings that have to be raised by more are mostly noise afterwards.
constexpr double kFaintDb = 30.0;
constexpr int kFewClips = 3;

double targetFor(const SoundSource& sound) {
    return sound.channels() == 1 ? kTargetLufs : kStereoTargetLufs;
}

struct Gain {
    double db = 0.0;
    double reached_lufs = 0.0;
};

/// How much louder a recording has to become. Holding peaks takes a little of the loudness, which
/// the next round gives back, until usual peaks would be pressed by more than kMaxLimitingDb: that
/// would be heard.
Gain chooseGain(const Sound& sound, const Levels& levels) {
    const double target = targetFor(sound);
    const double ceiling_db = kMaxTruePeakDb - kHeadroomDb;
    const double most_db = ceiling_db + kMaxLimitingDb - levels.usual_peak_db;
    // All below the gate of R 128, which takes a strange recording: the peak has to do.
    const double lufs =
        std::isfinite(levels.lufs) ? levels.lufs : levels.peak_db - (kMaxTruePeakDb - kTargetLufs);
    Gain gain{.db = std::min(target - lufs, most_db)};
    for (int round = 0; round < kMaxRounds; ++round) {
        gain.reached_lufs = lufs + gain.db;
        const LimitedSound limited(sound, gain.db, ceiling_db);
        if (!limited.limits()) {
            break;
        }
        if (const double measured = measureLoudness(limited); std::isfinite(measured)) {
            gain.reached_lufs = measured;
        }
        const double more_db = std::min(target - gain.reached_lufs, most_db - gain.db);
        gain.db += more_db;
        gain.reached_lufs += more_db;
        if (std::abs(more_db) < kCloseDb) {
            break; // so little more takes next to nothing of the loudness again
        }
    }
    return gain;
}

class Complaints {
public:
    explicit Complaints(std::string_view label) : label_(label) {}

    void aboutRecording(const Recording& recording) {
        if (recording.clipped > kFewClips) {
            add(fmt::format("is clipped in {} places, the first at {:.1f} s: what was louder than "
                            "the recorder could take is lost",
                            recording.clipped,
                            recording.first_clipped),
                "Record it again at a lower level.");
        }
        if (recording.opposite_phase) {
            add("holds the same sound left and right, one of them upside down, which is silence on "
                "one loudspeaker; it was turned round",
                "Check the microphone's cable, or export it as mono.");
        }
    }

    void aboutLevels(const Levels& levels, const Gain& gain, double target) {
        if (gain.db > kFaintDb) {
            add(fmt::format("is very quiet ({:.0f} LUFS): it was made louder by {:.0f} dB, and its "
                            "noise with it",
                            gain.reached_lufs - gain.db,
                            gain.db),
                "Record it again, closer to the microphone.");
        }
        if (std::abs(gain.reached_lufs - target) > kToleranceLu) {
            add(fmt::format("reaches only {:.1f} LUFS of {:.0f}: its peaks are {:.0f} dB above its "
                            "loudness, and speech has 12 to 18",
                            gain.reached_lufs,
                            target,
                            levels.usual_peak_db - levels.lufs),
                "Take out knocks and pops, or compress the recording, and export it again.");
        }
    }

    [[nodiscard]] std::vector<Fault> take() { return std::move(faults_); }

private:
    void add(std::string what, std::string cure) {
        faults_.push_back({std::string(label_), std::move(what), std::move(cure)});
    }

    std::string_view label_;
    std::vector<Fault> faults_;
};

Fault interrupted(std::string_view label) {
    return {std::string(label), "was interrupted", "Run the same command again.", 0, EINTR};
}

using Encode = Result<EncodedSound> (*)(const SoundSource&, const std::atomic<bool>&);

/// Encodes a sound so that what is decoded has no peak above what is allowed: where it has, once
/// more with its peaks held lower, and in the end as a whole.
Result<std::string> encodeHeld(const Sound& sound,
                               double gain_db,
                               Encode encode,
                               std::string_view label,
                               const std::atomic<bool>& stop) {
    double ceiling_db = kMaxTruePeakDb - kHeadroomDb;
    for (int round = 0; round < 2 * kMaxRounds; ++round) {
        auto encoded = encode(LimitedSound(sound, gain_db, ceiling_db), stop);
        if (!encoded.ok()) {
            return Fault{std::string(label), encoded.fault().what, "Export the recording again."};
        }
        if (stop) {
            return interrupted(label);
        }
        const double excess_db = encoded->peak_db + kMeterDb - kMaxTruePeakDb;
        if (excess_db <= 0.0) {
            return std::move(encoded).value().bytes;
        }
        ceiling_db -= excess_db + kMeterDb;
        gain_db -= round < kMaxRounds ? 0.0 : excess_db;
    }
    return Fault{std::string(label),
                 "cannot be encoded without clipping",
                 "Filter it to what people hear, or export the recording again."};
}

} // namespace

std::string narrationKey() {
    return fmt::format("narration 3; opus {} {} {}; mp3 {} {} {} {}; {} {} LUFS; {} dBTP",
                       kOpusBitrate,
                       kOpusStereoBitrate,
                       kOpusComplexity,
                       kMp3Rate,
                       kMp3Kilobits,
                       kMp3StereoKilobits,
                       kMp3Quality,
                       kTargetLufs,
                       kStereoTargetLufs,
                       kMaxTruePeakDb);
}

Result<NarrationFacts> studyNarration(const std::filesystem::path& file,
                                      std::string_view label,
                                      const std::atomic<bool>& stop) {
    auto recording = readSound(file, label, stop);
    if (!recording.ok()) {
        return recording.fault();
    }
    Sound& sound = recording.value().sound;
    NarrationFacts facts;
    facts.source_duration = sound.seconds();
    facts.machine_voice = recording->comment.starts_with(kMachineVoiceMark);
    const Trim trim = findTrim(sound);
    sound.cut(trim.from, trim.to);
    facts.head_cut = static_cast<double>(trim.from) / kSoundRate;
    facts.duration = sound.seconds();
    if (stop) {
        return interrupted(label);
    }
    const Levels levels = measureLevels(sound);
    if (stop) {
        return interrupted(label);
    }
    const Gain gain = chooseGain(sound, levels);
    facts.gain_db = gain.db;
    facts.peaks = encodeBase64(peaksOf(LimitedSound(sound, gain.db, kMaxTruePeakDb - kHeadroomDb)));
    Complaints complaints(label);
    complaints.aboutRecording(*recording);
    complaints.aboutLevels(levels, gain, targetFor(sound));
    facts.warnings = complaints.take();
    return facts;
}

Result<NarrationAudio> encodeNarration(const std::filesystem::path& file,
                                       std::string_view label,
                                       const NarrationFacts& facts,
                                       const std::atomic<bool>& stop) {
    auto recording = readSound(file, label, stop);
    if (!recording.ok()) {
        return recording.fault();
    }
    Sound& sound = recording.value().sound;
    const auto frame = [&](double seconds) {
        return std::min(static_cast<std::size_t>(std::llround(seconds * kSoundRate)),
                        sound.frames());
    };
    const std::size_t from = frame(facts.head_cut);
    sound.cut(from, std::min(from + frame(facts.duration), sound.frames()));
    auto opus = encodeHeld(sound, facts.gain_db, &encodeOpus, label, stop);
    if (!opus.ok()) {
        return opus.fault();
    }
    auto mp3 = encodeHeld(sound, facts.gain_db, &encodeMp3, label, stop);
    if (!mp3.ok()) {
        return mp3.fault();
    }
    return NarrationAudio{std::move(opus).value(), std::move(mp3).value()};
}

} // namespace vr360
