// Files, pictures, the loading threads, and finding one's way in a tour.

#include "tests/support/run_program.h"
#include "tests/support/tiny_package.h"
#include "viewer/app/panoramas.h"
#include "viewer/app/visit.h"
#include "viewer/io/background.h"
#include "viewer/io/directory_source.h"
#include "viewer/io/tile_loader.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

namespace vr360 {
namespace {

class FilesTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = std::make_unique<test::TemporaryFolder>();
        ASSERT_TRUE(test::writeTinyPackage(folder_->path(), 1024).ok());
    }
    static void TearDownTestSuite() { folder_.reset(); }
    inline static std::unique_ptr<test::TemporaryFolder> folder_;
    DirectorySource source_{folder_->path()};
};

TEST_F(FilesTest, MissingIsAnotherFaultThanUnreadable) {
    EXPECT_EQ(source_.read("no/such.file").fault().number, 101);
    EXPECT_EQ(source_.read("panoramas").fault().number, 0); // a directory
    EXPECT_TRUE(source_.read("tour.json").ok());
}

TEST_F(FilesTest, WritingIsWholeOrNotAtAll) {
    const std::string path = *folder_ / "written.txt";
    ASSERT_TRUE(writeFile(path, "first").ok());
    ASSERT_TRUE(writeFile(path, "second").ok());
    EXPECT_EQ(readFile(path).value(), "second");
    EXPECT_FALSE(std::filesystem::exists(path + ".part"));
    EXPECT_FALSE(writeFile("/nowhere/at/all", "x").ok());
}

TEST_F(FilesTest, LoaderAnswersEveryRequestOnce) {
    std::atomic<int> woken{0};
    TileLoader loader(source_, 3, [&] { ++woken; });
    const auto grid = Grid::create(1024, 512);
    const std::string good = tilePath("000000000000000000000001", {0, 0, 0});
    std::vector<std::vector<std::byte>> memory(30);
    std::set<std::uint32_t> waiting;
    for (std::uint32_t i = 1; i <= 30; ++i) {
        memory[i - 1].resize(512 * 512 * 4);
        const bool wrong_size = i % 5 == 0;
        loader.start({.number = i,
                      .path = i % 3 == 0 ? "missing.webp" : good,
                      .area = {.pixels = memory[i - 1].data(),
                               .width = grid->tileWidth({0, 0, 0}) + (wrong_size ? 1 : 2),
                               .height = grid->tileHeight({0, 0, 0}) + 2,
                               .stride_bytes = 2048},
                      .slot = static_cast<int>(i)});
        waiting.insert(i);
    }
    int cancelled = 0;
    for (std::uint32_t i = 20; i <= 30; ++i) {
        if (const auto job = loader.cancel(i)) {
            EXPECT_EQ(job->slot, static_cast<int>(i));
            waiting.erase(i);
            ++cancelled;
        }
    }
    while (!waiting.empty()) {
        loader.waitForAnswer();
        std::vector<TileAnswer> answers;
        ASSERT_TRUE(loader.collect(answers));
        for (const TileAnswer& answer : answers) {
            EXPECT_EQ(waiting.erase(answer.number), 1U);
            EXPECT_EQ(answer.slot, static_cast<int>(answer.number));
            const bool bad = answer.number % 3 == 0 || answer.number % 5 == 0;
            EXPECT_EQ(answer.fault.has_value(), bad) << answer.number;
            EXPECT_EQ(answer.permanent, bad) << answer.number;
            if (!bad) {
                EXPECT_EQ(static_cast<int>(memory[answer.number - 1][3]), 255);
            }
        }
    }
    EXPECT_EQ(woken + cancelled, 30);
    loader.waitForAnswer(); // nothing is under way: returns at once
}

TEST_F(FilesTest, BackgroundFinishesOnTheCallersThread) {
    Background background(nullptr);
    std::thread::id worked;
    std::thread::id finished;
    background.start([&]() -> Background::Finish {
        worked = std::this_thread::get_id();
        return [&] { finished = std::this_thread::get_id(); };
    });
    while (!background.finish())
        std::this_thread::yield();
    EXPECT_EQ(finished, std::this_thread::get_id());
    EXPECT_NE(worked, finished);
}

TEST_F(FilesTest, VisitGoesWhereItIsToldAndStaysWhenItCannot) {
    auto visit = Visit::open(source_);
    ASSERT_TRUE(visit.ok());
    ASSERT_TRUE(visit.value().go("", "").ok());
    EXPECT_EQ(visit->site().id, "lake");
    EXPECT_EQ(visit->scene().id, "gate");
    ASSERT_TRUE(visit.value().go("", "tower").ok());
    EXPECT_EQ(visit->scene().id, "tower");
    EXPECT_FALSE(visit.value().go("nowhere", "").ok());
    EXPECT_FALSE(visit.value().go("market", "tower").ok());
    EXPECT_EQ(visit->site().id, "lake");
    EXPECT_EQ(visit->scene().id, "tower");
}

TEST_F(FilesTest, NeighboursGoRoundTheTour) {
    auto visit = Visit::open(source_);
    ASSERT_TRUE(visit.value().go("lake", "gate").ok());
    std::vector<std::string> seen;
    for (int i = 0; i < 4; ++i) {
        const auto stop = visit->neighbour(1);
        ASSERT_TRUE(stop.ok());
        ASSERT_TRUE(visit.value().go(stop->site, stop->scene).ok());
        seen.push_back(visit->scene().id);
    }
    EXPECT_EQ(seen, (std::vector<std::string>{"tower", "square", "gate", "tower"}));
    for (int i = 0; i < 3; ++i) {
        const auto stop = visit->neighbour(-1);
        ASSERT_TRUE(stop.ok());
        ASSERT_TRUE(visit.value().go(stop->site, stop->scene).ok());
    }
    EXPECT_EQ(visit->scene().id, "tower");
}

TEST_F(FilesTest, PanoramasKeepTheirNumbers) {
    Panoramas panoramas;
    PanoramaRef a{.id = "a", .width = 1024, .height = 512};
    PanoramaRef b{.id = "b", .width = 2048, .height = 1024};
    const std::uint32_t first = panoramas.open(a).value();
    EXPECT_NE(panoramas.open(b).value(), first);
    EXPECT_EQ(panoramas.open(a).value(), first);
    PanoramaRef wrong{.id = "c", .width = 100, .height = 100};
    EXPECT_FALSE(panoramas.open(wrong).ok());
}

TEST_F(FilesTest, PicturesAreReducedToTheirPlace) {
    const auto bytes = source_.read(tilePath("000000000000000000000001", {0, 0, 0}));
    const auto picture = decodeWebP(*bytes, 100, "picture");
    ASSERT_TRUE(picture.ok());
    EXPECT_LE(std::max(picture->width, picture->height), 100);
    EXPECT_EQ(picture->rgba.size(), std::size_t{4} * picture->width * picture->height);
    EXPECT_EQ(decodeWebP("RIFF", 100, "picture").fault().number, 304);
}

} // namespace
} // namespace vr360
