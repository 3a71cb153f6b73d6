#include "core/tour/cue_text.h"

#include "core/tour/cue_timing.h"
#include "core/tour/utf8.h"

#include <algorithm>
#include <array>

namespace vr360 {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// A piece of markup at the start of a text and what it stands for; length 0: it is none.
struct Markup {
    std::size_t length = 0;
    std::string_view meaning = {};
};

bool isSubRipTag(std::string_view name) {
    static constexpr std::array<std::string_view, 14> kNames = {
        "b", "i", "u", "s", "em", "strong", "font", "span", "p", "c", "v", "lang", "ruby", "rt"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// `<00:00:01.500>`, the time at which karaoke goes on.
bool isTimestampTag(std::string_view body) {
    return !body.empty() && body.find_first_not_of("0123456789:.,") == std::string_view::npos &&
           body.find(':') != std::string_view::npos;
}

/// `<i>`, `</i>`, `<v Lan>`, `<c.yellow>`, `<br/>`. A `<` that opens nothing is just a sign.
Markup tagAt(std::string_view text, bool subrip) {
    const std::size_t end = text.find_first_of("<>", 1);
    if (end == std::string_view::npos || text[end] != '>') {
        return {};
    }
    std::string_view body = text.substr(1, end - 1);
    const Markup dropped{end + 1};
    if (isTimestampTag(body)) {
        return dropped;
    }
    if (!body.empty() && body[0] == '/') {
        body.remove_prefix(1);
        if (body.empty()) {
            return dropped;
        }
    }
    std::string name;
    for (const char c : body) {
        if (!isLetter(c)) {
            break;
        }
        name += lower(c);
    }
    const bool ends_well =
        name.size() == body.size() ||
        std::string_view(" .\t\n/").find(body[name.size()]) != std::string_view::npos;
    if (name.empty() || !ends_well) {
        return {};
    }
    if (name == "br") {
        return {end + 1, "\n"};
    }
    return !subrip || isSubRipTag(name) ? dropped : Markup{};
}

/// `{\an8}`: positions and colours that SubRip borrowed from another format.
Markup overrideAt(std::string_view text) {
    if (text.size() < 2 || text[1] != '\\') {
        return {};
    }
    const std::size_t end = text.find_first_of("{}\n", 1);
    return end != std::string_view::npos && text[end] == '}' ? Markup{end + 1} : Markup{};
}

Markup namedEntityAt(std::string_view text) {
    struct Entity {
        std::string_view name;
        std::string_view meaning;
    };
    static constexpr std::array kEntities = {
        Entity{"&amp;", "&"},
        Entity{"&lt;", "<"},
        Entity{"&gt;", ">"},
        Entity{"&quot;", "\""},
        Entity{"&apos;", "'"},
        Entity{"&nbsp;", "\xC2\xA0"},
        Entity{"&lrm;", "\xE2\x80\x8E"},
        Entity{"&rlm;", "\xE2\x80\x8F"},
    };
    for (const Entity& entity : kEntities) {
        if (text.substr(0, entity.name.size()) == entity.name) {
            return {entity.name.size(), entity.meaning};
        }
    }
    return {};
}

/// `&#20013;` or `&#x4E2D;`: its length, 0 if it is none.
std::size_t numericEntityAt(std::string_view text, char32_t& character) {
    if (text.size() < 4 || text[1] != '#') {
        return 0;
    }
    const bool hex = text[2] == 'x' || text[2] == 'X';
    const std::string_view digits = hex ? "0123456789abcdefABCDEF" : "0123456789";
    const std::size_t first = hex ? 3 : 2;
    const std::size_t end = text.find_first_not_of(digits, first);
    // Seven digits are enough for the last character there is.
    if (end == std::string_view::npos || text[end] != ';' || end == first || end - first > 7) {
        return 0;
    }
    character = 0;
    for (const char c : text.substr(first, end - first)) {
        const int digit = c <= '9' ? c - '0' : lower(c) - 'a' + 10;
        character = character * (hex ? 16U : 10U) + static_cast<char32_t>(digit);
    }
    return end + 1;
}

/// Appends a character that a screen can show; line ends stay, other controls and byte order
/// marks go.
void appendShown(std::string& text, char32_t character) {
    if (character == 0) {
        appendUtf8(text, kReplacementCharacter);
    } else if (character == '\t') {
        text += ' ';
    } else if (character == '\n' ||
               (character >= 0x20U && character != 0x7FU && character != 0xFEFFU)) {
        appendUtf8(text, character);
    }
}

/// Appends what is at the start of a text as it should be shown; the bytes it took from there.
std::size_t takeShown(std::string& shown, std::string_view text) {
    const auto byte = static_cast<unsigned char>(text[0]);
    if (byte < 0x20U || byte == 0x7FU) {
        appendShown(shown, byte);
        return 1;
    }
    if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
        return kByteOrderMark.size();
    }
    shown += text[0];
    return 1;
}

std::string withoutMarkup(std::string_view raw, bool subrip) {
    std::string result;
    result.reserve(raw.size());
    for (std::size_t at = 0; at < raw.size();) {
        const std::string_view rest = raw.substr(at);
        Markup markup;
        if (rest[0] == '<') {
            markup = tagAt(rest, subrip);
        } else if (rest[0] == '{' && subrip) {
            markup = overrideAt(rest);
        } else if (rest[0] == '&') {
            char32_t character = 0;
            if (const std::size_t length = numericEntityAt(rest.substr(0, 12), character)) {
                appendShown(result, character);
                at += length;
                continue;
            }
            markup = namedEntityAt(rest);
        }
        if (markup.length > 0) {
            result += markup.meaning;
            at += markup.length;
            continue;
        }
        at += takeShown(result, rest);
    }
    return result;
}

/// Calls `visit` with each line that is not blank, trimmed.
template <typename Visit>
void visitLines(std::string_view text, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        if (const std::size_t first = line.find_first_not_of(' ');
            first != std::string_view::npos) {
            visit(line.substr(first, line.find_last_not_of(' ') - first + 1));
        }
    }
}

void appendEscaped(std::string& text, std::string_view line) {
    constexpr std::string_view kArrow = "→";
    // Words that look like times with an arrow would be read as such.
    const bool like_times = parseTimingLine(line, true).kind != TimingLine::Kind::kNone;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '&') {
            text += "&amp;";
        } else if (line[at] == '<') {
            text += "&lt;";
        } else if (line[at] == '>') {
            text += "&gt;";
        } else if (like_times && line.substr(at, kArrow.size()) == kArrow) {
            text += "&#8594;";
            at += kArrow.size() - 1;
        } else {
            text += line[at];
        }
    }
}

} // namespace

std::string plainCueText(std::string_view raw, bool subrip) {
    std::string result;
    visitLines(withoutMarkup(raw, subrip), [&result](std::string_view line) {
        if (!result.empty()) {
            result += '\n';
        }
        result += line;
    });
    return result;
}

std::string escapedCueText(std::string_view plain) {
    std::string shown;
    for (std::size_t at = 0; at < plain.size();) {
        at += takeShown(shown, plain.substr(at));
    }
    std::string result;
    visitLines(shown, [&result](std::string_view line) {
        if (!result.empty()) {
            result += '\n';
        }
        appendEscaped(result, line);
    });
    return result;
}

} // namespace vr360
