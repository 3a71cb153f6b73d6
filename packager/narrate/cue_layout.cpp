#include "packager/narrate/cue_layout.h"

#include "packager/files/unicode.h"
#include "packager/words/cue_layout.h"
#include "packager/words/subtitles.h"

#include <algorithm>

namespace vr360 {
namespace {

/// A little slower than where the checks begin to warn.
constexpr double kEase = 0.96;

} // namespace

std::vector<Cue> layOutSentence(std::string_view sentence,
                                std::string_view language,
                                double start,
                                double end,
                                const TourNames& names) {
    return layOutCues(sentence, language, start, end, names);
}

double readingTime(std::string_view sentence, std::string_view language) {
    const ReadingLimits limits = readingLimits(language);
    return std::max(countCharacters(sentence) / (limits.warn_speed * kEase), limits.shortest);
}

} // namespace vr360
