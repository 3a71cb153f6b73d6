#include "packager/sample/sample.h"
#include "packager/sample/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace vr360::sample {
namespace {

SiteWords wordsOf(const std::string& id) {
    auto site = readSiteWords(id);
    EXPECT_TRUE(site.ok()) << site.fault().where << ": " << site.fault().what;
    return site.ok() ? std::move(site).value() : SiteWords{};
}

std::size_t characters(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

/// Vietnamese is written in syllables with spaces between them.
std::size_t syllables(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), ' ')) + 1;
}

bool hasHan(const std::string& text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xE4U && byte <= 0xE9U;
    });
}

TEST(SampleWords, TourNamesItsSitesAndCategories) {
    const auto tour = readTourWords();
    ASSERT_TRUE(tour.ok()) << tour.fault().what;
    EXPECT_GE(tour->sites.size(), 8U);
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

TEST(SampleWords, TranslationsCanBeReadWhileVietnameseIsSpoken) {
    for (const std::string& id : sampleSites()) {
        const SiteWords site = wordsOf(id);
        std::size_t total = 0;
        for (std::size_t i = 0; i < site.script[0].size(); ++i) {
            const std::size_t spoken = syllables(site.script[0][i]);
            total += spoken;
            const double seconds = static_cast<double>(spoken) / 3.2 + 0.5;
            EXPECT_LT(static_cast<double>(characters(site.script[1][i])) / seconds, 20.0)
                << id << ": " << site.script[1][i];
            EXPECT_LT(static_cast<double>(characters(site.script[2][i])) / seconds, 9.0)
                << id << ": " << site.script[2][i];
        }
        EXPECT_GT(total, 100U) << id << ": narration is too short";
        EXPECT_LT(total, 260U) << id << ": narration is too long";
    }
}

TEST(SampleWords, NoTextIsThereTwice) {
    std::set<std::string> seen;
    for (const std::string& id : sampleSites()) {
        const SiteWords site = wordsOf(id);
        for (const auto& language : site.script) {
            for (const std::string& sentence : language) {
                EXPECT_TRUE(seen.insert(sentence).second) << id << ": " << sentence;
            }
        }
        EXPECT_TRUE(seen.insert(site.summary.vi).second) << id;
        for (const SiteHotspot& hotspot : site.hotspots) {
            EXPECT_TRUE(seen.insert(hotspot.text.vi).second) << id << ": " << hotspot.text.vi;
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
