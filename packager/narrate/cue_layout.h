#pragma once

#include "core/tour/subtitles.h"
#include "packager/words/tour_names.h"

#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// A sentence's text as cues that a reader can follow (layOutCues), with its place as their time.
std::vector<Cue> layOutSentence(std::string_view sentence,
                                std::string_view language,
                                double start,
                                double end,
                                const TourNames& names = {});

/// How long a sentence must be shown to be read at ease, in seconds.
double readingTime(std::string_view sentence, std::string_view language);

} // namespace vr360
