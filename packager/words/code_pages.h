#pragma once

#include <string>
#include <string_view>

namespace vr360 {

/// Encodings that subtitle files come in.
enum class Encoding {
    kUtf8,
    kUtf16Little,
    kUtf16Big,
    kWindows1258, ///< Vietnamese: vowels, then tones as characters of their own
    kTcvn3,       ///< Vietnamese, of the ABC fonts (.VnTime): TCVN 5712:1993
    kVni,         ///< Vietnamese, of the VNI fonts: a letter, then its marks as one byte
    kGb18030,     ///< Chinese, mainland; GBK and GB2312 are parts of it
    kBig5,        ///< Chinese, Taiwan and Hong Kong
    kWindows1252, ///< Western European
};

/// As people and text editors call it.
std::string_view encodingName(Encoding encoding);

/// Bytes → characters, not yet in NFC. What the encoding does not have becomes U+FFFD; the
/// result shows it, so nothing fails. Thread-safe.
std::u32string decodeBytes(std::string_view bytes, Encoding encoding);

} // namespace vr360
