#pragma once

#include <string_view>

namespace vr360 {

// The little words that tell where a line may well end. Lower case, NFC. Of languages other than
// Vietnamese, English and Chinese nothing is known, and nothing is said.

/// A conjunction or preposition: a line does well to begin with it.
bool isJoint(std::u32string_view word, std::string_view language);
/// An article, a classifier, or a joint: a line should not end with it.
bool isWeakEnd(std::u32string_view word, std::string_view language);
/// A particle that belongs to the word before: a line should not begin with it.
bool isWeakStart(std::u32string_view word, std::string_view language);

} // namespace vr360
