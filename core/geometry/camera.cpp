#include "core/geometry/camera.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

constexpr double kMaxFovRectilinear = 150.0;
constexpr double kMaxFovStereographic = 330.0;
constexpr double kWidestLongSide = 120.0;

Rotation rotationOf(const View& view) {
    const double yaw = radians(view.yaw);
    const double pitch = radians(view.pitch);
    Rotation r;
    r.forward = direction({yaw, pitch});
    r.right = {std::cos(yaw), 0.0, -std::sin(yaw)};
    r.up = cross(r.forward, r.right);
    return r;
}

/// Distance from the middle of the projection plane of a direction `angle` away from it.
double planeRadius(Projection projection, double angle) {
    return projection == Projection::kRectilinear ? std::tan(angle) : 2.0 * std::tan(angle / 2.0);
}

double planeAngle(Projection projection, double radius) {
    return projection == Projection::kRectilinear ? std::atan(radius)
                                                  : 2.0 * std::atan(radius / 2.0);
}

/// The half-space of directions that fall on the inner side of a line of the projection plane at
/// `half` from the middle in the direction of `axis` (a unit vector of the plane, in world axes).
/// Rectilinear: x/z <= h, so h·z − x >= 0. Stereographic: 2x/(1+z) <= h, so h·z − 2x >= −h.
Camera::HalfSpace edge(Projection projection, Vec3 forward, Vec3 axis, double half) {
    if (projection == Projection::kRectilinear) {
        return {forward * half - axis, 0.0};
    }
    return {forward * half - axis * 2.0, -half};
}

} // namespace

Camera::Camera(const View& view, const Viewport& viewport)
    : view_(view), viewport_(viewport), rotation_(rotationOf(view)) {
    const double widest =
        view.projection == Projection::kRectilinear ? kMaxFovRectilinear : kMaxFovStereographic;
    const double fov = std::clamp(view.fov, 0.1, widest);
    half_.x = planeRadius(view.projection, radians(fov) / 2.0);
    half_.y = half_.x * viewport.height / viewport.width;
    focal_ = viewport.width / (2.0 * half_.x);
    const Rotation& r = rotation_;
    edges_ = {edge(view.projection, r.forward, r.right, half_.x),
              edge(view.projection, r.forward, r.right * -1.0, half_.x),
              edge(view.projection, r.forward, r.up, half_.y),
              edge(view.projection, r.forward, r.up * -1.0, half_.y)};
}

Vec3 Camera::directionAt(Vec2 pixel) const {
    const double x = (pixel.x - viewport_.width / 2.0) / focal_;
    const double y = (viewport_.height / 2.0 - pixel.y) / focal_;
    if (view_.projection == Projection::kRectilinear) {
        return normalized(rotation_.applyInverse({x, y, 1.0}));
    }
    const double q = (x * x + y * y) / 4.0;
    return normalized(rotation_.applyInverse({x, y, 1.0 - q}));
}

Camera::Projected Camera::project(Vec3 world) const {
    const Vec3 c = rotation_.apply(normalized(world));
    const bool rectilinear = view_.projection == Projection::kRectilinear;
    const double depth = rectilinear ? c.z : (1.0 + c.z) / 2.0;
    if (depth <= 1e-6) {
        return {{}, false};
    }
    return {{viewport_.width / 2.0 + focal_ * c.x / depth,
             viewport_.height / 2.0 - focal_ * c.y / depth},
            true};
}

FovRange fovRange(const Viewport& viewport, int panorama_width, Projection projection) {
    if (projection == Projection::kStereographic) {
        return {30.0, kMaxFovStereographic};
    }
    // The widest: 120° across the longer side, so that a phone held upright does not see a
    // tunnel. The narrowest: kMaxMagnification screen pixels a source pixel.
    FovRange range;
    range.max = kWidestLongSide;
    if (viewport.height > viewport.width) {
        const double long_half = std::tan(radians(kWidestLongSide) / 2.0);
        range.max =
            degrees(2.0 * planeAngle(projection, long_half * viewport.width / viewport.height));
    }
    const double focal = kMaxMagnification * panorama_width / (2.0 * kPi);
    range.min = degrees(2.0 * std::atan(viewport.width / (2.0 * focal)));
    range.min = std::clamp(range.min, 1.0, range.max / 2.0);
    return range;
}

namespace {

/// Keeps an interval of `half` either side of `middle` inside [min, max]; centred where too wide.
double holdInside(double middle, double half, double min, double max) {
    if (max - min <= 2.0 * half) {
        return (min + max) / 2.0;
    }
    return std::clamp(middle, min + half, max - half);
}

} // namespace

View limitView(const View& view,
               const Viewport& viewport,
               const ViewLimits& limits,
               int panorama_width) {
    View out = view;
    const FovRange range = fovRange(viewport, panorama_width, view.projection);
    out.fov = std::clamp(std::isfinite(view.fov) ? view.fov : 90.0, range.min, range.max);
    out.yaw = wrapYaw(std::isfinite(view.yaw) ? view.yaw : 0.0);
    out.pitch = std::clamp(std::isfinite(view.pitch) ? view.pitch : 0.0, -90.0, 90.0);

    const bool whole = limits.pitch_min <= -90.0 && limits.pitch_max >= 90.0;
    if (whole && limits.wholeCircle()) {
        return out;
    }
    const double aspect = static_cast<double>(viewport.height) / viewport.width;
    const auto verticalOf = [&](double fov) {
        return 2.0 * degrees(planeAngle(out.projection,
                                        planeRadius(out.projection, radians(fov) / 2.0) * aspect));
    };
    const double tallest = limits.pitch_max - limits.pitch_min;
    if (!whole && verticalOf(out.fov) > tallest) {
        const double half = planeRadius(out.projection, radians(tallest) / 2.0) / aspect;
        out.fov = std::max(range.min, 2.0 * degrees(planeAngle(out.projection, half)));
    }
    if (!limits.wholeCircle()) {
        out.fov = std::min(out.fov, std::max(range.min, limits.yaw_max - limits.yaw_min));
        const double middle = (limits.yaw_min + limits.yaw_max) / 2.0;
        const double offset = yawDifference(middle, out.yaw);
        const double half_span = (limits.yaw_max - limits.yaw_min) / 2.0;
        out.yaw = wrapYaw(middle + holdInside(offset, out.fov / 2.0, -half_span, half_span));
    }
    // A zenith or nadir that is real may come to the middle of the picture.
    const double half = verticalOf(out.fov) / 2.0;
    const double low = limits.pitch_min <= -90.0 ? -90.0 - half : limits.pitch_min;
    const double high = limits.pitch_max >= 90.0 ? 90.0 + half : limits.pitch_max;
    out.pitch = std::clamp(holdInside(out.pitch, half, low, high), -90.0, 90.0);
    return out;
}

} // namespace vr360
