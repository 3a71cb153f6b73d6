#pragma once

#include <string>
#include <string_view>

namespace vr360 {

bool isHan(char32_t c);

/// The character as mainland China writes it; itself if there is no other. Thread-safe.
char32_t simplified(char32_t c);

/// How usual a character is in simplified Chinese.
enum class HanziUse {
    kFrequent, ///< one of some six hundred that make up most of any text
    kUsual,    ///< of the 3755 of GB 2312's first level
    kListed,   ///< of its second
    kForeign,  ///< in neither: rare, or not simplified
};
HanziUse hanziUse(char32_t c);

/// The simplified form of a character that simplified Chinese does not use; 0 if it does, or if
/// there is none. 乾 and 著 are used (乾隆, 著名), whatever they are elsewhere.
char32_t simplifiedInstead(char32_t c);

} // namespace vr360
