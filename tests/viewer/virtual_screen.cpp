#include "tests/viewer/virtual_screen.h"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <thread>
#include <unistd.h>

namespace vr360::test {
namespace {

bool onPath(const std::string& program) {
    return runProgram({"sh", "-c", "command -v " + program}).exit_code == 0;
}

std::uint32_t bigEndian(const std::string& bytes, std::size_t field) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value = value << 8 | static_cast<std::uint8_t>(bytes[field * 4 + i]);
    return value;
}

} // namespace

double Screenshot::share(int x0,
                         int y0,
                         int x1,
                         int y1,
                         const std::function<bool(std::array<std::uint8_t, 3>)>& is) const {
    int found = 0;
    for (int y = y0; y < y1; ++y)
        for (int x = x0; x < x1; ++x)
            found += is(at(x, y)) ? 1 : 0;
    return static_cast<double>(found) / ((x1 - x0) * (y1 - y0));
}

std::string VirtualScreen::missing() {
    for (const char* program : {"Xvfb", "xdotool"})
        if (!onPath(program))
            return std::string(program) + " is not installed";
    return {};
}

VirtualScreen::VirtualScreen(int width, int height) {
    const std::string number = folder_ / "display";
    const std::string screen = std::to_string(width) + "x" + std::to_string(height) + "x24";
    // The server chooses a free display and tells which.
    server_ = std::make_unique<RunningProgram>(
        std::vector<std::string>{"sh",
                                 "-c",
                                 "exec Xvfb -displayfd 3 -screen 0 " + screen +
                                     " -nolisten tcp -fbdir " + folder_.path() + " 3>" + number},
        "");
    for (int i = 0; i < 500 && !ready_; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        std::string display;
        if (std::ifstream(number) >> display) {
            ::setenv("DISPLAY", (":" + display).c_str(), 1);
            ready_ = true;
        }
    }
}

VirtualScreen::~VirtualScreen() {
    server_->stop(15);
    ::unsetenv("DISPLAY");
}

/// Xvfb keeps its picture in a file in the format of xwd: 25 numbers, a name, a colour map, pixels.
Screenshot VirtualScreen::look() const {
    std::ifstream in(folder_ / "Xvfb_screen0", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    Screenshot shot;
    if (bytes.size() < 100)
        return shot;
    const std::uint32_t header = bigEndian(bytes, 0);
    const std::uint32_t line = bigEndian(bytes, 12);
    const std::uint32_t colours = bigEndian(bytes, 19);
    const std::size_t pixels = header + std::size_t{colours} * 12;
    const bool little = bigEndian(bytes, 7) == 0;
    shot.width = static_cast<int>(bigEndian(bytes, 4));
    shot.height = static_cast<int>(bigEndian(bytes, 5));
    if (bytes.size() < pixels + std::size_t{line} * static_cast<std::size_t>(shot.height))
        return {};
    for (int y = 0; y < shot.height; ++y) {
        for (int x = 0; x < shot.width; ++x) {
            const std::size_t at =
                pixels + static_cast<std::size_t>(y) * line + static_cast<std::size_t>(x) * 4;
            const auto byte = [&](std::size_t i) {
                return static_cast<std::uint8_t>(bytes[at + i]);
            };
            shot.rgb.push_back(little ? std::array{byte(2), byte(1), byte(0)}
                                      : std::array{byte(1), byte(2), byte(3)});
        }
    }
    return shot;
}

bool VirtualScreen::waitUntil(const std::function<bool(const Screenshot&)>& condition,
                              double seconds) const {
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    while (std::chrono::steady_clock::now() < end) {
        if (const Screenshot shot = look(); !shot.rgb.empty() && condition(shot))
            return true;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return false;
}

void VirtualScreen::act(const std::vector<std::string>& words) {
    std::vector<std::string> command{"xdotool"};
    command.insert(command.end(), words.begin(), words.end());
    runProgram(command);
}

} // namespace vr360::test
