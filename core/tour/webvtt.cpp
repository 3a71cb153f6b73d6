#include "core/tour/cue_text.h"
#include "core/tour/cue_timing.h"
#include "core/tour/subtitle_source.h"
#include "core/tour/subtitles.h"

#include <algorithm>

namespace vr360 {

namespace {

constexpr std::string_view kHeader = "WEBVTT";

/// A keyword alone on its line, or with something after a space.
bool startsWithWord(std::string_view line, std::string_view word) {
    return line.substr(0, word.size()) == word &&
           (line.size() == word.size() || line[word.size()] == ' ' || line[word.size()] == '\t');
}

/// Reads one block after another, as the WebVTT specification parts a file.
class WebVttReader {
public:
    explicit WebVttReader(SubtitleSource& source) : source_(source) {}

    Status read() {
        skipHeader();
        while (at_ < source_.lineCount()) {
            if (source_.line(at_).empty()) {
                ++at_;
            } else if (startsWithWord(source_.line(at_), "NOTE")) {
                at_ = blankFrom(at_); // a cue commented out is not spoken either
            } else if (Status block = readBlock(); !block) {
                return block;
            }
        }
        return Done{};
    }

private:
    void skipHeader() {
        ++at_;
        while (at_ < source_.lineCount() && !source_.line(at_).empty() && !isTiming(at_)) {
            ++at_;
        }
    }

    /// A cue, or a block without times: a style sheet, or words parted from their cue by a blank
    /// line that somebody left.
    Status readBlock() {
        std::size_t times = at_;
        if (!isTiming(at_) && at_ + 1 < source_.lineCount() && isTiming(at_ + 1)) {
            times = at_ + 1; // below the cue's name
        }
        const TimingLine timing = source_.timing(times);
        if (timing.kind == TimingLine::Kind::kNone) {
            skipOrContinue();
            return Done{};
        }
        if (times > at_ && source_.isNumber(at_)) {
            source_.setNumber(at_);
        }
        if (timing.kind == TimingLine::Kind::kGood) {
            source_.addCue(timing);
        } else if (Status held = source_.addBadCue(times, timing); !held) {
            return held;
        }
        const std::size_t end = textEnd(times + 1);
        source_.addText(times + 1, end);
        at_ = end;
        return Done{};
    }

    void skipOrContinue() {
        const std::string_view first = source_.line(at_);
        if (startsWithWord(first, "STYLE") || startsWithWord(first, "REGION")) {
            at_ = blankFrom(at_);
            return;
        }
        const std::size_t end = textEnd(at_);
        if (end == at_ + 1 && source_.isNextNumber(at_)) {
            source_.setNumber(at_); // a blank line below a number does not make it text
        } else {
            source_.addText(at_, end);
        }
        at_ = end;
    }

    /// The end of a text: a blank line, or the next cue where the blank line was forgotten.
    [[nodiscard]] std::size_t textEnd(std::size_t from) const {
        std::size_t end = from;
        while (end < source_.lineCount() && !source_.line(end).empty() && !isTiming(end)) {
            ++end;
        }
        const bool at_times = end < source_.lineCount() && !source_.line(end).empty();
        const bool numbered = at_times && end > from && source_.isNextNumber(end - 1);
        return numbered ? end - 1 : end;
    }

    [[nodiscard]] std::size_t blankFrom(std::size_t from) const {
        while (from < source_.lineCount() && !source_.line(from).empty()) {
            ++from;
        }
        return from;
    }

    [[nodiscard]] bool isTiming(std::size_t index) const {
        return source_.timing(index).kind != TimingLine::Kind::kNone;
    }

    SubtitleSource& source_;
    std::size_t at_ = 0;
};

} // namespace

Result<std::vector<Cue>>
readWebVtt(std::string_view text, std::string_view name, std::vector<Fault>* bad_times) {
    Result<SubtitleSource> source =
        SubtitleSource::open(text, name, SubtitleFormat::kWebVtt, bad_times);
    if (!source) {
        return source.fault();
    }
    if (source->lineCount() == 0 || !startsWithWord(source->line(0), kHeader)) {
        return source->faultAt(0, "does not begin with WEBVTT", "write WEBVTT as the first line");
    }
    WebVttReader reader(source.value());
    if (const Status read = reader.read(); !read) {
        return read.fault();
    }
    return source.value().finish();
}

std::string writeWebVtt(const std::vector<Cue>& cues) {
    std::string result(kHeader);
    result += '\n';
    for (const Cue& cue : cues) {
        // However short, a cue lasts: equal times would not be readable.
        const double end = std::max(cue.end, std::max(cue.start, 0.0) + 0.001);
        result += '\n';
        result += formatTimestamp(cue.start);
        result += " --> ";
        result += formatTimestamp(end);
        result += '\n';
        if (const std::string cue_text = escapedCueText(cue.text); !cue_text.empty()) {
            result += cue_text;
            result += '\n';
        }
    }
    return result;
}

} // namespace vr360
