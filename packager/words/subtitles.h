#pragma once

#include "core/tour/subtitles.h"
#include "packager/audio/narration.h"
#include "packager/report/finding.h"
#include "packager/toml/tour_source.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

class TourNames;

/// What a reader can follow, by language.
struct ReadingLimits {
    int line_characters = 42;
    int lines = 2;
    double warn_speed = 17.0; ///< characters a second
    double fail_speed = 20.0; ///< characters a second
    double shortest = 0.83;   ///< seconds a cue
    double longest = 7.0;     ///< seconds a cue
    double gap = 0.083;       ///< seconds between two cues, or none at all
};
ReadingLimits readingLimits(std::string_view language);

/// Languages that every narration needs subtitles in.
inline constexpr std::string_view kRequiredSubtitles[] = {"en", "zh"};

/// A subtitle file as it was read. An error among the findings means that it cannot be used.
struct SubtitleFile {
    std::vector<Cue> cues; ///< in the file's order; text in NFC
    std::vector<Finding> findings;

    [[nodiscard]] bool usable() const;
};

/// Reads a subtitle file: WebVTT or SubRip, in UTF-8, UTF-16 or one of the older encodings of
/// Encoding; which one it was, other than UTF-8, is a finding. Cues whose times cannot be read are
/// an error each. Thread-safe.
SubtitleFile
readSubtitleFile(const TourFile& file, std::string_view language, std::string_view site);

/// What cues are in, and what they go with.
struct CueContext {
    std::string_view language;
    std::string_view site;
    std::string_view file;
    const NarrationFacts* narration = nullptr; ///< what they are timed to, if anything
    std::string_view spoken;                   ///< its language
    const TourNames* names = nullptr;          ///< not to be broken

    /// Vietnamese words as they are spoken: no editor can make them fewer.
    [[nodiscard]] bool isVerbatimVietnamese() const;
};

/// What is wrong with cues for their readers. Each finding names the file, the cue, its time, the
/// figure and the cure.
std::vector<Finding> checkCues(const std::vector<Cue>& cues, const CueContext& context);

/// Cues as they are published, and everything that an editor should hear of them: broken where they
/// are too long (rebreakCues), checked (checkCues), and in the narration's time (fitCues).
struct PreparedCues {
    std::vector<Cue> cues;
    std::vector<Finding> findings;
};
PreparedCues prepareCues(const std::vector<Cue>& cues, const CueContext& context);

/// Cues in the time of the published narration: moved by the silence that was cut from its head,
/// held within its duration; those without text or time are gone.
std::vector<Cue> fitCues(std::vector<Cue> cues, const NarrationFacts* narration);

} // namespace vr360
