#include "packager/words/cue_layout.h"

#include "packager/files/unicode.h"
#include "packager/words/break_places.h"
#include "packager/words/subtitles.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>

namespace vr360 {
namespace {

/// Costs beside those of breakCosts. A further cue costs as much as two poor places to break; what
/// does not fit costs more than anything else, and is done only where nothing fits.
constexpr double kPerCue = 1.0;
constexpr double kCueBreakWeight = 2.0;
/// A piece that is hardly longer than the shortest cue there may be, and one that is shorter still.
constexpr double kHasty = 2.0;
constexpr double kHastyShare = 1.3;
constexpr double kTooShort = 10.0;
constexpr double kDoesNotFit = 50.0;
/// What the editor's own line ends cost, of what others do.
constexpr double kEditorsShare = 0.5;
/// Seconds; as the checks round.
constexpr double kRounding = 0.001;

/// A text as one line, with its editor's line ends and changes of speaker.
struct JoinedText {
    std::u32string text;
    std::vector<std::size_t> line_ends;
    std::vector<std::size_t> speakers; ///< a line has to begin there
};

bool isDash(std::u32string_view line) {
    return line.size() > 1 &&
           std::u32string_view(U"-–—").find(line[0]) != std::u32string_view::npos &&
           line[1] != line[0];
}

/// Words in a row have one space between them, whatever was written.
void appendLine(std::u32string& text, std::u32string_view line) {
    for (const char32_t c : line) {
        const bool space = c == U' ' || c == U'\t';
        if (!space || (!text.empty() && text.back() != U' ')) {
            text += space ? U' ' : c;
        }
    }
    while (!text.empty() && text.back() == U' ') {
        text.pop_back();
    }
}

JoinedText joinLines(std::string_view text) {
    JoinedText joined;
    const std::vector<char32_t> points = codePoints(nfc(text));
    const std::u32string all(points.begin(), points.end());
    for (std::size_t at = 0; at <= all.size();) {
        const std::size_t end = std::min(all.find(U'\n', at), all.size());
        std::u32string line;
        appendLine(line, std::u32string_view(all).substr(at, end - at));
        at = end + 1;
        if (line.empty()) {
            continue;
        }
        if (!joined.text.empty()) {
            const bool spaced = !isUnspaced(joined.text.back()) && !isUnspaced(line[0]);
            joined.text += spaced ? U" " : U"";
            joined.line_ends.push_back(joined.text.size());
            if (isDash(line)) {
                joined.speakers.push_back(joined.text.size());
            }
        }
        joined.text += line;
    }
    return joined;
}

std::string encode(std::u32string_view text) {
    std::string bytes;
    for (const char32_t c : text) {
        bytes += toUtf8(c);
    }
    return bytes;
}

/// Where a cue's text goes from and to, by places, and where its second line begins, if it has one.
struct Lines {
    double cost = kNever;
    std::size_t second = 0;
};

/// Finds the cheapest way to part a text into cues and lines, of all there are.
class Layout {
public:
    Layout(const JoinedText& joined,
           std::string_view language,
           double start,
           double end,
           const TourNames& names)
        : text_(joined.text), limits_(readingLimits(language)), start_(start), end_(end) {
        const auto limit = static_cast<std::size_t>(limits_.line_characters);
        std::vector<double> costs = breakCosts(text_, language, names, limit);
        for (const std::size_t at : joined.line_ends) {
            costs[at] *= kEditorsShare;
        }
        for (const std::size_t at : joined.speakers) {
            costs[at] = kAfterSentence;
        }
        speaker_.resize(text_.size() + 1, false);
        for (const std::size_t at : joined.speakers) {
            speaker_[at] = true;
        }
        places_.push_back(0);
        costs_.push_back(0.0);
        for (std::size_t at = 1; at < text_.size(); ++at) {
            if (costs[at] != kNever) {
                places_.push_back(at);
                costs_.push_back(costs[at]);
            }
        }
        places_.push_back(text_.size());
        costs_.push_back(0.0);
        countCharactersBefore();
    }

    std::vector<Cue> cues() {
        std::vector<Cue> cues;
        // Rounding and spaces that are not shown move times a little: then a little shorter.
        for (const double share : {1.0, 0.97, 0.9}) {
            longest_ = share * limits_.longest + kRounding;
            cues = timed(bestParts());
            if (std::ranges::all_of(cues, [&](const Cue& cue) {
                    return cue.end - cue.start <= limits_.longest + kRounding;
                })) {
                break;
            }
        }
        return cues;
    }

private:
    struct Part {
        std::size_t from = 0; ///< places
        std::size_t to = 0;
        std::size_t second = 0; ///< where the second line begins; 0: one line
    };

    void countCharactersBefore() {
        before_.push_back(0);
        for (const char32_t c : text_) {
            const auto mask = U_GET_GC_MASK(static_cast<UChar32>(c));
            before_.push_back(before_.back() + ((mask & U_GC_M_MASK) == 0 ? 1 : 0));
        }
    }

    /// The end of a line between two places, without the space that parts it from the next.
    [[nodiscard]] std::size_t lineEnd(std::size_t to) const {
        const std::size_t at = places_[to];
        return at < text_.size() && text_[at - 1] == U' ' ? at - 1 : at;
    }

