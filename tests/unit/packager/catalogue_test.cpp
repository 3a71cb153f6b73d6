#include "packager/catalogue/csv.h"
#include "packager/catalogue/toml_text.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

TEST(Csv, EveryTextSurvivesTheGuard) {
    for (const char* text : {"", "=1+1", "'=1", "''@x", "-", "+84", "plain", "'", "'tis", "\t=x"}) {
        EXPECT_EQ(unguarded(guarded(text)), text);
        EXPECT_EQ(std::string("=+-@\t\r").find(guarded(text)[0]) != std::string::npos, false)
            << text;
    }
}

TEST(Csv, WhatIsWrittenIsRead) {
    const std::vector<std::vector<std::string>> rows{{"a", "b;c", "d\"e\"", " f ", "g\nh"},
                                                     {"", "x,y", "\t", "'", ""}};
    for (const char separator : {',', ';', '\t'}) {
        const auto table = readCsv(writeCsv(rows, separator), "t.csv");
        ASSERT_TRUE(table.ok());
        ASSERT_EQ(table->rows.size(), 2U);
        EXPECT_EQ(table->rows[0].cells, rows[0]);
        EXPECT_EQ(table->rows[1].cells, rows[1]);
    }
}

TEST(Csv, ColumnsAreCalledAsInSpreadsheets) {
    EXPECT_EQ(columnLetters(0), "A");
    EXPECT_EQ(columnLetters(25), "Z");
    EXPECT_EQ(columnLetters(26), "AA");
    EXPECT_EQ(columnLetters(701), "ZZ");
    EXPECT_EQ(columnLetters(702), "AAA");
}

std::string edited(const std::string& text, const std::vector<TomlEdit>& edits) {
    auto result = editToml(text, edits);
    return result.ok() ? *result : "fault: " + result.fault().what;
}

TEST(TomlText, LeavesEverythingElseToTheByte) {
    const std::string text =
        "\xEF\xBB\xBF# top\r\nname = {vi='''a'\r\n#b''', en = \"\"\"c\\\"\"\"\"}\t"
        "# end\r\nlist = [ # [\r\n  \"]\", { x = 1 },\r\n]\r\n[[scene]]\r\n";
    EXPECT_EQ(edited(text, {{{"name", "en"}, "\"d\""}}),
              "\xEF\xBB\xBF# top\r\nname = {vi='''a'\r\n#b''', en = \"d\"}\t"
              "# end\r\nlist = [ # [\r\n  \"]\", { x = 1 },\r\n]\r\n[[scene]]\r\n");
    EXPECT_EQ(edited(text, {{{"status"}, "\"draft\""}}),
              text.substr(0, text.find("[[scene]]")) + "status = \"draft\"\r\n[[scene]]\r\n");
}

TEST(TomlText, FindsAPlaceForWhatIsNew) {
    EXPECT_EQ(edited("", {{{"a"}, "1"}, {{"b", "c"}, "2"}, {{"b", "d", "e"}, "3"}}),
              "a = 1\nb = { c = 2, d = { e = 3 } }\n");
    EXPECT_EQ(edited("a = 1", {{{"b"}, "2"}}), "a = 1\nb = 2\n");
    EXPECT_EQ(edited("b = {}", {{{"b", "c d"}, "2"}}), "b = { \"c d\" = 2 }");
    EXPECT_EQ(edited("b.c = 1 # x\n", {{{"b", "d"}, "2"}}), "b.c = 1 # x\nb.d = 2\n");
    EXPECT_EQ(edited("[b]\nc = 1\n", {{{"b", "d"}, "2"}}), "[b]\nd = 2\nc = 1\n");
    EXPECT_EQ(edited("# note\n[[scene]]\n", {{{"a"}, "1"}}), "# note\na = 1\n[[scene]]\n");
}

TEST(TomlText, RefusesWhatItCannotDoWithoutHarm) {
    EXPECT_EQ(edited("a = ", {{{"a"}, "1"}}), "fault: is not TOML");
    EXPECT_EQ(edited("a = 1\n", {{{"a", "b"}, "1"}}).substr(0, 6), "fault:");
    EXPECT_EQ(edited("[[a]]\nb = 1\n", {{{"a", "c"}, "1"}}).substr(0, 6), "fault:");
}

TEST(TomlText, WritesLiterals) {
    EXPECT_EQ(tomlLiteral("a\"b\\c\nd\x01"), "\"a\\\"b\\\\c\\nd\\u0001\"");
    EXPECT_EQ(tomlLiteral(21.0), "21.0");
    EXPECT_EQ(tomlLiteral(-105.8367), "-105.8367");
    EXPECT_EQ(tomlLiteral(std::vector<std::string>{"a"}), "[\"a\"]");
}

} // namespace
} // namespace vr360
