#include "tests/unit/package/samples.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

constexpr const char* kName = "p.json";

TEST(PyramidJson, RoundTrips) {
    for (const auto& [width, height] : {std::pair(2, 1),
                                        std::pair(512, 256),
                                        std::pair(4000, 2000),
                                        std::pair(8192, 4096),
                                        std::pair(65536, 32768)}) {
        if (!Grid::create(width, height)) {
            continue;
        }
        const Pyramid pyramid = samplePyramid(width, height);
        const std::string text = writePyramid(pyramid);
        const Result<Pyramid> read = readPyramid(text, kName);
        ASSERT_TRUE(read.ok()) << read.fault().where << ": " << read.fault().what;
        EXPECT_EQ(read->grid.width(), width);
        EXPECT_EQ(read->grid.height(), height);
        EXPECT_TRUE(read->limits == pyramid.limits);
        EXPECT_EQ(read->preview, pyramid.preview);
        EXPECT_EQ(read->encoding, pyramid.encoding);
        EXPECT_EQ(writePyramid(*read), text);
    }
}

TEST(PyramidJson, FollowsTheFormatsOrder) {
    Pyramid pyramid = samplePyramid(512, 256);
    EXPECT_EQ(writePyramid(pyramid),
              R"({"format":"vr360-pyramid","version":1,"width":512,"height":256,)"
              R"("limits":{"yaw":[-60,60.5],"pitch":[-45,90]},)"
              R"("preview":"data:image/webp;base64,UklGRgAAAABXRUJQ",)"
              R"("tile":{"max":510,"gutter":1},)"
              R"("levels":[{"width":512,"height":256,"rows":[[0,256,512,2]]}],)"
              R"("encoding":{"encoder":"libwebp 1.2.4","quality":"82","key":"abc \"đ\""}})"
              "\n");
    pyramid.limits = {};
    EXPECT_EQ(writePyramid(pyramid).find("limits"), std::string::npos);
}

TEST(PyramidJson, TakesNumbersInEncoding) {
    const std::string text = edited(
        writePyramid(samplePyramid()), "\"quality\":\"82\"", R"("quality":82.5,"sharp":true)");
    const Result<Pyramid> pyramid = readPyramid(text, kName);
    ASSERT_TRUE(pyramid.ok());
    EXPECT_EQ(pyramid->encoding[1], std::pair(std::string("quality"), std::string("82.5")));
    EXPECT_EQ(pyramid->encoding[2], std::pair(std::string("sharp"), std::string("true")));
}

TEST(PyramidJson, NamesEveryDamage) {
    // 2048×1024 has three levels; the finest has three rows.
    const Damage kDamages[] = {
        {"}\n", "", 201, "p.json:1:482", "not JSON"},
        {"vr360-pyramid", "zoomify", 202, "p.json: /format", "is \"zoomify\""},
        {"\"version\":1", "\"version\":2", 202, "p.json: /version", "is version 2"},
        {"\"width\":2048", "\"width\":null", 203, "p.json: /width", "must be a number, not null"},
        {"\"width\":2048", "\"width\":2048.5", 203, "p.json: /width", "must be an integer"},
        {"\"width\":2048", "\"width\":70000", 204, "p.json: /width", "from 2 to 65536"},
        {"\"height\":1024", "\"height\":512", 204, "p.json: /width", ""},
        {"[-60,60.5]", "[-60]", 203, "p.json: /limits/yaw", "two numbers"},
        {"[-60,60.5]", "[-60,-61]", 204, "p.json: /limits/yaw", "range"},
        {"\"preview\":", "\"picture\":", 203, "p.json: /preview", "is missing"},
        {"data:image/webp;base64,", "", 305, "p.json: /preview", "must begin"},
        {"\"max\":510", "\"max\":512", 301, "p.json: /tile/max", "is 512 where the grid has 510"},
        {"\"gutter\":1", "\"gutter\":0", 301, "p.json: /tile/gutter", "where the grid has 1"},
        {"\"gutter\":1", "\"gutter\":-1", 204, "p.json: /tile/gutter", "from 0"},
        {"\"tile\":", "\"tiles\":", 203, "p.json: /tile", "is missing"},
        {"\"levels\":[",
         "\"levels\":[{},",
         301,
         "p.json: /levels",
         "has 4 levels where the grid has 3"},
        {"\"levels\":[", "\"levels\":3,\"x\":[", 203, "p.json: /levels", "must be an array"},
        {"{\"width\":512,", "{\"width\":513,", 301, "p.json: /levels/0/width", "is 513"},
        {"{\"width\":512,", "{", 203, "p.json: /levels/0/width", "is missing"},
        {"\"rows\":[[0,256",
         "\"rows\":[[1,256",
         301,
         "p.json: /levels/0/rows/0/0",
         "is 1 where the grid has 0"},
        {"\"rows\":[[0,256",
         "\"rows\":[[0,\"256\"",
         203,
         "p.json: /levels/0/rows/0/1",
         "must be a number"},
        {"\"rows\":[[0,256",
         "\"rows\":[[256",
         301,
         "p.json: /levels/0/rows/0",
         "has 3 numbers where the grid has 4"},
        {"\"rows\":[[0,256",
         "\"rows\":[[],[0,256",
         301,
         "p.json: /levels/0/rows",
         "has 2 rows where the grid has 1"},
        {"\"encoding\":", "\"coding\":", 203, "p.json: /encoding", "is missing"},
        {"\"quality\":\"82\"",
         "\"quality\":[]",
         203,
         "p.json: /encoding/quality",
         "must be a string"},
        {"\"quality\":\"82\"", "\"encoder\":\"82\"", 201, "p.json", "twice"},
    };
    for (const Damage& damage : kDamages) {
        expectFault(
            readPyramid(edited(writePyramid(samplePyramid(2048, 1024)), damage.from, damage.to),
                        kName),
            damage);
    }
}

TEST(PyramidJson, ComparesEveryNumberOfEveryRow) {
    const std::string text = writePyramid(samplePyramid(8192, 4096));
    const std::size_t first = text.find("\"rows\"");
    const std::size_t last = text.find("\"encoding\"");
    int numbers = 0;
    for (std::size_t at = first; at < last; ++at) {
        const bool number_starts =
            text[at] >= '1' && text[at] <= '9' && !(text[at - 1] >= '0' && text[at - 1] <= '9');
        if (number_starts) {
            std::string changed = text;
            changed[at] = static_cast<char>(changed[at] == '9' ? '8' : changed[at] + 1);
            const Result<Pyramid> pyramid = readPyramid(changed, kName);
            ASSERT_FALSE(pyramid.ok()) << changed.substr(at, 20);
            ASSERT_EQ(pyramid.fault().number, 301);
            ++numbers;
        }
    }
    EXPECT_GT(numbers, 60);
}

} // namespace
} // namespace vr360
