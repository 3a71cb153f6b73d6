#include "core/package/json_write.h"

#include <array>
#include <cstdio>
#include <gtest/gtest.h>

namespace vr360 {
namespace {

std::string written(const auto& value) {
    JsonWriter json;
    json.value(value);
    std::string text = json.take();
    text.pop_back();
    return text;
}

TEST(JsonWrite, NumbersAreCompact) {
    EXPECT_EQ(written(angleDecimal(12.5)), "12.5");
    EXPECT_EQ(written(angleDecimal(90.0)), "90");
    EXPECT_EQ(written(angleDecimal(0.0)), "0");
    EXPECT_EQ(written(angleDecimal(-0.00001)), "0");
    EXPECT_EQ(written(angleDecimal(-0.0001)), "-0.0001");
    EXPECT_EQ(written(angleDecimal(0.05)), "0.05");
    EXPECT_EQ(written(angleDecimal(-179.99999)), "-180");
    EXPECT_EQ(written(angleDecimal(100.0)), "100");
    EXPECT_EQ(written(timeDecimal(0.1 + 0.2)), "0.3");
    EXPECT_EQ(written(timeDecimal(3600.0)), "3600");
    EXPECT_EQ(written(coordinateDecimal(105.83671249)), "105.836712");
    EXPECT_EQ(written(coordinateDecimal(-179.972842)), "-179.972842");
    EXPECT_EQ(written(-17), "-17");
}

/// Against the C library, which rounds correctly and pads with zeros.
TEST(JsonWrite, NumbersAreExact) {
    for (int i = -18000000; i <= 18000000; i += 331) {
        const double degrees = i / 1e5 + 3e-6;
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.6f", degrees);
        std::string expected = text.data();
        expected.erase(expected.find_last_not_of('0') + 1);
        ASSERT_EQ(written(coordinateDecimal(degrees)), expected);
    }
}

TEST(JsonWrite, TextsAreEscaped) {
    EXPECT_EQ(written("\"Hồ\\Tây\"/西湖"), "\"\\\"Hồ\\\\Tây\\\"/西湖\"");
    EXPECT_EQ(written("a\nb\r\t\x01\x1F\x7F"), "\"a\\nb\\r\\t\\u0001\\u001f\x7F\"");
    EXPECT_EQ(written(std::string("\0", 1)), "\"\\u0000\"");
    EXPECT_EQ(written("V\xFDn \xE4\xB8"), "\"V\uFFFDn \uFFFD\uFFFD\"");
}

TEST(JsonWrite, StructureHasItsCommas) {
    JsonWriter json;
    json.beginDocument("x");
    json.beginArrayField("empty");
    json.endArray();
    json.beginArrayField("list");
    json.beginObject();
    json.endObject();
    json.beginArray();
    json.value(1);
    json.value(2);
    json.endArray();
    json.value("s");
    json.endArray();
    json.fieldIfAny("none", std::string());
    json.field("title", LocalizedText());
    json.endObject();
    EXPECT_EQ(json.take(),
              "{\"format\":\"x\",\"version\":1,\"empty\":[],\"list\":[{},[1,2],\"s\"],"
              "\"title\":{}}\n");
}

} // namespace
} // namespace vr360
