#pragma once

#include <string>
#include <string_view>

namespace vr360 {

/// Vietnamese as the ABC fonts encode it (TCVN 5712:1993). Their capitals with tones are small
/// letters in a font that draws capitals, so the case of such a letter is taken from its word.
/// Bytes without a letter become U+FFFD.
std::u32string decodeTcvn3(std::string_view bytes);

/// Vietnamese as the VNI fonts encode it: `Hoà Taây`, a letter and one byte for all its marks,
/// which come out as combining ones.
std::u32string decodeVni(std::string_view bytes);

} // namespace vr360
