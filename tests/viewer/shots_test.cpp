// vr360-view --shot and --shots, as a program: no window, no display.

#include "core/geometry/camera.h"
#include "core/package/pyramid.h"
#include "tests/support/run_program.h"
#include "tests/support/tiny_package.h"
#include "tests/support/vulkan_environment.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <spng.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

namespace vr360::test {
namespace {

struct PngPicture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;
};

PngPicture readPng(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    PngPicture picture;
    const std::unique_ptr<spng_ctx, decltype(&spng_ctx_free)> context(spng_ctx_new(0),
                                                                      spng_ctx_free);
    spng_set_png_buffer(context.get(), bytes.data(), bytes.size());
    spng_ihdr header{};
    std::size_t size = 0;
    if (spng_get_ihdr(context.get(), &header) != 0 ||
        spng_decoded_image_size(context.get(), SPNG_FMT_RGB8, &size) != 0)
        return picture;
    picture.rgb.resize(size);
    spng_decode_image(context.get(), picture.rgb.data(), size, SPNG_FMT_RGB8, 0);
    picture.width = static_cast<int>(header.width);
    picture.height = static_cast<int>(header.height);
    return picture;
}

/// PSNR in dB of a picture against the formula that the tiles were made from.
double psnr(const PngPicture& picture, const View& view, int scene) {
    const Camera camera(view, {picture.width, picture.height});
    double sum = 0.0;
    for (int y = 0; y < picture.height; ++y) {
        for (int x = 0; x < picture.width; ++x) {
            const Rgb wanted = tinyColour(camera.directionAt({x + 0.5, y + 0.5}), scene);
            for (int c = 0; c < 3; ++c) {
                const std::size_t at = (static_cast<std::size_t>(y) * picture.width + x) * 3 + c;
                const double difference =
                    picture.rgb[at] - std::clamp(std::round(wanted[c]), 0.0, 255.0);
                sum += difference * difference;
            }
        }
    }
    const double mean = sum / static_cast<double>(picture.rgb.size());
    return mean == 0.0 ? 99.0 : 10.0 * std::log10(255.0 * 255.0 / mean);
}

class ShotsTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        useSoftwareVulkan();
        ::unsetenv("DISPLAY");
        ::unsetenv("WAYLAND_DISPLAY");
        ::setenv("VR360_VALIDATE", "1", 1);
        folder_ = std::make_unique<TemporaryFolder>();
        ASSERT_TRUE(writeTinyPackage(*folder_ / "package", 2048).ok());
    }
    static void TearDownTestSuite() { folder_.reset(); }

    void SetUp() override {
        const Ran probe = shoot({"--size", "16x16", "--shot", *folder_ / "probe.png"});
        if (probe.exit_code == 69)
            GTEST_SKIP() << probe.err;
    }

    static Ran shoot(std::vector<std::string> arguments) {
        arguments.insert(arguments.begin(), {VR360_VIEW, *folder_ / "package"});
        return runProgram(arguments);
    }

    inline static std::unique_ptr<TemporaryFolder> folder_;
};

TEST_F(ShotsTest, EveryDirectionIsRight) {
    const std::vector<View> views = {{.yaw = 0, .pitch = 0, .fov = 90},
                                     {.yaw = 180, .pitch = 0, .fov = 80},
                                     {.yaw = 123.4, .pitch = 89, .fov = 90},
                                     {.yaw = -77, .pitch = -89, .fov = 70},
                                     {.yaw = 179.9, .pitch = 60, .fov = 110},
                                     {.yaw = -30, .pitch = 12, .fov = 20}};
    std::ofstream list(*folder_ / "shots.txt");
    for (std::size_t i = 0; i < views.size(); ++i)
        list << views[i].yaw << ' ' << views[i].pitch << ' ' << views[i].fov << " 640x360 "
             << *folder_ / ("view" + std::to_string(i) + ".png") << "\n";
    list << "\n# a comment\n30 -40 200 320x320 " << *folder_ / "planet.png"
         << " planet\n";
    list.close();
    const Ran ran = shoot({"--shots", *folder_ / "shots.txt", "--stats"});
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_EQ(ran.err, "");
    for (std::size_t i = 0; i < views.size(); ++i) {
        const PngPicture picture = readPng(*folder_ / ("view" + std::to_string(i) + ".png"));
        ASSERT_EQ(picture.width, 640);
        ASSERT_EQ(picture.height, 360);
        EXPECT_GE(psnr(picture, views[i], 0), 48.0) << "view " << i;
    }
    EXPECT_GE(psnr(readPng(*folder_ / "planet.png"),
                   {.yaw = 30, .pitch = -40, .fov = 200, .projection = Projection::kStereographic},
                   0),
              46.0);
    const auto stats = nlohmann::json::parse(ran.out);
    EXPECT_EQ(stats["validation_messages"], 0);
    EXPECT_GT(stats["sharp_ms"], 0.0);
    EXPECT_EQ(stats["tiles"]["failed"], 0);
}

TEST_F(ShotsTest, OtherScenesAndSites) {
    const Ran tower = shoot({"--site",
                             "lake",
                             "--scene",
                             "tower",
                             "--yaw",
                             "10",
                             "--pitch",
                             "0",
                             "--fov",
                             "90",
                             "--size",
                             "320x200",
                             "--shot",
                             *folder_ / "a.png"});
    ASSERT_EQ(tower.exit_code, 0) << tower.err;
    EXPECT_GE(psnr(readPng(*folder_ / "a.png"), {.yaw = 10, .fov = 90}, 1), 48.0);
    // The market's own first view is 45° to the right.
    const Ran market =
        shoot({"--site", "market", "--size", "320x200", "--shot", *folder_ / "b.png"});
    ASSERT_EQ(market.exit_code, 0) << market.err;
    EXPECT_GE(psnr(readPng(*folder_ / "b.png"), {.yaw = 45, .fov = 90}, 2), 48.0);
}

