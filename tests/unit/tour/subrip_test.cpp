#include "core/tour/subtitles.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

std::vector<Cue> read(std::string_view text) {
    Result<std::vector<Cue>> cues = readSubRip(text, "gate.subtitles.zh.srt");
    if (!cues) {
        ADD_FAILURE() << cues.fault().where << ": " << cues.fault().what;
        return {};
    }
    return cues.value();
}

Fault faultOf(std::string_view text) {
    const Result<std::vector<Cue>> cues = readSubRip(text, "a.srt");
    if (cues) {
        ADD_FAILURE() << "was read: " << text;
        return {};
    }
    EXPECT_EQ(cues.fault().number, 401);
    EXPECT_FALSE(cues.fault().cure.empty());
    return cues.fault();
}

TEST(SubRip, ReadsThreeLanguages) {
    const std::vector<Cue> cues = read("1\r\n"
                                       "00:00:01,000 --> 00:00:04,500\r\n"
                                       "镇国寺坐落在西湖东岸的\r\n"
                                       "一座小岛上。\r\n"
                                       "\r\n"
                                       "2\r\n"
                                       "00:00:05,000 --> 00:00:08,250\r\n"
                                       "Đường Thanh Niên chia đôi Hồ Tây và hồ Trúc Bạch.\r\n"
                                       "\r\n"
                                       "3\r\n"
                                       "00:00:09,000 --> 00:00:11,001  X1:100 X2:200 Y1:1 Y2:2\r\n"
                                       "Lotus tea is made here before sunrise.\r\n");
    const std::vector<Cue> expected = {
        {1.0, 4.5, "镇国寺坐落在西湖东岸的\n一座小岛上。", 1},
        {5.0, 8.25, "Đường Thanh Niên chia đôi Hồ Tây và hồ Trúc Bạch.", 2},
        {9.0, 11.001, "Lotus tea is made here before sunrise.", 3}};
    EXPECT_EQ(cues, expected);
}

TEST(SubRip, NumbersMayBeMissing) {
    const std::vector<Cue> cues = read("\xEF\xBB\xBF"
                                       "00:00:01.000-->00:00:02.000\n"
                                       "一\n"
                                       "\n"
                                       "00:00:02.000-->00:00:03.000\n"
                                       "二\n"
                                       "00:00:03.000-->00:00:04.000\n"
                                       "三");
    ASSERT_EQ(cues.size(), 3U);
    EXPECT_EQ(cues[0].text, "一");
    EXPECT_EQ(cues[1].text, "二");
    EXPECT_EQ(cues[2].text, "三");
}

TEST(SubRip, BlankLinesInsideATextAreTolerated) {
    const std::vector<Cue> cues = read("1\n"
                                       "00:00:01,000 --> 00:00:02,000\n"
                                       "\n"
                                       "Phủ Tây Hồ\n"
                                       "\n"
                                       "\n"
                                       "thờ Mẫu Liễu Hạnh\n"
                                       "\n"
                                       "2\n"
                                       "00:00:02,000 --> 00:00:03,000\n"
                                       "hết\n"
                                       "\n"
                                       "\n");
    ASSERT_EQ(cues.size(), 2U);
    EXPECT_EQ(cues[0].text, "Phủ Tây Hồ\nthờ Mẫu Liễu Hạnh");
    EXPECT_EQ(cues[1].text, "hết");
}

TEST(SubRip, TellsNumbersFromNumbersThatAreSaid) {
    const std::vector<Cue> cues = read("7\n"
                                       "00:00:01,000 --> 00:00:02,000\n"
                                       "Năm\n"
                                       "1010\n"
                                       "\n"
                                       "00:00:02,000 --> 00:00:03,000\n"
                                       "1954\n"
                                       "9\n"
                                       "00:00:03,000 --> 00:00:04,000\n"
                                       "10\n"
                                       "00:00:04,000 --> 00:00:05,000\n"
                                       "2025\n"
                                       "00:00:05,000 --> 00:00:06,000\n"
                                       "cuối\n"
                                       "\n"
                                       "12\n");
    ASSERT_EQ(cues.size(), 5U);
    EXPECT_EQ(cues[0].text, "Năm\n1010");
    EXPECT_EQ(cues[1].text, "1954\n9"); // 8 or 3 is due, so 9 is said
    EXPECT_EQ(cues[1].number, 2);
    EXPECT_EQ(cues[2].text, "10");
    EXPECT_EQ(cues[3].text, "2025");
    EXPECT_EQ(cues[4].text, "cuối\n12");
}

TEST(SubRip, NumberDueRightBelowTheTextIsANumber) {
    const std::vector<Cue> cues = read("1\n00:00:01,000 --> 00:00:02,000\nmột\n2\n"
                                       "00:00:02,000 --> 00:00:03,000\nhai\n\n3\n");
    ASSERT_EQ(cues.size(), 2U);
    EXPECT_EQ(cues[0].text, "một");
    EXPECT_EQ(cues[1].text, "hai"); // the 3 is what is left of a file cut off
}

TEST(SubRip, DropsTagsThatItKnows) {
    const std::vector<Cue> cues =
        read("1\n"
             "00:00:01,000 --> 00:00:02,000\n"
             "{\\an8}<font color=\"#ffff00\"><b>西湖</b></font> &amp; <I>chùa</I>\n"
             "\n"
             "2\n"
             "00:00:02,000 --> 00:00:03,000\n"
             "<Lan> và {Hoa} <Trần> 1 < 2\n");
    ASSERT_EQ(cues.size(), 2U);
    EXPECT_EQ(cues[0].text, "西湖 & chùa");
    EXPECT_EQ(cues[1].text, "<Lan> và {Hoa} <Trần> 1 < 2");
}

