#pragma once

#include <string_view>

namespace vr360 {

/// True for a word that can be a syllable of Vietnamese: initial, rime, and a tone that goes with
/// them. Any case, NFC. Knows sounds, not words: "chuối" and "truối" are both possible, "bßn" is
/// not.
bool isVietnameseSyllable(std::u32string_view word);

/// True for the letters of Vietnamese beyond ASCII, in both cases, NFC.
bool isVietnameseLetter(char32_t c);

} // namespace vr360
