#include "core/geometry/camera.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace vr360 {
namespace {

constexpr Viewport kWide{1280, 720};

TEST(Camera, TheMiddleLooksWhereTheViewSays) {
    for (const double yaw : {-180.0, -90.0, 0.0, 33.0, 179.0}) {
        for (const double pitch : {-90.0, -45.0, 0.0, 60.0, 90.0}) {
            const LonLat p = lonLat(Camera({yaw, pitch, 80.0}, kWide).directionAt({640.0, 360.0}));
            EXPECT_NEAR(degrees(p.lat), pitch, 1e-5);
            if (std::abs(pitch) < 89.0) {
                EXPECT_NEAR(yawDifference(degrees(p.lon), yaw), 0.0, 1e-5);
            }
        }
    }
}

TEST(Camera, YawGrowsToTheRightAndPitchUpwards) {
    const Camera camera({0.0, 0.0, 90.0}, kWide);
    EXPECT_NEAR(degrees(lonLat(camera.directionAt({1280.0, 360.0})).lon), 45.0, 1e-9);
    EXPECT_NEAR(degrees(lonLat(camera.directionAt({0.0, 360.0})).lon), -45.0, 1e-9);
    EXPECT_GT(lonLat(camera.directionAt({640.0, 0.0})).lat, 0.0);
    const auto right = camera.project(direction({radians(10.0), 0.0}));
    EXPECT_GT(right.pixel.x, 640.0);
    EXPECT_NEAR(right.pixel.y, 360.0, 1e-9);
}

TEST(Camera, FovIsHorizontalInBothProjections) {
    for (const Projection projection : {Projection::kRectilinear, Projection::kStereographic}) {
        const Camera camera({0.0, 0.0, 110.0, projection}, {600, 900});
        EXPECT_NEAR(degrees(lonLat(camera.directionAt({600.0, 450.0})).lon), 55.0, 1e-9);
    }
}

TEST(Camera, ProjectUndoesDirectionAt) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int i = 0; i < 2000; ++i) {
        const auto projection = i % 2 ? Projection::kRectilinear : Projection::kStereographic;
        const View view{unit(random) * 360 - 180,
                        unit(random) * 180 - 90,
                        projection == Projection::kRectilinear ? 5 + unit(random) * 130
                                                               : 30 + unit(random) * 270,
                        projection};
        const Camera camera(view, {800, 600});
        const Vec2 pixel{unit(random) * 800, unit(random) * 600};
        const auto back = camera.project(camera.directionAt(pixel));
        ASSERT_TRUE(back.in_front);
        EXPECT_NEAR(back.pixel.x, pixel.x, 1e-5);
        EXPECT_NEAR(back.pixel.y, pixel.y, 1e-5);
    }
}

TEST(Camera, EdgesAreInsideExactlyWhereThePictureIs) {
    std::mt19937 random(5);
    std::normal_distribution<double> normal;
    for (const View view : {View{20, 30, 100},
                            View{-170, -80, 20},
                            View{0, -90, 300, Projection::kStereographic},
                            View{50, 10, 200, Projection::kStereographic}}) {
        const Camera camera(view, kWide);
        for (int i = 0; i < 5000; ++i) {
            const Vec3 d = normalized({normal(random), normal(random), normal(random)});
            bool inside = true;
            double nearest = 1.0;
            for (const auto& edge : camera.edges()) {
                const double side = dot(edge.normal, d) - edge.offset;
                inside = inside && side >= 0.0;
                nearest = std::min(nearest, std::abs(side));
            }
            if (nearest < 1e-9) {
                continue;
            }
            const auto p = camera.project(d);
            const bool seen = p.in_front && p.pixel.x >= 0 && p.pixel.x <= 1280 && p.pixel.y >= 0 &&
                              p.pixel.y <= 720;
            EXPECT_EQ(inside, seen);
        }
    }
}

TEST(LimitView, KeepsTheWholeSphereFreeButNotFurther) {
    const View view = limitView({200.0, 95.0, 500.0}, kWide, {}, 8192);
    EXPECT_DOUBLE_EQ(view.yaw, -160.0);
    EXPECT_DOUBLE_EQ(view.pitch, 90.0);
    EXPECT_DOUBLE_EQ(view.fov, 120.0);
}

TEST(LimitView, ZoomEndsWhereThereIsNothingMoreToSee) {
    const View view = limitView({0.0, 0.0, 0.01}, kWide, {}, 8192);
    const double pixels_a_source_pixel =
        Camera(view, kWide).pixelsPerRadian() / (8192 / (2.0 * kPi));
    EXPECT_NEAR(pixels_a_source_pixel, kMaxMagnification, 1e-6);
}

TEST(LimitView, APhoneHeldUprightSeesNoTunnel) {
    const Viewport upright{360, 640};
    const View view = limitView({0.0, 0.0, 120.0}, upright, {}, 8192);
    const double half = std::tan(radians(view.fov) / 2.0) * 640 / 360;
    EXPECT_NEAR(degrees(2.0 * std::atan(half)), 120.0, 1e-9);
}

TEST(LimitView, ShowsNothingBeyondACroppedPanorama) {
    const ViewLimits limits{-100.0, 60.0, -40.0, 30.0};
    std::mt19937 random(11);
    std::uniform_real_distribution<double> unit(-1.0, 1.0);
    for (int i = 0; i < 500; ++i) {
        const View view = limitView(
            {unit(random) * 180, unit(random) * 90, 90 + unit(random) * 80}, kWide, limits, 8192);
        const double half_v =
            degrees(std::atan(std::tan(radians(view.fov) / 2.0) * kWide.height / kWide.width));
        EXPECT_GE(view.yaw - view.fov / 2.0, -100.0 - 1e-9);
        EXPECT_LE(view.yaw + view.fov / 2.0, 60.0 + 1e-9);
        EXPECT_GE(view.pitch - half_v, -40.0 - 1e-9);
        EXPECT_LE(view.pitch + half_v, 30.0 + 1e-9);
    }
}

TEST(LimitView, NumbersThatAreNoneGiveTheStart) {
    const double nan = std::nan("");
    const View view = limitView({nan, nan, nan}, kWide, {}, 8192);
    EXPECT_DOUBLE_EQ(view.yaw, 0.0);
    EXPECT_DOUBLE_EQ(view.pitch, 0.0);
    EXPECT_DOUBLE_EQ(view.fov, 90.0);
}

TEST(Angles, WrapAndDifference) {
    EXPECT_DOUBLE_EQ(wrapYaw(180.0), -180.0);
    EXPECT_DOUBLE_EQ(wrapYaw(-180.0), -180.0);
    EXPECT_DOUBLE_EQ(wrapYaw(725.0), 5.0);
    EXPECT_DOUBLE_EQ(yawDifference(170.0, -170.0), 20.0);
    EXPECT_DOUBLE_EQ(yawDifference(-170.0, 170.0), -20.0);
}

} // namespace
} // namespace vr360
