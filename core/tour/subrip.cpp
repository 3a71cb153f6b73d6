#include "core/tour/subtitle_source.h"
#include "core/tour/subtitles.h"

namespace vr360 {

namespace {

/// Reads from timing line to timing line: what lies between is text, blank lines too, but for
/// the number above the next times.
class SubRipReader {
public:
    explicit SubRipReader(SubtitleSource& source) : source_(source) {}

    Status read() {
        std::size_t times = timesFrom(0);
        if (times == source_.lineCount()) {
            return Done{}; // no cue at all is the source's own fault to report
        }
        if (Status lead = checkLead(times); !lead) {
            return lead;
        }
        while (times < source_.lineCount()) {
            const TimingLine timing = source_.timing(times);
            if (timing.kind == TimingLine::Kind::kGood) {
                source_.addCue(timing);
            } else if (Status held = source_.addBadCue(times, timing); !held) {
                return held;
            }
            const std::size_t next = timesFrom(times + 1);
            source_.addText(times + 1, textEnd(times + 1, next));
            times = next;
        }
        return Done{};
    }

private:
    [[nodiscard]] std::size_t timesFrom(std::size_t from) const {
        while (from < source_.lineCount() && source_.timing(from).kind == TimingLine::Kind::kNone) {
            ++from;
        }
        return from;
    }

    /// Above the first times there may be a number, nothing else: it would never be shown.
    Status checkLead(std::size_t times) {
        for (std::size_t i = 0; i < times; ++i) {
            if (i + 1 == times && source_.isNumber(i)) {
                source_.setNumber(i);
            } else if (!source_.line(i).empty() && !source_.isNumber(i)) {
                return source_.faultAt(i,
                                       "there is text above the first times",
                                       "delete it, or write above it when it is spoken, as in "
                                       "00:00:01,000 --> 00:00:04,500");
            }
        }
        return Done{};
    }

    /// The text that begins at a line ends before the number above the next times, or there.
    /// A number that is out of turn and stands right below words is taken for one of them.
    std::size_t textEnd(std::size_t from, std::size_t next) {
        if (next == from || !source_.isNumber(next - 1)) {
            return next;
        }
        const std::size_t number = next - 1;
        const bool stands_alone = number > from && source_.line(number - 1).empty();
        const bool at_file_end = next == source_.lineCount();
        const bool due = source_.isNextNumber(number);
        if (at_file_end ? !(due && stands_alone) : !(due || stands_alone)) {
            return next;
        }
        source_.setNumber(number);
        return number;
    }

    SubtitleSource& source_;
};

} // namespace

Result<std::vector<Cue>>
readSubRip(std::string_view text, std::string_view name, std::vector<Fault>* bad_times) {
    Result<SubtitleSource> source =
        SubtitleSource::open(text, name, SubtitleFormat::kSubRip, bad_times);
    if (!source) {
        return source.fault();
    }
    SubRipReader reader(source.value());
    if (const Status read = reader.read(); !read) {
        return read.fault();
    }
    return source.value().finish();
}

Result<std::vector<Cue>>
readSubtitles(std::string_view text, std::string_view name, std::vector<Fault>* bad_times) {
    const std::string_view byte_order_mark = "\xEF\xBB\xBF";
    std::string_view start = text;
    if (start.substr(0, byte_order_mark.size()) == byte_order_mark) {
        start.remove_prefix(byte_order_mark.size());
    }
    const bool webvtt = start.substr(0, 6) == "WEBVTT";
    return webvtt ? readWebVtt(text, name, bad_times) : readSubRip(text, name, bad_times);
}

} // namespace vr360
