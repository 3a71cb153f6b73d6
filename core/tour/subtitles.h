#pragma once

#include "core/base/result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// A subtitle: what is said from start up to, but without, end. Seconds.
struct Cue {
    double start = 0.0;
    double end = 0.0;
    std::string text; ///< UTF-8, plain, lines parted by '\n'; no markup
    int number = 0;   ///< place in its file, from 1

    friend bool operator==(const Cue&, const Cue&) = default;
};

/// Reads WebVTT (UTF-8, with or without BOM; LF, CRLF or CR), forgivingly: NOTE, STYLE and REGION
/// blocks, settings, tags (`<v Lan>`, `<i>`, timestamps) and `&amp;` entities are understood and
/// dropped or resolved. Fails with "file:line", what is wrong and the cure on cue timings that
/// cannot be read, or when there is no cue at all. `name` is for messages.
Result<std::vector<Cue>>
readWebVtt(std::string_view text, std::string_view name, std::vector<Fault>* bad_times = nullptr);

/// Reads SubRip, as forgivingly: numbers may be missing, `,` or `.` before the milliseconds, tags
/// dropped.
Result<std::vector<Cue>>
readSubRip(std::string_view text, std::string_view name, std::vector<Fault>* bad_times = nullptr);

/// Tells WebVTT from SubRip by content, not by name. With `bad_times`, cues whose times cannot be
/// read are left out and said there, one fault each, so that an editor hears of all at once; only
/// when there are very many, the first that was too much ends the reading.
Result<std::vector<Cue>> readSubtitles(std::string_view text,
                                       std::string_view name,
                                       std::vector<Fault>* bad_times = nullptr);

/// Clean WebVTT: header, cues in the order given, `&`, `<` and `>` escaped.
std::string writeWebVtt(const std::vector<Cue>& cues);

/// Narration time → cue. Cues are sorted as WebVTT says: by start, of those that start together the
/// longest first. Overlapping ones are shown together.
class CueTrack {
public:
    CueTrack() = default;
    explicit CueTrack(std::vector<Cue> cues);

    [[nodiscard]] const std::vector<Cue>& cues() const { return cues_; }

    /// The text to show at a time: of all cues under way, in order, parted by '\n'; empty between
    /// cues.
    [[nodiscard]] std::string textAt(double seconds) const;
    /// Index of the cue that started last among those under way, or -1.
    [[nodiscard]] int cueAt(double seconds) const;
    /// When what `textAt` says changes next, after `seconds`; infinity after the last.
    [[nodiscard]] double nextChange(double seconds) const;

private:
    std::vector<Cue> cues_;
    std::vector<double> latest_end_; ///< of cues_[0…i], so that searching back can stop
};

/// Where the narration that `to` is timed to says what that of `from` says at a time. Both are
/// subtitles in one language, so the words of both are the same, or nearly: the beginning of the
/// cue under way (of the next one, between cues) is looked up by its share of all letters. Before
/// the first cue and after the last time goes on as it does; without cues there is no telling.
std::optional<double> timeOfSameWords(const CueTrack& from, double seconds, const CueTrack& to);

} // namespace vr360
