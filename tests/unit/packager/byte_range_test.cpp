#include "packager/serve/server.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

using Kind = ByteRange::Kind;

void expectPart(std::string_view header, std::size_t size, std::size_t first, std::size_t last) {
    const ByteRange range = parseRange(header, size);
    EXPECT_EQ(range.kind, Kind::kPart) << header;
    EXPECT_EQ(range.first, first) << header;
    EXPECT_EQ(range.last, last) << header;
}

TEST(ByteRange, CutsAtTheEndOfTheFile) {
    expectPart("bytes=0-0", 10, 0, 0);
    expectPart("bytes=3-5", 10, 3, 5);
    expectPart("bytes=3-", 10, 3, 9);
    expectPart("bytes=3-99", 10, 3, 9);
    expectPart("bytes=-4", 10, 6, 9);
    expectPart("bytes=-99", 10, 0, 9);
}

TEST(ByteRange, RefusesWhatLiesBeyond) {
    EXPECT_EQ(parseRange("bytes=10-", 10).kind, Kind::kUnsatisfiable);
    EXPECT_EQ(parseRange("bytes=-0", 10).kind, Kind::kUnsatisfiable);
    EXPECT_EQ(parseRange("bytes=0-", 0).kind, Kind::kUnsatisfiable);
}

TEST(ByteRange, AnswersTheRestWithTheWholeFile) {
    for (const std::string_view header : {"",
                                          "bytes=",
                                          "bytes=-",
                                          "bytes=a-b",
                                          "bytes=5-3",
                                          "bytes=0-1,3-4",
                                          "lines=0-1",
                                          "bytes=99999999999999999999999-",
                                          "bytes=+1-2"}) {
        EXPECT_EQ(parseRange(header, 10).kind, Kind::kWhole) << header;
    }
}

} // namespace
} // namespace vr360
