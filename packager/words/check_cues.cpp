#include "core/package/base64.h"
#include "packager/files/unicode.h"
#include "packager/words/subtitles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

/// Rounding to milliseconds must not make a good cue a bad one.
constexpr double kRounding = 0.0015;
constexpr double kLongestSilence = 8.0;
/// Peaks above this part of the loudest (−30 dB) are speech.
constexpr double kSpeechPeak = 0.03;

bool isHan(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x20000 && c <= 0x323AF);
}

/// Letters that only Vietnamese has.
bool isVietnamese(char32_t c) {
    return (c >= 0x1EA0 && c <= 0x1EF9) || c == U'ơ' || c == U'Ơ' || c == U'ư' || c == U'Ư';
}

class CueCheck {
public:
    CueCheck(std::string_view language, std::string_view site, std::string_view file)
        : limits_(readingLimits(language)), language_(language), site_(site), file_(file) {}

    void checkText(const Cue& cue) {
        int lines = 1;
        int characters = 0;
        std::string_view rest = cue.text;
        for (;;) {
            const std::size_t end = rest.find('\n');
            checkLine(cue, rest.substr(0, end), characters);
            if (end == std::string_view::npos) {
                break;
            }
            rest.remove_prefix(end + 1);
            ++lines;
        }
        if (lines > limits_.lines) {
            warn(cue,
                 fmt::format("{} lines, and {} can be read at once", lines, limits_.lines),
                 fmt::format("Break it into cues of at most {} lines.", limits_.lines));
        }
        checkSpeed(cue, characters);
        checkLetters(cue);
    }

    /// False when the cue's times make no sense at all.
    bool checkTimes(const Cue& cue) {
        const double length = cue.end - cue.start;
        if (cue.start < 0.0 || length <= 0.0) {
            add(Severity::kError,
                cue,
                fmt::format("it ends at {:.3f} s, before it begins", cue.end),
                "Correct its times: begin --> end.");
            return false;
        }
        if (length < limits_.shortest - kRounding) {
            warn(cue,
                 fmt::format("shown for {:.2f} s only", length),
                 fmt::format("Show a cue for at least {} s.", limits_.shortest));
        } else if (length > limits_.longest + kRounding) {
            warn(cue,
                 fmt::format("shown for {:.1f} s", length),
                 fmt::format("Break it into cues of at most {:.0f} s.", limits_.longest));
        }
        return true;
    }

    void checkPair(const Cue& cue, const Cue& next) {
        const double gap = next.start - cue.end;
        if (gap < -kRounding) {
            warn(next,
                 fmt::format("begins {:.2f} s before cue {} has ended", -gap, cue.number),
                 "Let a cue end before the next begins.");
        } else if (gap > kRounding && gap < limits_.gap - kRounding) {
            warn(
                next,
                fmt::format("begins {:.0f} ms after cue {}, which flickers", gap * 1e3, cue.number),
                fmt::format("Leave no gap, or at least {:.0f} ms.", limits_.gap * 1e3));
        }
    }

    void checkEnd(const Cue& cue, double duration) {
        if (cue.start >= duration) {
            add(Severity::kError,
                cue,
                fmt::format("begins after the narration has ended (at {:.1f} s)", duration),
                "Check that narration and subtitles belong together.");
        } else if (cue.end > duration + 0.25) {
            warn(cue,
                 fmt::format("ends at {:.1f} s, the narration at {:.1f} s", cue.end, duration),
                 "Let it end with the narration.");
        }
    }

    void checkSilence(double from, double to, const NarrationFacts& narration, const Cue& at) {
        if (to - from <= kLongestSilence || !speaks(from, to, narration)) {
            return;
        }
        warn(
            at,
            fmt::format("nothing is shown from {:.1f} to {:.1f} s while somebody speaks", from, to),
            "Add what is said there.");
    }

    std::vector<Finding> take() { return std::move(findings_); }

private:
    void checkLine(const Cue& cue, std::string_view line, int& characters) {
        const int count = countCharacters(line);
        characters += count;
        if (count > limits_.line_characters) {
            warn(cue,
                 fmt::format("a line of {} characters", count),
                 fmt::format("Break lines after at most {} characters.", limits_.line_characters));
        }
    }

