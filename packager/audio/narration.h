#pragma once

#include "core/base/result.h"

#include <atomic>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

inline constexpr double kTargetLufs = -19.0;
inline constexpr double kMaxTruePeakDb = -1.0;

/// Everything that decides the bytes of a narration besides its source, as text.
std::string narrationKey();

/// What is known of a recording once it has been read.
struct NarrationFacts {
    double source_duration = 0.0; ///< seconds
    double head_cut = 0.0;        ///< seconds of silence taken from the beginning
    double duration = 0.0;        ///< seconds, of what is published
    bool machine_voice = false;
    std::string peaks; ///< base64, docs/format.md section 3
    std::vector<Fault> warnings;
};

struct NarrationAudio {
    NarrationFacts facts;
    std::string opus;
    std::string mp3;
};

/// Reads a recording, trims its ends, brings it to −19 LUFS with a true peak of at most −1 dBTP in
/// what a player decodes, and encodes it twice. With `encode` false only the facts are found out.
/// Stops with a fault whose os_error is EINTR. Thread-safe.
Result<NarrationAudio> makeNarration(const std::filesystem::path& file,
                                     std::string_view label,
                                     bool encode,
                                     const std::atomic<bool>& stop);

/// The comment that marks a WAV file as spoken by a machine begins with this.
inline constexpr std::string_view kMachineVoiceMark = "vr360 machine voice";

} // namespace vr360
