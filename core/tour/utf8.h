#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vr360 {

/// What stands for a character that cannot be: U+FFFD.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

/// Bytes of the well-formed UTF-8 character at the start of a text; 0 if it is none (overlong
/// forms, surrogates and cut-off characters are none) or the text is empty.
std::size_t utf8Length(std::string_view text);

/// Offset of the first byte that is not UTF-8, or npos.
std::size_t findInvalidUtf8(std::string_view text);

/// Appends a character; what is no Unicode scalar value becomes U+FFFD.
void appendUtf8(std::string& text, char32_t character);

} // namespace vr360
