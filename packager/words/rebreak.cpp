#include "packager/words/rebreak.h"

#include "packager/files/unicode.h"
#include "packager/words/cue_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace vr360 {
namespace {

/// Seconds, as the checks round.
constexpr double kRounding = 0.0015;

struct Lines {
    int count = 0;
    int longest = 0; ///< characters
};

Lines linesOf(std::string_view text) {
    Lines lines;
    for (;;) {
        const std::size_t end = text.find('\n');
        ++lines.count;
        lines.longest = std::max(lines.longest, countCharacters(text.substr(0, end)));
        if (end == std::string_view::npos) {
            return lines;
        }
        text.remove_prefix(end + 1);
    }
}

/// What of a cue is too long; empty if nothing is.
std::string excess(const Cue& cue, const ReadingLimits& limits) {
    const double length = cue.end - cue.start;
    const Lines lines = linesOf(cue.text);
    if (cue.start < 0.0 || length <= 0.0 || cue.text.empty()) {
        return {}; // Said as an error.
    }
    if (lines.longest > limits.line_characters) {
        return fmt::format(
            "a line of {} characters (at most {})", lines.longest, limits.line_characters);
    }
    if (lines.count > limits.lines) {
        return fmt::format("{} lines (at most {})", lines.count, limits.lines);
    }
    if (length > limits.longest + kRounding) {
        return fmt::format("shown for {:.3f} s (at most {:.0f} s)", length, limits.longest);
    }
    return {};
}

std::string becameOf(const std::vector<Cue>& pieces) {
    if (pieces.size() > 1) {
        return fmt::format("is published as {} cues", pieces.size());
    }
    const int lines = linesOf(pieces[0].text).count;
    return lines == 1 ? "is published as one line" : fmt::format("is published as {} lines", lines);
}

class Breaker {
public:
    explicit Breaker(const CueContext& context)
        : context_(context), limits_(readingLimits(context.language)) {}

    /// The pieces of a cue; itself where nothing is too long, or nothing can be done about it.
    std::vector<Cue> piecesOf(const Cue& cue) const {
        std::vector<Cue> pieces;
        addPieces(cue, kRounds, pieces);
        return pieces;
    }

    [[nodiscard]] std::string excessOf(const Cue& cue) const { return excess(cue, limits_); }

private:
    /// A piece that is still too long may be broken where it could not be among others, in a row of
    /// names, say. Twice is rare.
    static constexpr int kRounds = 8;

    void addPieces(const Cue& cue, int rounds, std::vector<Cue>& pieces) const {
        if (rounds == 0 || excessOf(cue).empty()) {
            pieces.push_back(cue);
            return;
        }
        static const TourNames kNone;
        const TourNames& names = context_.names == nullptr ? kNone : *context_.names;
        std::vector<Cue> broken =
            layOutCues(cue.text, context_.language, cue.start, cue.end, names);
        if (broken.size() == 1 && broken[0].text == cue.text) {
            rounds = 1;
        }
        for (Cue& piece : broken) {
            piece.number = cue.number;
            addPieces(piece, rounds - 1, pieces);
        }
    }

    const CueContext& context_;
    ReadingLimits limits_;
};

} // namespace

RebrokenCues rebreakCues(const std::vector<Cue>& cues, const CueContext& context) {
    const Breaker breaker(context);
    RebrokenCues result;
    for (const Cue& cue : cues) {
        std::vector<Cue> pieces = breaker.piecesOf(cue);
        if (pieces.size() != 1 || pieces[0].text != cue.text) {
            result.notes.push_back(
                {.severity = Severity::kNote,
                 .site = std::string(context.site),
                 .file = std::string(context.file),
                 .place = fmt::format("cue {} at {:.1f} s", cue.number, cue.start),
                 .what = fmt::format("{}: it {}", breaker.excessOf(cue), becameOf(pieces)),
                 .cure = "Nothing to do, unless you want it broken elsewhere: then break it "
                         "yourself."});
        }
        result.cues.insert(result.cues.end(), pieces.begin(), pieces.end());
    }
    return result;
}

} // namespace vr360
