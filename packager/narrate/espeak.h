#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// Speech of a machine: one channel of 16 bits.
struct Speech {
    int rate = 22050;
    std::vector<std::int16_t> samples;

    [[nodiscard]] double seconds() const { return static_cast<double>(samples.size()) / rate; }
};

/// The voice that espeak-ng speaks a language with; empty if vr360 knows none.
std::string_view voiceFor(std::string_view language);

/// Speaks one sentence by the program espeak-ng, without silence around it. Thread-safe.
Result<Speech> speak(std::string_view sentence, std::string_view language);

/// Everything that decides how a sentence sounds besides its text, as text.
std::string speechKey(std::string_view language);

} // namespace vr360
