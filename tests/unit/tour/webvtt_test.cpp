#include "core/tour/subtitles.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

using namespace std::string_literals;

std::vector<Cue> read(std::string_view text) {
    Result<std::vector<Cue>> cues = readWebVtt(text, "gate.subtitles.vi.vtt");
    if (!cues) {
        ADD_FAILURE() << cues.fault().where << ": " << cues.fault().what;
        return {};
    }
    return cues.value();
}

/// The text of a cue from 1 s to 2 s with this payload.
std::string textOf(const std::string& payload) {
    const std::vector<Cue> cues = read("WEBVTT\n\n00:01.000 --> 00:02.000\n" + payload + "\n");
    return cues.empty() ? "(none)" : cues[0].text;
}

Fault faultOf(std::string_view text) {
    const Result<std::vector<Cue>> cues = readWebVtt(text, "a.vtt");
    if (cues) {
        ADD_FAILURE() << "was read: " << text;
        return {};
    }
    EXPECT_EQ(cues.fault().number, 401);
    EXPECT_FALSE(cues.fault().cure.empty());
    return cues.fault();
}

TEST(WebVtt, ReadsThreeLanguages) {
    const std::vector<Cue> cues = read("WEBVTT\n"
                                       "\n"
                                       "1\n"
                                       "00:00:01.000 --> 00:00:04.500\n"
                                       "Chùa Trấn Quốc nằm trên một hòn đảo nhỏ\n"
                                       "ở phía đông Hồ Tây.\n"
                                       "\n"
                                       "00:05.000 --> 00:08.250\n"
                                       "The pagoda's eleven storeys hold sixty-six statues.\n"
                                       "\n"
                                       "chinese\n"
                                       "100:00:09.000 --> 100:00:11.001 align:start line:0\n"
                                       "镇国寺是河内最古老的寺庙。\n");
    const std::vector<Cue> expected = {
        {1.0, 4.5, "Chùa Trấn Quốc nằm trên một hòn đảo nhỏ\nở phía đông Hồ Tây.", 1},
        {5.0, 8.25, "The pagoda's eleven storeys hold sixty-six statues.", 2},
        {360009.0, 360011.001, "镇国寺是河内最古老的寺庙。", 3}};
    EXPECT_EQ(cues, expected);
}

TEST(WebVtt, TakesAnyLineEndAndAByteOrderMark) {
    const std::vector<Cue> expected = {{1.0, 2.0, "Hồ Tây\n西湖", 1}, {3.0, 4.0, "hết", 2}};
    for (const char* end : {"\n", "\r\n", "\r"}) {
        std::string text = "\xEF\xBB\xBFWEBVTT - Hồ Tây|Kind: captions||00:01.000 --> 00:02.000|"
                           "Hồ Tây|西湖||00:03.000 --> 00:04.000|hết";
        std::string with_ends;
        for (const char c : text) {
            with_ends += c == '|' ? end : std::string(1, c);
        }
        EXPECT_EQ(read(with_ends), expected);
    }
}

TEST(WebVtt, DropsNotesStylesAndRegions) {
    const std::vector<Cue> cues = read("WEBVTT\n"
                                       "\n"
                                       "NOTE dịch bởi phòng du lịch\n"
                                       "\n"
                                       "STYLE\n"
                                       "::cue { color: yellow }\n"
                                       "\n"
                                       "REGION\n"
                                       "id:fred\n"
                                       "width:40%\n"
                                       "\n"
                                       "NOTE\n"
                                       "00:00.000 --> 00:09.000\n"
                                       "a cue commented out\n"
                                       "\n"
                                       "00:01.000 --> 00:02.000\n"
                                       "NOTEBOOK and NOTE inside stay\n"
                                       "\n"
                                       "NOTE the end\n");
    ASSERT_EQ(cues.size(), 1U);
    EXPECT_EQ(cues[0].text, "NOTEBOOK and NOTE inside stay");
}

