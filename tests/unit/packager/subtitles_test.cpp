#include "packager/words/subtitles.h"

#include "core/package/base64.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

Cue cue(double start, double end, std::string text, int number = 1) {
    return {.start = start, .end = end, .text = std::move(text), .number = number};
}

NarrationFacts spoken(double seconds, double head_cut = 0.0) {
    return {.source_duration = seconds + head_cut,
            .head_cut = head_cut,
            .duration = seconds,
            .peaks = encodeBase64(std::string(200, '\x80'))};
}

std::vector<Finding> check(const std::vector<Cue>& cues,
                           std::string_view language = "en",
                           const NarrationFacts* narration = nullptr) {
    return checkCues(cues, language, "a-site", "a.vtt", narration);
}

void expectOne(const std::vector<Finding>& findings, Severity severity, std::string_view what) {
    ASSERT_EQ(findings.size(), 1U);
    EXPECT_EQ(findings[0].severity, severity);
    EXPECT_NE(findings[0].what.find(what), std::string::npos) << findings[0].what;
    EXPECT_FALSE(findings[0].cure.empty());
}

TEST(CheckCues, SaysNothingOfGoodOnes) {
    EXPECT_TRUE(check({cue(0, 3, "Welcome to the shore\nof the lake."),
                       cue(3, 5, "Look around.", 2),
                       cue(5.083, 7, "And on.", 3)})
                    .empty());
    EXPECT_TRUE(check({cue(0, 3, "欢迎来到Tran Quoc寺。")}, "zh").empty());
}

TEST(CheckCues, MeasuresLinesAndSpeed) {
    expectOne(check({cue(0, 6, std::string(43, 'a'))}), Severity::kWarning, "43 characters");
    expectOne(check({cue(0, 6, "a\nb\nc")}), Severity::kWarning, "3 lines");
    expectOne(check({cue(0, 2, std::string(36, 'a'))}), Severity::kWarning, "18.0 characters");
    expectOne(check({cue(0, 2, std::string(41, 'a'))}), Severity::kError, "20.5 characters");
    expectOne(check({cue(0, 1, "一二三四五六七八九十")}, "zh"), Severity::kWarning, "10.0");
    expectOne(check({cue(0, 1, "一二三四五六七八九十一二")}, "zh"), Severity::kError, "12.0");
    expectOne(
        check({cue(0, 7, "一二三四五六七八九十一二三四五六七")}, "zh"), Severity::kWarning, "17");
}

TEST(CheckCues, MeasuresTimes) {
    expectOne(check({cue(0, 0.5, "Hi")}), Severity::kWarning, "0.50 s");
    expectOne(check({cue(0, 7.5, "Hi")}), Severity::kWarning, "7.5 s");
    expectOne(check({cue(3, 2, "Hi")}), Severity::kError, "before it begins");
    expectOne(check({cue(0, 2, "Hi"), cue(1.5, 3, "Ho", 2)}), Severity::kWarning, "0.50 s before");
    expectOne(check({cue(0, 2, "Hi"), cue(2.04, 3, "Ho", 2)}), Severity::kWarning, "40 ms");
}

TEST(CheckCues, ComparesWithTheNarration) {
    const NarrationFacts ten = spoken(10.0);
    expectOne(
        check({cue(0, 5, "Hi"), cue(5, 10.5, "Ho", 2)}, "en", &ten), Severity::kWarning, "10.5");
    expectOne(check({cue(0, 5, "Hi"), cue(5, 9, "Ho", 2), cue(12, 13, "No", 3)}, "en", &ten),
              Severity::kError,
              "after the narration");
    expectOne(
        check({cue(0, 1, "Hi"), cue(9.5, 10, "Ho", 2)}, "en", &ten).size() == 2
            ? std::vector<Finding>{check({cue(0, 1, "Hi"), cue(9.5, 10, "Ho", 2)}, "en", &ten)[1]}
            : std::vector<Finding>{},
        Severity::kWarning,
        "somebody speaks");
}

TEST(CheckCues, NoticesTheWrongLanguage) {
    expectOne(check({cue(0, 3, "Welcome")}, "zh"), Severity::kWarning, "no Chinese character");
    expectOne(check({cue(0, 3, "欢迎")}, "en"), Severity::kWarning, "Chinese characters");
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
