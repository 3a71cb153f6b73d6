#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// Unicode NFC of well-formed UTF-8; text that is not well-formed comes back as it is.
std::string nfc(std::string_view text);

/// The code points of well-formed UTF-8; what is not well-formed is skipped.
std::vector<char32_t> codePoints(std::string_view text);
std::string toUtf8(char32_t code_point);

/// Characters as a reader counts them: code points without combining marks.
int countCharacters(std::string_view text);

/// A text file as editors' programs write it: UTF-8 with or without a byte order mark, or UTF-16
/// with one. Returned as UTF-8 in NFC without the mark. On failure `text` is empty and `problem`
/// says what the bytes are not.
struct DecodedText {
    std::string text;
    std::string problem;
    int line = 0; ///< of the problem, from 1
};
DecodedText decodeText(std::string_view bytes);

/// How many single-character edits (insert, delete, replace, swap neighbours) turn a into b.
int editDistance(std::string_view a, std::string_view b);

/// The candidate a person most probably meant, or empty when none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);

/// An id made of a name: "Chùa Trấn Quốc" → "chua-tran-quoc"; empty if nothing is left.
std::string slug(std::string_view name);

} // namespace vr360
