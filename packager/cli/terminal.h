#pragma once

#include "packager/report/messages.h"

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace vr360 {

/// What people read: on stderr, so that stdout stays free for --json. Knows whether a terminal is
/// there: only then are there colours and a bar that moves. Thread-safe.
class Terminal {
public:
    Terminal();
    ~Terminal() { endProgress(); }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// The language of what is shown from now on: "vi", or "en" as everything is written.
    void speak(std::string_view language);
    /// A message in that language.
    [[nodiscard]] std::string tr(std::string_view message) const {
        return messages_.translate(message);
    }
    [[nodiscard]] const MessageTable& messages() const { return messages_; }

    /// A line of its own, above the bar; in the language of the terminal.
    void say(std::string_view line);

    /// How far a stage is: a bar with rate and time left on a terminal; elsewhere a line when the
    /// stage begins and at every tenth. `unit` is "MP/s" or the like; a rate of 0 is not shown.
    void progress(std::string_view stage, double fraction, double rate, std::string_view unit);
    /// A part of the stage that moved on: on a terminal it has a small bar of its own below the
    /// stage's until its fraction is 1. Call before progress().
    void progressOf(std::string_view item, double fraction);
    /// Ends the bars, if there are any.
    void endProgress();

    enum class Colour { kRed, kYellow, kGreen, kBold, kDim };
    [[nodiscard]] std::string paint(Colour colour, std::string_view text) const;
    [[nodiscard]] bool isTerminal() const { return is_terminal_; }
    [[nodiscard]] int columns() const;

private:
    void clearBar();
    void drawBar(double fraction, double rate, std::string_view unit);
    [[nodiscard]] std::string itemLines() const;

    MessageTable messages_;
    bool is_terminal_ = false;
    bool has_colours_ = false;
    std::mutex mutex_;
    std::string stage_;
    std::map<std::string, double, std::less<>> items_; ///< that are under way
    int last_tenth_ = 0;
    bool bar_shown_ = false;
    std::chrono::steady_clock::time_point stage_begun_;
    std::chrono::steady_clock::time_point last_drawn_;
};

/// "1:05", "12 s".
std::string duration(double seconds);
/// "3.4 MB".
std::string byteSize(double bytes);

} // namespace vr360
