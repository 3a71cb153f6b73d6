#pragma once

#include <variant>

namespace vr360 {

/// What happened at the window. Positions in physical pixels of the picture.
enum class Key {
    kLeft,
    kRight,
    kUp,
    kDown,
    kPlus,
    kMinus,
    kPageUp,
    kPageDown,
    kHome,
    kFullscreen,
    kEscape,
    kSpace,
    kSubtitles,
    kSites,
    kQuit
};
struct PointerMoved {
    double x = 0.0, y = 0.0;
};
struct PointerButton {
    int button = 0; ///< 0 is the main one
    bool down = false;
};
struct PointerLeft {};
struct WheelTurned {
    double steps = 0.0; ///< away from the user is positive
};
struct KeyChanged {
    Key key = Key::kHome;
    bool down = false;
    bool repeated = false;
};
struct WindowResized {}; ///< ask the window for its new size
struct WindowExposed {}; ///< the picture must be drawn again
struct FocusLost {};     ///< keys and buttons held count as let go
struct CloseRequested {};

using InputEvent = std::variant<PointerMoved,
                                PointerButton,
                                PointerLeft,
                                WheelTurned,
                                KeyChanged,
                                WindowResized,
                                WindowExposed,
                                FocusLost,
                                CloseRequested>;

} // namespace vr360
