// Letters, lines and panels: laid out without any graphics device.

#include "viewer/ui/fonts.h"
#include "viewer/ui/text_layout.h"
#include "viewer/ui/ui.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <set>

namespace vr360 {
namespace {

constexpr const char* kMixed = "Chùa Trấn Quốc 镇国寺（古迹），建于六世纪。Hồ Tây";

LocalizedText english(const char* text) {
    LocalizedText localized;
    localized.set("en", text);
    return localized;
}

class LettersTest : public ::testing::Test {
protected:
    void SetUp() override {
        if (systemFonts().size() < 2)
            GTEST_SKIP() << "the fonts of fonts-noto-core and fonts-noto-cjk are not installed";
        fonts_ = buildFonts(systemFonts(), distinctCharacters(kMixed), 1.0F);
    }
    FontSet fonts_;
};

TEST_F(LettersTest, EveryCharacterOfTheThreeLanguagesIsDrawn) {
    for (const ImFont* font : {fonts_.small, fonts_.body, fonts_.title, fonts_.subtitle}) {
        for (const int c : {0x1EA5 /* ấ */, 0x1ED1 /* ố */, 0x9547 /* 镇 */, 0xFF08 /* （ */})
            EXPECT_NE(font->FindGlyphNoFallback(static_cast<ImWchar>(c)), nullptr) << std::hex << c;
    }
    EXPECT_GT(fonts_.width, 0);
    EXPECT_GT(fonts_.height, 0);
    EXPECT_NE(fonts_.pixels, nullptr);
}

TEST_F(LettersTest, LinesFitAndLoseNothing) {
    for (const float width : {60.0F, 90.0F, 150.0F, 240.0F, 1000.0F}) {
        std::string joined;
        for (const std::string_view line : breakLines(*fonts_.body, width, kMixed)) {
            EXPECT_LE(textWidth(*fonts_.body, line), width) << line;
            joined += line;
        }
        std::string wanted = kMixed;
        std::erase(wanted, ' ');
        std::erase(joined, ' ');
        EXPECT_EQ(joined, wanted) << width;
    }
}

TEST_F(LettersTest, NoLineBeginsWithAClosingMark) {
    const std::string text = "镇国寺，古迹。镇国寺（古迹）。建于六世纪，寺古。";
    const FontSet fonts = buildFonts(systemFonts(), distinctCharacters(text), 1.0F);
    for (float width = 80.0F; width < 300.0F; width += 7.0F) {
        for (const std::string_view line : breakLines(*fonts.body, width, text)) {
            for (const char* mark : {"，", "。", "）"})
                EXPECT_FALSE(line.starts_with(mark)) << width << ": " << line;
            EXPECT_FALSE(line.ends_with("（")) << width << ": " << line;
        }
    }
}

TEST_F(LettersTest, NewLinesStayAndLongWordsAreCut) {
    EXPECT_EQ(breakLines(*fonts_.body, 500.0F, "a\nb\n\nc").size(), 4U);
    EXPECT_GT(breakLines(*fonts_.body, 50.0F, std::string(60, 'x')).size(), 3U);
    EXPECT_TRUE(breakLines(*fonts_.body, 50.0F, "").empty());
}

TEST(DistinctCharactersTest, SortedOnceEachAndOnlyWhatCanBeDrawn) {
    EXPECT_EQ(distinctCharacters("banana"), "abn");
    EXPECT_EQ(distinctCharacters("ấ镇ấ\n"), "ấ镇");
    EXPECT_EQ(distinctCharacters("a😀"), "a");
    EXPECT_EQ(distinctCharacters("a\xE1\xBA"), "a"); // cut off in the middle
}

TEST(StringsTest, LanguagesHaveTheSameKeys) {
    Strings strings;
    ASSERT_EQ(strings.languages().size(), 3U);
    std::set<std::string> seen;
    for (const char* language : {"vi", "en", "zh-Hans-CN", "fr"}) {
        strings.choose(language);
        for (const char* key : {"language",
                                "subtitles",
                                "subtitles_off",
                                "narration_language",
                                "narration_failed",
                                "machine_voice",
                                "draft_note",
                                "site_failed"})
            EXPECT_NE(strings(key), key) << language;
        seen.insert(strings("language"));
    }
    EXPECT_EQ(seen.size(), 3U) << "French falls back to English";
}

/// Panels over a tour of one site, worked with a pointer.
class PanelsTest : public LettersTest {
protected:
    void SetUp() override {
        LettersTest::SetUp();
        if (IsSkipped())
            return;
        tour_.languages = {"vi", "en", "zh"};
        tour_.categories = {{"c", english("Relics")}};
        for (const char* id : {"one", "two"})
            tour_.sites.push_back({id, "c", english(id), {}, {}});
        site_.id = "one";
        site_.name = english("one");
        site_.scenes.resize(1);
        model_.tour = &tour_;
        model_.site = &site_;
        model_.language = "en";
        model_.subtitle_languages = {"vi", "en"};
        model_.subtitle_language = "en";
        model_.narration = {.available = true, .position = 2.0, .duration = 10.0};
        model_.subtitle = "What is being said.";
        ui_.setFonts(std::move(fonts_), 1);
    }
    UiActions frame(float x, float y, bool down) {
        UiInput input;
        input.pointer_inside = true;
        input.pointer_x = x;
        input.pointer_y = y;
        input.pointer_down = down;
        return ui_.frame(input, model_);
    }
    UiActions click(float x, float y) {
        frame(x, y, false);
        frame(x, y, true);
        return frame(x, y, false);
    }
    void settle() {
        do
            frame(640.0F, 300.0F, false);
        while (ui_.animating());
    }

