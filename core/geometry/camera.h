#pragma once

#include "core/geometry/angles.h"
#include "core/geometry/vec.h"

#include <array>

namespace vr360 {

enum class Projection : int {
    kRectilinear = 0,   ///< straight lines stay straight; fov below 180°
    kStereographic = 1, ///< conformal; looking down from above it is the little planet
};

/// Where a visitor looks. Degrees. `fov` is horizontal.
struct View {
    double yaw = 0.0;
    double pitch = 0.0;
    double fov = 90.0;
    Projection projection = Projection::kRectilinear;

    friend bool operator==(const View&, const View&) = default;
};

/// The picture's size in physical pixels.
struct Viewport {
    int width = 1280;
    int height = 720;

    friend bool operator==(const Viewport&, const Viewport&) = default;
};

/// A view of a viewport: directions ↔ pixels. Immutable.
/// Pixel coordinates: (0, 0) is the top left corner of the top left pixel, its centre (0.5, 0.5).
class Camera {
public:
    Camera(const View& view, const Viewport& viewport);

    [[nodiscard]] const View& view() const { return view_; }
    [[nodiscard]] const Viewport& viewport() const { return viewport_; }
    [[nodiscard]] const Rotation& rotation() const { return rotation_; }

    /// Unit direction in world axes seen at a pixel position.
    [[nodiscard]] Vec3 directionAt(Vec2 pixel) const;

    struct Projected {
        Vec2 pixel;
        bool in_front = false; ///< false: the projection does not show this direction at all
    };
    [[nodiscard]] Projected project(Vec3 world) const;

    /// Pixels a radian at the middle of the picture (the focal length in pixels).
    [[nodiscard]] double pixelsPerRadian() const { return focal_; }

    /// The picture's edges as four half-spaces of the sphere: a direction d is inside when
    /// dot(normal, d) >= offset for all four. Exact for both projections: an edge is a great
    /// circle in the rectilinear one, and a circle through the point behind in the other.
    struct HalfSpace {
        Vec3 normal;
        double offset = 0.0;
    };
    [[nodiscard]] const std::array<HalfSpace, 4>& edges() const { return edges_; }

    /// Half the picture's width and height on the projection plane at unit focal length.
    [[nodiscard]] Vec2 halfExtent() const { return half_; }

private:
    View view_;
    Viewport viewport_;
    Rotation rotation_;
    double focal_ = 1.0;
    Vec2 half_;
    std::array<HalfSpace, 4> edges_;
};

/// What a viewer lets a visitor see. Degrees.
struct ViewLimits {
    double yaw_min = -180.0;
    double yaw_max = 180.0;
    double pitch_min = -90.0;
    double pitch_max = 90.0;

    [[nodiscard]] bool wholeCircle() const { return yaw_max - yaw_min >= 360.0; }
};

/// The narrowest and widest fields of view, for a picture of this shape and a panorama of this
/// size: no closer than `kMaxMagnification` pixels a source pixel, no wider than 120° across the
/// longer side.
inline constexpr double kMaxMagnification = 3.0;
struct FovRange {
    double min = 10.0;
    double max = 120.0;
};
FovRange fovRange(const Viewport& viewport, int panorama_width, Projection projection);

/// The allowed view nearest to the one asked for: yaw wrapped, pitch, fov and, for a cropped
/// panorama, the picture's edges held within the limits.
View limitView(const View& view,
               const Viewport& viewport,
               const ViewLimits& limits,
               int panorama_width);

} // namespace vr360
