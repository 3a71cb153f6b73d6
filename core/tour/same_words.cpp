// From a place in one narration to the place in another where the same is said.

#include "core/tour/subtitles.h"

#include <algorithm>

namespace vr360 {

namespace {

/// Letters of a text, without the spaces and line ends that depend on how it is broken into cues.
double letters(std::string_view text) {
    const auto count = std::count_if(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte > 0x20 && (byte & 0xC0U) != 0x80U; // no bytes within a character
    });
    return static_cast<double>(count);
}

double allLetters(const std::vector<Cue>& cues) {
    double sum = 0.0;
    for (const Cue& cue : cues) {
        sum += letters(cue.text);
    }
    return sum;
}

/// The letters before the cue under way, or before the next one.
double lettersBefore(const std::vector<Cue>& cues, double seconds) {
    double sum = 0.0;
    for (const Cue& cue : cues) {
        if (cue.end > seconds) {
            break;
        }
        sum += letters(cue.text);
    }
    return sum;
}

/// When a letter is said, if a cue's letters are said evenly. The first of a cue begins it.
double timeOfLetter(const std::vector<Cue>& cues, double wanted) {
    double before = 0.0;
    for (const Cue& cue : cues) {
        const double count = letters(cue.text);
        // Half a letter: a share of something is never quite whole.
        if (wanted < before + count - 0.5) {
            const double inside = std::max(wanted - before, 0.0);
            const double share = inside < 0.5 ? 0.0 : inside / count;
            return cue.start + share * (cue.end - cue.start);
        }
        before += count;
    }
    return cues.back().end;
}

} // namespace

std::optional<double> timeOfSameWords(const CueTrack& from, double seconds, const CueTrack& to) {
    const std::vector<Cue>& heard = from.cues();
    const std::vector<Cue>& wanted = to.cues();
    const double all = allLetters(heard);
    if (all <= 0.0 || allLetters(wanted) <= 0.0) {
        return std::nullopt;
    }
    if (seconds < heard.front().start) {
        return std::min(seconds, wanted.front().start);
    }
    const double last_end = heard.back().end;
    if (seconds >= last_end) {
        return wanted.back().end + (seconds - last_end);
    }
    return timeOfLetter(wanted, lettersBefore(heard, seconds) / all * allLetters(wanted));
}

} // namespace vr360
