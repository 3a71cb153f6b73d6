#pragma once

#include "packager/words/tour_names.h"

#include <limits>
#include <string_view>
#include <vector>

namespace vr360 {

/// How good a place to end a line is, in steps of what it costs. What lies between: a balance of
/// the lines may be given up for a better place, as half of a line's length for 0.5.
inline constexpr double kAfterSentence = 0.0;
inline constexpr double kAfterClause = 0.05;
inline constexpr double kBeforeConjunction = 0.2;
inline constexpr double kBetweenWords = 0.45;
/// After an article, before a particle, between a number and what is counted.
inline constexpr double kAwkward = 0.9;
inline constexpr double kWithinWord = 2.0; ///< of Chinese
inline constexpr double kNever = std::numeric_limits<double>::infinity();

/// For each character of a text what it costs to end a line before it: by the Unicode line breaking
/// rules (UAX #14, strict), never within a word that spaces part from others, within a name of the
/// tour or between the capitalised words of any other name, as far as these fit on a line of
/// `line_characters`. In Chinese never before ，。、！？》） and the like nor after 《（. The text
/// is one line, NFC, with single spaces. Thread-safe.
std::vector<double> breakCosts(std::u32string_view text,
                               std::string_view language,
                               const TourNames& names,
                               std::size_t line_characters);

/// True for characters between which words run on without spaces: Chinese, Japanese, Thai, …
bool isUnspaced(char32_t c);

} // namespace vr360
