#include "packager/cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace vr360 {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kRedraw = std::chrono::milliseconds(100);

bool isSet(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

void print(std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fflush(stderr);
}

std::string bar(double fraction, int width) {
    const int full = static_cast<int>(std::lround(fraction * width));
    std::string text;
    for (int i = 0; i < width; ++i) {
        text += i < full ? "█" : "░";
    }
    return text;
}

/// Columns that UTF-8 takes, where each character takes one.
int charactersOf(std::string_view text) {
    return static_cast<int>(std::ranges::count_if(
        text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

double secondsSince(Clock::time_point then) {
    return std::chrono::duration<double>(Clock::now() - then).count();
}

} // namespace

Terminal::Terminal() : is_terminal_(::isatty(STDERR_FILENO) == 1) {
    const char* term = std::getenv("TERM");
    const bool dumb = term == nullptr || std::string_view(term) == "dumb";
    is_terminal_ = is_terminal_ && !dumb;
    has_colours_ = is_terminal_ && !isSet("NO_COLOR");
}

void Terminal::speak(std::string_view language) {
    messages_ = messagesIn(language);
}

int Terminal::columns() const {
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 20 ? size.ws_col : 80;
}

void Terminal::say(std::string_view line) {
    const std::string words = tr(line);
    const std::lock_guard lock(mutex_);
    clearBar();
    print(fmt::format("{}\n", words));
}

std::string Terminal::paint(Colour colour, std::string_view text) const {
    const std::string words = tr(text);
    if (!has_colours_) {
        return words;
    }
    const auto code = [&] {
        switch (colour) {
        case Colour::kRed:
            return "1;31";
        case Colour::kYellow:
            return "33";
        case Colour::kGreen:
            return "32";
        case Colour::kBold:
            return "1";
        case Colour::kDim:
            return "2";
        }
        return "0";
    }();
    return fmt::format("\x1b[{}m{}\x1b[0m", code, words);
}

void Terminal::progress(std::string_view stage,
                        double fraction,
                        double rate,
                        std::string_view unit) {
    const std::lock_guard lock(mutex_);
    if (stage_ != stage) {
        clearBar();
        stage_ = stage;
        stage_begun_ = Clock::now();
        last_drawn_ = {};
        last_tenth_ = 0;
    }
    if (is_terminal_) {
        // What is over in a moment needs no bar.
        if (Clock::now() - last_drawn_ >= kRedraw && secondsSince(stage_begun_) > 0.2) {
            drawBar(fraction, rate, unit);
        }
        return;
    }
    const int tenth = static_cast<int>(fraction * 10.0);
    if (tenth > last_tenth_ && secondsSince(stage_begun_) > 1.0) {
        last_tenth_ = tenth;
        const std::string speed = rate > 0.0 ? fmt::format(", {:.1f} {}", rate, unit) : "";
        print(fmt::format("{}: {} %{}\n", tr(stage_), tenth * 10, speed));
    }
}

void Terminal::drawBar(double fraction, double rate, std::string_view unit) {
    last_drawn_ = Clock::now();
    const double elapsed = secondsSince(stage_begun_);
    std::string tail = fmt::format("{:3.0f} %", std::floor(fraction * 100.0));
    if (rate > 0.0) {
        tail += fmt::format("  {:.1f} {}", rate, unit);
    }
    if (fraction > 0.02 && elapsed > 1.0) {
        tail += "  " + tr(fmt::format("{} left", duration(elapsed / fraction * (1.0 - fraction))));
    }
    const std::string stage = tr(stage_);
    const int room = columns() - charactersOf(stage) - charactersOf(tail) - 5;
    print(fmt::format(
        "\r\x1b[J{} {} {}{}", stage_, bar(fraction, std::clamp(room, 0, 40)), tail, itemLines()));
    bar_shown_ = true;
}

/// Below the stage's bar, with the cursor back in its line.
std::string Terminal::itemLines() const {
    constexpr int kMostItems = 4;
    constexpr int kItemBar = 16;
    std::string lines;
    int count = 0;
    for (const auto& [item, fraction] : items_) {
        const int room = columns() - kItemBar - 12;
        if (room < 8 || count == kMostItems) {
            break;
        }
        lines += fmt::format("\n  {} {:3.0f} %  {}",
                             bar(fraction, kItemBar),
                             std::floor(fraction * 100.0),
                             std::string_view(item).substr(0, static_cast<std::size_t>(room)));
        ++count;
    }
    return count == 0 ? "" : fmt::format("{}\r\x1b[{}A", lines, count);
}

void Terminal::progressOf(std::string_view item, double fraction) {
    const std::lock_guard lock(mutex_);
    const auto it = items_.find(item);
    if (fraction < 1.0) {
        items_.insert_or_assign(std::string(item), fraction);
    } else if (it != items_.end()) {
        items_.erase(it);
    }
}

void Terminal::clearBar() {
    if (bar_shown_) {
        print("\r\x1b[J");
        bar_shown_ = false;
    }
}

void Terminal::endProgress() {
    const std::lock_guard lock(mutex_);
    clearBar();
    stage_.clear();
    items_.clear();
}

std::string duration(double seconds) {
    const auto whole = static_cast<long>(std::ceil(seconds));
    if (whole < 60) {
        return fmt::format("{} s", whole);
    }
    return whole < 3600 ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                        : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string byteSize(double bytes) {
    if (bytes < 1e6) {
        return fmt::format("{:.1f} kB", bytes / 1e3);
    }
    return bytes < 1e9 ? fmt::format("{:.1f} MB", bytes / 1e6)
                       : fmt::format("{:.2f} GB", bytes / 1e9);
}

} // namespace vr360
