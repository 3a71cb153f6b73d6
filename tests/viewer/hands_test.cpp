#include "viewer/app/hands.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

class HandsTest : public ::testing::Test {
protected:
    HandsTest() {
        control_.setViewport({1000, 500});
        control_.setBounds({}, 8192);
        control_.setView({.fov = 90.0});
    }
    Hands::Outcome handle(std::vector<InputEvent> events, bool panels_want = false) {
        hands_.add(std::move(events));
        time_ += 0.02;
        Hands::Outcome outcome = hands_.handle(control_, panels_want, 1.0, time_);
        control_.advance(time_);
        return outcome;
    }
    UiInput panels() {
        UiInput input;
        hands_.fill(input);
        return input;
    }

    ViewControl control_;
    Hands hands_;
    double time_ = 0.0;
};

TEST_F(HandsTest, DraggingThePictureTurnsTheView) {
    handle({PointerMoved{500, 250}});
    handle({PointerButton{0, true}});
    const double yaw = control_.view().yaw;
    handle({PointerMoved{600, 250}});
    EXPECT_LT(control_.view().yaw, yaw) << "what was grabbed follows the pointer to the right";
    EXPECT_FALSE(panels().pointer_inside) << "panels do not light up under a drag";
    const Hands::Outcome up = handle({PointerButton{0, false}});
    EXPECT_FALSE(up.tapped);
}

TEST_F(HandsTest, AShakyTapIsATapAndTurnsNothing) {
    handle({PointerMoved{500, 250}});
    handle({PointerButton{0, true}});
    handle({PointerMoved{504, 251}});
    const Hands::Outcome up = handle({PointerButton{0, false}});
    EXPECT_TRUE(up.tapped);
    EXPECT_DOUBLE_EQ(up.tap_x, 504);
    EXPECT_DOUBLE_EQ(control_.view().yaw, 0.0);
}

TEST_F(HandsTest, APressOnAPanelIsThePanels) {
    handle({PointerMoved{20, 20}});
    handle({PointerButton{0, true}}, true);
    EXPECT_TRUE(panels().pointer_down);
    handle({PointerMoved{300, 20}}, true);
    EXPECT_DOUBLE_EQ(control_.view().yaw, 0.0);
    EXPECT_FALSE(handle({PointerButton{0, false}}, true).tapped);
    EXPECT_FALSE(panels().pointer_down);
}

TEST_F(HandsTest, APressRightAfterAMoveWaitsUntilPanelsSawThePointer) {
    const Hands::Outcome first =
        handle({PointerMoved{20, 20}, PointerButton{0, true}, PointerButton{0, false}});
    EXPECT_TRUE(first.more);
    EXPECT_FALSE(panels().pointer_down);
    const Hands::Outcome second = handle({}, true); // now they have, and want it
    EXPECT_TRUE(second.more);
    EXPECT_TRUE(panels().pointer_down);
    EXPECT_FALSE(handle({}, true).more);
    EXPECT_FALSE(panels().pointer_down);
}

TEST_F(HandsTest, TheWheelGoesToWhatLiesUnderIt) {
    handle({PointerMoved{20, 20}});
    handle({WheelTurned{1.0}}, true);
    EXPECT_FLOAT_EQ(panels().wheel, 1.0F);
    EXPECT_FLOAT_EQ(panels().wheel, 0.0F) << "once only";
    handle({WheelTurned{3.0}}, false);
    for (int i = 0; i < 100; ++i)
        handle({});
    EXPECT_LT(control_.view().fov, 80.0);
}

TEST_F(HandsTest, HeldKeysSteerAndLostFocusLetsGo) {
    EXPECT_TRUE(handle({KeyChanged{Key::kRight, true, false}}).keys.empty());
    for (int i = 0; i < 20; ++i)
        handle({});
    const double turned = control_.view().yaw;
    EXPECT_GT(turned, 0.5);
    handle({FocusLost{}});
    for (int i = 0; i < 300; ++i)
        handle({});
    EXPECT_FALSE(control_.moving());
}

TEST_F(HandsTest, KeysThatRepeatCountOnce) {
    EXPECT_EQ(handle({KeyChanged{Key::kHome, true, false}}).keys.size(), 1U);
    EXPECT_TRUE(handle({KeyChanged{Key::kHome, true, true}}).keys.empty());
}

TEST_F(HandsTest, ClosingAndResizingAreReported) {
    EXPECT_TRUE(handle({CloseRequested{}}).close);
    EXPECT_TRUE(handle({WindowResized{}}).resized);
}

} // namespace
} // namespace vr360
