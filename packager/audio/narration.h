#pragma once

#include "core/base/result.h"

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// One voice from both loudspeakers is as loud as a stereo recording at 3 more.
inline constexpr double kTargetLufs = -19.0;
inline constexpr double kStereoTargetLufs = -16.0;
inline constexpr double kMaxTruePeakDb = -1.0;

/// Everything that decides the bytes of a narration besides its source, as text.
std::string narrationKey();

/// What is known of a recording once it has been listened to.
struct NarrationFacts {
    double source_duration = 0.0; ///< seconds
    double head_cut = 0.0;        ///< seconds of silence taken from the beginning
    double duration = 0.0;        ///< seconds, of what is published
    double gain_db = 0.0;         ///< to its published loudness
    bool machine_voice = false;
    std::string peaks; ///< base64, docs/format.md section 3
    std::vector<Fault> warnings;
};

/// Listens to a recording: where its silence ends, how loud it is, what is wrong with it. Stops
/// with a fault whose os_error is EINTR. Thread-safe.
Result<NarrationFacts> studyNarration(const std::filesystem::path& file,
                                      std::string_view label,
                                      const std::atomic<bool>& stop);

struct NarrationAudio {
    std::string opus;
    std::string mp3;
};

/// The recording without silence at its ends, at its published loudness and with a true peak of at
/// most −1 dBTP in what a player decodes. `facts` is what studyNarration has found. Stops as above.
/// Thread-safe.
Result<NarrationAudio> encodeNarration(const std::filesystem::path& file,
                                       std::string_view label,
                                       const NarrationFacts& facts,
                                       const std::atomic<bool>& stop);

/// The comment that marks a WAV file as spoken by a machine begins with this.
inline constexpr std::string_view kMachineVoiceMark = "vr360 machine voice";

} // namespace vr360
