#pragma once

#include <string>
#include <string_view>

namespace vr360 {

/// RFC 4648 section 4, with padding.
std::string encodeBase64(std::string_view bytes);

/// False for what `encodeBase64` would not have written: other characters, missing padding, bits
/// left over.
bool decodeBase64(std::string_view text, std::string& bytes);

} // namespace vr360
