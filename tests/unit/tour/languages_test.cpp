#include "core/tour/languages.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

using Tags = std::vector<std::string>;

/// The constructor itself cannot be given `{{"vi", "…"}}`: it might as well mean a copy.
LocalizedText texts(std::vector<std::pair<std::string, std::string>> all) {
    return LocalizedText(std::move(all));
}

/// The tag chosen for a wish, or "" for none.
std::string chosen(std::string_view wish, const Tags& offered) {
    const int index = matchLanguage(wish, offered);
    return index < 0 ? std::string() : offered.at(static_cast<std::size_t>(index));
}

TEST(LanguageTag, AcceptsWhatToursUse) {
    for (const char* tag : {"vi",
                            "en",
                            "zh",
                            "zh-Hans",
                            "zh-Hant-TW",
                            "en-GB",
                            "es-419",
                            "EN",
                            "yue",
                            "sr-Latn-RS"}) {
        EXPECT_TRUE(isLanguageTag(tag)) << tag;
    }
}

TEST(LanguageTag, RefusesTheRest) {
    for (const char* tag : {"",
                            "v",
                            "vietnamese",
                            "vi-",
                            "-vi",
                            "vi--VN",
                            "vi_VN",
                            "zh-Hans-Hant",
                            "en-GB-US",
                            "en-GB-Latn",
                            "en-1234",
                            "en-12",
                            "v1",
                            "tiếng",
                            "en-u-nu",
                            "en GB"}) {
        EXPECT_FALSE(isLanguageTag(tag)) << tag;
    }
}

TEST(MatchLanguage, FollowsRfc4647Lookup) {
    EXPECT_EQ(chosen("zh-Hans-CN", {"zh", "zh-Hans", "zh-Hans-CN"}), "zh-Hans-CN");
    EXPECT_EQ(chosen("zh-Hans-CN", {"zh", "zh-Hans"}), "zh-Hans");
    EXPECT_EQ(chosen("zh-Hans-CN", {"vi", "zh"}), "zh");
    EXPECT_EQ(chosen("en-GB", {"vi", "en", "en-US"}), "en");
    EXPECT_EQ(chosen("en-GB-oxendict", {"en-US", "en-GB"}), "en-GB");
    EXPECT_EQ(chosen("vi-VN", {"en", "vi"}), "vi");
    EXPECT_EQ(chosen("fr", {"vi", "en", "zh"}), "");
    EXPECT_EQ(chosen("", {"vi"}), "");
    EXPECT_EQ(chosen("vi", {}), "");
}

TEST(MatchLanguage, PlainWishTakesWhatIsMorePrecise) {
    EXPECT_EQ(chosen("zh", {"vi", "zh-Hans"}), "zh-Hans");
    EXPECT_EQ(chosen("zh", {"zh-Hant", "zh-Hans"}), "zh-Hans");
    EXPECT_EQ(chosen("zh", {"zh-Hans", "zh"}), "zh");
    EXPECT_EQ(chosen("zh", {"zh-Hant"}), "zh-Hant");
    EXPECT_EQ(chosen("en", {"en-US", "en-GB"}), "en-US");
    EXPECT_EQ(chosen("en-AU", {"vi", "en-US"}), "en-US");
}

TEST(MatchLanguage, ChineseRegionsReadTheirScript) {
    EXPECT_EQ(chosen("zh-CN", {"zh-Hant", "zh", "zh-Hans"}), "zh-Hans");
    EXPECT_EQ(chosen("zh-CN", {"zh-Hant", "zh"}), "zh");
    EXPECT_EQ(chosen("zh-SG", {"zh-TW", "zh-Hans", "zh"}), "zh-Hans");
    EXPECT_EQ(chosen("zh-TW", {"zh-Hans", "zh-Hant"}), "zh-Hant");
    EXPECT_EQ(chosen("zh-TW", {"zh", "zh-Hans", "zh-HK"}), "zh-HK");
    EXPECT_EQ(chosen("zh-Hant", {"zh", "zh-TW"}), "zh-TW");
    EXPECT_EQ(chosen("zh-HK", {"zh-Hans", "zh-Hant-TW"}), "zh-Hant-TW");
}