    [[nodiscard]] int characters(std::size_t from, std::size_t to) const {
        return before_[lineEnd(to)] - before_[places_[from]];
    }

    [[nodiscard]] bool changesSpeaker(std::size_t from, std::size_t to) const {
        for (std::size_t place = from + 1; place < to; ++place) {
            if (speaker_[places_[place]]) {
                return true;
            }
        }
        return false;
    }

    /// What a line costs that is too long, or has two speakers.
    [[nodiscard]] double lineCost(std::size_t from, std::size_t to) const {
        if (characters(from, to) <= limits_.line_characters) {
            return changesSpeaker(from, to) ? kNever : 0.0;
        }
        return to == from + 1 ? kDoesNotFit : kNever;
    }

    [[nodiscard]] Lines bestLines(std::size_t from, std::size_t to) const {
        Lines best{.cost = lineCost(from, to)};
        if (best.cost == 0.0) {
            return best;
        }
        const double all = characters(from, to);
        for (std::size_t middle = from + 1; middle < to; ++middle) {
            const double lines = lineCost(from, middle) + lineCost(middle, to);
            if (lines == kNever) {
                continue;
            }
            const double off = std::abs(characters(from, middle) - characters(middle, to)) / all;
            const double place = speaker_[places_[middle]] ? 0.0 : costs_[middle] + off;
            if (lines + place < best.cost) {
                best = {.cost = lines + place, .second = middle};
            }
        }
        return best;
    }

    [[nodiscard]] double secondsBetween(std::size_t from, std::size_t to) const {
        const double share = static_cast<double>(before_[places_[to]] - before_[places_[from]]) /
                             static_cast<double>(std::max(before_.back(), 1));
        return share * (end_ - start_);
    }

    [[nodiscard]] double partCost(std::size_t from, std::size_t to, double lines) const {
        const double seconds = secondsBetween(from, to);
        if (seconds > longest_ && to > from + 1) {
            return kNever;
        }
        const double room = static_cast<double>(limits_.lines) * limits_.line_characters;
        const double fill = std::max(characters(from, to) / room, seconds / limits_.longest);
        const double place = places_[to] == text_.size() ? 0.0 : kCueBreakWeight * costs_[to];
        return lines + kPerCue + fill * fill + place +
               (seconds < limits_.shortest                 ? kTooShort
                : seconds < kHastyShare * limits_.shortest ? kHasty
                                                           : 0.0) +
               (seconds > longest_ ? kDoesNotFit : 0.0);
    }

    [[nodiscard]] std::vector<Part> bestParts() const {
        const std::size_t last = places_.size() - 1;
        std::vector<double> cost(places_.size(), kNever);
        std::vector<Part> best(places_.size());
        cost[0] = 0.0;
        const int room = limits_.lines * limits_.line_characters;
        for (std::size_t to = 1; to <= last; ++to) {
            for (std::size_t from = to; from-- > 0;) {
                if (characters(from, to) > room + 1 && to - from > 2) {
                    break;
                }
                const Lines lines = bestLines(from, to);
                const double total = cost[from] + partCost(from, to, lines.cost);
                if (total < cost[to]) {
                    cost[to] = total;
                    best[to] = {from, to, lines.second};
                }
            }
        }
        std::vector<Part> parts;
        for (std::size_t to = last; to > 0; to = best[to].from) {
            parts.push_back(best[to]);
        }
        std::ranges::reverse(parts);
        return parts;
    }

    [[nodiscard]] std::string lineText(std::size_t from, std::size_t to) const {
        const std::size_t begin = places_[from];
        return encode(std::u32string_view(text_).substr(begin, lineEnd(to) - begin));
    }

    /// Time in proportion to the characters that are shown, on milliseconds, as files hold them.
    [[nodiscard]] std::vector<Cue> timed(const std::vector<Part>& parts) const {
        double all = 0.0;
        for (const Part& part : parts) {
            all += characters(part.from, part.to);
        }
        std::vector<Cue> cues;
        double done = 0.0;
        double time = start_;
        for (const Part& part : parts) {
            done += characters(part.from, part.to);
            const double until =
                part.to + 1 == places_.size()
                    ? end_
                    : std::round((start_ + (end_ - start_) * done / all) * 1e3) / 1e3;
            std::string text = part.second == 0 ? lineText(part.from, part.to)
                                                : lineText(part.from, part.second) + "\n" +
                                                      lineText(part.second, part.to);
            cues.push_back({.start = time, .end = until, .text = std::move(text)});
            time = until;
        }
        return cues;
    }

    std::u32string text_;
    ReadingLimits limits_;
    double start_;
    double end_;
    double longest_ = 0.0;            ///< seconds a cue, of this try
    std::vector<std::size_t> places_; ///< where a line may begin; the text's ends too
    std::vector<double> costs_;       ///< of ending a line there
    std::vector<bool> speaker_;       ///< by character
    std::vector<int> before_;         ///< characters, as readers count, before each
};

} // namespace

std::vector<Cue> layOutCues(std::string_view text,
                            std::string_view language,
                            double start,
                            double end,
                            const TourNames& names) {
    const JoinedText joined = joinLines(text);
    if (joined.text.empty()) {
        return {};
    }
    return Layout(joined, language, start, end, names).cues();
}

std::string joinedLines(std::string_view text) {
    return encode(joinLines(text).text);
}

} // namespace vr360
