#pragma once

#include "core/geometry/camera.h"

#include <optional>

namespace vr360 {

/// Turns a visitor's hands into views: drag with inertia, pinch, wheel, keys, gentle travel.
///
/// Pure: time and input arrive as values. Positions are physical pixels of the viewport.
class ViewControl {
public:
    void setViewport(const Viewport& viewport);
    /// Of the panorama shown: what may be seen, and how far it is worth zooming in.
    void setBounds(const ViewLimits& limits, int panorama_width);

    /// For pictures made to order: from now on any view that the projection can show, whatever is
    /// comfortable or of the panorama's limits.
    void liftLimits();

    [[nodiscard]] const View& view() const { return view_; }
    [[nodiscard]] const Viewport& viewport() const { return viewport_; }
    /// Jumps there (within the limits) and stops all motion.
    void setView(const View& view);
    /// Travels there within `seconds`, easing in and out.
    void travelTo(const View& view, double seconds, double now);

    /// One pointer goes down, moves, goes up: the grabbed point stays under the pointer, and the
    /// picture runs on when it is let go in motion.
    void grab(Vec2 at, double now);
    void drag(Vec2 at, double now);
    void release(double now);

    /// Two pointers: their middle drags, their distance zooms.
    void pinchStart(Vec2 a, Vec2 b);
    void pinch(Vec2 a, Vec2 b);
    void pinchEnd();

    /// Wheel and buttons: `steps` > 0 comes closer; the point at `at` stays where it is.
    void zoom(double steps, Vec2 at, double now);

    /// Keys held down, each -1, 0 or 1; eases in and out.
    void steer(double right, double up, double closer);

    /// Degrees a second; 0 stops. Any touch stops it too.
    void autorotate(double speed);

    /// Moves on to `now`. True when the view changed or will go on changing by itself.
    bool advance(double now);
    [[nodiscard]] bool moving() const;

private:
    void turnTowards(Vec3 grabbed, Vec2 at);
    void apply(const View& view);

    struct Journey {
        View from;
        View to;
        double start = 0.0;
        double seconds = 0.0;
    };
    struct Sample {
        double time = 0.0;
        double yaw = 0.0;
        double pitch = 0.0;
    };

    View view_;
    Viewport viewport_;
    ViewLimits limits_;
    int panorama_width_ = 8192;
    bool limited_ = true;

    std::optional<Vec3> grabbed_;
    static constexpr int kRecent = 8;
    Sample recent_[kRecent] = {};
    int recent_count_ = 0;
    std::optional<Journey> journey_;
    double pinch_distance_ = 0.0;
    double pinch_fov_ = 0.0;
    double yaw_speed_ = 0.0; ///< degrees a second, of inertia and keys
    double pitch_speed_ = 0.0;
    double zoom_speed_ = 0.0; ///< octaves of fov a second
    double zoom_left_ = 0.0;  ///< octaves still to go from the wheel
    Vec2 zoom_at_;
    double steer_right_ = 0.0, steer_up_ = 0.0, steer_closer_ = 0.0;
    double autorotate_ = 0.0;
    double last_ = -1.0;
};

} // namespace vr360
