#pragma once

#include <string_view>

namespace vr360 {

/// How much of a text's evidence speaks for a language. Only characters beyond ASCII are evidence:
/// the rest reads the same in every encoding.
struct Likeness {
    double good = 0.0;
    double bad = 0.0;

    [[nodiscard]] double evidence() const { return good + bad; }
    /// 0…1; 0 without evidence.
    [[nodiscard]] double share() const { return evidence() > 0.0 ? good / evidence() : 0.0; }
};

/// By words: syllables that Vietnamese can have, in a case that it is written in. NFC.
Likeness vietnameseLikeness(std::u32string_view text);

/// By characters: common ones for, rare ones against. Simplified or traditional.
Likeness chineseLikeness(std::u32string_view text);

/// By words: accents among plain letters, typographic signs. Never as sure as the others.
Likeness westernLikeness(std::u32string_view text);

/// By words, of either kind: English with Vietnamese names, say.
Likeness mixedLikeness(std::u32string_view text);

} // namespace vr360
