#pragma once

#include "core/tour/subtitles.h"

#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// A sentence's text as cues that a reader can follow: at most two lines each, within the
/// language's line length, none longer than the language allows. Broken after punctuation where
/// that is possible, else between words (in Chinese: where no line begins with closing or ends with
/// opening marks). Time is shared out by length.
std::vector<Cue>
layOutSentence(std::string_view sentence, std::string_view language, double start, double end);

/// How long a sentence must be shown to be read at ease, in seconds.
double readingTime(std::string_view sentence, std::string_view language);

} // namespace vr360
