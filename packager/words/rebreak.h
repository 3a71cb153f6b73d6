#pragma once

#include "packager/words/subtitles.h"

#include <vector>

namespace vr360 {

/// Cues, and a note on each that was changed.
struct RebrokenCues {
    std::vector<Cue> cues;
    std::vector<Finding> notes;
};

/// Breaks anew what is too long to be read: cues with too long or too many lines, and those shown
/// for too long, become as many as they need (layOutCues). No word is lost or changed, and what is
/// short enough stays as its editor broke it; so doing it twice changes nothing more. The pieces
/// keep their cue's number. Thread-safe.
RebrokenCues rebreakCues(const std::vector<Cue>& cues, const CueContext& context);

} // namespace vr360
