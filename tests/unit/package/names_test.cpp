#include "core/package/tour.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

TEST(Names, Ids) {
    for (const char* id : {"a", "7", "chua-tran-quoc", "gate2", "a-1-b"}) {
        EXPECT_TRUE(isId(id)) << id;
    }
    for (const char* id :
         {"", "-", "a-", "-a", "a--b", "A", "chùa", "a b", "a_b", "a/b", "..", "a."}) {
        EXPECT_FALSE(isId(id)) << id;
    }
}

TEST(Names, PackagePaths) {
    for (const char* path : {"tour.json",
                             "sites/a.0123.json",
                             "media/a..b.webp",
                             ".well-known/x",
                             "a/b/c",
                             "chùa 1.webp"}) {
        EXPECT_TRUE(isPackagePath(path)) << path;
    }
    for (const char* path : {"",
                             "/",
                             "/etc/passwd",
                             "..",
                             "../x",
                             "a/../b",
                             "a/..",
                             "./a",
                             "a/./b",
                             "a//b",
                             "a/",
                             "a\\b",
                             "C:/x",
                             "https://example.org",
                             "javascript:alert(1)",
                             "a?b",
                             "a#b",
                             "%2e%2e/a",
                             "a\nb"}) {
        EXPECT_FALSE(isPackagePath(path)) << path;
    }
    EXPECT_FALSE(isPackagePath(std::string_view("a\0b", 3)));
}

} // namespace
} // namespace vr360
