#include "core/package/json_value.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

Fault faultOf(std::string_view text) {
    const Result<JsonValue> value = parseJson(text, "a.json");
    if (value) {
        ADD_FAILURE() << "was read: " << text.substr(0, 80);
        return {};
    }
    EXPECT_EQ(value.fault().number, 201);
    EXPECT_FALSE(value.fault().cure.empty());
    return value.fault();
}

TEST(Json, KeepsOrderAndKinds) {
    const Result<JsonValue> root =
        parseJson(R"({"zh":"西湖","b":[1,-2.5,true,null],"a":{},"n":18446744073709551615})", "a");
    ASSERT_TRUE(root.ok());
    const auto* object = root->as<JsonValue::Object>();
    ASSERT_NE(object, nullptr);
    ASSERT_EQ(object->size(), 4U);
    EXPECT_EQ((*object)[0].key, "zh");
    EXPECT_EQ(*(*object)[0].value.as<std::string>(), "西湖");
    const auto* array = (*object)[1].value.as<JsonValue::Array>();
    ASSERT_NE(array, nullptr);
    EXPECT_EQ(*(*array)[0].as<double>(), 1.0);
    EXPECT_EQ(*(*array)[1].as<double>(), -2.5);
    EXPECT_EQ(*(*array)[2].as<bool>(), true);
    EXPECT_EQ(jsonKindName((*array)[3]), "null");
    EXPECT_EQ(jsonKindName((*object)[2].value), "an object");
}

TEST(Json, FindsPointers) {
    const Result<JsonValue> root = parseJson(R"({"a":[{"b/c~d":[1,2]}]})", "a");
    ASSERT_TRUE(root.ok());
    const JsonValue& list = (*root->as<JsonValue::Object>())[0].value;
    const JsonValue& object = (*list.as<JsonValue::Array>())[0];
    const JsonValue& inner = (*object.as<JsonValue::Object>())[0].value;
    const JsonValue& number = (*inner.as<JsonValue::Array>())[1];
    EXPECT_EQ(jsonPointer(*root, number), "/a/0/b~1c~0d/1");
    EXPECT_EQ(jsonPointer(*root, *root), "");
}

TEST(Json, SaysWhereItIsNone) {
    EXPECT_EQ(faultOf("").what, "is empty");
    EXPECT_EQ(faultOf("{").what, "is not JSON");
    EXPECT_EQ(faultOf("{\n  \"a\": 1,\n  \"b\" 2\n}").where, "a.json:3:7");
    EXPECT_EQ(faultOf("[1,]").where, "a.json:1:4");
    EXPECT_EQ(faultOf("{}{}").where, "a.json:1:3");
    for (const char* text : {"nul",
                             "{'a':1}",
                             "[01]",
                             "[1e999]",
                             "[\"\xFF\"]",
                             "[\"\\ud800\"]",
                             "// no\n{}",
                             "[NaN]",
                             "<!DOCTYPE html>",
                             "\"a\nb\""}) {
        EXPECT_EQ(faultOf(text).what, "is not JSON") << text;
    }
}

TEST(Json, RefusesTwins) {
    EXPECT_EQ(faultOf(R"({"a":1,"b":2,"a":3})").what,
              "gives a key twice in the object that ends here");
    EXPECT_TRUE(parseJson(R"([{"a":1},{"a":1}])", "a").ok());
}

TEST(Json, BoundsDepth) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    EXPECT_TRUE(parseJson(nested(kMaxJsonDepth), "a").ok());
    EXPECT_EQ(faultOf(nested(kMaxJsonDepth + 1)).what, "is nested too deeply");
    EXPECT_EQ(faultOf(std::string(1000000, '[')).what, "is nested too deeply");
}

TEST(Json, BoundsSize) {
    EXPECT_EQ(faultOf(std::string(kMaxJsonBytes + 1, ' ')).what, "is over 16 MB");
    std::string values = "[0";
    for (std::size_t i = 0; i < kMaxJsonValues; ++i) {
        values += ",0";
    }
    EXPECT_EQ(faultOf(values + "]").what, "holds over a million values");
}

} // namespace
} // namespace vr360
