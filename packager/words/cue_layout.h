#pragma once

#include "core/tour/subtitles.h"
#include "packager/words/tour_names.h"

#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// A text as cues that a reader can follow: at most two lines each, balanced, within the language's
/// line length, none shown longer than the language allows; lines and cues end where breakCosts
/// finds it natural. Time is shared out by characters, cues follow each other without a gap. Lines
/// of `text` are joined first; those that begin with a dash are another speaker's and stay apart.
/// What cannot be parted (a word that is too long) stays whole. Thread-safe.
std::vector<Cue> layOutCues(std::string_view text,
                            std::string_view language,
                            double start,
                            double end,
                            const TourNames& names);

/// The lines of a cue as one, with a space between words that have any.
std::string joinedLines(std::string_view text);

} // namespace vr360
