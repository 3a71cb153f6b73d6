#pragma once

#include "core/base/result.h"
#include "packager/audio/sound.h"

#include <atomic>
#include <string>

namespace vr360 {

struct EncodedSound {
    std::string bytes;
    double peak_db = 0.0; ///< true peak of what a player decodes, dBTP
};

/// A sound → a file's bytes. The same sound gives the same bytes. Without bytes once `stop` is
/// true. Thread-safe.
Result<EncodedSound> encodeOpus(const SoundSource& sound, const std::atomic<bool>& stop);
Result<EncodedSound> encodeMp3(const SoundSource& sound, const std::atomic<bool>& stop);

} // namespace vr360
