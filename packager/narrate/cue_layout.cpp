#include "packager/narrate/cue_layout.h"

#include "packager/files/unicode.h"
#include "packager/words/subtitles.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace vr360 {
namespace {

using Text = std::u32string;

/// A little slower than where the checks begin to warn.
constexpr double kEase = 0.96;

constexpr std::u32string_view kCloses = U"，。、！？；：》）」』】”’,.;:!?)]…%";
constexpr std::u32string_view kOpens = U"《（「『【“‘([";
constexpr std::u32string_view kPauses = U"，。、！？；：,.;:!?…—–";

bool isOneOf(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

bool isWide(char32_t c) {
    return c >= 0x2E80 && c < 0xFB00;
}

Text decode(std::string_view text) {
    const std::vector<char32_t> points = codePoints(nfc(text));
    return {points.begin(), points.end()};
}

std::string encode(const Text& text) {
    std::string bytes;
    for (const char32_t c : text) {
        bytes += toUtf8(c);
    }
    return bytes;
}

Text trimmed(const Text& text) {
    const std::size_t first = text.find_first_not_of(U' ');
    if (first == Text::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(U' ') - first + 1);
}

/// Whether a line may end before text[at].
bool mayBreak(const Text& text, std::size_t at) {
    if (at == 0 || at >= text.size()) {
        return false;
    }
    const char32_t before = text[at - 1];
    const char32_t after = text[at];
    if (before == U' ') {
        return true;
    }
    if (after == U' ' || isOneOf(after, kCloses) || isOneOf(before, kOpens)) {
        return false;
    }
    // A western name or number in a Chinese sentence stays whole.
    return isWide(before) || isWide(after);
}

bool isAfterPause(const Text& text, std::size_t at) {
    while (at > 0 && text[at - 1] == U' ') {
        --at;
    }
    return at > 0 && isOneOf(text[at - 1], kPauses);
}

/// The best place to part a text: near its middle, rather after a pause. Within [low, high].
std::optional<std::size_t> bestBreak(const Text& text, std::size_t low, std::size_t high) {
    std::optional<std::size_t> best;
    double best_cost = 0.0;
    const double middle = static_cast<double>(text.size()) / 2.0;
    for (std::size_t at = std::max<std::size_t>(low, 1); at <= high && at < text.size(); ++at) {
        if (!mayBreak(text, at)) {
            continue;
        }
        const double off = std::abs(static_cast<double>(at) - middle) / middle;
        const double cost = off + (isAfterPause(text, at) ? 0.0 : 0.45);
        if (!best || cost < best_cost) {
            best = at;
            best_cost = cost;
        }
    }
    return best;
}

int lineLimit(std::string_view language) {
    return readingLimits(language).line_characters;
}

/// One or two lines, or nothing if the text needs more.
std::optional<std::string> asLines(const Text& text, std::string_view language) {
    const auto limit = static_cast<std::size_t>(lineLimit(language));
    if (text.size() <= limit) {
        return encode(text);
    }
    const std::size_t low = text.size() > limit + 1 ? text.size() - limit - 1 : 0;
    const auto at = bestBreak(text, low, limit + 1);
    if (!at) {
        return std::nullopt;
    }
    const Text first = trimmed(text.substr(0, *at));
    const Text second = trimmed(text.substr(*at));
    if (first.size() > limit || second.size() > limit) {
        return std::nullopt;
    }
    return encode(first) + "\n" + encode(second);
}

void layOut(
    const Text& text, std::string_view language, double start, double end, std::vector<Cue>& cues) {
    const auto lines = asLines(text, language);
    if (lines && end - start <= readingLimits(language).longest) {
        cues.push_back({.start = start, .end = end, .text = *lines});
        return;
    }
    const auto at = bestBreak(text, text.size() / 6, text.size() - text.size() / 6);
    if (!at) {
        // A word longer than two lines: shown as it is; the checks will say so.
        cues.push_back({.start = start, .end = end, .text = encode(text)});
        return;
    }
    const Text first = trimmed(text.substr(0, *at));
    const Text second = trimmed(text.substr(*at));
    const double share =
        static_cast<double>(first.size()) / static_cast<double>(first.size() + second.size());
    // Cues meet on a millisecond, as files hold them.
    const double middle = std::round((start + (end - start) * share) * 1e3) / 1e3;
    layOut(first, language, start, middle, cues);
    layOut(second, language, middle, end, cues);
}

} // namespace

std::vector<Cue>
layOutSentence(std::string_view sentence, std::string_view language, double start, double end) {
    std::vector<Cue> cues;
    const Text text = trimmed(decode(sentence));
    if (!text.empty()) {
        layOut(text, language, start, end, cues);
    }
    return cues;
}

double readingTime(std::string_view sentence, std::string_view language) {
    const ReadingLimits limits = readingLimits(language);
    return std::max(countCharacters(sentence) / (limits.warn_speed * kEase), limits.shortest);
}

} // namespace vr360