TEST(MatchLanguage, TraditionalReadersGetSimplifiedBeforeNothing) {
    EXPECT_EQ(chosen("zh-TW", {"vi", "zh"}), "zh");
    EXPECT_EQ(chosen("zh-Hant", {"vi", "zh-Hans"}), "zh-Hans");
    EXPECT_EQ(chosen("zh-TW", {"zh-Hans", "zh"}), "zh");
}

TEST(MatchLanguage, UnderstandsBrowsersAndEnvironments) {
    EXPECT_EQ(chosen("vi_VN.UTF-8", {"en", "vi"}), "vi");
    EXPECT_EQ(chosen("zh_TW", {"zh", "zh-Hant"}), "zh-Hant");
    EXPECT_EQ(chosen("ZH-hans-cn-u-nu-hanidec", {"zh-Hans"}), "zh-Hans");
    EXPECT_EQ(chosen("cmn-Hans-CN", {"en", "zh"}), "zh");
    EXPECT_EQ(chosen("sr_RS@latin", {"sr-Latn"}), "sr-Latn");
    EXPECT_EQ(chosen("C", {"vi", "en"}), "");
    EXPECT_EQ(chosen("---", {"vi"}), "");
}

TEST(LocalizedText, KeepsTheEditorsOrder) {
    LocalizedText name;
    EXPECT_TRUE(name.empty());
    name.set("vi", "Chùa Trấn Quốc");
    name.set("en", "Tran Quoc Pagoda");
    name.set("zh", "镇国寺");
    name.set("vi", "Chùa Trấn Quốc, Hồ Tây");
    ASSERT_EQ(name.all().size(), 3U);
    EXPECT_EQ(name.all()[0].first, "vi");
    EXPECT_EQ(name.all()[0].second, "Chùa Trấn Quốc, Hồ Tây");
    EXPECT_EQ(name.all()[2].second, "镇国寺");
}

TEST(LocalizedText, FindsExactlyOrTheBest) {
    const LocalizedText name = texts({{"vi", "Hồ Tây"}, {"en", "West Lake"}, {"zh", "西湖"}});
    ASSERT_NE(name.find("en"), nullptr);
    EXPECT_EQ(name.find("en-GB"), nullptr);
    EXPECT_EQ(name.in("en-GB"), "West Lake");
    EXPECT_EQ(name.in("zh-TW"), "西湖");
    EXPECT_EQ(name.in("fr"), "Hồ Tây");
}

TEST(LocalizedText, FallsBackInTheToursOrder) {
    const LocalizedText name = texts({{"zh", "西湖"}, {"en", "West Lake"}});
    const Tags tour = {"vi", "en", "zh"};
    EXPECT_EQ(name.in("vi", tour), "West Lake");
    EXPECT_EQ(name.in("fr", tour), "West Lake");
    EXPECT_EQ(name.in("fr"), "西湖");
    EXPECT_EQ(LocalizedText().in("vi", tour), "");
}

TEST(LocalizedText, AnEmptyTextServesNobody) {
    const LocalizedText name = texts({{"vi", "Phủ Tây Hồ"}, {"en", ""}});
    EXPECT_EQ(name.in("en"), "Phủ Tây Hồ");
    EXPECT_EQ(texts({{"en", ""}}).in("en"), "");
}

TEST(LanguageName, IsItsOwn) {
    EXPECT_EQ(languageName("vi"), "Tiếng Việt");
    EXPECT_EQ(languageName("en-GB"), "English");
    EXPECT_EQ(languageName("zh"), "中文");
    EXPECT_EQ(languageName("zh-Hans"), "简体中文");
    EXPECT_EQ(languageName("zh-TW"), "繁體中文");
    EXPECT_EQ(languageName("tlh"), "tlh");
}

} // namespace
} // namespace vr360
