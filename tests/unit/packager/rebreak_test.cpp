#include "packager/words/rebreak.h"

#include "packager/files/unicode.h"
#include "packager/words/cue_layout.h"
#include "tests/unit/packager/sample_scripts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <sstream>

namespace vr360 {
namespace {

constexpr std::string_view kVi = "vi";
constexpr std::string_view kEn = "en";
constexpr std::string_view kZh = "zh";

const SampleTexts& sampleTexts() {
    static const SampleTexts kTexts = readSampleTexts();
    return kTexts;
}

/// The sample tour's, and what it could have.
const TourNames& sampleNames() {
    static const TourNames kNames = [] {
        TourNames names;
        for (const std::string& name : sampleTexts().names) {
            names.add(name);
        }
        names.add("The gate of the inner court");
        names.add("cổng trong");
        return names;
    }();
    return kNames;
}

Cue cue(double start, double end, std::string text, int number = 1) {
    return {.start = start, .end = end, .text = std::move(text), .number = number};
}

RebrokenCues rebreak(const std::vector<Cue>& cues, std::string_view language) {
    return rebreakCues(
        cues, {.language = language, .site = "a-site", .file = "a.vtt", .names = &sampleNames()});
}

std::vector<std::string> linesOf(std::string_view text) {
    std::vector<std::string> lines;
    std::istringstream stream{std::string(text)};
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// The words as somebody reads them: one after another, whatever lines and cues they are in.
std::string wordsOf(const std::vector<Cue>& cues, std::string_view language) {
    std::string all;
    for (const Cue& one : cues) {
        all += (all.empty() ? "" : "\n") + one.text;
    }
    std::string joined = joinedLines(all);
    if (language == kZh) {
        std::erase(joined, ' ');
    }
    return joined;
}

/// Long enough to be read at ease.
double secondsFor(std::string_view text, std::string_view language) {
    return countCharacters(text) / (readingLimits(language).warn_speed - 1.0) + 0.9;
}

struct Sentence {
    std::string_view language;
    std::string text;
};

/// Every sentence of the sample tour's scripts, and some in a row as one.
std::vector<Sentence> sampleSentences() {
    std::vector<Sentence> all;
    for (const auto& [language, sentences] : sampleTexts().scripts) {
        const std::string_view tag = language == kVi ? kVi : language == kZh ? kZh : kEn;
        std::string row;
        for (const std::string& sentence : sentences) {
            all.push_back({tag, sentence});
            row += (row.empty() || tag == kZh ? "" : " ") + sentence;
        }
        all.push_back({tag, row});
    }
    return all;
}

void expectReadable(const std::vector<Cue>& cues, std::string_view language) {
    const ReadingLimits limits = readingLimits(language);
    for (const Cue& one : cues) {
        EXPECT_LE(one.end - one.start, limits.longest + 0.0015) << one.text;
        const auto lines = linesOf(one.text);
        EXPECT_LE(lines.size(), 2U) << one.text;
        for (const std::string& line : lines) {
            EXPECT_LE(countCharacters(line), limits.line_characters) << line;
            const auto points = codePoints(line);
            ASSERT_FALSE(points.empty());
            constexpr std::u32string_view kNeverFirst = U"，。、！？》）；：”’,.;:!?)";
            constexpr std::u32string_view kNeverLast = U"《（“‘(";
            EXPECT_EQ(kNeverFirst.find(points.front()), std::u32string_view::npos) << line;
            EXPECT_EQ(kNeverLast.find(points.back()), std::u32string_view::npos) << line;
        }
    }
}

TEST(Rebreak, TheSampleToursSentences) {
    const std::vector<Sentence> sentences = sampleSentences();
    ASSERT_GT(sentences.size(), 500U);
    int broken = 0;
    for (const auto& [language, text] : sentences) {
        SCOPED_TRACE(text);
        const std::vector<Cue> before{cue(1, 1 + secondsFor(text, language), text, 3)};
        const RebrokenCues after = rebreak(before, language);
        expectReadable(after.cues, language);
        EXPECT_EQ(wordsOf(after.cues, language), wordsOf(before, language));
        EXPECT_EQ(after.cues.front().start, before[0].start);
        EXPECT_EQ(after.cues.back().end, before[0].end);
        broken += after.notes.empty() ? 0 : 1;
        const RebrokenCues again = rebreak(after.cues, language);
        EXPECT_EQ(again.cues, after.cues);
        EXPECT_TRUE(again.notes.empty());
    }
    EXPECT_GT(broken, 300);
}

TEST(Rebreak, EndsLinesWhereItIsNatural) {
    const auto expectLines = [](std::string_view language, std::string text, std::string expected) {
        const double seconds = std::min(secondsFor(text, language), 7.0);
        const RebrokenCues after = rebreak({cue(0, seconds, text)}, language);
        std::string all;
        for (const Cue& one : after.cues) {
            all += (all.empty() ? "" : "\n--\n") + one.text;
        }
        EXPECT_EQ(all, expected);
    };
    expectLines(kVi,
                "Quanh tháp lớn là những ngọn tháp nhỏ màu gạch nung, lặng lẽ dưới bóng cây.",
                "Quanh tháp lớn là những ngọn tháp nhỏ\nmàu gạch nung, lặng lẽ dưới bóng cây.");
    expectLines(kVi,
                "Con đường dẫn vào đảo rợp bóng cây, hai bên là nước.",
                "Con đường dẫn vào đảo rợp bóng cây,\nhai bên là nước.");
    expectLines(kEn,
                "Around it stand small towers of fired brick, quiet in the shade of the trees.",
                "Around it stand small towers of fired\nbrick, quiet in the shade of the trees.");
    expectLines(kEn,
                "Late afternoon is the finest hour here, when light slants.",
                "Late afternoon is the finest hour here,\nwhen light slants.");
    expectLines(kEn,
                "The path is shaded by old banyan trees and the lake is near.",
                "The path is shaded by old banyan trees\nand the lake is near.");
    expectLines(kZh,
                "欢迎来到镇国寺，一座立于西湖小岛上的古寺。",
                "欢迎来到镇国寺，\n一座立于西湖小岛上的古寺。");
    expectLines(kZh,
                "他在《西湖八景》（序）里说：“水天一色”，很美。",
                "他在《西湖八景》（序）里说：\n“水天一色”，很美。");
}

TEST(Rebreak, NamesStayWhole) {
    struct Name {
        std::string_view language;
        std::string_view name;
        std::string_view filler;
    };
    const Name names[] = {
        {kVi, "chùa Trấn Quốc", "nước "}, // a site, whatever its case
        {kVi, "Lý Nam Đế", "nước "},      // a name, though of no site
        {kVi, "cổng trong", "nước "},     // a scene
        {kEn, "Tran Quoc Pagoda", "so "},
        {kEn, "the gate of the inner court", "so "},
        {kEn, "Trịnh Công Sơn", "so "},
        {kZh, "镇国寺", "水"},
        {kZh, "Lotte World Mall", "水"},
    };
    for (const auto& [language, name, filler] : names) {
        for (int before = 0; before < 40; ++before) {
            std::string text;
            for (int i = 0; i < 40; ++i) {
                text += i == before ? std::string(name) + (language == kZh ? "" : " ")
                                    : std::string(filler);
            }
            const RebrokenCues after = rebreak({cue(0, 20, text)}, language);
            EXPECT_TRUE(std::ranges::any_of(
                after.cues,
                [&](const Cue& one) { return one.text.find(name) != std::string::npos; }))
                << name << " after " << before;
            expectReadable(after.cues, language);
        }
    }
}

TEST(Rebreak, ANameLongerThanALineIsBroken) {
    TourNames names;
    names.add("The very long name of a hotspot that somebody wrote as a title");
    const RebrokenCues after =
        rebreakCues({cue(0, 5, "The very long name of a hotspot that somebody wrote as a title")},
                    {.language = kEn, .names = &names});
    expectReadable(after.cues, kEn);
}

TEST(Rebreak, SharesTimeByCharacters) {
    const std::string first = "The first sentence is the longer one of the two.";
    const std::string second = "The second is short.";
    const auto after = rebreak({cue(2, 11, first + " " + second)}, kEn).cues;
    ASSERT_EQ(after.size(), 2U);
    EXPECT_EQ(joinedLines(after[0].text), first);
    EXPECT_EQ(after[1].text, second);
    const double share =
        static_cast<double>(first.size()) / static_cast<double>(first.size() + second.size());
    EXPECT_NEAR(after[0].end, 2 + 9 * share, 0.001);
    EXPECT_EQ(after[1].start, after[0].end);
    EXPECT_EQ(after[1].end, 11);
    EXPECT_EQ(after[1].number, 1);
}

TEST(Rebreak, AnHourInOneCue) {
    std::string text;
    for (int i = 0; i < 4000; ++i) {
        text += "mặt nước ";
    }
    const auto after = rebreak({cue(0, 3600, text)}, kVi).cues;
    EXPECT_GT(after.size(), 500U);
    expectReadable(after, kVi);
}

TEST(Rebreak, SaysWhatItDid) {
    const std::string line(30, 'a');
    const auto note = [&](const Cue& one) {
        const auto notes = rebreak({one}, kEn).notes;
        return notes.size() == 1 ? notes[0] : Finding{};
    };
    const Finding lines = note(cue(1.5, 6, line + " " + line, 7));
    EXPECT_EQ(lines.severity, Severity::kNote);
    EXPECT_EQ(lines.file, "a.vtt");
    EXPECT_EQ(lines.site, "a-site");
    EXPECT_EQ(lines.place, "cue 7 at 1.5 s");
    EXPECT_EQ(lines.what, "a line of 61 characters (at most 42): it is published as 2 lines");
    EXPECT_FALSE(lines.cure.empty());
    EXPECT_EQ(note(cue(0, 3, "a\nb\nc")).what, "3 lines (at most 2): it is published as one line");
    EXPECT_EQ(note(cue(0, 7.5, "Here. There.")).what,
              "shown for 7.500 s (at most 7 s): it is published as 2 cues");
}

TEST(Rebreak, LeavesAloneWhatIsShortOrCannotBeHelped) {
    const std::vector<Cue> cues{
        cue(0, 2, "Break\nas I did.", 1),
        cue(2, 4, std::string(43, 'x'), 2),
        cue(4, 12, "Oh!", 3),
        cue(14, 13, "These times make no sense, and so nothing is done about it.", 4),
        cue(15, 22.001, "For a rounded millisecond more.", 5),
    };
    const RebrokenCues after = rebreak(cues, kEn);
    EXPECT_EQ(after.cues, cues);
    EXPECT_TRUE(after.notes.empty());
}

TEST(Rebreak, SpeakersKeepTheirLines) {
    const auto after =
        rebreak({cue(0, 6, "- Is this the oldest pagoda of all in Hanoi?\n- So they say.")}, kEn)
            .cues;
    int speakers = 0;
    for (const Cue& one : after) {
        for (const std::string& line : linesOf(one.text)) {
            EXPECT_EQ(line.find("- ", 1), std::string::npos) << line;
            speakers += line.starts_with("- ") ? 1 : 0;
        }
    }
    EXPECT_EQ(speakers, 2);
}

/// Words of all kinds in random order, with random line ends: nothing is lost, nothing is broken
/// twice.
TEST(Rebreak, RandomTexts) {
    constexpr std::string_view kPieces[] = {
        "chùa ",
        "Trấn Quốc ",
        "Lý Nam Đế ",
        "nước, ",
        "và ",
        "1615 ",
        "镇国寺",
        "，",
        "《",
        "》",
        "“水”",
        "的",
        "Lotte World",
        " ",
        "\n",
        "- Hi ",
        "a.",
        "。",
        "—",
        "11 ",
        "eleven-storey ",
        "……",
        "（一）",
        "http://a.example/very/long/address/that/does/not/fit/on/a/line ",
        "e\u0301 ",
        "🙂 "};
    std::mt19937 random(11);
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (unsigned i = 0; i < 1 + round % 60U; ++i) {
            text += kPieces[random() % std::size(kPieces)];
        }
        const std::string plain = joinedLines(text);
        if (plain.empty()) {
            continue;
        }
        SCOPED_TRACE(text);
        const std::string_view language = std::array{kVi, kEn, kZh}[random() % 3];
        const std::vector<Cue> before{
            cue(0, 0.5 + static_cast<double>(random() % 400) / 10.0, text)};
        const RebrokenCues after = rebreak(before, language);
        EXPECT_EQ(wordsOf(after.cues, kZh), wordsOf(before, kZh));
        double time = 0.0;
        for (const Cue& one : after.cues) {
            EXPECT_EQ(one.start, time);
            EXPECT_GT(one.end, one.start);
            time = one.end;
        }
        EXPECT_EQ(time, before[0].end);
        const std::vector<Cue> again = rebreak(after.cues, language).cues;
        ASSERT_EQ(again.size(), after.cues.size());
        for (std::size_t i = 0; i < again.size(); ++i) {
            ASSERT_EQ(again[i].text, after.cues[i].text);
        }
        ASSERT_EQ(again, after.cues);
    }
}

} // namespace
} // namespace vr360