TEST(WebVtt, HeaderMayGoOnAndMeetTheFirstCue) {
    EXPECT_EQ(read("WEBVTT\nLanguage: vi\n00:01.000 --> 00:02.000\nHồ Tây\n").size(), 1U);
    EXPECT_EQ(read("WEBVTT\ttitle\n\n\n\n00:01.000 --> 00:02.000\nHồ Tây\n").size(), 1U);
}

TEST(WebVtt, DropsTags) {
    EXPECT_EQ(textOf("<v Lan>Xin chào <i>quý khách</i>!</v>"), "Xin chào quý khách!");
    EXPECT_EQ(textOf("<c.yellow.bg_blue>欢迎</c> <lang en>West Lake</lang>"), "欢迎 West Lake");
    EXPECT_EQ(textOf("<00:00:01.500>từng <00:01.700>chữ"), "từng chữ");
    EXPECT_EQ(textOf("<ruby>镇国寺<rt>zhèn guó sì</rt></ruby>"), "镇国寺zhèn guó sì");
    EXPECT_EQ(textOf("một<br/>hai<BR>ba"), "một\nhai\nba");
    EXPECT_EQ(textOf("<v\nLan>chào"), "chào");
}

TEST(WebVtt, KeepsSignsThatAreNoTags) {
    EXPECT_EQ(textOf("3 < 5 và 5 > 3"), "3 < 5 và 5 > 3");
    EXPECT_EQ(textOf("Hà Nội <3"), "Hà Nội <3");
    EXPECT_EQ(textOf("a <b c <i>d</i>"), "a <b c d");
    EXPECT_EQ(textOf("x <"), "x <");
}

