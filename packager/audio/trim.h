#pragma once

#include "packager/audio/sound.h"

#include <cstddef>
#include <string>

namespace vr360 {

/// What is left of a sound without its silence beyond half a second at either end, in frames.
struct Trim {
    std::size_t from = 0;
    std::size_t to = 0;
};
Trim findTrim(const SoundSource& sound);

/// 200 bytes: the largest absolute sample × 255 of each 1/200 of the sound.
std::string peaksOf(const SoundSource& sound);

} // namespace vr360
