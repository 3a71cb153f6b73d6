#include "core/package/base64.h"
#include "packager/files/unicode.h"
#include "packager/words/letters.h"
#include "packager/words/subtitles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace vr360 {
namespace {

/// Seconds. Files hold milliseconds: what rounding to them does must not make a good cue a bad one.
constexpr double kRounding = 0.0015;
/// Seconds without subtitles while somebody speaks.
constexpr double kLongestSilence = 8.0;
/// Of such a stretch so much must be heard: there are pauses in all speech.
constexpr double kHeardShare = 0.5;
/// Peaks above this part of the loudest (−30 dB) are speech.
constexpr double kSpeechPeak = 0.03;
/// Seconds past the end of the narration that nobody notices: recordings end in some silence.
constexpr double kOverhang = 0.25;

/// When there is sound in a narration, as its peaks tell.
class Heard {
public:
    explicit Heard(const NarrationFacts& narration) : narration_(narration) {
        if (!decodeBase64(narration.peaks, peaks_)) {
            peaks_.clear();
        }
        for (const char peak : peaks_) {
            loudest_ = std::max(loudest_, static_cast<unsigned char>(peak));
        }
    }

    /// Seconds of speech between two times of the recording.
    [[nodiscard]] double speechBetween(double from, double to) const {
        if (peaks_.empty()) {
            return 0.0;
        }
        const double step = narration_.duration / static_cast<double>(peaks_.size());
        double seconds = 0.0;
        for (std::size_t i = 0; i < peaks_.size(); ++i) {
            const double start = narration_.head_cut + static_cast<double>(i) * step;
            const double shared = std::min(to, start + step) - std::max(from, start);
            if (shared > 0.0 && static_cast<unsigned char>(peaks_[i]) > kSpeechPeak * loudest_) {
                seconds += shared;
            }
        }
        return seconds;
    }

private:
    const NarrationFacts& narration_;
    std::string peaks_;
    unsigned char loudest_ = 0;
};

class CueCheck {
public:
    explicit CueCheck(const CueContext& context)
        : context_(context), limits_(readingLimits(context.language)) {}

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
        const LetterFault letters = checkLetters(cue.text, context_.language);
        if (!letters.what.empty()) {
            warn(cue, letters.what, letters.cure);
        }
    }

    /// False when the cue's times make no sense at all.
    bool checkTimes(const Cue& cue) {
        const double length = cue.end - cue.start;
        if (cue.start < 0.0) {
            add(Severity::kError,
                cue,
                "it begins before the narration does",
                "Correct its times: they count from the narration's start.");
            return false;
        }
        if (length <= 0.0) {
            add(Severity::kError,
                cue,
                fmt::format("it ends at {:.3f} s, {}",
                            cue.end,
                            length < 0.0 ? "before it begins" : "when it begins"),
                "Correct its times: begin --> end.");
            return false;
        }
        if (length < limits_.shortest - kRounding) {
            warn(cue,
                 fmt::format("shown for {:.3f} s only", length),
                 fmt::format("Show a cue for at least {} s.", limits_.shortest));
        } else if (length > limits_.longest + kRounding) {
            warn(cue,
                 fmt::format("shown for {:.3f} s", length),
                 fmt::format("Break it into cues of at most {:.0f} s.", limits_.longest));
        }
        return true;
    }

    /// `last` is the cue shown longest of all before this one.
    void checkPair(const Cue& last, const Cue& cue) {
        const double gap = cue.start - last.end;
        if (gap < -kRounding) {
            warn(cue,
                 fmt::format("begins {:.3f} s before cue {} has ended", -gap, last.number),
                 "Let a cue end before the next begins.");
        } else if (gap > kRounding && gap < limits_.gap - kRounding) {
            warn(cue,
                 fmt::format(
                     "begins {:.0f} ms after cue {}, which flickers", gap * 1e3, last.number),
                 fmt::format("Leave no gap, or at least {:.0f} ms.", limits_.gap * 1e3));
        }
    }

