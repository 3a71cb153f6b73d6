#pragma once

#include "core/tour/subtitles.h"
#include "core/tour/utf8.h"
#include "tests/fuzz/fuzz.h"

#include <cmath>
#include <limits>

namespace vr360 {

inline void checkCue(const Cue& cue) {
    require(cue.start >= 0.0 && cue.start < cue.end && std::isfinite(cue.end), "a cue lasts");
    require(!cue.text.empty(), "a cue says something");
    require(findInvalidUtf8(cue.text) == std::string_view::npos, "a cue is UTF-8");
    require(cue.text.front() != '\n' && cue.text.back() != '\n' &&
                cue.text.find("\n\n") == std::string::npos,
            "a cue has no blank line");
    require(cue.text.find_first_of(std::string_view("\0\r\t", 3)) == std::string::npos,
            "a cue has no controls");
}

/// Follows the text through time as a viewer does, for the first changes.
inline void checkTrack(const std::vector<Cue>& cues) {
    const CueTrack track(cues);
    double time = -1.0;
    for (int change = 0; change < 50; ++change) {
        const double next = track.nextChange(time);
        require(next > time, "time goes on");
        if (next == std::numeric_limits<double>::infinity()) {
            require(track.textAt(time).empty(), "the end is silent");
            return;
        }
        require(track.textAt(next) != track.textAt(time), "a change changes the text");
        require((track.cueAt(next) < 0) == track.textAt(next).empty(), "text has a cue");
        time = next;
    }
}

/// What every reader's result must be like, and that written it is read again as it was.
inline void checkSubtitles(const Result<std::vector<Cue>>& result) {
    if (!result) {
        checkFault(result.fault());
        require(result.fault().number == 401, "subtitle faults are V401");
        return;
    }
    require(!result->empty(), "no cue is a fault");
    for (const Cue& cue : *result) {
        checkCue(cue);
    }
    checkTrack(*result);

    const Result<std::vector<Cue>> again = readWebVtt(writeWebVtt(*result), "again.vtt");
    require(again.ok(), "what is written can be read");
    require(again->size() == result->size(), "no cue is lost");
    for (std::size_t i = 0; i < result->size(); ++i) {
        const Cue& before = (*result)[i];
        const Cue& after = (*again)[i];
        require(before.text == after.text, "texts stay");
        require(before.start == after.start && before.end == after.end, "times stay");
    }
}

} // namespace vr360
