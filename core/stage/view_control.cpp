#include "core/stage/view_control.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

constexpr double kInertiaSeconds = 0.32; ///< time constant of running on after a drag
constexpr double kFlickWindow = 0.1;     ///< a drag's last seconds, which decide its speed
constexpr double kSteerSeconds = 0.12;   ///< time constant of starting and stopping with keys
constexpr double kSteerFovs = 0.8;       ///< speed of a held key, fields of view a second
constexpr double kSteerOctaves = 1.2;    ///< zoom speed of a held key, octaves a second
constexpr double kWheelSeconds = 0.09;   ///< time constant of the wheel's glide
constexpr double kWheelOctaves = 0.25;   ///< a wheel step
constexpr double kStill = 1e-3;          ///< below this share of the fov a second nothing moves
constexpr double kLongestStep = 0.1;     ///< after a pause motion goes on, it does not jump

double ease(double t) {
    return t * t * (3.0 - 2.0 * t);
}

} // namespace

void ViewControl::setViewport(const Viewport& viewport) {
    viewport_ = viewport;
    apply(view_);
}

void ViewControl::setBounds(const ViewLimits& limits, int panorama_width) {
    limits_ = limits;
    panorama_width_ = panorama_width;
    apply(view_);
}

void ViewControl::apply(const View& view) {
    view_ = limited_ ? limitView(view, viewport_, limits_, panorama_width_) : view;
}

void ViewControl::liftLimits() {
    limited_ = false;
}

void ViewControl::setView(const View& view) {
    journey_.reset();
    grabbed_.reset();
    pinch_distance_ = 0.0;
    yaw_speed_ = pitch_speed_ = zoom_speed_ = zoom_left_ = 0.0;
    apply(view);
}

void ViewControl::travelTo(const View& view, double seconds, double now) {
    setView(view_);
    const View to = limitView(view, viewport_, limits_, panorama_width_);
    if (seconds <= 0.0) {
        apply(to);
        return;
    }
    journey_ = Journey{view_, to, now, seconds};
    last_ = now;
}

void ViewControl::grab(Vec2 at, double now) {
    setView(view_);
    autorotate_ = 0.0;
    grabbed_ = Camera(view_, viewport_).directionAt(at);
    recent_count_ = 0;
    recent_[recent_count_++] = {now, view_.yaw, view_.pitch};
}

/// Turns the view so that a direction appears at a pixel. With the ray (x, y, z) of that pixel in
/// camera axes, the direction's height is g.y = y·cos p + z·sin p, which gives the pitch p; the yaw
/// follows.
void ViewControl::turnTowards(Vec3 grabbed, Vec2 at) {
    View flat = view_;
    flat.yaw = flat.pitch = 0.0;
    const Vec3 ray = Camera(flat, viewport_).directionAt(at);
    const double reach = std::hypot(ray.y, ray.z);
    const double tilt = std::atan2(ray.y, ray.z);
    const double height = std::clamp(grabbed.y / std::max(reach, 1e-9), -1.0, 1.0);
    const double pitch = std::clamp(std::asin(height) - tilt, -kPi / 2.0, kPi / 2.0);
    const double ahead = ray.z * std::cos(pitch) - ray.y * std::sin(pitch);
    const double yaw = std::atan2(grabbed.x, grabbed.z) - std::atan2(ray.x, ahead);
    View next = view_;
    next.yaw = degrees(yaw);
    next.pitch = degrees(pitch);
    apply(next);
}

void ViewControl::drag(Vec2 at, double now) {
    if (!grabbed_) {
        return;
    }
    turnTowards(*grabbed_, at);
    if (recent_count_ == kRecent) {
        std::move(recent_ + 1, recent_ + kRecent, recent_);
        --recent_count_;
    }
    recent_[recent_count_++] = {now, view_.yaw, view_.pitch};
}

void ViewControl::release(double now) {
    if (!grabbed_) {
        return;
    }
    grabbed_.reset();
    int first = recent_count_ - 1;
    while (first > 0 && now - recent_[first - 1].time <= kFlickWindow) {
        --first;
    }
    const Sample& a = recent_[first];
    const Sample& b = recent_[recent_count_ - 1];
    // A finger that rested before it was lifted does not flick.
    if (b.time - a.time > 0.005 && now - b.time < kFlickWindow / 2.0) {
        const double fastest = 4.0 * view_.fov;
        yaw_speed_ = std::clamp(yawDifference(a.yaw, b.yaw) / (b.time - a.time), -fastest, fastest);
        pitch_speed_ = std::clamp((b.pitch - a.pitch) / (b.time - a.time), -fastest, fastest);
    }
    last_ = now;
}