    void checkEnd(const Cue& cue, double duration) {
        if (cue.start >= duration) {
            add(Severity::kError,
                cue,
                fmt::format("begins after the narration has ended (at {:.1f} s)", duration),
                "Check that narration and subtitles belong together.");
        } else if (cue.end > duration + kOverhang) {
            warn(cue,
                 fmt::format("ends at {:.1f} s, the narration at {:.1f} s", cue.end, duration),
                 "Let it end with the narration.");
        }
    }

    void checkSilence(double from, double to, const Heard& heard, const Cue& at) {
        if (to - from <= kLongestSilence + kRounding ||
            heard.speechBetween(from, to) < kHeardShare * kLongestSilence) {
            return;
        }
        warn(
            at,
            fmt::format("nothing is shown from {:.1f} to {:.1f} s ({:.1f} s) while somebody speaks",
                        from,
                        to,
                        to - from),
            "Add what is said there.");
    }

    void checkLanguage(const std::vector<Cue>& cues) {
        LanguageCheck check(context_.language);
        for (const Cue& cue : cues) {
            check.add(cue.text);
        }
        const LetterFault fault = check.result();
        if (!fault.what.empty()) {
            warn(cues.front(), fault.what, fault.cure);
        }
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
        const double length = cue.end - cue.start + kRounding;
        if (characters <= limits_.warn_speed * length) {
            return;
        }
        const double speed = characters / (cue.end - cue.start);
        const std::string figures =
            fmt::format("{:.1f} characters a second ({} in {:.2f} s; {} would be easy)",
                        speed,
                        characters,
                        cue.end - cue.start,
                        static_cast<int>(limits_.warn_speed * length));
        if (context_.isVerbatimVietnamese()) {
            warn(cue,
                 fmt::format("{} are hard to read, though they are what is spoken", figures),
                 fmt::format("Show it longer or leave words out; {:.0f} a second are easy.",
                             limits_.warn_speed));
        } else if (characters > limits_.fail_speed * length) {
            add(Severity::kError,
                cue,
                fmt::format("{}: nobody can read that", figures),
                fmt::format("Shorten the text or show it longer; at most {:.0f} a second.",
                            limits_.fail_speed));
        } else {
            warn(cue,
                 fmt::format("{} are hard to read", figures),
                 fmt::format("Shorten the text or show it longer; {:.0f} a second are easy.",
                             limits_.warn_speed));
        }
    }

    void warn(const Cue& cue, std::string what, std::string cure) {
        add(Severity::kWarning, cue, std::move(what), std::move(cure));
    }

    void add(Severity severity, const Cue& cue, std::string what, std::string cure) {
        findings_.push_back({.severity = severity,
                             .site = std::string(context_.site),
                             .file = std::string(context_.file),
                             .place = fmt::format("cue {} at {:.1f} s", cue.number, cue.start),
                             .what = std::move(what),
                             .cure = std::move(cure)});
    }

    const CueContext& context_;
    ReadingLimits limits_;
    std::vector<Finding> findings_;
};

void checkAgainst(const NarrationFacts& narration, const std::vector<Cue>& cues, CueCheck& check) {
    const Heard heard(narration);
    const Cue* last = nullptr;
    double covered = 0.0;
    for (const Cue& cue : cues) {
        if (cue.start < 0.0 || cue.end <= cue.start) {
            continue;
        }
        check.checkEnd(cue, narration.source_duration);
        check.checkSilence(covered, cue.start, heard, cue);
        covered = std::max(covered, cue.end);
        last = &cue;
    }
    if (last != nullptr) {
        check.checkSilence(covered, narration.source_duration, heard, *last);
    }
}

} // namespace

std::vector<Finding> checkCues(const std::vector<Cue>& cues, const CueContext& context) {
    CueCheck check(context);
    const Cue* last = nullptr;
    for (const Cue& cue : cues) {
        if (!check.checkTimes(cue)) {
            continue;
        }
        check.checkText(cue);
        if (last != nullptr) {
            check.checkPair(*last, cue);
        }
        last = last == nullptr || cue.end >= last->end ? &cue : last;
    }
    if (!cues.empty()) {
        check.checkLanguage(cues);
    }
    if (context.narration != nullptr) {
        checkAgainst(*context.narration, cues, check);
    }
    return check.take();
}

} // namespace vr360
