#include "core/tour/cue_timing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <optional>

namespace vr360 {

namespace {

constexpr std::string_view kExample = "write times as in 00:01:02.500 --> 00:01:05.000";

constexpr std::string_view kNegative = "a time is negative";

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Reads a timing line from left to right.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    [[nodiscard]] bool atEnd() const { return at_ == text_.size(); }
    [[nodiscard]] char peek() const { return atEnd() ? '\0' : text_[at_]; }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }

    void skipSpaces() {
        while (peek() == ' ' || peek() == '\t') {
            ++at_;
        }
    }
    bool take(char c) {
        if (atEnd() || text_[at_] != c) {
            return false;
        }
        ++at_;
        return true;
    }
    /// A separator with spaces around it, as machine translation leaves them.
    bool takeSpaced(char c) {
        const std::size_t before = at_;
        skipSpaces();
        if (take(c)) {
            skipSpaces();
            return true;
        }
        at_ = before;
        return false;
    }
    std::string_view takeDigits() {
        const std::size_t first = at_;
        while (isDigit(peek())) {
            ++at_;
        }
        return text_.substr(first, at_ - first);
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

struct Timestamp {
    std::int64_t milliseconds = 0;
    bool has_fraction = false;
    std::string wrong; ///< why it cannot be read; empty if it can
};

Timestamp unreadable(std::string why) {
    return {0, false, std::move(why)};
}

std::int64_t numberOf(std::string_view digits) {
    std::int64_t number = 0;
    for (const char c : digits) {
        number = number * 10 + (c - '0');
    }
    return number;
}

/// Digits after the point, of any count, as milliseconds.
std::int64_t fractionOf(std::string_view digits) {
    std::int64_t milliseconds = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        milliseconds = milliseconds * 10 + (i < digits.size() ? digits[i] - '0' : 0);
    }
    return digits.size() > 3 && digits[3] >= '5' ? milliseconds + 1 : milliseconds;
}

/// `[h…:]m:s[.,]f`. What does not fit says so in words for people.
Timestamp takeTimestamp(Scanner& scanner) {
    if (scanner.peek() == '-') {
        return unreadable(std::string(kNegative));
    }
    std::array<std::string_view, 3> fields;
    std::size_t count = 0;
    do {
        fields[count++] = scanner.takeDigits();
        if (fields[count - 1].empty()) {
            return unreadable("a time cannot be read");
        }
    } while (count < fields.size() && scanner.takeSpaced(':'));
    if (count < 2) {
        return unreadable("a time has no minutes");
    }
    if (scanner.peek() == ':') {
        return unreadable("a time has four parts; frame numbers are not understood");
    }

    const std::string_view hours = count == 3 ? fields[0] : std::string_view("0");
    const std::string_view minutes = fields[count - 2];
    const std::string_view seconds = fields[count - 1];
    if (hours.size() > 6 || minutes.size() > 2 || seconds.size() > 2) {
        return unreadable("a time has too many digits");
    }
    if (numberOf(minutes) > 59 || numberOf(seconds) > 59) {
        return unreadable("a time has over 59 minutes or seconds");
    }
    Timestamp result;
    result.milliseconds =
        ((numberOf(hours) * 60 + numberOf(minutes)) * 60 + numberOf(seconds)) * 1000;
    if (scanner.takeSpaced('.') || scanner.takeSpaced(',')) {
        const std::string_view fraction = scanner.takeDigits();
        if (fraction.empty()) {
            return unreadable("a time has no digits after the point");
        }
        result.milliseconds += fractionOf(fraction);
        result.has_fraction = true;
    }
    return result;
}

/// Replaces what input methods and word processors write for ASCII signs.
std::string withPlainSigns(std::string_view line) {
    struct Sign {
        std::string_view fancy;
        std::string_view plain;
    };
    static constexpr std::array kSigns = {
        Sign{"：", ":"},
        Sign{"，", ","},
        Sign{"．", "."},
        Sign{"–", "-"},
        Sign{"—", "-"},
        Sign{"−", "-"},
        Sign{"→", "->"},
        Sign{"\xC2\xA0", " "},
    };
    std::string result;
    for (std::size_t at = 0; at < line.size();) {
        const Sign* found = nullptr;
        for (const Sign& sign : kSigns) {
            if (line.substr(at, sign.fancy.size()) == sign.fancy) {
                found = &sign;
                break;
            }
        }
        result += found != nullptr ? found->plain : line.substr(at, 1);
        at += found != nullptr ? found->fancy.size() : 1;
    }
    return result;
}

bool takeArrow(Scanner& scanner) {
    scanner.skipSpaces();
    while (scanner.take('-')) {
    }
    scanner.skipSpaces();
    const bool found = scanner.take('>');
    scanner.skipSpaces();
    return found;
}

TimingLine bad(std::string what, std::string cure = std::string(kExample)) {
    return {TimingLine::Kind::kBad, 0.0, 0.0, std::move(what), std::move(cure)};
}

TimingLine badTime(const Timestamp& time, bool leads_with_time) {
    if (time.wrong == kNegative) {
        return bad(time.wrong, "times count from the start of the narration, 00:00:00.000");
    }
    if (!leads_with_time) {
        return bad(time.wrong, std::string(kExample) + "; an arrow in a text as --&gt;");
    }
    return bad(time.wrong);
}

/// From two times to a cue's, which has to last.
TimingLine timingFrom(const Timestamp& start, const Timestamp& end) {
    const double from = static_cast<double>(start.milliseconds) / 1000.0;
    const double to = static_cast<double>(end.milliseconds) / 1000.0;
    if (from >= to) {
        return bad(from == to ? "the subtitle ends when it begins"
                              : "the subtitle ends before it begins",
                   "correct the times; the later one comes second");
    }
    return {TimingLine::Kind::kGood, from, to, "", ""};
}

} // namespace

