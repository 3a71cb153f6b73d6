#include "packager/pyramid/tilt.h"

#include "core/geometry/angles.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

constexpr double kShrinkStep = 0.1; ///< degrees
constexpr double kSlack = 1e-6;     ///< degrees
constexpr int kSamples = 90;        ///< on each side of a rectangle

/// Whether the image shows what lies there in the level world.
class RealPart {
public:
    RealPart(const ViewLimits& real, const Tilt& tilt) : real_(real), axes_(imageAxes(tilt)) {}

    [[nodiscard]] bool shows(double yaw, double pitch) const {
        const LonLat at = lonLat(axes_.apply(direction({radians(yaw), radians(pitch)})));
        const double from_left = std::fmod(degrees(at.lon) - real_.yaw_min + 720.0, 360.0);
        const double image_pitch = degrees(at.lat);
        return (real_.wholeCircle() || from_left <= real_.yaw_max - real_.yaw_min + kSlack) &&
               image_pitch >= real_.pitch_min - kSlack && image_pitch <= real_.pitch_max + kSlack;
    }

    /// Where the middle of the image is in the level world.
    [[nodiscard]] LonLat middle() const {
        return lonLat(
            axes_.applyInverse(direction({radians((real_.yaw_min + real_.yaw_max) / 2.0),
                                          radians((real_.pitch_min + real_.pitch_max) / 2.0)})));
    }

private:
    ViewLimits real_;
    Rotation axes_;
};

/// Moves each side inwards on which something unreal lies; true once there is none.
bool shrinkOnce(const RealPart& part, ViewLimits& limits) {
    bool left = true;
    bool right = true;
    bool below = true;
    bool above = true;
    for (int i = 0; i <= kSamples; ++i) {
        const double share = static_cast<double>(i) / kSamples;
        const double yaw = limits.yaw_min + share * (limits.yaw_max - limits.yaw_min);
        const double pitch = limits.pitch_min + share * (limits.pitch_max - limits.pitch_min);
        left = left && part.shows(limits.yaw_min, pitch);
        right = right && part.shows(limits.yaw_max, pitch);
        below = below && part.shows(yaw, limits.pitch_min);
        above = above && part.shows(yaw, limits.pitch_max);
    }
    limits.yaw_min += left ? 0.0 : kShrinkStep;
    limits.yaw_max -= right ? 0.0 : kShrinkStep;
    limits.pitch_min += below ? 0.0 : kShrinkStep;
    limits.pitch_max -= above ? 0.0 : kShrinkStep;
    return left && right && below && above;
}

ViewLimits partOfCircle(const ViewLimits& real, const Tilt& tilt) {
    const RealPart part(real, tilt);
    const LonLat middle = part.middle();
    const double half_yaw = (real.yaw_max - real.yaw_min) / 2.0;
    const double half_pitch = (real.pitch_max - real.pitch_min) / 2.0;
    // Where it reaches over a pole of the level world, shrinking begins at that pole.
    ViewLimits limits{.yaw_min = degrees(middle.lon) - half_yaw,
                      .yaw_max = degrees(middle.lon) + half_yaw,
                      .pitch_min = std::max(-90.0, degrees(middle.lat) - half_pitch),
                      .pitch_max = std::min(90.0, degrees(middle.lat) + half_pitch)};
    while (limits.yaw_max - limits.yaw_min > 2.0 && limits.pitch_max - limits.pitch_min > 2.0 &&
           !shrinkOnce(part, limits)) {
    }
    const double turns = std::floor((limits.yaw_min + 180.0) / 360.0) * 360.0;
    limits.yaw_min -= turns;
    limits.yaw_max -= turns;
    return limits;
}

} // namespace

Rotation imageAxes(const Tilt& tilt) {
    const double pitch = radians(tilt.pitch);
    const double roll = radians(tilt.roll);
    const Vec3 right{1.0, 0.0, 0.0};
    const Vec3 up{0.0, std::cos(pitch), -std::sin(pitch)};
    // The horizon turns counterclockwise when the camera turns clockwise.
    return {.right = right * std::cos(roll) - up * std::sin(roll),
            .up = up * std::cos(roll) + right * std::sin(roll),
            .forward = {0.0, std::sin(pitch), std::cos(pitch)}};
}

double tiltAngle(const Tilt& tilt) {
    // By all three coordinates: the cosine alone says nothing of small angles.
    const Vec3 up = imageAxes(tilt).up;
    return degrees(std::atan2(std::hypot(up.x, up.z), up.y));
}

ViewLimits levelledLimits(const ViewLimits& real, const Tilt& tilt) {
    const double angle = tiltAngle(tilt);
    if (angle == 0.0) {
        return real;
    }
    if (!real.wholeCircle()) {
        return partOfCircle(real, tilt);
    }
    // Of a cap that is missing around the image's pole, the farthest point comes nearer by the
    // whole angle. A pole that is there stays there.
    ViewLimits limits = real;
    limits.pitch_max -= real.pitch_max < 90.0 ? angle : 0.0;
    limits.pitch_min += real.pitch_min > -90.0 ? angle : 0.0;
    if (limits.pitch_min >= limits.pitch_max) {
        const double middle = (real.pitch_min + real.pitch_max) / 2.0;
        limits.pitch_min = std::max(-90.0, middle - 0.5);
        limits.pitch_max = std::min(90.0, middle + 0.5);
    }
    return limits;
}

} // namespace vr360
