#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// What narrations are made in: Opus knows no other rate.
inline constexpr int kSoundRate = 48000;

/// One channel at 48 kHz, −1…1 (decoders may go a little beyond).
struct Sound {
    std::vector<float> samples;
    std::string comment; ///< what the file says about itself

    [[nodiscard]] double seconds() const {
        return static_cast<double>(samples.size()) / kSoundRate;
    }
};

/// Reads WAV, FLAC, MP3, Ogg Vorbis or Opus of any rate; several channels are mixed into one.
/// Refuses what is empty, silent throughout or longer than half an hour; says so when the file ends
/// before its own header says. Thread-safe.
Result<Sound> readSound(const std::filesystem::path& file, std::string_view label);

/// What the file says about itself, without decoding it; empty if nothing or not readable.
std::string readSoundComment(const std::filesystem::path& file);

/// Integrated loudness (EBU R 128, LUFS; −infinity for silence) and true peak (dBTP).
struct Loudness {
    double lufs = 0.0;
    double true_peak_db = 0.0;
};
Loudness measureLoudness(const std::vector<float>& samples);

/// The sound without its silence beyond half a second at either end. `from` and `to` are samples.
struct Trim {
    std::size_t from = 0;
    std::size_t to = 0;
};
Trim findTrim(const std::vector<float>& samples);

/// 200 bytes: the largest absolute sample × 255 of each 1/200 of the sound.
std::string peaksOf(const std::vector<float>& samples);

} // namespace vr360
