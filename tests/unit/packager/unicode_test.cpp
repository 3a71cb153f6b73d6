#include "packager/files/unicode.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

using namespace std::string_literals;

TEST(Unicode, OneFormForTheSameName) {
    EXPECT_EQ(nfc("Tra\u0302\u0301n"), "Trấn");
    EXPECT_EQ(nfc("Trấn"), "Trấn");
    EXPECT_EQ(nfc("\xFF"), "\xFF");
}

TEST(Unicode, CountsAsReadersDo) {
    EXPECT_EQ(countCharacters("Trấn Quốc"), 9);
    EXPECT_EQ(countCharacters("Tra\u0302\u0301n"), 4);
    EXPECT_EQ(countCharacters("镇国寺"), 3);
}

TEST(Unicode, ReadsWhatEditorsSave) {
    EXPECT_EQ(decodeText("Hồ").text, "Hồ");
    EXPECT_EQ(decodeText("\xEF\xBB\xBFHồ").text, "Hồ");
    EXPECT_EQ(decodeText("\xFF\xFEH\0\xD3\x1E"s).text, "Hồ");
    EXPECT_EQ(decodeText("\xFE\xFF\0H\x1E\xD3"s).text, "Hồ");
    EXPECT_EQ(decodeText("\xFF\xFE\x3D\xD8\x00\xDE"s).text, "😀");
}

TEST(Unicode, SaysWhatCannotBeRead) {
    const DecodedText latin = decodeText("one\ntwo\nH\xF4");
    EXPECT_EQ(latin.line, 3);
    EXPECT_FALSE(latin.problem.empty());
    EXPECT_FALSE(decodeText("\xFF\xFE\x3D\xD8"s).problem.empty());
    EXPECT_FALSE(decodeText("a\0b"s).problem.empty());
}

TEST(Unicode, GuessesWhatWasMeant) {
    const std::vector<std::string> keys{"heading", "panorama", "view", "script"};
    EXPECT_EQ(nearest("heding", keys), "heading");
    EXPECT_EQ(nearest("panoarma", keys), "panorama");
    EXPECT_EQ(nearest("View", keys), "view");
    EXPECT_EQ(nearest("colour", keys), "");
    EXPECT_EQ(nearest("x", keys), "");
    EXPECT_EQ(nearest("Gate.JPG", {"gate.jpg", "lake.jpg"}), "gate.jpg");
    EXPECT_EQ(nearest("chùa", {"chua", "ho"}), "chua");
}

TEST(Unicode, CountsEdits) {
    EXPECT_EQ(editDistance("abc", "abc"), 0);
    EXPECT_EQ(editDistance("abc", "acb"), 1);
    EXPECT_EQ(editDistance("", "abc"), 3);
    EXPECT_EQ(editDistance("kitten", "sitting"), 3);
}

TEST(Unicode, MakesIdsOfNames) {
    EXPECT_EQ(slug("Chùa Trấn Quốc"), "chua-tran-quoc");
    EXPECT_EQ(slug("Đền  Đồng Cổ!"), "den-dong-co");
    EXPECT_EQ(slug("镇国寺"), "");
}

} // namespace
} // namespace vr360