    Tour tour_;
    Site site_;
    UiModel model_;
    Ui ui_;
};

TEST_F(PanelsTest, ThePictureIsFreeAndTheCornersAreNot) {
    settle();
    frame(640.0F, 300.0F, false);
    EXPECT_FALSE(ui_.wantsPointer());
    for (const auto& [x, y] :
         {std::pair{40.0F, 40.0F}, {1170.0F, 40.0F}, {1236.0F, 680.0F}, {640.0F, 680.0F}}) {
        frame(x, y, false);
        EXPECT_TRUE(ui_.wantsPointer()) << x << ", " << y;
    }
    EXPECT_GT(ui_.drawData().TotalVtxCount, 500);
}

TEST_F(PanelsTest, TheListOpensAndASiteIsChosen) {
    settle();
    click(40.0F, 40.0F);
    settle();
    frame(200.0F, 340.0F, false);
    EXPECT_TRUE(ui_.wantsPointer());
    // Rows are 60 high under the head of 76 and a heading of 46, at 88 from the top.
    const UiActions actions = click(200.0F, 88.0F + 76.0F + 46.0F + 60.0F + 30.0F);
    ASSERT_TRUE(actions.go.has_value());
    EXPECT_EQ(actions.go->site, "two");
    EXPECT_TRUE(ui_.closePanels());
    settle();
    frame(200.0F, 340.0F, false);
    EXPECT_FALSE(ui_.wantsPointer());
    EXPECT_FALSE(ui_.closePanels());
}

TEST_F(PanelsTest, PlayAndSeek) {
    settle();
    EXPECT_TRUE(click(308.0F, 676.0F).toggle_play);
    EXPECT_FALSE(click(640.0F, 300.0F).toggle_play);
    const UiActions actions = click(700.0F, 676.0F);
    ASSERT_TRUE(actions.seek.has_value());
    EXPECT_GT(*actions.seek, 4.0);
    EXPECT_LT(*actions.seek, 7.5);
}

TEST_F(PanelsTest, ALanguageIsChosen) {
    settle();
    click(1170.0F, 44.0F);
    settle();
    std::optional<std::string> chosen;
    for (float x = 880.0F; x < 1250.0F && !chosen; x += 30.0F)
        chosen = click(x, 88.0F + 12.0F + 38.0F + 26.0F).language;
    ASSERT_TRUE(chosen.has_value());
    EXPECT_EQ(*chosen, "vi");
}

TEST_F(PanelsTest, AKioskHasNoButtonThatChangesTheWindow) {
    settle();
    EXPECT_TRUE(click(1236.0F, 44.0F).toggle_fullscreen);
    model_.can_leave = false;
    settle();
    EXPECT_FALSE(click(1236.0F, 44.0F).toggle_fullscreen);
}

TEST_F(PanelsTest, NothingMovesWhenNothingHappens) {
    settle();
    frame(640.0F, 300.0F, false);
    EXPECT_FALSE(ui_.animating());
}

} // namespace
} // namespace vr360
