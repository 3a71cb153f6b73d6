#include "core/package/base64.h"
#include "core/package/pyramid.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

TEST(Base64, TestVectorsOfRfc4648) {
    const std::pair<const char*, const char*> kVectors[] = {{"", ""},
                                                            {"f", "Zg=="},
                                                            {"fo", "Zm8="},
                                                            {"foo", "Zm9v"},
                                                            {"foob", "Zm9vYg=="},
                                                            {"fooba", "Zm9vYmE="},
                                                            {"foobar", "Zm9vYmFy"}};
    for (const auto& [bytes, text] : kVectors) {
        EXPECT_EQ(encodeBase64(bytes), text);
        std::string decoded;
        EXPECT_TRUE(decodeBase64(text, decoded)) << text;
        EXPECT_EQ(decoded, bytes);
    }
}

TEST(Base64, EveryByteSurvives) {
    std::string bytes;
    for (int i = 0; i < 256; ++i) {
        bytes += static_cast<char>(i);
        std::string decoded;
        ASSERT_TRUE(decodeBase64(encodeBase64(bytes), decoded));
        ASSERT_EQ(decoded, bytes);
    }
}

TEST(Base64, RefusesWhatItWouldNotWrite) {
    std::string decoded;
    for (const char* text : {"Z",
                             "Zg",
                             "Zg=",
                             "Zh==",
                             "Zm9=",
                             "====",
                             "Z===",
                             "=Zg=",
                             "Zg==Zg==",
                             "Zm 9",
                             "Zm9_",
                             "Zm9\n"}) {
        EXPECT_FALSE(decodeBase64(text, decoded)) << text;
    }
}

TEST(DataUrl, RoundTrips) {
    const std::string bytes("RIFF\0\xFF\x80WEBP", 11);
    const std::string url = encodeDataUrl("image/webp", bytes);
    EXPECT_EQ(url.substr(0, 23), "data:image/webp;base64,");
    const Result<std::string> decoded = decodeDataUrl(url, "a");
    ASSERT_TRUE(decoded.ok());
    EXPECT_EQ(*decoded, bytes);
    EXPECT_TRUE(decodeDataUrl("data:text/plain;charset=utf-8;base64,Zm9v", "a").ok());
}

TEST(DataUrl, FaultsAreV305) {
    for (const char* url : {"",
                            "data:",
                            "data:image/webp,abc",
                            "https://example.org/a,b",
                            "data:image/webp;base64",
                            "data:image/webp;base64,%%%%",
                            "data:image/webp;base64,Zg"}) {
        const Result<std::string> decoded = decodeDataUrl(url, "panoramas/x/pyramid.json");
        ASSERT_FALSE(decoded.ok()) << url;
        EXPECT_EQ(decoded.fault().number, 305);
        EXPECT_EQ(decoded.fault().where, "panoramas/x/pyramid.json");
    }
}

TEST(TilePath, NamesTiles) {
    EXPECT_EQ(tilePath("0123", {4, 8, 15}), "panoramas/0123/4/8/15.webp");
    EXPECT_EQ(tilePath("ab", {0, 0, 0}), "panoramas/ab/0/0/0.webp");
}

TEST(TilePath, ParsesWhatItNames) {
    const Grid grid = Grid::create(8192, 4096).value();
    for (int level = 0; level < grid.levelCount(); ++level) {
        for (int row = 0; row < static_cast<int>(grid.level(level).rows.size()); ++row) {
            const TileId id{static_cast<std::int16_t>(level), static_cast<std::int16_t>(row), 0};
            TileId parsed{9, 9, 9};
            ASSERT_TRUE(parseTilePath(tilePath("x", id).substr(12), parsed));
            EXPECT_EQ(parsed, id);
        }
    }
    TileId id;
    EXPECT_TRUE(parseTilePath("32767/0/32767.webp", id));
    EXPECT_EQ(id, (TileId{32767, 0, 32767}));
}

TEST(TilePath, RefusesOtherForms) {
    const TileId before{1, 2, 3};
    for (const char* path : {"",
                             "1/2/3",
                             "1/2/3.png",
                             "1/2/3.webp ",
                             "1/2/03.webp",
                             "01/2/3.webp",
                             "-1/0/0.webp",
                             "+1/0/0.webp",
                             "1/2.webp",
                             "1/2/3/4.webp",
                             "/1/2/3.webp",
                             "1//3.webp",
                             "32768/0/0.webp",
                             "99999999999999999999/0/0.webp",
                             "SHA256SUMS",
                             "pyramid.json"}) {
        TileId id = before;
        EXPECT_FALSE(parseTilePath(path, id)) << path;
        EXPECT_EQ(id, before);
    }
}

} // namespace
} // namespace vr360
