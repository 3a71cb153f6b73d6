#pragma once

#include "core/base/result.h"
#include "core/tour/cue_timing.h"
#include "core/tour/subtitles.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

enum class SubtitleFormat { kWebVtt, kSubRip };

/// A subtitle file's lines, and the cues found in them so far: what both readers share.
/// Refers to the text, name and faults it was opened with; these must outlive it.
class SubtitleSource {
public:
    /// Fails when the text is too large or not UTF-8.
    static Result<SubtitleSource> open(std::string_view text,
                                       std::string_view name,
                                       SubtitleFormat format,
                                       std::vector<Fault>* bad_times);

    [[nodiscard]] std::size_t lineCount() const { return lines_.size(); }
    /// A line without its end and without spaces around it.
    [[nodiscard]] std::string_view line(std::size_t index) const { return lines_[index]; }
    [[nodiscard]] TimingLine timing(std::size_t index) const {
        return parseTimingLine(lines_[index], format_ == SubtitleFormat::kWebVtt);
    }

    /// True for a line of digits alone, which may be the number of a cue or what somebody says.
    [[nodiscard]] bool isNumber(std::size_t index) const;
    /// True if it is the number that is due after the cues so far.
    [[nodiscard]] bool isNextNumber(std::size_t index) const;
    void setNumber(std::size_t index);

    void addCue(const TimingLine& timing);
    /// Takes a timing line that is wrong: with somewhere to say so it counts as a cue that is left
    /// out, else it is a fault.
    Status addBadCue(std::size_t index, const TimingLine& timing);
    /// Adds the lines [first, last) to the last cue's text; without a cue they are nobody's.
    void addText(std::size_t first, std::size_t last);

    [[nodiscard]] Fault faultAt(std::size_t index, std::string what, std::string cure) const;
    /// The cues that say something; a fault if none does.
    [[nodiscard]] Result<std::vector<Cue>> finish();

private:
    SubtitleSource(std::string_view name, SubtitleFormat format, std::vector<Fault>* bad_times)
        : name_(name), format_(format), bad_times_(bad_times) {}

    std::string_view name_;
    SubtitleFormat format_;
    std::vector<Fault>* bad_times_;
    std::vector<std::string_view> lines_;
    std::vector<Cue> cues_; ///< with raw text until `finish`
    int last_number_ = 0;
};

} // namespace vr360
