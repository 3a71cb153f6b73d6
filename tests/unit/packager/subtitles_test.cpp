#include "packager/words/subtitles.h"

#include "core/package/base64.h"

#include <gtest/gtest.h>

#include <cmath>

namespace vr360 {
namespace {

Cue cue(double start, double end, std::string text, int number = 1) {
    return {.start = start, .end = end, .text = std::move(text), .number = number};
}

/// So many characters in lines that each language takes.
std::string textOf(int characters, std::string_view language) {
    const bool wide = language == "zh";
    const int line = wide ? 16 : 42;
    std::string text;
    for (int i = 0; i < characters; ++i) {
        text += i > 0 && i % line == 0 ? "\n" : "";
        text += wide ? "湖" : language == "vi" ? "ồ" : "o";
    }
    return text;
}

/// Loud throughout, unless `silent` says from where to where (of 200 steps) nobody speaks.
NarrationFacts spoken(double seconds, double head_cut = 0.0, int from = 0, int to = 0) {
    std::string peaks(200, '\x80');
    for (int i = from; i < to; ++i) {
        peaks[static_cast<std::size_t>(i)] = '\x01';
    }
    return {.source_duration = seconds + head_cut,
            .head_cut = head_cut,
            .duration = seconds,
            .peaks = encodeBase64(peaks)};
}

std::vector<Finding> check(const std::vector<Cue>& cues,
                           std::string_view language = "en",
                           const NarrationFacts* narration = nullptr,
                           std::string_view spoken_language = "vi") {
    return checkCues(cues,
                     {.language = language,
                      .site = "a-site",
                      .file = "a.vtt",
                      .narration = narration,
                      .spoken = spoken_language});
}

/// Severity ("" for none) and figure of the only finding that cues may have.
struct Row {
    std::string_view name;
    std::vector<Cue> cues;
    std::string_view language;
    std::string_view severity;
    std::string_view figure = {};
};

void expectRow(const Row& row, const NarrationFacts* narration = nullptr) {
    SCOPED_TRACE(std::string(row.name) + " in " + std::string(row.language));
    const std::vector<Finding> found = check(row.cues, row.language, narration);
    if (row.severity.empty()) {
        EXPECT_TRUE(found.empty()) << found[0].what;
        return;
    }
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(severityName(found[0].severity), row.severity);
    EXPECT_NE(found[0].what.find(row.figure), std::string::npos) << found[0].what;
    EXPECT_EQ(found[0].file, "a.vtt");
    EXPECT_EQ(found[0].site, "a-site");
    EXPECT_TRUE(found[0].place.starts_with("cue ")) << found[0].place;
    EXPECT_NE(found[0].place.find(" at "), std::string::npos) << found[0].place;
    EXPECT_FALSE(found[0].cure.empty());
}

TEST(CheckCues, LinesAndSpeedAtTheirBounds) {
    struct Limits {
        std::string_view language;
        int line;
        int warn;
        int fail;
    };
    for (const auto& [language, line, warn, fail] :
         {Limits{"vi", 42, 17, 20}, Limits{"en", 42, 17, 20}, Limits{"zh", 16, 9, 11}}) {
        const auto row = [&](std::string_view name,
                             std::string text,
                             double seconds,
                             std::string_view severity = "",
                             std::string_view figure = "") {
            expectRow({name, {cue(0, seconds, std::move(text))}, language, severity, figure});
        };
        const std::string full = textOf(line, language);
        const std::string one = textOf(1, language);
        row("a full line", full, 6);
        row("one more", full + one, 6, "warning", std::to_string(line + 1) + " characters");
        row("two full lines", full + "\n" + full, 6);
        row("three lines", one + "\n" + one + "\n" + one, 3, "warning", "3 lines");

        // Two seconds, so that one character is half of one a second.
        row("easy speed", textOf(2 * warn, language), 2);
        row("above it", textOf(2 * warn + 1, language), 2, "warning", ".5 characters a second");
        row("hardest speed", textOf(2 * fail, language), 2, "warning", ".0 characters a second");
        row("above it", textOf(2 * fail + 1, language), 2, "error", ".5 characters a second");
        row("easy, but for a millisecond", textOf(2 * warn, language), 1.999);
    }
}

TEST(CheckCues, TimesAtTheirBounds) {
    for (const std::string_view language : {"vi", "en", "zh"}) {
        const std::string text = textOf(3, language);
        const auto row = [&](std::string_view name,
                             std::vector<Cue> cues,
                             std::string_view severity = "",
                             std::string_view figure = "") {
            expectRow({name, std::move(cues), language, severity, figure});
        };
        const auto pair = [&](double first_end, double second_start) {
            return std::vector{cue(0, first_end, text), cue(second_start, 5, text, 2)};
        };
        row("shortest", {cue(1, 1.83, text)});
        row("too short", {cue(1, 1.82, text)}, "warning", "0.820 s");
        row("longest", {cue(1, 8, text)});
        row("too long", {cue(1, 8.01, text)}, "warning", "7.010 s");
        row("no gap", pair(2, 2));
        row("smallest gap", pair(2, 2.083));
        row("flicker", pair(2, 2.08), "warning", "80 ms");
        row("flicker", pair(2, 2.002), "warning", "2 ms");
        row("overlap", pair(2, 1.99), "warning", "0.010 s before cue 1");
        row("overlap with an earlier one",
            {cue(0, 5, text), cue(5, 6, text, 2), cue(4, 5, text, 3)},
            "warning",
            "2.000 s before cue 2");
        row("reversed", {cue(3, 2, text)}, "error", "before it begins");
        row("nothing", {cue(3, 3, text)}, "error", "when it begins");
        row("negative", {cue(-1, 2, text)}, "error", "before the narration");
    }
}

TEST(CheckCues, OfLongOverlapsEveryOneIsNamed) {
    const auto found = check({cue(0, 6, "A"), cue(1, 2, "B", 2), cue(3, 4, "C", 3)});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_NE(found[1].what.find("before cue 1"), std::string::npos) << found[1].what;
    EXPECT_EQ(found[1].place, "cue 3 at 3.0 s");
}

TEST(CheckCues, VerbatimVietnameseIsOnlyWarnedOf) {
    const NarrationFacts voice = spoken(2.0);
    const auto severity =
        [&](int characters, std::string_view language, std::string_view voice_of) {
            const auto found =
                check({cue(0, 2, textOf(characters, language))}, language, &voice, voice_of);
            return found.empty() ? std::string_view() : severityName(found[0].severity);
        };
    EXPECT_EQ(severity(34, "vi", "vi"), "");
    EXPECT_EQ(severity(36, "vi", "vi"), "warning"); // 18 a second
    EXPECT_EQ(severity(41, "vi", "vi"), "warning");
    EXPECT_EQ(severity(41, "vi-VN", "vi"), "warning");
    // A translation can be shortened.
    EXPECT_EQ(severity(41, "vi", "en"), "error");
    EXPECT_EQ(severity(41, "en", "vi"), "error");
    EXPECT_EQ(severity(41, "en", "en"), "error");
    EXPECT_EQ(severityName(check({cue(0, 2, textOf(41, "vi"))}, "vi")[0].severity), "error");
}

TEST(CheckCues, TheEndOfTheNarration) {
    const NarrationFacts ten = spoken(10.0);
    const auto row = [&](std::string_view name,
                         double start,
                         double end,
                         std::string_view severity = "",
                         std::string_view figure = "") {
        expectRow({name, {cue(0, 5, "Hi"), cue(start, end, "Ho", 2)}, "en", severity, figure},
                  &ten);
    };
    row("with it", 5, 10);
    row("in its echo", 5, 10.25);
    row("after it", 5, 10.5, "warning", "10.5 s");
    row("begins after it", 10, 12, "error", "10.0 s");
}

TEST(CheckCues, SpeechWithoutSubtitles) {
    const NarrationFacts twenty = spoken(20.0);
    const auto row = [](std::string_view name,
                        std::vector<Cue> cues,
                        const NarrationFacts& narration,
                        std::string_view severity = "",
                        std::string_view figure = "") {
        expectRow({name, std::move(cues), "en", severity, figure}, &narration);
    };
    const auto around = [](double from, double to) {
        return std::vector{cue(from - 6, from, "Hi"), cue(to, to + 6, "Ho", 2)};
    };
    row("8 s", around(6, 14), twenty);
    row("more", around(6, 14.01), twenty, "warning", "6.0 to 14.0 s");
    row("at the beginning",
        {cue(9, 14, "Hi"), cue(14, 20, "Ho", 2)},
        twenty,
        "warning",
        "0.0 to 9.0");
    row("at the end", {cue(0, 6, "Hi"), cue(6, 11, "Ho", 2)}, twenty, "warning", "11.0 to 20.0");
    row("nobody speaks", around(6, 15), spoken(21.0, 0.0, 57, 143));
    // 9 seconds, in 5 of which somebody speaks.
    row("with a pause", around(6, 15), spoken(21.0, 0.0, 57, 95), "warning", "(9.0 s)");
    row("in the cut head", {cue(9, 15, "Hi"), cue(15, 19, "Ho", 2)}, spoken(10.0, 9.0));
}

TEST(CheckCues, CharactersOfAnotherLanguage) {
    const auto row = [](std::string_view name,
                        std::string_view language,
                        std::string text,
                        std::string_view severity = "",
                        std::string_view figure = "") {
        expectRow({name, {cue(0, 6, std::move(text))}, language, severity, figure});
    };
    row("Vietnamese", "vi", "“Ồ, đẹp quá!” – bà nói… 100 % 🙂");
    row("French name", "vi", "Kiến trúc sư Ernest Hébrard");
    row("Han", "vi", "Chùa 镇国寺", "warning", "Chinese characters in subtitles in vi: \"镇\"");
    row("Cyrillic",
        "vi",
        "Chùа Trấn Quốc",
        "warning",
        "Cyrillic letters in subtitles in vi: \"а\"");
    row("eth", "vi", "Ðền Quán Thánh", "warning", "\"Ð\" (U+00D0)");
    row("lost",
        "vi",
        "Ch\xEF\xBF\xBD"
        "a",
        "warning",
        "U+FFFD");
    row("private", "en", "Hi \xEE\x80\x80", "warning", "U+E000");

    row("names", "en", "Trấn Quốc stands in Hồ Tây.");
    row("Han", "en", "欢迎", "warning", "Chinese characters in subtitles in en");
    row("Greek", "en", "Hi Ω", "warning", "Greek letters");

    row("Latin name", "zh", "参观Lotte World，\n门票100元。");
    row("Vietnamese name", "zh", "欢迎来到Trấn Quốc寺。");
    row("kana", "zh", "西湖の寺", "warning", "Hiragana letters");
    row("traditional",
        "zh",
        "鎮國寺",
        "warning",
        "\"鎮\", \"國\" in simplified Chinese, which writes \"镇\", \"国\"");
    row("traditional, and meant", "zh-Hant", "鎮國寺");
    row("the same in both", "zh", "西湖古寺，著名");

    row("Russian", "ru", "Добро пожаловать в Hồ Tây");
    row("Japanese", "ja", "西湖の寺へようこそ");
    row("Korean", "ko", "호떠이에 오신 것을 환영합니다");
    row("unknown language", "tlh", "Добро");
}

TEST(CheckCues, NoticesTheWrongLanguage) {
    const std::string vi = "Ngôi chùa nằm trên một hòn đảo nhỏ\ngiữa làn nước Hồ Tây.";
    const std::string en = "The pagoda stands on a small islet in\nthe waters of Trấn Quốc.";
    const auto row = [](std::string text,
                        std::string_view language,
                        std::string_view severity = "",
                        std::string_view figure = "") {
        expectRow({text, {cue(0, 6, text)}, language, severity, figure});
    };
    row("Welcome", "zh", "warning", "no Chinese character");
    row(vi, "vi");
    row(en, "en");
    row(vi, "en", "warning", "are Vietnamese");
    row("The pagoda stands on a small islet in\nthe wide waters of the West Lake.",
        "vi",
        "warning",
        "no Vietnamese letter in 15 words");
    row("Lotte World", "vi");
}

TEST(FitCues, MovesWithTheCutHead) {
    const NarrationFacts facts = spoken(5.0, 2.0);
    const auto fitted =
        fitCues({cue(0, 1, "Lost"), cue(1.5, 3, "Early"), cue(6, 9, "Late")}, &facts);
    ASSERT_EQ(fitted.size(), 2U);
    EXPECT_EQ(fitted[0].start, 0.0);
    EXPECT_EQ(fitted[0].end, 1.0);
    EXPECT_EQ(fitted[1].start, 4.0);
    EXPECT_EQ(fitted[1].end, 5.0);
}

} // namespace
} // namespace vr360
