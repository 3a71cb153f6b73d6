#include "packager/pyramid/scratch_lines.h"

#include "tests/unit/pyramid/test_images.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace vr360 {
namespace {

constexpr std::size_t kLine = std::size_t{1} << 20U;
constexpr int kFew = 4;
constexpr int kMany = static_cast<int>(ScratchLines::kHeldInMemory / kLine) + 1;

TEST(ScratchLines, KeepLinesInMemoryAndInAFile) {
    const test::ScratchDirectory scratch;
    for (const int count : {kFew, kMany}) {
        auto lines = ScratchLines::create(kLine, count, scratch.path());
        ASSERT_TRUE(lines) << lines.fault().what;
        EXPECT_EQ(lines->line(count - 1)[kLine - 1], 0);
        for (int i = 0; i < count; i += 3) {
            lines->line(i)[0] = static_cast<std::uint8_t>(i + 1);
            lines->line(i)[kLine - 1] = static_cast<std::uint8_t>(i + 2);
        }
        lines->letGo();
        const ScratchLines moved = std::move(lines).value();
        for (int i = 0; i < count; i += 3) {
            ASSERT_EQ(moved.line(i)[0], static_cast<std::uint8_t>(i + 1));
            ASSERT_EQ(moved.line(i)[kLine - 1], static_cast<std::uint8_t>(i + 2));
        }
        EXPECT_TRUE(std::filesystem::is_empty(scratch.path())) << "nobody has to clean up";
    }
}

TEST(ScratchLines, SayWhereThereIsNoRoom) {
    const test::ScratchDirectory scratch;
    const auto none = ScratchLines::create(kLine, kMany, scratch.path() / "missing");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.fault().os_error, ENOENT);
    const auto too_much = ScratchLines::create(std::size_t{1} << 40U, 1 << 10, scratch.path());
    ASSERT_FALSE(too_much);
    EXPECT_NE(too_much.fault().os_error, 0);
    EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
}

} // namespace
} // namespace vr360