    void checkSpeed(const Cue& cue, int characters) {
        const double length = cue.end - cue.start;
        const double speed = length > 0.0 ? characters / length : 0.0;
        if (speed > limits_.fail_speed) {
            add(Severity::kError,
                cue,
                fmt::format("{:.1f} characters a second: nobody can read that", speed),
                fmt::format("Shorten the text or show it longer; at most {:.0f} a second.",
                            limits_.fail_speed));
        } else if (speed > limits_.warn_speed) {
            warn(cue,
                 fmt::format("{:.1f} characters a second are hard to read", speed),
                 fmt::format("Shorten the text or show it longer; {:.0f} a second are easy.",
                             limits_.warn_speed));
        }
    }

    void checkLetters(const Cue& cue) {
        const std::vector<char32_t> text = codePoints(cue.text);
        const bool han = std::ranges::any_of(text, isHan);
        const bool vietnamese = std::ranges::any_of(text, isVietnamese);
        if (language_.starts_with("zh")) {
            any_own_ = any_own_ || han;
        } else {
            any_own_ = true;
        }
        if (han && (language_.starts_with("en") || language_.starts_with("vi"))) {
            warn(cue,
                 fmt::format("Chinese characters in subtitles in {}", language_),
                 "Check the file's language: <scene>.subtitles.<language>.vtt");
        }
        any_vietnamese_ = any_vietnamese_ || vietnamese;
    }

    [[nodiscard]] static bool speaks(double from, double to, const NarrationFacts& narration) {
        std::string peaks;
        if (!decodeBase64(narration.peaks, peaks)) {
            return false;
        }
        int loud = 0;
        int all = 0;
        int loudest = 0;
        for (const char peak : peaks) {
            loudest = std::max(loudest, static_cast<int>(static_cast<unsigned char>(peak)));
        }
        for (std::size_t i = 0; i < peaks.size(); ++i) {
            const double at = narration.head_cut + (static_cast<double>(i) + 0.5) *
                                                       narration.duration /
                                                       static_cast<double>(peaks.size());
            if (at >= from && at < to) {
                ++all;
                loud += static_cast<unsigned char>(peaks[i]) > kSpeechPeak * loudest ? 1 : 0;
            }
        }
        return loud * 2 > all;
    }

    void warn(const Cue& cue, std::string what, std::string cure) {
        add(Severity::kWarning, cue, std::move(what), std::move(cure));
    }

    void add(Severity severity, const Cue& cue, std::string what, std::string cure) {
        findings_.push_back({.severity = severity,
                             .site = std::string(site_),
                             .file = std::string(file_),
                             .place = fmt::format("cue {} at {:.1f} s", cue.number, cue.start),
                             .what = std::move(what),
                             .cure = std::move(cure)});
    }

public:
    /// After all cues: does the file look like its language?
    void checkLanguage(const Cue& first) {
        if (!any_own_) {
            warn(first,
                 fmt::format("no Chinese character in subtitles in {}", language_),
                 "Check the file's language: <scene>.subtitles.<language>.vtt");
        } else if (any_vietnamese_ && language_.starts_with("zh")) {
            warn(first,
                 "Vietnamese letters in Chinese subtitles",
                 "Write names in Chinese, or without Vietnamese marks.");
        }
    }

private:
    ReadingLimits limits_;
    std::string_view language_;
    std::string_view site_;
    std::string_view file_;
    bool any_own_ = false;
    bool any_vietnamese_ = false;
    std::vector<Finding> findings_;
};

} // namespace

std::vector<Finding> checkCues(const std::vector<Cue>& cues,
                               std::string_view language,
                               std::string_view site,
                               std::string_view file,
                               const NarrationFacts* narration) {
    CueCheck check(language, site, file);
    const Cue* before = nullptr;
    double covered = 0.0;
    for (const Cue& cue : cues) {
        if (!check.checkTimes(cue)) {
            continue;
        }
        check.checkText(cue);
        if (before != nullptr) {
            check.checkPair(*before, cue);
        }
        if (narration != nullptr) {
            check.checkEnd(cue, narration->source_duration);
            check.checkSilence(covered, cue.start, *narration, cue);
        }
        covered = std::max(covered, cue.end);
        before = &cue;
    }
    if (before != nullptr) {
        check.checkLanguage(cues.front());
        if (narration != nullptr) {
            check.checkSilence(covered, narration->source_duration, *narration, *before);
        }
    }
    return check.take();
}

} // namespace vr360
