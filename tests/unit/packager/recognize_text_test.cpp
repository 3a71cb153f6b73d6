#include "packager/words/recognize_text.h"

#include "packager/files/unicode.h"

#include <gtest/gtest.h>
#include <iconv.h>

#include <array>
#include <cerrno>
#include <optional>
#include <random>
#include <span>

namespace vr360 {
namespace {

constexpr std::array<std::string_view, 6> kVietnamese{
    "Chùa Trấn Quốc nằm trên một hòn đảo nhỏ ở phía đông Hồ Tây.",
    "Tương truyền chùa được dựng từ thời Lý Nam Đế, bên bờ sông Hồng.",
    "Mỗi sáng sớm, người làng Quảng Bá chèo thuyền ra hái sen.",
    "Phủ Tây Hồ thờ Mẫu Liễu Hạnh; rằm và mồng một, khách về rất đông.",
    "Đường Thanh Niên chia đôi Hồ Tây và hồ Trúc Bạch.",
    "Ở đây, bạn có thể nghe tiếng chuông chùa vọng qua mặt nước.",
};
constexpr std::array<std::string_view, 4> kSimplified{
    "镇国寺坐落在西湖东岸的一座小岛上。",
    "相传寺庙始建于六世纪，是河内最古老的寺院之一。",
    "每天清晨，村民们划着小船到湖里采莲花。",
    "青年路把西湖和竹帛湖分成两半，路边种满了大树。",
};
constexpr std::array<std::string_view, 4> kTraditional{
    "鎮國寺坐落在西湖東岸的一座小島上。",
    "相傳寺廟始建於六世紀，是河內最古老的寺院之一。",
    "每天清晨，村民們划著小船到湖裡採蓮花。",
    "青年路把西湖和竹帛湖分成兩半，路邊種滿了大樹。",
};
constexpr std::array<std::string_view, 4> kEnglish{
    "It’s said that the pagoda was moved here in 1615 – from the river.",
    "“Lotus tea” is made before sunrise, when the petals are closed…",
    "Sit down in one of the cafés by the shore.",
    "Young women in áo dài come to be photographed.",
};

/// Three cues or fewer, as they come in a file.
std::string subRip(std::span<const std::string_view> sentences) {
    std::string text;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        text += number + "\r\n00:00:0" + number + ",000 --> 00:00:0" + number + ",900\r\n";
        text += std::string(sentences[i]) + "\r\n\r\n";
    }
    return text;
}

/// By the C library, whose tables are not the ones under test; absent where it lacks the encoding.
std::optional<std::string> encoded(std::string_view text, const char* encoding) {
    const iconv_t converter = iconv_open(encoding, "UTF-8");
    if (converter == reinterpret_cast<iconv_t>(-1)) {
        return std::nullopt;
    }
    std::string input(text);
    std::string output(4 * text.size() + 16, '\0');
    char* from = input.data();
    char* to = output.data();
    std::size_t left = input.size();
    std::size_t room = output.size();
    const bool failed = iconv(converter, &from, &left, &to, &room) == static_cast<std::size_t>(-1);
    iconv_close(converter);
    EXPECT_FALSE(failed) << encoding << " lacks something of " << text;
    output.resize(output.size() - room);
    return output;
}

/// Expects that a text is found to be in an encoding without doubt, in files of every length.
void expectRead(std::span<const std::string_view> sentences,
                std::string_view language,
                const char* encoding,
                Encoding expected) {
    for (std::size_t first = 0; first < sentences.size(); ++first) {
        for (std::size_t count = 1; first + count <= sentences.size(); ++count) {
            const std::string text = subRip(sentences.subspan(first, count));
            const auto bytes = encoded(text, encoding);
            if (!bytes) {
                GTEST_SKIP() << "this system's iconv lacks " << encoding;
            }
            const auto read = recognizeText(*bytes, language, "a.srt");
            ASSERT_TRUE(read.ok()) << read.fault().what << "\n" << text;
            EXPECT_EQ(encodingName(read->encoding), encodingName(expected)) << text;
            EXPECT_EQ(read->text, nfc(text));
            EXPECT_EQ(read->doubt, "") << text;
        }
    }
}

TEST(RecognizeText, ReadsVietnamese) {
    expectRead(kVietnamese, "vi", "UTF-8", Encoding::kUtf8);
    expectRead(kVietnamese, "vi", "UTF-16LE", Encoding::kUtf16Little);
    expectRead(kVietnamese, "vi", "UTF-16BE", Encoding::kUtf16Big);
    expectRead(kVietnamese, "vi", "CP1258", Encoding::kWindows1258);
    expectRead(kVietnamese, "vi", "TCVN5712-1", Encoding::kTcvn3);
}

TEST(RecognizeText, ReadsChinese) {
    expectRead(kSimplified, "zh", "UTF-16LE", Encoding::kUtf16Little);
    expectRead(kSimplified, "zh", "UTF-16BE", Encoding::kUtf16Big);
    expectRead(kSimplified, "zh", "GB18030", Encoding::kGb18030);
    expectRead(kSimplified, "zh", "GBK", Encoding::kGb18030);
    expectRead(kTraditional, "zh", "BIG5", Encoding::kBig5);
    // The name of the file may be wrong.
    expectRead(kSimplified, "en", "GB18030", Encoding::kGb18030);
    expectRead(kVietnamese, "zh", "CP1258", Encoding::kWindows1258);
}

TEST(RecognizeText, ReadsEnglish) {
    expectRead(kEnglish, "en", "CP1252", Encoding::kWindows1252);
    expectRead(kEnglish, "en", "UTF-16LE", Encoding::kUtf16Little);
}

TEST(RecognizeText, ReadsUtf16ByItsMark) {
    for (const auto& [encoding, mark, expected] :
         {std::tuple("UTF-16LE", "\xFF\xFE", Encoding::kUtf16Little),
          std::tuple("UTF-16BE", "\xFE\xFF", Encoding::kUtf16Big)}) {
        const auto bytes = encoded("西湖 😀", encoding);
        const auto read = recognizeText(mark + bytes.value(), "zh", "a.vtt");
        ASSERT_TRUE(read.ok());
        EXPECT_EQ(read->text, "西湖 😀");
        EXPECT_EQ(read->encoding, expected);
    }
}

struct AbcText {
    std::string_view bytes;
    std::string_view text;
};

TEST(RecognizeText, ReadsTheAbcFonts) {
    constexpr std::array kTexts{
        AbcText{"Ch\xEF\x61 Tr\xCAn Qu\xE8\x63 n\xBBm tr\xAAn m\xE9t h\xDFn \xAE\xB6o nh\xE1",
                "Chùa Trấn Quốc nằm trên một hòn đảo nhỏ"},
        AbcText{"H\xE5 T\xA9y, H\xB5 N\xE9i", "Hồ Tây, Hà Nội"},
        // Capitals are small letters in a font of capitals.
        AbcText{"CH\xEF\x41 TR\xCAN QU\xE8\x43, PH\xF1 T\xA2Y H\xE5", "CHÙA TRẤN QUỐC, PHỦ TÂY HỒ"},
        AbcText{"\xEB \xAE\xA9y c\xE3 s\xAD\xAC\x6Eg. \xEB kia c\xF2ng v\xCBy",
                "Ở đây có sương. Ở kia cũng vậy"},
        AbcText{"\xA7\xAD\xEAng Thanh Ni\xAAn \xEB HN", "Đường Thanh Niên ở HN"},
        // Quotes of the word processor.
        AbcText{"\x93H\xE5 T\xA9y\x94 \x96 h\xE5 l\xEDn nh\xCAt H\xB5 N\xE9i\x85",
                "“Hồ Tây” – hồ lớn nhất Hà Nội…"},
    };
    for (const AbcText& sample : kTexts) {
        const std::string frame = "WEBVTT\n\n00:01.000 --> 00:04.000\n";
        const auto read = recognizeText(frame + std::string(sample.bytes) + "\n", "vi", "a.vtt");
        ASSERT_TRUE(read.ok()) << read.fault().what << ": " << sample.text;
        EXPECT_EQ(read->text, frame + std::string(sample.text) + "\n");
        EXPECT_EQ(read->encoding, Encoding::kTcvn3);
        EXPECT_EQ(read->doubt, "") << sample.text;
    }
}

TEST(RecognizeText, ReadsTheVniFonts) {
    const auto read = recognizeText("1\n00:00:01,000 --> 00:00:04,000\n"
                                    "Ch\xF9u\xF8\x61 Tra\xE1n Quo\xE1\x63, \xD1\xF6\xF4\xF8ng "
                                    "Thanh Nie\xE2n, Ho\xE0 Ta\xE2y \xF4\xFB Ha\xF8 No\xE4i\n",
                                    "vi",
                                    "a.srt");
    ASSERT_FALSE(read.ok()) << "a tone after h is no VNI: " << read->text;
    const auto whole = recognizeText("1\n00:00:01,000 --> 00:00:04,000\n"
                                     "Chu\xF8\x61 Tra\xE1n Quo\xE1\x63, \xD1\xF6\xF4\xF8ng "
                                     "Thanh Nie\xE2n, Ho\xE0 Ta\xE2y \xF4\xFB Ha\xF8 No\xE4i\n",
                                     "vi",
                                     "a.srt");
    ASSERT_TRUE(whole.ok());
    EXPECT_EQ(whole->encoding, Encoding::kVni);
    EXPECT_NE(whole->text.find("Chùa Trấn Quốc, Đường Thanh Niên, Hồ Tây ở Hà Nội"),
              std::string::npos)
        << whole->text;
}

TEST(RecognizeText, NeverMisreadsUtf8) {
    std::mt19937 random(3);
    for (int round = 0; round < 2000; ++round) {
        std::u32string text;
        const int length = 1 + static_cast<int>(random() % 40);
        for (int i = 0; i < length; ++i) {
            const char32_t most = round % 2 == 0 ? 0x250 : 0x10FFFF;
            auto c = static_cast<char32_t>(1 + random() % most);
            c = c >= 0xD800 && c < 0xE000 ? U'x' : c;
            text += c;
        }
        std::string bytes = "x";
        for (const char32_t c : text) {
            bytes += toUtf8(c);
        }
        const auto read = recognizeText(bytes, "vi", "a.srt");
        ASSERT_TRUE(read.ok());
        EXPECT_EQ(read->encoding, Encoding::kUtf8);
        EXPECT_EQ(read->text, nfc(bytes));
    }
}

TEST(RecognizeText, DamagedUtf8IsNothingElse) {
    for (const auto& sentences : {std::span<const std::string_view>(kVietnamese),
                                  std::span<const std::string_view>(kSimplified)}) {
        std::string text = subRip(sentences);
        text.insert(text.rfind("-->") + 20, "\xE1\xBB"); // cut in the middle of a letter
        for (const std::string_view language : {"vi", "en", "zh"}) {
            const auto read = recognizeText(text, language, "a.srt");
            ASSERT_FALSE(read.ok()) << read->text;
            EXPECT_NE(read.fault().what.find("not UTF-8"), std::string::npos);
            EXPECT_EQ(read.fault().where, "a.srt:" + std::to_string(4 * sentences.size() - 1));
        }
    }
}

TEST(RecognizeText, RefusesWhatMakesNoSense) {
    const auto russian =
        encoded(subRip(std::array<std::string_view, 2>{"Пагода стоит на небольшом острове.",
                                                       "Говорят, что ей полторы тысячи лет."}),
                "KOI8-R");
    for (const std::string_view language : {"vi", "en", "zh"}) {
        const auto read = recognizeText(russian.value(), language, "a.srt");
        EXPECT_FALSE(read.ok()) << encodingName(read->encoding) << ": " << read->text;
    }
    std::mt19937 random(11);
    int taken = 0;
    for (int round = 0; round < 200; ++round) {
        std::string bytes(300, '\0');
        for (char& byte : bytes) {
            byte = static_cast<char>(1 + random() % 255);
        }
        taken += recognizeText(bytes, "vi", "a.srt").ok() ? 1 : 0;
    }
    EXPECT_EQ(taken, 0);
    for (const std::string& bytes : {std::string("\xFF\xFEH\0\xD8", 5),
                                     std::string("\xFF\xFE\x3D\xD8", 4),
                                     std::string("a\0b", 3),
                                     std::string("\xFF\xFE\0\0a\0\0\0", 8)}) {
        EXPECT_FALSE(recognizeText(bytes, "en", "a.srt").ok());
    }
}

TEST(RecognizeText, DamagedOldTextNamesItsLine) {
    const auto bytes = encoded(subRip(kSimplified), "GB18030");
    std::string damaged = bytes.value();
    damaged.insert(damaged.rfind("\r\n\r\n"), "\xFF\xFF");
    const auto read = recognizeText(damaged, "zh", "a.srt");
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.fault().where, "a.srt:15");
    EXPECT_NE(read.fault().what.find("GB18030"), std::string::npos);
}

TEST(RecognizeText, SaysWhenItGuesses) {
    // One word is not much: "Tân" and "T©n" both are something.
    const auto bytes = encoded("1\n00:00:01,000 --> 00:00:04,000\nThe Nhật Tân bridge\n", "CP1258");
    const auto read = recognizeText(bytes.value(), "en", "a.srt");
    ASSERT_TRUE(read.ok());
    EXPECT_NE(read->text.find("Nhật Tân"), std::string::npos) << read->text;
    EXPECT_NE(read->doubt, "");
}

} // namespace
} // namespace vr360