TEST_F(ShotsTest, SameShotSameBytes) {
    const auto take = [&](const std::string& name, const char* threads) {
        return shoot({"--yaw",
                      "33",
                      "--size",
                      "400x300",
                      "--threads",
                      threads,
                      "--shot",
                      *folder_ / name})
            .exit_code;
    };
    ASSERT_EQ(take("one.png", "1"), 0);
    ASSERT_EQ(take("four.png", "4"), 0);
    EXPECT_EQ(readPng(*folder_ / "one.png").rgb, readPng(*folder_ / "four.png").rgb);
}

TEST_F(ShotsTest, WithheldTilesAreStoodInForByCoarserOnes) {
    const View view{.yaw = 20, .pitch = -15, .fov = 60};
    const std::vector<std::string> base = {
        "--yaw", "20", "--pitch", "-15", "--fov", "60", "--size", "800x600"};
    const auto take = [&](const std::string& name, const std::vector<std::string>& more) {
        std::vector<std::string> arguments = base;
        arguments.insert(arguments.end(), more.begin(), more.end());
        arguments.insert(arguments.end(), {"--shot", *folder_ / name});
        return shoot(arguments);
    };
    ASSERT_EQ(take("whole.png", {}).exit_code, 0);
    ASSERT_EQ(take("mixed.png", {"--withhold", "1"}).exit_code, 0);
    ASSERT_EQ(take("mixed2.png", {"--withhold", "1"}).exit_code, 0);
    const PngPicture mixed = readPng(*folder_ / "mixed.png");
    EXPECT_NE(readPng(*folder_ / "whole.png").rgb, mixed.rgb) << "coarse tiles must show";
    EXPECT_EQ(readPng(*folder_ / "mixed2.png").rgb, mixed.rgb);
    // The pattern is so smooth that even a quarter of the pixels gives it: nothing blank or
    // doubled.
    EXPECT_GE(psnr(mixed, view, 0), 40.0);
}

class BrokenPackageTest : public ShotsTest {
protected:
    void SetUp() override {
        ShotsTest::SetUp();
        if (IsSkipped())
            return;
        std::filesystem::copy(
            *folder_ / "package", broken_ / "package", std::filesystem::copy_options::recursive);
    }
    /// The tile of the finest level in the middle of a view straight ahead.
    [[nodiscard]] std::string middleTile() const {
        const auto grid = Grid::create(2048, 1024);
        return broken_ / ("package/" + tilePath("000000000000000000000001",
                                                grid->tileAt(grid->levelCount() - 1, {})));
    }
    Ran shootBroken() {
        return runProgram({VR360_VIEW,
                           broken_ / "package",
                           "--fov",
                           "40",
                           "--size",
                           "640x360",
                           "--shot",
                           broken_ / "out.png"});
    }
    TemporaryFolder broken_;
};

TEST_F(BrokenPackageTest, MissingTileIsReportedAndStoodInFor) {
    ASSERT_TRUE(std::filesystem::remove(middleTile()));
    const Ran ran = shootBroken();
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_NE(ran.err.find(".webp: the file is missing"), std::string::npos) << ran.err;
    EXPECT_GE(psnr(readPng(broken_ / "out.png"), {.fov = 40}, 0), 40.0);
}

TEST_F(BrokenPackageTest, CutOffTileIsReportedAndStoodInFor) {
    std::filesystem::resize_file(middleTile(), 60);
    const Ran ran = shootBroken();
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_NE(ran.err.find("damaged or cut off"), std::string::npos) << ran.err;
    EXPECT_GE(psnr(readPng(broken_ / "out.png"), {.fov = 40}, 0), 40.0);
}

TEST_F(BrokenPackageTest, TileThatIsNoPictureIsReported) {
    std::ofstream(middleTile()) << "not a picture";
    const Ran ran = shootBroken();
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_NE(ran.err.find("not a WebP image"), std::string::npos) << ran.err;
}

TEST_F(BrokenPackageTest, BrokenIndexIsBadInput) {
    std::ofstream(broken_ / "package/tour.json") << "{";
    const Ran ran = shootBroken();
    EXPECT_EQ(ran.exit_code, 65);
    EXPECT_NE(ran.err.find("tour.json"), std::string::npos) << ran.err;
}

TEST_F(ShotsTest, MistakesOnTheCommandLine) {
    EXPECT_EQ(shoot({"--size", "12"}).exit_code, 2);
    EXPECT_EQ(shoot({"--nonsense"}).exit_code, 2);
    EXPECT_EQ(shoot({"--fov", "179", "--shot", *folder_ / "x.png"}).exit_code, 2);
    EXPECT_EQ(runProgram({VR360_VIEW}).exit_code, 2);
    EXPECT_EQ(runProgram({VR360_VIEW, "--help"}).exit_code, 0);
    const Ran unknown = shoot({"--site", "nowhere", "--shot", *folder_ / "x.png"});
    EXPECT_EQ(unknown.exit_code, 65);
    EXPECT_NE(unknown.err.find("lake, market"), std::string::npos) << unknown.err;
    EXPECT_EQ(shoot({"--shot", "/nowhere/x.png"}).exit_code, 73);
    EXPECT_EQ(runProgram({VR360_VIEW, "/nowhere", "--shot", *folder_ / "x.png"}).exit_code, 65);
}

TEST_F(ShotsTest, WithoutADisplayAWindowIsAClearFault) {
    const Ran ran = shoot({});
    EXPECT_EQ(ran.exit_code, 69);
    EXPECT_NE(ran.err.find("--shot"), std::string::npos) << ran.err;
}

} // namespace
} // namespace vr360::test
