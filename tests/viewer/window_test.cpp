// vr360-view in a virtual screen, worked with mouse and keys, watched by its pixels.

#include "tests/support/tiny_package.h"
#include "tests/support/vulkan_environment.h"
#include "tests/viewer/virtual_screen.h"

#include "core/geometry/camera.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <csignal>
#include <fstream>
#include <iterator>
#include <memory>
#include <thread>

namespace vr360::test {
namespace {

constexpr int kWidth = 1280;
constexpr int kHeight = 720;
constexpr double kPatience = 20.0; // seconds; the machine may be busy

using Colour = std::array<std::uint8_t, 3>;

bool isPanel(Colour c) {
    return c[0] < 40 && c[1] < 45 && c[2] < 55;
}
bool isLetter(Colour c) {
    return c[0] > 215 && c[1] > 215 && c[2] > 215;
}
bool isAccent(Colour c) {
    return std::abs(c[0] - 242) < 12 && std::abs(c[1] - 193) < 12 && std::abs(c[2] - 78) < 16;
}

/// How far the free middle of the window is from a view of a scene; a mean over sample points.
double distance(const Screenshot& shot, const View& view, int scene) {
    const Camera camera(view, {kWidth, kHeight});
    double sum = 0.0;
    int count = 0;
    for (int y = 150; y < 400; y += 50) {
        for (int x = 500; x < 820; x += 40) {
            const Rgb wanted = tinyColour(camera.directionAt({x + 0.5, y + 0.5}), scene);
            for (int c = 0; c < 3; ++c)
                sum += std::abs(shot.at(x, y)[c] - wanted[c]);
            count += 3;
        }
    }
    return sum / count;
}
bool shows(const Screenshot& shot, const View& view, int scene) {
    return distance(shot, view, scene) < 2.5;
}

class WindowTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        useSoftwareVulkan();
        ::setenv("VR360_VALIDATE", "1", 1);
        ::setenv("LANG", "C.UTF-8", 1);
        package_ = std::make_unique<TemporaryFolder>();
        ASSERT_TRUE(writeTinyPackage(package_->path(), 2048).ok());
    }
    static void TearDownTestSuite() { package_.reset(); }

    void SetUp() override {
        if (const std::string missing = VirtualScreen::missing(); !missing.empty())
            GTEST_SKIP() << missing;
        screen_ = std::make_unique<VirtualScreen>(kWidth, kHeight);
        ASSERT_TRUE(screen_->ready());
    }
    void TearDown() override {
        viewer_.reset();
        screen_.reset();
    }

