#include "packager/narrate/cue_layout.h"

#include "packager/files/unicode.h"
#include "packager/words/subtitles.h"

#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

namespace vr360 {
namespace {

struct Sentence {
    std::string_view language;
    std::string_view text;
    double seconds;
};

constexpr Sentence kSentences[] = {
    {"vi", "Chào mừng bạn.", 1.2},
    {"vi",
     "Tương truyền chùa Trấn Quốc được dựng từ thời Lý Nam Đế bên bờ sông Hồng, rồi dời vào hòn "
     "đảo "
     "hiện nay năm 1615, và được coi là ngôi chùa cổ nhất của Hà Nội.",
     13.0},
    {"en",
     "Said to date from the reign of Ly Nam De by the Red River, the pagoda was moved to its "
     "present "
     "islet in 1615, and is regarded as the oldest in Hanoi.",
     12.0},
    {"zh",
     "相传始建于六世纪李南帝时期，当时位于红河岸边；1615年迁至今湖中小岛，被视为河内最古老的寺庙（"
     "之一）。",
     12.0},
    {"zh", "Tran Quoc Pagoda 位于湖中的小岛上。", 3.0},
};

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::string without(std::string text, std::string_view characters) {
    std::erase_if(text, [&](char c) { return characters.find(c) != std::string_view::npos; });
    return text;
}

TEST(CueLayout, LosesNoWord) {
    for (const Sentence& sentence : kSentences) {
        std::string all;
        for (const Cue& cue :
             layOutSentence(sentence.text, sentence.language, 0, sentence.seconds)) {
            all += cue.text;
        }
        EXPECT_EQ(without(all, " \n"), without(std::string(sentence.text), " "));
    }
}

TEST(CueLayout, KeepsTheLimits) {
    for (const Sentence& sentence : kSentences) {
        const ReadingLimits limits = readingLimits(sentence.language);
        const auto cues = layOutSentence(sentence.text, sentence.language, 2, 2 + sentence.seconds);
        ASSERT_FALSE(cues.empty());
        EXPECT_EQ(cues.front().start, 2.0);
        EXPECT_EQ(cues.back().end, 2.0 + sentence.seconds);
        for (std::size_t i = 0; i < cues.size(); ++i) {
            EXPECT_LE(cues[i].end - cues[i].start, limits.longest);
            EXPECT_TRUE(i == 0 || cues[i].start == cues[i - 1].end);
            const auto lines = linesOf(cues[i].text);
            EXPECT_LE(lines.size(), 2U) << cues[i].text;
            for (const std::string& line : lines) {
                EXPECT_LE(countCharacters(line), limits.line_characters) << line;
                EXPECT_EQ(line, without(line, "\r"));
            }
        }
    }
}

TEST(CueLayout, ChineseLinesBeginAndEndProperly) {
    for (const Sentence& sentence : kSentences) {
        for (const Cue& cue :
             layOutSentence(sentence.text, sentence.language, 0, sentence.seconds)) {
            for (const std::string& line : linesOf(cue.text)) {
                const auto points = codePoints(line);
                EXPECT_EQ(std::u32string_view(U"，。、！？》）；").find(points.front()),
                          std::u32string_view::npos)
                    << line;
                EXPECT_EQ(std::u32string_view(U"《（").find(points.back()),
                          std::u32string_view::npos)
                    << line;
            }
        }
    }
}

TEST(CueLayout, BreaksAfterPunctuationWhereItCan) {
    const auto cues = layOutSentence(kSentences[1].text, "vi", 0, kSentences[1].seconds);
    ASSERT_GE(cues.size(), 2U);
    int after_comma = 0;
    for (std::size_t i = 0; i + 1 < cues.size(); ++i) {
        after_comma += cues[i].text.back() == ',' ? 1 : 0;
    }
    EXPECT_GE(after_comma, 1);
}

TEST(CueLayout, LeavesAWordThatIsTooLongWhole) {
    const std::string word(200, 'x');
    const auto cues = layOutSentence(word, "en", 0, 3);
    ASSERT_EQ(cues.size(), 1U);
    EXPECT_EQ(cues[0].text, word);
    EXPECT_TRUE(layOutSentence("  ", "en", 0, 1).empty());
}

} // namespace
} // namespace vr360