TEST(SubRip, TextMayLookLikeTimes) {
    const std::vector<Cue> cues = read("1\n"
                                       "00:00:01,000 --> 00:00:02,000\n"
                                       "Mở cửa --> xem\n"
                                       "8:00 → 17:30 mỗi ngày\n"
                                       "8:00 - 17:30\n"
                                       "-5 độ\n"
                                       "12 ngọn nến\n");
    ASSERT_EQ(cues.size(), 1U);
    EXPECT_EQ(cues[0].text,
              "Mở cửa --> xem\n8:00 → 17:30 mỗi ngày\n8:00 - 17:30\n-5 độ\n12 ngọn nến");
}

struct BadFile {
    const char* text;
    const char* where;
    const char* what;
};

TEST(SubRip, NamesLineAndReason) {
    const BadFile kFiles[] = {
        {"", "a.srt", "has no subtitle"},
        {"\n\n", "a.srt", "has no subtitle"},
        {"\xEF\xBB\xBF", "a.srt", "has no subtitle"},
        {"Chùa Trấn Quốc\n", "a.srt", "has no subtitle"},
        {"1\n00:00:01,000 --> 00:00:02,000\n", "a.srt", "has no subtitle"},
        {"Chùa\n\n1\n00:00:01,000 --> 00:00:02,000\nx\n", "a.srt:1", "above the first times"},
        {"1\n00:00:03,000 --> 00:00:02,000\nx\n", "a.srt:2, cue 1", "ends before it begins"},
        {"1\n00:00:02,000 --> 00:00:02,000\nx\n", "a.srt:2, cue 1", "ends when it begins"},
        {"1\n-00:00:03,000 --> 00:00:02,000\nx\n", "a.srt:2, cue 1", "negative"},
        {"1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\n00:00:0a,000 --> 00:00:05,000\ny\n",
         "a.srt:6, cue 2",
         "cannot be read"},
        {"1\n00:00:01,000 --> 00:00:75,000\nx\n", "a.srt:2, cue 1", "over 59"},
        {"1\n00:00:01,000 –> 00:00:0x,000\nx\n", "a.srt:2, cue 1", "something follows"},
        {"1\n00:00:01,000 --> 00:00:02,000\n\xB0\xA1\xCE\xF7\n", "a.srt:3", "not UTF-8"},
    };
    for (const BadFile& file : kFiles) {
        const Fault fault = faultOf(file.text);
        EXPECT_EQ(fault.where, file.where) << file.text;
        EXPECT_NE(fault.what.find(file.what), std::string::npos) << fault.what << "\n" << file.text;
    }
}

TEST(Subtitles, AreToldApartByContent) {
    const std::string_view srt = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Hồ Tây\n";
    const std::string_view vtt =
        "\xEF\xBB\xBFWEBVTT\n\nNOTE x\n\n00:01.000 --> 00:02.000\n<v A>Hồ Tây\n";
    const std::vector<Cue> expected = {{1.0, 2.0, "Hồ Tây", 1}};
    // Names mislead: what counts is inside.
    EXPECT_EQ(readSubtitles(srt, "a.vtt").value(), expected);
    EXPECT_EQ(readSubtitles(vtt, "a.srt").value(), expected);
    EXPECT_FALSE(readSubtitles("", "a.srt").ok());
    EXPECT_FALSE(readSubtitles("WEBVTT", "a.vtt").ok());
}

TEST(Subtitles, SaysAllBadTimesAtOnce) {
    const std::string_view srt = "1\n00:00:01,000 --> 00:00:02,000\nmột\n\n"
                                 "2\n00:00:05,000 --> 00:00:03,000\nhai\n\n"
                                 "3\n00:00:0a,000 --> 00:00:07,000\nba\n\n"
                                 "4\n00:00:08,000 --> 00:00:09,000\nbốn\n";
    const std::string vtt = "WEBVTT\n\n" + std::string(srt);
    for (const std::string_view text : {srt, std::string_view(vtt)}) {
        std::vector<Fault> bad_times;
        const auto cues = readSubtitles(text, "a.srt", &bad_times);
        ASSERT_TRUE(cues.ok()) << cues.fault().what;
        EXPECT_EQ(cues.value(), (std::vector<Cue>{{1.0, 2.0, "một", 1}, {8.0, 9.0, "bốn", 4}}));
        ASSERT_EQ(bad_times.size(), 2U);
        EXPECT_EQ(bad_times[0].where, text == srt ? "a.srt:6, cue 2" : "a.srt:8, cue 2");
        EXPECT_EQ(bad_times[0].what,
                  "the subtitle ends before it begins: 00:00:05,000 --> 00:00:03,000");
        EXPECT_EQ(bad_times[1].what, "a time cannot be read: 00:00:0a,000 --> 00:00:07,000");
    }
}

TEST(Subtitles, ManyBadTimesEndTheReading) {
    std::string srt;
    for (int i = 0; i < 1000; ++i) {
        srt += "00:00:05,000 --> 00:00:03,000\nx\n\n";
    }
    std::vector<Fault> bad_times;
    EXPECT_FALSE(readSubtitles(srt, "a.srt", &bad_times).ok());
    EXPECT_LT(bad_times.size(), 1000U);
}

TEST(Subtitles, HeaderlessWebVttIsReadAnyway) {
    const std::vector<Cue> expected = {{1.0, 2.0, "西湖", 1}};
    EXPECT_EQ(readSubtitles("00:01.000 --> 00:02.000 align:middle\n西湖\n", "a.vtt").value(),
              expected);
}

} // namespace
} // namespace vr360