    void start(std::vector<std::string> arguments, const char* size = "1280x720") {
        arguments.insert(
            arguments.begin(),
            {VR360_VIEW, package_->path(), "--size", size, "--ui-scale", "1", "--mute", "--stats"});
        viewer_ = std::make_unique<RunningProgram>(arguments, folder_ / "log");
    }
    bool waitForView(const View& view, int scene) {
        return screen_->waitUntil([&](const Screenshot& shot) { return shows(shot, view, scene); },
                                  kPatience);
    }
    bool waitUntil(const std::function<bool(const Screenshot&)>& condition) {
        return screen_->waitUntil(condition, kPatience);
    }
    /// Ends the viewer; its statistics. It must have been content.
    nlohmann::json finish() {
        EXPECT_EQ(viewer_->stop(SIGTERM), 0) << log();
        const std::string text = log();
        const auto at = text.find("{\"device\"");
        if (at == std::string::npos) {
            ADD_FAILURE() << text;
            return {};
        }
        auto stats = nlohmann::json::parse(text.substr(at));
        EXPECT_EQ(stats["validation_messages"], 0) << text;
        return stats;
    }
    std::string log() {
        std::ifstream in(folder_ / "log");
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static void pause(double seconds) {
        std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
    }

    inline static std::unique_ptr<TemporaryFolder> package_;
    TemporaryFolder folder_;
    std::unique_ptr<VirtualScreen> screen_;
    std::unique_ptr<RunningProgram> viewer_;
};

TEST_F(WindowTest, PicturePanelAndSubtitlesAppear) {
    start({"--lang", "en", "--play"});
    ASSERT_TRUE(waitForView({.fov = 90}, 0)) << log();
    // The subtitle: white letters above the bar, in the middle.
    EXPECT_TRUE(waitUntil(
        [](const Screenshot& shot) { return shot.share(480, 560, 800, 640, isLetter) > 0.02; }));
    EXPECT_GT(screen_->look().share(380, 660, 900, 690, isAccent), 0.001) << "seek bar";
    // The list opens by its button and closes by Escape.
    EXPECT_LT(screen_->look().share(40, 484, 400, 502, isPanel), 0.5);
    VirtualScreen::act({"mousemove", "44", "44", "click", "1"});
    EXPECT_TRUE(waitUntil(
        [](const Screenshot& shot) { return shot.share(40, 484, 400, 502, isPanel) > 0.9; }));
    VirtualScreen::act({"key", "Escape"});
    EXPECT_TRUE(waitUntil(
        [](const Screenshot& shot) { return shot.share(40, 484, 400, 502, isPanel) < 0.1; }));
    const auto stats = finish();
    EXPECT_GT(stats["sharp_ms"], 0.0);
}

TEST_F(WindowTest, DragWheelAndKeysMoveTheView) {
    start({"--lang", "en"});
    ASSERT_TRUE(waitForView({.fov = 90}, 0)) << log();
    VirtualScreen::act({"mousemove",
                        "600",
                        "300",
                        "mousedown",
                        "1",
                        "mousemove",
                        "700",
                        "300",
                        "sleep",
                        "0.3",
                        "mousemove",
                        "800",
                        "330",
                        "sleep",
                        "0.4",
                        "mouseup",
                        "1"});
    EXPECT_TRUE(waitUntil([](const Screenshot& shot) {
        return distance(shot, {.fov = 90}, 0) > 10.0;
    })) << "dragging turns";
    VirtualScreen::act({"key", "Home"});
    EXPECT_TRUE(waitForView({.fov = 90}, 0)) << "Home goes back";
    VirtualScreen::act({"mousemove", "640", "250", "click", "4", "click", "4", "click", "4"});
    EXPECT_TRUE(waitUntil([](const Screenshot& shot) {
        return distance(shot, {.fov = 90}, 0) > 5.0;
    })) << "the wheel zooms";
    VirtualScreen::act({"key", "Home"});
    EXPECT_TRUE(waitForView({.fov = 90}, 0));
    VirtualScreen::act({"keydown", "Right", "sleep", "0.6", "keyup", "Right"});
    EXPECT_TRUE(waitUntil([](const Screenshot& shot) {
        return distance(shot, {.fov = 90}, 0) > 10.0;
    })) << "keys turn";
    finish();
}

TEST_F(WindowTest, LinksAndKeysLeadThroughTheTour) {
    start({"--lang", "en"});
    ASSERT_TRUE(waitForView({.fov = 90}, 0)) << log();
    // The link up the tower is at yaw 22, pitch −10, and arrives at yaw 90.
    const auto link = Camera({.fov = 90}, {kWidth, kHeight})
                          .project(direction({radians(22.0), radians(-10.0)}))
                          .pixel;
    VirtualScreen::act({"mousemove",
                        std::to_string(std::lround(link.x)),
                        std::to_string(std::lround(link.y)),
                        "click",
                        "1"});
    EXPECT_TRUE(waitForView({.yaw = 90, .pitch = 0, .fov = 90}, 1)) << log();
    VirtualScreen::act({"key", "Next"});
    EXPECT_TRUE(waitForView({.yaw = 45, .fov = 90}, 2));
    VirtualScreen::act({"key", "Prior"});
    EXPECT_TRUE(waitForView({.fov = 90}, 1));
    finish();
}

TEST_F(WindowTest, ALanguageIsChosenAndSubtitlesFollow) {
    start({"--lang", "zh", "--play"});
    ASSERT_TRUE(waitForView({.fov = 90}, 0)) << log();
    EXPECT_TRUE(waitUntil(
        [](const Screenshot& shot) { return shot.share(480, 560, 800, 640, isLetter) > 0.02; }));
    VirtualScreen::act({"key", "c"}); // subtitles off
    EXPECT_TRUE(waitUntil(
        [](const Screenshot& shot) { return shot.share(480, 570, 800, 640, isLetter) < 0.001; }));
    VirtualScreen::act({"mousemove", "1170", "44", "click", "1"});
    EXPECT_TRUE(waitUntil([](const Screenshot& shot) {
        return shot.share(870, 100, 1250, 190, isAccent) > 0.1;
    })) << "one of the languages is lit";
    finish();
}

TEST_F(WindowTest, AHotspotsSoundPlays) {
    const View view{.yaw = 45, .fov = 90};
    start({"--lang", "en", "--site", "market"});
    ASSERT_TRUE(waitForView(view, 2)) << log();
    const auto bell =
        Camera(view, {kWidth, kHeight}).project(direction({radians(75.0), radians(-20.0)})).pixel;
    const int x = static_cast<int>(std::lround(bell.x));
    const int y = static_cast<int>(std::lround(bell.y));
    const auto lit = [&](const Screenshot& shot) {
        return shot.share(x - 12, y - 12, x + 12, y + 12, isAccent);
    };
    EXPECT_LT(lit(screen_->look()), 0.05);
    VirtualScreen::act({"mousemove",
                        std::to_string(x),
                        std::to_string(y),
                        "click",
                        "1",
                        "mousemove",
                        "640",
                        "90"});
    EXPECT_TRUE(waitUntil([&](const Screenshot& shot) { return lit(shot) > 0.3; }))
        << "while it plays";
    VirtualScreen::act({"mousemove",
                        std::to_string(x),
                        std::to_string(y),
                        "click",
                        "1",
                        "mousemove",
                        "640",
                        "90"});
    EXPECT_TRUE(waitUntil([&](const Screenshot& shot) { return lit(shot) < 0.05; }))
        << "a second tap ends it";
    finish();
}

TEST_F(WindowTest, NothingIsDrawnWhileNothingHappens) {
    start({"--lang", "en"});
    ASSERT_TRUE(waitForView({.fov = 90}, 0)) << log();
    pause(1.5); // everything has come to rest
    const double before = viewer_->processorSeconds();
    pause(4.0);
    const double used = viewer_->processorSeconds() - before;
    EXPECT_LE(used, 0.04) << "1 % of a core";
    const auto stats = finish();
    EXPECT_LT(stats["frames"], 60);
}

/// What drivers do to programs, by order.
class FaultsTest : public WindowTest, public ::testing::WithParamInterface<const char*> {};

TEST_P(FaultsTest, ThePictureComesBack) {
    start({"--lang", "en", "--inject", GetParam()});
    EXPECT_TRUE(waitUntil([](const Screenshot& shot) {
        return shot.share(300, 200, 500, 300, [](Colour c) { return c[0] + c[1] + c[2] > 60; }) >
               0.9;
    })) << log();
    for (int i = 0; i < 12; ++i) // each draws a few frames, so the fault happens on the way
        VirtualScreen::act({"mousemove", std::to_string(600 + i), "300", "sleep", "0.05"});
    EXPECT_TRUE(waitForView({.fov = 90}, 0)) << log();
    finish();
    const bool lost = std::string(GetParam()).find("outdated") == std::string::npos;
    EXPECT_EQ(log().find("the device was lost") != std::string::npos, lost) << log();
}

INSTANTIATE_TEST_SUITE_P(Plans,
                         FaultsTest,
                         ::testing::Values("submit:1:lost",
                                           "submit:8:lost",
                                           "acquire:7:surface",
                                           "acquire:6:outdated",
                                           "present:6:outdated"));

TEST_F(WindowTest, ADeviceThatIsLostAgainAndAgainEndsTheProgram) {
    start({"--lang", "en", "--inject", "submit:1:lost,submit:1:lost"});
    for (int i = 0; i < 200 && viewer_->running(); ++i)
        pause(0.1);
    EXPECT_EQ(viewer_->stop(SIGTERM), 69) << log();
}

TEST_F(WindowTest, FullScreenAndBack) {
    start({"--lang", "en"}, "800x500");
    const auto freeCorner = [](const Screenshot& shot) {
        return shot.share(1000, 600, 1180, 700, [](Colour c) { return c[0] + c[1] + c[2] == 0; });
    };
    EXPECT_TRUE(waitUntil([](const Screenshot& shot) {
        return shot.share(300, 200, 500, 300, [](Colour c) { return c[0] + c[1] + c[2] > 60; }) >
               0.9;
    })) << log();
    VirtualScreen::act({"key", "F11"});
    EXPECT_TRUE(waitUntil([&](const Screenshot& shot) { return freeCorner(shot) < 0.1; })) << log();
    VirtualScreen::act({"key", "Escape"});
    pause(1.0);
    EXPECT_TRUE(viewer_->running());
    finish();
}

TEST_F(WindowTest, AKioskIsNotLeftByKeys) {
    start({"--kiosk", "--lang", "en"});
    ASSERT_TRUE(waitForView({.fov = 90}, 0)) << log();
    VirtualScreen::act({"key", "Escape", "key", "ctrl+q", "key", "F11", "key", "alt+F4"});
    pause(1.0);
    EXPECT_TRUE(viewer_->running());
    EXPECT_TRUE(shows(screen_->look(), {.fov = 90}, 0));
    finish();
}

} // namespace
} // namespace vr360::test