void ViewControl::pinchStart(Vec2 a, Vec2 b) {
    setView(view_);
    autorotate_ = 0.0;
    pinch_distance_ = std::max(1.0, std::hypot(b.x - a.x, b.y - a.y));
    pinch_fov_ = view_.fov;
    grabbed_ = Camera(view_, viewport_).directionAt({(a.x + b.x) / 2.0, (a.y + b.y) / 2.0});
    recent_count_ = 0;
    recent_[recent_count_++] = {0.0, view_.yaw, view_.pitch};
}

void ViewControl::pinch(Vec2 a, Vec2 b) {
    if (pinch_distance_ <= 0.0 || !grabbed_) {
        return;
    }
    // On the projection plane distances scale with the tangent of half the field of view.
    const double ratio = pinch_distance_ / std::max(1.0, std::hypot(b.x - a.x, b.y - a.y));
    View next = view_;
    next.fov = degrees(2.0 * std::atan(std::tan(radians(pinch_fov_) / 2.0) * ratio));
    apply(next);
    turnTowards(*grabbed_, {(a.x + b.x) / 2.0, (a.y + b.y) / 2.0});
}

void ViewControl::pinchEnd() {
    pinch_distance_ = 0.0;
    grabbed_.reset();
}

void ViewControl::zoom(double steps, Vec2 at, double now) {
    journey_.reset();
    autorotate_ = 0.0;
    zoom_left_ = std::clamp(zoom_left_ - steps * kWheelOctaves, -3.0, 3.0);
    zoom_at_ = at;
    if (!moving() || last_ < 0.0) {
        last_ = now;
    }
}

void ViewControl::steer(double right, double up, double closer) {
    steer_right_ = right;
    steer_up_ = up;
    steer_closer_ = closer;
    if (right != 0.0 || up != 0.0 || closer != 0.0) {
        journey_.reset();
        autorotate_ = 0.0;
    }
}

void ViewControl::autorotate(double speed) {
    autorotate_ = speed;
}

bool ViewControl::moving() const {
    const double still = kStill * view_.fov;
    return journey_.has_value() || std::abs(yaw_speed_) > still || std::abs(pitch_speed_) > still ||
           std::abs(zoom_speed_) > kStill || std::abs(zoom_left_) > kStill || steer_right_ != 0.0 ||
           steer_up_ != 0.0 || steer_closer_ != 0.0 || autorotate_ != 0.0;
}

bool ViewControl::advance(double now) {
    const double dt = last_ < 0.0 ? 0.0 : std::clamp(now - last_, 0.0, kLongestStep);
    last_ = now;
    if (!moving()) {
        yaw_speed_ = pitch_speed_ = zoom_speed_ = zoom_left_ = 0.0;
        return false;
    }
    const View before = view_;
    if (journey_) {
        const double t = std::clamp((now - journey_->start) / journey_->seconds, 0.0, 1.0);
        View next = journey_->to;
        if (t < 1.0) {
            const double e = ease(t);
            next.yaw = journey_->from.yaw + e * yawDifference(journey_->from.yaw, journey_->to.yaw);
            next.pitch = std::lerp(journey_->from.pitch, journey_->to.pitch, e);
            next.fov = journey_->from.fov * std::pow(journey_->to.fov / journey_->from.fov, e);
        } else {
            journey_.reset();
        }
        apply(next);
        return true;
    }

    // Speeds go towards what keys ask for, or run out; both are first-order and independent of the
    // frame rate.
    const bool steering = steer_right_ != 0.0 || steer_up_ != 0.0;
    const double keep = std::exp(-dt / (steering ? kSteerSeconds : kInertiaSeconds));
    const double speed = kSteerFovs * view_.fov;
    const double yaw_goal = steer_right_ * speed + (steering ? 0.0 : autorotate_);
    const double pitch_goal = steer_up_ * speed;
    const double octave_goal = -steer_closer_ * kSteerOctaves;
    yaw_speed_ = yaw_goal + (yaw_speed_ - yaw_goal) * keep;
    pitch_speed_ = pitch_goal + (pitch_speed_ - pitch_goal) * keep;
    zoom_speed_ = octave_goal + (zoom_speed_ - octave_goal) * std::exp(-dt / kSteerSeconds);

    if (!grabbed_) {
        View next = view_;
        next.yaw += yaw_speed_ * dt;
        next.pitch += pitch_speed_ * dt;
        next.fov *= std::exp2(zoom_speed_ * dt);
        apply(next);
    }
    if (zoom_left_ != 0.0) {
        double step = zoom_left_ * (1.0 - std::exp(-dt / kWheelSeconds));
        if (std::abs(zoom_left_ - step) < kStill) {
            step = zoom_left_;
        }
        zoom_left_ -= step;
        const Vec3 held = Camera(view_, viewport_).directionAt(zoom_at_);
        View next = view_;
        next.fov *= std::exp2(step);
        apply(next);
        if (view_.projection == Projection::kRectilinear && !grabbed_) {
            turnTowards(held, zoom_at_);
        }
    }
    return view_ != before || moving();
}

} // namespace vr360