TEST(WebVtt, ResolvesEntities) {
    EXPECT_EQ(textOf("Trà &amp; bánh &lt;sen&gt;"), "Trà & bánh <sen>");
    EXPECT_EQ(textOf("&amp;lt;"), "&lt;");
    EXPECT_EQ(textOf("10&nbsp;km"), "10\xC2\xA0km");
    EXPECT_EQ(textOf("&lrm;a&rlm;"),
              "\xE2\x80\x8E"
              "a\xE2\x80\x8F");
    EXPECT_EQ(textOf("&#35199;&#x6e56; &#X6E56;"), "西湖 湖");
    EXPECT_EQ(textOf("&quot;Phủ&quot; &apos;"), "\"Phủ\" '");
    EXPECT_EQ(textOf("AT&T; &unknown; &#xyz; &#; &#12345678; &"),
              "AT&T; &unknown; &#xyz; &#; &#12345678; &");
    EXPECT_EQ(textOf("&#xD800;&#1114112;&#0;"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(textOf("a&#10;&#10;b&#7;"), "a\nb");
}

TEST(WebVtt, ReplacesNulAndDropsControls) {
    EXPECT_EQ(textOf("a\0b\tc\x07"s),
              "a\uFFFD"
              "b c");
    EXPECT_EQ(textOf("a\xEF\xBB\xBF"
                     "b"),
              "ab");
}

TEST(WebVtt, ForgivesTimesWrittenByHand) {
    const auto times = [](const std::string& line) {
        const std::vector<Cue> cues = read("WEBVTT\n\n" + line + "\nHồ Tây\n");
        return cues.empty() ? std::pair(0.0, 0.0) : std::pair(cues[0].start, cues[0].end);
    };
    const std::pair expected(62.5, 65.0);
    EXPECT_EQ(times("00:01:02.500 --> 00:01:05.000"), expected);
    EXPECT_EQ(times("01:02,500-->01:05,000"), expected);
    EXPECT_EQ(times("1:02.5 --> 0:01:05"), expected);
    EXPECT_EQ(times("  01:02.500\t-->\t01:05.000\tposition:50%"), expected);
    EXPECT_EQ(times("00: 01: 02, 500 --> 00: 01: 05, 000"), expected);
    EXPECT_EQ(times("00：01：02，500 --> 00：01：05．000"), expected);
    EXPECT_EQ(times("01:02.49999 --> 01:05.0004"), expected);
    EXPECT_EQ(times("01:02.500 –> 01:05.000"), expected);
    EXPECT_EQ(times("01:02.500 → 01:05.000"), expected);
    EXPECT_EQ(times("01:02.500 -> 01:05.000"), expected);
    EXPECT_EQ(times("01:02.500 ---> 01:05.000"), expected);
}

TEST(WebVtt, ForgivesMissingAndSurplusBlankLines) {
    const std::vector<Cue> cues = read("WEBVTT\n"
                                       "1\n"
                                       "\n"
                                       "00:01.000 --> 00:02.000\n"
                                       "một\n"
                                       "2\n"
                                       "00:02.000 --> 00:03.000\n"
                                       "hai\n"
                                       "\n"
                                       "vẫn là hai\n"
                                       "\n"
                                       "3\n"
                                       "\n"
                                       "00:03.000 --> 00:04.000\n"
                                       "1975\n"
                                       "00:05.000 --> 00:06.000\n"
                                       "năm");
    ASSERT_EQ(cues.size(), 4U);
    EXPECT_EQ(cues[0].text, "một");
    EXPECT_EQ(cues[1].text, "hai\nvẫn là hai");
    EXPECT_EQ(cues[2].text, "1975");
    EXPECT_EQ(cues[3].text, "năm");
}

TEST(WebVtt, LeavesOutCuesWithoutText) {
    const std::vector<Cue> cues = read("WEBVTT\n\n00:01.000 --> 00:02.000\n\n"
                                       "00:02.000 --> 00:03.000\n<i></i>\n\n"
                                       "00:03.000 --> 00:04.000\nHồ Tây\n");
    ASSERT_EQ(cues.size(), 1U);
    EXPECT_EQ(cues[0].number, 3);
}

struct BadFile {
    const char* text;
    const char* where;
    const char* what;
};

TEST(WebVtt, NamesLineAndReason) {
    const BadFile kFiles[] = {
        {"", "a.vtt:1", "does not begin with WEBVTT"},
        {"WEBVTTX\n", "a.vtt:1", "does not begin with WEBVTT"},
        {"webvtt\n", "a.vtt:1", "does not begin with WEBVTT"},
        {"WEBVTT", "a.vtt", "has no subtitle"},
        {"WEBVTT\n\nNOTE nothing\n", "a.vtt", "has no subtitle"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\n", "a.vtt", "has no subtitle"},
        {"WEBVTT\n\n00:05.000 --> 00:02.000\nx\n",
         "a.vtt:3, cue 1",
         "ends before it begins: 00:05.000 --> 00:02.000"},
        {"WEBVTT\n\n00:05.000 --> 00:05.000\nx\n", "a.vtt:3, cue 1", "ends when it begins"},
        {"WEBVTT\n\n-00:05.000 --> 00:05.000\nx\n", "a.vtt:3, cue 1", "negative"},
        {"WEBVTT\n\n00:01.000 --> -00:05.000\nx\n", "a.vtt:3, cue 1", "negative"},
        {"WEBVTT\n\n1\n00:O1.000 --> 00:02.000\nx\n", "a.vtt:4, cue 1", "cannot be read"},
        {"WEBVTT\n\n00:01.000 -->\nx\n", "a.vtt:3, cue 1", "cannot be read"},
        {"WEBVTT\n\n00:61.000 --> 00:62.000\nx\n", "a.vtt:3, cue 1", "over 59"},
        {"WEBVTT\n\n90:00.000 --> 91:00.000\nx\n", "a.vtt:3, cue 1", "over 59"},
        {"WEBVTT\n\n5 --> 7\nx\n", "a.vtt:3, cue 1", "no minutes"},
        {"WEBVTT\n\n00:00:01:12 --> 00:00:02:00\nx\n", "a.vtt:3, cue 1", "four parts"},
        {"WEBVTT\n\n00:01. --> 00:02.\nx\n", "a.vtt:3, cue 1", "no digits after the point"},
        {"WEBVTT\n\n00:001.000 --> 00:02.000\nx\n", "a.vtt:3, cue 1", "too many digits"},
        {"WEBVTT\n\n12345678901234567890:00:01.000 --> 00:02.000\nx\n",
         "a.vtt:3, cue 1",
         "too many digits"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000x\nx\n", "a.vtt:3, cue 1", "without a space"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\nđi --> về\n", "a.vtt:4, cue 2", "cannot be read"},
        {"WEBVTT\n\n00:01.000 --> 00:02.000\nV\xFDn\n", "a.vtt:4", "not UTF-8"},
        {"WEBVTT\r\r00:01.000 --> 00:02.000\rV\xFDn\r", "a.vtt:4", "not UTF-8"},
        {"\xFF\xFEW\x01", "a.vtt", "is UTF-16"},
    };
    for (const BadFile& file : kFiles) {
        const Fault fault = faultOf(file.text);
        EXPECT_EQ(fault.where, file.where) << file.text;
        EXPECT_NE(fault.what.find(file.what), std::string::npos) << fault.what << "\n" << file.text;
    }
}

TEST(WebVtt, TellsHowToWriteAnArrow) {
    const Fault fault = faultOf("WEBVTT\n\n00:01.000 --> 00:02.000\nđi --> về\n");
    EXPECT_NE(fault.cure.find("--&gt;"), std::string::npos);
}

TEST(WebVtt, RefusesHugeFiles) {
    const std::string text = "WEBVTT\n\n" + std::string((std::size_t{16} << 20U) + 1U, '\n');
    EXPECT_EQ(faultOf(text).what, "is over 16 MB");
}

TEST(WebVtt, WritesCleanly) {
    const std::vector<Cue> cues = {{0.0, 3661.5, "Trà & bánh <sen>\nHồ Tây -> 西湖", 1},
                                   {3661.5, 3662.0004, "a\n\n\nb\r\x01", 2}};
    EXPECT_EQ(writeWebVtt(cues),
              "WEBVTT\n"
              "\n"
              "00:00:00.000 --> 01:01:01.500\n"
              "Trà &amp; bánh &lt;sen&gt;\n"
              "Hồ Tây -&gt; 西湖\n"
              "\n"
              "01:01:01.500 --> 01:01:02.000\n"
              "a\n"
              "b\n");
}

TEST(WebVtt, WritesReadableTimesWhateverTheCue) {
    const std::string text = writeWebVtt(
        {{5.0, 5.0002, "a", 1}, {-3.0, -2.0, "b", 2}, {9.0, 1.0, "c", 3}, {1.0, 1e300, "d", 4}});
    const std::vector<Cue> cues = read(text);
    ASSERT_EQ(cues.size(), 4U);
    EXPECT_EQ(cues[0].end, 5.001);
    EXPECT_EQ(cues[1].start, 0.0);
    EXPECT_EQ(cues[2].start, 9.0);
}

TEST(WebVtt, ReadsWhatItWrites) {
    const std::vector<Cue> cues = {
        {0.001, 1.999, "“Chùa này” có từ thế kỷ VI – đời Lý Nam Đế.", 1},
        {2.0, 3.3, "<b>không phải thẻ</b> &amp; <3 --> 00:01.000 --> 00:02.000", 2},
        {3.3, 4.7, "镇国寺\n12\nNOTE", 3},
        {4.7, 1234567.891, "00:01.000 → 00:02.000", 4},
        {1234568.0, 1234569.0, "1\nWEBVTT\nSTYLE", 5}};
    EXPECT_EQ(read(writeWebVtt(cues)), cues);
}

TEST(WebVtt, KeepsEveryMillisecond) {
    std::vector<Cue> cues;
    cues.reserve(5000);
    for (int i = 0; i < 5000; ++i) {
        cues.push_back({i / 1000.0, (i + 1) / 1000.0, "x", i + 1});
    }
    EXPECT_EQ(read(writeWebVtt(cues)), cues);
}

} // namespace
} // namespace vr360
