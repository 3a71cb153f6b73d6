#pragma once

#include "tests/support/run_program.h"

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vr360::test {

/// A screen's picture at one moment.
struct Screenshot {
    int width = 0;
    int height = 0;
    std::vector<std::array<std::uint8_t, 3>> rgb;

    [[nodiscard]] std::array<std::uint8_t, 3> at(int x, int y) const {
        return rgb[static_cast<std::size_t>(y) * width + x];
    }
    /// Pixels of a rectangle for which this holds, as a share of all in it.
    [[nodiscard]] double share(int x0,
                               int y0,
                               int x1,
                               int y1,
                               const std::function<bool(std::array<std::uint8_t, 3>)>& is) const;
};

/// An X display without hardware, which exists as long as this object. DISPLAY is set to it.
class VirtualScreen {
public:
    VirtualScreen(int width, int height);
    ~VirtualScreen();
    /// What is missing for it on this machine; empty: nothing.
    static std::string missing();
    [[nodiscard]] bool ready() const { return ready_; }

    [[nodiscard]] Screenshot look() const;
    /// Waits (at most `seconds`) until a look satisfies it.
    bool waitUntil(const std::function<bool(const Screenshot&)>& condition, double seconds) const;
    /// Mouse and keys, in xdotool's words.
    static void act(const std::vector<std::string>& words);

private:
    TemporaryFolder folder_;
    std::unique_ptr<RunningProgram> server_;
    bool ready_ = false;
};

} // namespace vr360::test
