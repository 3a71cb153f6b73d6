#include "viewer/app/hands.h"

#include <cmath>
#include <utility>

namespace vr360 {
namespace {

constexpr double kTapPixels = 8.0; // a finger is never quite still

bool steers(Key key) {
    switch (key) {
    case Key::kLeft:
    case Key::kRight:
    case Key::kUp:
    case Key::kDown:
    case Key::kPlus:
    case Key::kMinus:
        return true;
    default:
        return false;
    }
}

} // namespace

void Hands::add(std::vector<InputEvent> events) {
    events_.insert(events_.end(), events.begin(), events.end());
}

Hands::Outcome Hands::handle(ViewControl& control, bool panels_want, double scale, double now) {
    Outcome outcome;
    bool moved = false;
    while (!events_.empty()) {
        const InputEvent event = events_.front();
        const bool depends_on_place = std::holds_alternative<PointerButton>(event) ||
                                      std::holds_alternative<WheelTurned>(event);
        if (depends_on_place && moved && !grabbed_) {
            outcome.more = true;
            return outcome;
        }
        events_.pop_front();
        outcome.anything = true;
        if (const auto* at = std::get_if<PointerMoved>(&event)) {
            x_ = at->x;
            y_ = at->y;
            inside_ = true;
            moved = true;
            if (grabbed_) {
                dragged_ =
                    dragged_ || std::hypot(x_ - press_x_, y_ - press_y_) > kTapPixels * scale;
                if (dragged_)
                    control.drag({x_, y_}, now);
            }
        } else if (const auto* button = std::get_if<PointerButton>(&event)) {
            if (button->button != 0)
                continue;
            press(button->down, control, panels_want, now, outcome);
            outcome.more = !events_.empty();
            return outcome; // one change of the button a frame, or panels would miss a quick tap
        } else if (const auto* wheel = std::get_if<WheelTurned>(&event)) {
            if (panels_want)
                panel_wheel_ += wheel->steps;
            else
                control.zoom(wheel->steps, {x_, y_}, now);
        } else if (const auto* change = std::get_if<KeyChanged>(&event)) {
            key(*change, outcome);
            steer(control);
        } else if (std::holds_alternative<PointerLeft>(event)) {
            inside_ = false;
        } else if (std::holds_alternative<FocusLost>(event)) {
            letGo(control, now);
        } else if (std::holds_alternative<WindowResized>(event)) {
            outcome.resized = true;
        } else if (std::holds_alternative<CloseRequested>(event)) {
            outcome.close = true;
        }
    }
    return outcome;
}

void Hands::press(bool down, ViewControl& control, bool panels_want, double now, Outcome& outcome) {
    if (down && panels_want) {
        down_ = true;
    } else if (down) {
        grabbed_ = true;
        dragged_ = false;
        press_x_ = x_;
        press_y_ = y_;
        control.grab({x_, y_}, now);
    } else {
        down_ = false;
        if (!std::exchange(grabbed_, false))
            return;
        control.release(now);
        if (!dragged_) {
            outcome.tapped = true;
            outcome.tap_x = x_;
            outcome.tap_y = y_;
        }
    }
}

void Hands::key(const KeyChanged& event, Outcome& outcome) {
    if (!event.down)
        held_.erase(event.key);
    else if (steers(event.key))
        held_.insert(event.key);
    else if (!event.repeated)
        outcome.keys.push_back(event.key);
}

void Hands::steer(ViewControl& control) const {
    const auto axis = [&](Key more, Key less) {
        return static_cast<double>(held_.count(more)) - static_cast<double>(held_.count(less));
    };
    control.steer(
        axis(Key::kRight, Key::kLeft), axis(Key::kUp, Key::kDown), axis(Key::kPlus, Key::kMinus));
}

void Hands::letGo(ViewControl& control, double now) {
    held_.clear();
    steer(control);
    down_ = false;
    if (std::exchange(grabbed_, false))
        control.release(now);
}

void Hands::fill(UiInput& input) {
    input.pointer_inside = inside_ && !grabbed_;
    input.pointer_x = static_cast<float>(x_);
    input.pointer_y = static_cast<float>(y_);
    input.pointer_down = down_;
    input.wheel = static_cast<float>(std::exchange(panel_wheel_, 0.0));
}

} // namespace vr360
