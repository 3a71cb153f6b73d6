#include "core/tour/utf8.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

std::string encoded(char32_t character) {
    std::string text;
    appendUtf8(text, character);
    return text;
}

TEST(Utf8, AcceptsEveryScalarValueItWrites) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (c == 0xD800) {
            c = 0xE000;
        }
        const std::string text = encoded(c);
        ASSERT_EQ(utf8Length(text), text.size()) << std::hex << static_cast<unsigned>(c);
        ASSERT_EQ(findInvalidUtf8(text), kNone) << std::hex << static_cast<unsigned>(c);
    }
}

TEST(Utf8, WritesReplacementForWhatIsNoCharacter) {
    EXPECT_EQ(encoded(0xD800), "\xEF\xBF\xBD");
    EXPECT_EQ(encoded(0xDFFF), "\xEF\xBF\xBD");
    EXPECT_EQ(encoded(0x110000), "\xEF\xBF\xBD");
}

TEST(Utf8, FindsTheFirstBadByte) {
    EXPECT_EQ(findInvalidUtf8("Hồ Tây 西湖"), kNone);
    EXPECT_EQ(findInvalidUtf8("ab\x80"), 2U);           // continuation alone
    EXPECT_EQ(findInvalidUtf8("\xC0\xAF"), 0U);         // overlong
    EXPECT_EQ(findInvalidUtf8("\xE0\x80\xAF"), 0U);     // overlong
    EXPECT_EQ(findInvalidUtf8("\xF0\x80\x80\xAF"), 0U); // overlong
    EXPECT_EQ(findInvalidUtf8("\xED\xA0\x80"), 0U);     // surrogate
    EXPECT_EQ(findInvalidUtf8("\xF4\x90\x80\x80"), 0U); // beyond U+10FFFF
    EXPECT_EQ(findInvalidUtf8("x\xE4\xB8"), 1U);        // cut off
    EXPECT_EQ(findInvalidUtf8("\xE4\xB8zz"), 0U);       // cut off by a letter
    EXPECT_EQ(findInvalidUtf8("V\xFDn"), 1U);           // windows-1258
    EXPECT_EQ(findInvalidUtf8(std::string_view("\0", 1)), kNone);
}

} // namespace
} // namespace vr360
