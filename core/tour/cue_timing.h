#pragma once

#include <string>
#include <string_view>

namespace vr360 {

/// What a line of a subtitle file says about times.
struct TimingLine {
    enum class Kind {
        kNone, ///< it is no timing line
        kGood,
        kBad, ///< it is meant as one, but `what` is wrong with it and `cure` helps
    };
    Kind kind = Kind::kNone;
    double start = 0.0; ///< seconds
    double end = 0.0;
    std::string what;
    std::string cure;
};

/// Understands `[h:]mm:ss.mmm --> [h:]mm:ss.mmm settings` with `.` or `,`, with or without spaces,
/// and what word processors and input methods make of it (`–>`, `→`, `：`, `，`).
/// `arrow_decides`: every line with `-->` is meant as a timing line (the rule of WebVTT);
/// otherwise only one that begins with a digit.
TimingLine parseTimingLine(std::string_view line, bool arrow_decides);

/// "01:02:03.004"; at least two digits of hours, negative times as zero.
std::string formatTimestamp(double seconds);

} // namespace vr360
