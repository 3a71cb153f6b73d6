#include "packager/files/build_cache.h"
#include "packager/files/files.h"
#include "packager/publish/object_store.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

class FilesTest : public testing::Test {
protected:
    void SetUp() override {
        folder_ = fs::path(testing::TempDir()) /
                  testing::UnitTest::GetInstance()->current_test_info()->name();
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    void write(const fs::path& file, std::string_view bytes) const {
        fs::create_directories((folder_ / file).parent_path());
        std::ofstream(folder_ / file) << bytes;
    }

    fs::path folder_;
};

TEST_F(FilesTest, FindsNamesInAnyUnicodeForm) {
    write("Tra\u0302\u0301n.jpg", "x");
    EXPECT_TRUE(findFile(folder_, "Trấn.jpg").ok());
    write("media/map.jpg", "x");
    EXPECT_TRUE(findFile(folder_, "media/map.jpg").ok());
    EXPECT_TRUE(findFile(folder_, "./media/map.jpg").ok() ||
                !findFile(folder_, "./media/map.jpg").fault().cure.empty());
}

TEST_F(FilesTest, StaysInTheFolder) {
    write("inner/a.jpg", "x");
    write("b.jpg", "x");
    for (const char* name : {"../b.jpg", "/etc/passwd", "..\\b.jpg", "sub/../../b.jpg"}) {
        EXPECT_FALSE(findFile(folder_ / "inner", name).ok()) << name;
    }
    const auto near = findFile(folder_ / "inner", "A.JPG");
    ASSERT_FALSE(near.ok());
    EXPECT_EQ(near.fault().cure, "Did you mean \"a.jpg\"?");
}

TEST_F(FilesTest, WritesSafelyAndTellsWhyNot) {
    ASSERT_TRUE(makeDirectories(folder_ / "a/b").ok());
    ASSERT_TRUE(writeFileSafely(folder_ / "a/b/c", "hello", folder_).ok());
    EXPECT_EQ(*readFile(folder_ / "a/b/c", "c"), "hello");
    const Status failed = writeFileSafely(folder_ / "none/c", "hello", folder_);
    ASSERT_FALSE(failed.ok());
    EXPECT_NE(failed.fault().os_error, 0);
    EXPECT_FALSE(makeDirectories(folder_ / "a/b/c/d").ok());
    // No temporary stays behind.
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(FilesTest, RefusesWhatIsTooLarge) {
    write("big", std::string(100, 'x'));
    EXPECT_TRUE(readFile(folder_ / "big", "big", 100).ok());
    EXPECT_FALSE(readFile(folder_ / "big", "big", 99).ok());
    EXPECT_FALSE(readFile(folder_, "folder").ok());
}

TEST_F(FilesTest, CacheSeesEveryChange) {
    write("a.jpg", "one");
    const auto old = fs::file_time_type::clock::now() - std::chrono::hours(1);
    fs::last_write_time(folder_ / "a.jpg", old);
    std::string first;
    {
        BuildCache cache(folder_);
        first = *cache.hashOf(folder_ / "a.jpg", "a.jpg");
        cache.keep("key", {1, 2});
        cache.save();
    }
    {
        BuildCache cache(folder_);
        EXPECT_EQ(*cache.hashOf(folder_ / "a.jpg", "a.jpg"), first);
        EXPECT_EQ(cache.find("key"), nlohmann::json({1, 2}));
        EXPECT_FALSE(cache.find("other").has_value());
    }
    // Same size, another time.
    write("a.jpg", "two");
    fs::last_write_time(folder_ / "a.jpg", old + std::chrono::seconds(1));
    BuildCache cache(folder_);
    EXPECT_NE(*cache.hashOf(folder_ / "a.jpg", "a.jpg"), first);
}

TEST_F(FilesTest, CacheDoesNotTrustWhatHasJustBeenWritten) {
    write("a.jpg", "one");
    const auto now = fs::last_write_time(folder_ / "a.jpg");
    {
        BuildCache cache(folder_);
        (void)cache.hashOf(folder_ / "a.jpg", "a.jpg");
        cache.save();
    }
    // Within the time step of a coarse file system a second write leaves no trace.
    write("a.jpg", "two");
    fs::last_write_time(folder_ / "a.jpg", now);
    BuildCache cache(folder_);
    EXPECT_EQ(*cache.hashOf(folder_ / "a.jpg", "a.jpg"),
              "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3");
}

TEST_F(FilesTest, ADamagedCacheIsForgotten) {
    for (const char* text : {"", "{", "[]", R"({"version":1,"files":{"a":[1]},"results":{}})"}) {
        write(".vr360/cache.json", text);
        write("a.jpg", "one");
        BuildCache cache(folder_);
        EXPECT_TRUE(cache.hashOf(folder_ / "a.jpg", "a.jpg").ok());
    }
}

TEST(HashInName, IsTheLastPartBeforeTheEnding) {
    EXPECT_EQ(hashInName("audio/0123456789abcdef01234567.opus"), "0123456789abcdef01234567");
    EXPECT_EQ(hashInName("sites/a-b.0123456789abcdef01234567.json"), "0123456789abcdef01234567");
    EXPECT_EQ(hashInName("audio/0123456789ABCDEF01234567.opus"), "");
    EXPECT_EQ(hashInName("tour.json"), "");
}

} // namespace
} // namespace vr360
