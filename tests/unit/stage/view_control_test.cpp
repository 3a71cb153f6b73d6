#include "core/stage/view_control.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace vr360 {
namespace {

constexpr Viewport kWide{1280, 720};

ViewControl controlAt(const View& view) {
    ViewControl control;
    control.setViewport(kWide);
    control.setBounds({}, 8192);
    control.setView(view);
    return control;
}

/// Lets time pass in frames until nothing moves; seconds it took.
double settle(ViewControl& control, double now, double frame = 1.0 / 60.0) {
    const double start = now;
    while (control.advance(now) && now - start < 60.0) {
        now += frame;
    }
    return now - start;
}

TEST(ViewControl, TheGrabbedPointStaysUnderThePointer) {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    for (int i = 0; i < 500; ++i) {
        ViewControl control =
            controlAt({unit(random) * 360 - 180, unit(random) * 100 - 50, 30 + 70 * unit(random)});
        const Vec2 from{200 + unit(random) * 880, 100 + unit(random) * 520};
        const Vec3 grabbed = Camera(control.view(), kWide).directionAt(from);
        control.grab(from, 0.0);
        const Vec2 to{from.x + unit(random) * 200 - 100, from.y + unit(random) * 200 - 100};
        control.drag(to, 0.02);
        if (std::abs(control.view().pitch) > 89.9) {
            continue; // the pole stops the hand
        }
        const auto now_at = Camera(control.view(), kWide).project(grabbed);
        ASSERT_TRUE(now_at.in_front);
        EXPECT_NEAR(now_at.pixel.x, to.x, 0.01);
        EXPECT_NEAR(now_at.pixel.y, to.y, 0.01);
    }
}

TEST(ViewControl, ADragToTheLeftLooksToTheRight) {
    ViewControl control = controlAt({0, 0, 90});
    control.grab({640, 360}, 0.0);
    control.drag({540, 360}, 0.1);
    EXPECT_GT(control.view().yaw, 5.0);
    EXPECT_NEAR(control.view().pitch, 0.0, 1e-9);
}

TEST(ViewControl, RunsOnAfterAFlickAndStops) {
    ViewControl control = controlAt({0, 0, 90});
    control.grab({640, 360}, 0.0);
    for (int i = 1; i <= 6; ++i) {
        control.drag({640.0 - 20 * i, 360}, i * 0.016);
    }
    const double let_go = control.view().yaw;
    control.release(0.1);
    EXPECT_TRUE(control.moving());
    const double seconds = settle(control, 0.1);
    EXPECT_GT(control.view().yaw, let_go + 5.0);
    EXPECT_LT(seconds, 4.0);
    EXPECT_FALSE(control.moving());
}

TEST(ViewControl, AFingerThatRestsBeforeItLiftsDoesNotFlick) {
    ViewControl control = controlAt({0, 0, 90});
    control.grab({640, 360}, 0.0);
    control.drag({500, 360}, 0.05);
    control.release(0.6);
    EXPECT_FALSE(control.moving());
}

TEST(ViewControl, InertiaDoesNotDependOnTheFrameRate) {
    double ends[2];
    for (int k = 0; k < 2; ++k) {
        ViewControl control = controlAt({0, 0, 90});
        control.grab({640, 360}, 0.0);
        for (int i = 1; i <= 6; ++i) {
            control.drag({640.0 - 10 * i, 360}, i * 0.016);
        }
        control.release(0.1);
        settle(control, 0.1, k == 0 ? 1.0 / 240.0 : 1.0 / 30.0);
        ends[k] = control.view().yaw;
    }
    EXPECT_NEAR(ends[0], ends[1], 0.1 * std::abs(ends[0]));
}

TEST(ViewControl, TheWheelZoomsToThePointer) {
    ViewControl control = controlAt({20, 5, 90});
    const Vec2 at{900, 300};
    const Vec3 before = Camera(control.view(), kWide).directionAt(at);
    control.zoom(3.0, at, 0.0);
    settle(control, 0.0);
    EXPECT_LT(control.view().fov, 60.0);
    const auto after = Camera(control.view(), kWide).project(before);
    EXPECT_NEAR(after.pixel.x, at.x, 0.5);
    EXPECT_NEAR(after.pixel.y, at.y, 0.5);
    control.zoom(-3.0, at, 10.0);
    settle(control, 10.0);
    EXPECT_NEAR(control.view().fov, 90.0, 0.5);
}

TEST(ViewControl, PinchScalesByTheFingersDistance) {
    ViewControl control = controlAt({0, 0, 90});
    control.pinchStart({540, 360}, {740, 360});
    control.pinch({440, 360}, {840, 360});
    const double zoomed = std::tan(radians(control.view().fov) / 2.0);
    EXPECT_NEAR(zoomed, std::tan(radians(90) / 2.0) / 2.0, 1e-9);
    EXPECT_NEAR(control.view().yaw, 0.0, 1e-6);
    control.pinchEnd();
    EXPECT_FALSE(control.moving());
}

TEST(ViewControl, KeysSteerWhileHeld) {
    ViewControl control = controlAt({0, 0, 90});
    control.advance(0.0);
    control.steer(1, 0, 0);
    for (int i = 1; i <= 60; ++i) {
        control.advance(i / 60.0);
    }
    EXPECT_GT(control.view().yaw, 40.0);
    EXPECT_LT(control.view().yaw, 90.0);
    control.steer(0, 0, 0);
    settle(control, 1.0);
    EXPECT_FALSE(control.moving());
    control.steer(0, 0, 1);
    control.advance(10.0);
    control.advance(10.1);
    EXPECT_LT(control.view().fov, 90.0);
}

TEST(ViewControl, TravelsTheShortWayAndArrivesExactly) {
    ViewControl control = controlAt({170, 0, 90});
    control.travelTo({-170, 10, 45}, 1.0, 5.0);
    control.advance(5.5);
    EXPECT_NEAR(yawDifference(control.view().yaw, 180.0), 0.0, 1e-6);
    EXPECT_TRUE(control.moving());
    control.advance(6.0);
    EXPECT_EQ(control.view(), (View{-170, 10, 45}));
    EXPECT_FALSE(control.moving());
}

TEST(ViewControl, AutorotationTurnsUntilTouched) {
    ViewControl control = controlAt({0, 0, 90});
    control.autorotate(6.0);
    double now = 0.0;
    for (; now < 4.0; now += 0.05) {
        control.advance(now);
    }
    EXPECT_NEAR(control.view().yaw, 6.0 * 4.0, 4.0);
    control.grab({100, 100}, now);
    control.release(now);
    EXPECT_FALSE(control.moving());
}

TEST(ViewControl, PicturesMadeToOrderAreNotNarrowed) {
    const View wide{10, 20, 140};
    ViewControl control = controlAt(wide);
    EXPECT_LT(control.view().fov, 121.0) << "a visitor's hands keep to what is comfortable";
    control.liftLimits();
    control.setViewport({720, 1280});
    control.setBounds({-50, 50, -30, 30}, 4096);
    control.setView(wide);
    EXPECT_EQ(control.view(), wide);
}

TEST(ViewControl, AfterAPauseItGoesOnWithoutAJump) {
    ViewControl control = controlAt({0, 0, 90});
    control.autorotate(10.0);
    control.advance(0.0);
    control.advance(1000.0);
    EXPECT_LE(std::abs(control.view().yaw), 1.1);
}

} // namespace
} // namespace vr360
