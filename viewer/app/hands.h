#pragma once

#include "core/stage/view_control.h"
#include "viewer/ui/model.h"
#include "viewer/window/input.h"

#include <deque>
#include <set>
#include <vector>

namespace vr360 {

/// Sorts what happens at the window: to the panels, to the view, or to the program.
///
/// A press belongs to whatever lies under it, and panels know that only once they have seen the
/// pointer there. So presses wait for the next frame when the pointer has moved since the last.
class Hands {
public:
    /// What is left for the program to do.
    struct Outcome {
        bool anything = false; ///< something happened: the panels may look different
        std::vector<Key> keys; ///< pressed, other than those that steer
        bool tapped = false;   ///< pressed and let go on the picture, without dragging
        double tap_x = 0.0, tap_y = 0.0;
        bool close = false;
        bool resized = false;
        bool more = false; ///< events are left for the next frame
    };

    void add(std::vector<InputEvent> events);
    /// Handles events up to the next press. `panels_want` says whether the pointer was over a
    /// panel when the panels were last laid out.
    Outcome handle(ViewControl& control, bool panels_want, double scale, double now);
    /// For the panels; the wheel's steps are handed out once.
    void fill(UiInput& input);

private:
    void press(bool down, ViewControl& control, bool panels_want, double now, Outcome& outcome);
    void key(const KeyChanged& event, Outcome& outcome);
    void steer(ViewControl& control) const;
    void letGo(ViewControl& control, double now);

    std::deque<InputEvent> events_;
    double x_ = 0.0;
    double y_ = 0.0;
    bool inside_ = false;
    bool down_ = false;    ///< on a panel
    bool grabbed_ = false; ///< on the picture
    bool dragged_ = false;
    double press_x_ = 0.0;
    double press_y_ = 0.0;
    double panel_wheel_ = 0.0;
    std::set<Key> held_;
};

} // namespace vr360
