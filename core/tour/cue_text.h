#pragma once

#include <string>
#include <string_view>

namespace vr360 {

/// A cue's text without markup: tags dropped, entities resolved, control characters and blank
/// lines removed, lines trimmed. Of SubRip only tags that it is known to use are dropped, for
/// anything else between angle brackets may be meant.
std::string plainCueText(std::string_view raw, bool subrip);

/// A plain text as WebVTT wants it inside a cue: `&`, `<` and `>` escaped, no blank line.
std::string escapedCueText(std::string_view plain);

} // namespace vr360