TimingLine parseTimingLine(std::string_view line, bool arrow_decides) {
    const bool has_arrow = line.find("-->") != std::string_view::npos;
    const bool leads_with_time =
        !line.empty() &&
        (isDigit(line[0]) || (line.size() > 1 && line[0] == '-' && isDigit(line[1])));
    if (!leads_with_time && !(has_arrow && arrow_decides)) {
        return {};
    }
    bool meant = has_arrow;

    const std::string plain = withPlainSigns(line);
    Scanner scanner(plain);
    const Timestamp start = takeTimestamp(scanner);
    if (!start.wrong.empty()) {
        return meant ? badTime(start, leads_with_time) : TimingLine{};
    }
    if (std::string_view(" \t->").find(scanner.peek()) == std::string_view::npos) {
        return meant ? bad("a time cannot be read") : TimingLine{};
    }
    if (!takeArrow(scanner)) {
        return meant ? bad("`-->` must follow the first time") : TimingLine{};
    }
    // "9:30 → 17:00" is an opening time, unless it says `-->` or counts milliseconds.
    meant = meant || start.has_fraction;
    const Timestamp end = takeTimestamp(scanner);
    if (!end.wrong.empty()) {
        return meant ? badTime(end, true) : TimingLine{};
    }
    if (!scanner.atEnd() && scanner.peek() != ' ' && scanner.peek() != '\t') {
        return meant ? bad("something follows the second time without a space") : TimingLine{};
    }
    return meant ? timingFrom(start, end) : TimingLine{};
}

std::string formatTimestamp(double seconds) {
    constexpr double kLongest = 3.6e9 - 1.0; // 999,999 hours, what a reader takes
    const double held = seconds > 0.0 ? std::min(seconds, kLongest) : 0.0;
    const std::int64_t total = std::llround(held * 1000.0);
    std::array<char, 48> text{};
    std::snprintf(text.data(),
                  text.size(),
                  "%02lld:%02lld:%02lld.%03lld",
                  static_cast<long long>(total / 3600000),
                  static_cast<long long>(total / 60000 % 60),
                  static_cast<long long>(total / 1000 % 60),
                  static_cast<long long>(total % 1000));
    return text.data();
}

} // namespace vr360
