#include "packager/serve/package_files.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

TEST(PackageFiles, OnlyNamesWithHashesAreForEver) {
    for (const char* path : {"sites/a.0123456789abcdef01234567.json",
                             "panoramas/0123456789abcdef01234567/0/0/0.webp",
                             "panoramas/0123456789abcdef01234567/SHA256SUMS",
                             "audio/0123456789abcdef01234567.opus",
                             "app.0123456789abcdef.js"}) {
        EXPECT_TRUE(isImmutable(path)) << path;
    }
    for (const char* path : {"tour.json",
                             "index.html",
                             "SHA256SUMS",
                             "fonts/LICENSE.txt",
                             "app.js",
                             "favicon.ico",
                             "deadbeefx.js"}) {
        EXPECT_FALSE(isImmutable(path)) << path;
    }
}

TEST(PackageFiles, KnowsMediaTypes) {
    EXPECT_EQ(mediaTypeOf("vr360.0123.wasm"), "application/wasm");
    EXPECT_EQ(mediaTypeOf("audio/a.opus"), "audio/ogg");
    EXPECT_EQ(mediaTypeOf("panoramas/x/SHA256SUMS"), "text/plain; charset=utf-8");
    EXPECT_EQ(mediaTypeOf("what.ever"), "application/octet-stream");
}

} // namespace
} // namespace vr360
