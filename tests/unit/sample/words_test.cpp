#include "packager/files/unicode.h"
#include "packager/sample/sample.h"
#include "packager/sample/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <set>

namespace vr360::sample {
namespace {

SiteWords wordsOf(const std::string& id) {
    auto site = readSiteWords(id);
    EXPECT_TRUE(site.ok()) << site.fault().where << ": " << site.fault().what;
    return site.ok() ? std::move(site).value() : SiteWords{};
}

/// Vietnamese is written in syllables with spaces between them.
std::size_t syllables(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool isHan(char32_t c) {
    return c >= 0x4E00 && c <= 0x9FFF;
}

bool hasHan(const std::string& text) {
    const std::vector<char32_t> points = codePoints(text);
    return std::any_of(points.begin(), points.end(), isHan);
}

/// Letters such as ư, ở, Đ, and accents that stand alone.
bool hasAccentedLatin(const std::string& text) {
    const std::vector<char32_t> points = codePoints(text);
    return std::any_of(points.begin(), points.end(), [](char32_t c) {
        const bool letter = c != U'×' && c != U'÷';
        return (c >= 0xC0 && c <= 0x24F && letter) || (c >= 0x300 && c <= 0x36F) ||
               (c >= 0x1E00 && c <= 0x1EFF);
    });
}

bool isAsciiLetterOrDigit(char32_t c) {
    return c < 0x80 && std::isalnum(static_cast<int>(c)) != 0;
}

/// "Đình là trái tim" gives "Đình là"; punctuation and ASCII case do not count.
std::string firstWords(const std::string& sentence, int count) {
    std::string out;
    for (const char32_t c : codePoints(sentence)) {
        if (c == U' ' && --count == 0) {
            break;
        }
        if (isAsciiLetterOrDigit(c) || c == U' ' || hasAccentedLatin(toUtf8(c))) {
            out += c < 0x80 ? std::string(1, static_cast<char>(std::tolower(static_cast<int>(c))))
                            : toUtf8(c);
        }
    }
    return out;
}

/// The first Chinese characters; quotation marks do not count, the digits of a year do.
std::string firstHan(const std::string& sentence, int count) {
    std::string out;
    for (const char32_t c : codePoints(sentence)) {
        if (count > 0 && (isHan(c) || isAsciiLetterOrDigit(c))) {
            out += toUtf8(c);
            --count;
        }
    }
    return out;
}

TEST(SampleWords, TourNamesItsSitesAndCategories) {
    const auto tour = readTourWords();
    ASSERT_TRUE(tour.ok()) << tour.fault().what;
    EXPECT_EQ(tour->sites.size(), 100U);
    EXPECT_EQ(std::set<std::string>(tour->sites.begin(), tour->sites.end()).size(), 100U);
    EXPECT_NE(std::find(tour->sites.begin(), tour->sites.end(), tour->start), tour->sites.end());
    std::set<std::string> categories;
    for (const auto& [id, name] : tour->categories) {
        categories.insert(id);
    }
    for (const std::string& id : tour->sites) {
        EXPECT_TRUE(categories.contains(wordsOf(id).category)) << id;
    }
}

TEST(SampleWords, EverySiteIsWholeInThreeLanguages) {
    for (const std::string& id : sampleSites()) {
        const SiteWords site = wordsOf(id);
        EXPECT_FALSE(site.sources.empty()) << id;
        EXPECT_TRUE(site.confidence == "high" || site.confidence == "medium" ||
                    site.confidence == "low")
            << id;
        EXPECT_GE(site.hotspots.size(), 2U) << id;
        for (std::size_t language = 1; language < 3; ++language) {
            EXPECT_EQ(site.script[language].size(), site.script[0].size())
                << id << ": sentences do not pair";
        }
        EXPECT_GE(site.script[0].size(), 6U) << id;
        EXPECT_LE(site.script[0].size(), 10U) << id;
        for (const std::string& sentence : site.script[2]) {
            EXPECT_TRUE(hasHan(sentence)) << id << ": " << sentence;
        }
        for (const std::string& sentence : site.script[1]) {
            EXPECT_FALSE(hasHan(sentence)) << id << ": " << sentence;
        }
        EXPECT_TRUE(hasHan(site.summary.zh)) << id;
    }
}

TEST(SampleWords, TheBestKnownSitesAreSpokenInThreeLanguages) {
    const auto ids = sampleSites();
    const auto spoken = std::count_if(ids.begin(), ids.end(), [](const std::string& id) {
        const SiteWords site = wordsOf(id);
        EXPECT_TRUE(site.narrate.empty() ||
                    site.narrate == std::vector<std::string>({"vi", "en", "zh"}))
            << id;
        return !site.narrate.empty();
    });
    EXPECT_EQ(spoken, 10);
    EXPECT_FALSE(wordsOf("chua-tran-quoc").narrate.empty()) << "where a visit begins";
}

TEST(SampleWords, TranslationsCanBeReadWhileVietnameseIsSpoken) {
    for (const std::string& id : sampleSites()) {
        const SiteWords site = wordsOf(id);
        std::size_t total = 0;
        for (std::size_t i = 0; i < site.script[0].size(); ++i) {
            const std::size_t spoken = syllables(site.script[0][i]);
            total += spoken;
            const double seconds = static_cast<double>(spoken) / 3.2 + 0.5;
            EXPECT_LT(static_cast<double>(countCharacters(site.script[1][i])) / seconds, 20.0)
                << id << ": " << site.script[1][i];
            EXPECT_LT(static_cast<double>(countCharacters(site.script[2][i])) / seconds, 9.0)
                << id << ": " << site.script[2][i];
        }
        EXPECT_GT(total, 100U) << id << ": narration is too short";
        EXPECT_LT(total, 260U) << id << ": narration is too long";
    }
}

TEST(SampleWords, NoTextIsThereTwice) {
    std::map<std::string, std::string> seen;
    for (const std::string& id : sampleSites()) {
        const SiteWords site = wordsOf(id);
        const auto once = [&](const std::string& text) {
            const auto [at, fresh] = seen.emplace(text, id);
            EXPECT_TRUE(fresh) << id << " says what " << at->second << " says: " << text;
        };
        for (std::size_t language = 0; language < kLanguages.size(); ++language) {
            std::for_each(site.script[language].begin(), site.script[language].end(), once);
            once(wordsIn(site.summary, kLanguages[language]));
            for (const SiteHotspot& hotspot : site.hotspots) {
                once(wordsIn(hotspot.text, kLanguages[language]));
            }
        }
    }
}

/// A visitor hears several sites in a row: none may begin like another.
TEST(SampleWords, NoTwoSitesBeginAlike) {
    std::array<std::map<std::string, std::string>, 3> seen;
    for (const std::string& id : sampleSites()) {
        const SiteWords site = wordsOf(id);
        for (std::size_t language = 0; language < kLanguages.size(); ++language) {
            ASSERT_FALSE(site.script[language].empty()) << id;
            const std::string& sentence = site.script[language].front();
            const std::string opening =
                kLanguages[language] == "zh" ? firstHan(sentence, 2) : firstWords(sentence, 2);
            const auto [at, fresh] = seen[language].emplace(opening, id);
            EXPECT_TRUE(fresh) << id << " begins in " << kLanguages[language] << " like "
                               << at->second << ": " << opening;
        }
    }
}

TEST(SampleWords, ChineseCarriesNoVietnameseLetters) {
    EXPECT_TRUE(hasAccentedLatin("柚坊 Bưởi"));
    EXPECT_TRUE(hasAccentedLatin("瓯姬 Âu"));
    EXPECT_FALSE(hasAccentedLatin("青年路1号，Maison，“绫”——×"));
    for (const std::string& id : sampleSites()) {
        const SiteWords site = wordsOf(id);
        std::vector<std::string> texts = site.script[2];
        texts.insert(texts.end(), {site.name.zh, site.summary.zh, site.address.zh});
        for (const SiteHotspot& hotspot : site.hotspots) {
            texts.insert(texts.end(), {hotspot.title.zh, hotspot.text.zh});
        }
        for (const std::string& text : texts) {
            EXPECT_FALSE(hasAccentedLatin(text)) << id << ": " << text;
        }
    }
}

TEST(SampleWords, MissingSiteIsAFaultWithACure) {
    const auto site = readSiteWords("nowhere");
    ASSERT_FALSE(site.ok());
    EXPECT_NE(site.fault().where.find("nowhere"), std::string::npos);
    EXPECT_FALSE(site.fault().cure.empty());
}

} // namespace
} // namespace vr360::sample
