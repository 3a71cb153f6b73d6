#pragma once

#include <string>
#include <vector>

namespace vr360 {

/// What `--stats` reports. Times in milliseconds; "first" and "sharp" count from the start of the
/// program, negative when that did not happen.
struct Stats {
    std::string device;
    double first_picture_ms = -1.0;
    double sharp_ms = -1.0;
    std::vector<float> frame_ms;    ///< from beginning a frame to having presented it
    std::vector<float> interval_ms; ///< between frames drawn one after another without a pause
    int tiles_decoded = 0;
    int tiles_uploaded = 0;
    int tiles_failed = 0;
    int validation_messages = 0;
};

/// Milliseconds since the program began (of `startClock`).
double sinceStart();
void startClock();

/// One JSON object, one line.
std::string statsJson(const Stats& stats);

} // namespace vr360
