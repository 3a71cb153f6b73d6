#include "core/tour/subtitles.h"

#include <gtest/gtest.h>
#include <random>

namespace vr360 {
namespace {

/// A Vietnamese narration and a slower English one, both with English subtitles.
CueTrack vietnamese() {
    return CueTrack({{0.5, 3.0, "Welcome to the pagoda.", 1},
                     {3.5, 6.0, "It stands on an island.", 2},
                     {6.5, 9.0, "Please come in.", 3}});
}
CueTrack english() {
    return CueTrack({{0.2, 5.0, "Welcome to the pagoda.", 1},
                     {6.0, 11.0, "It stands on an island.", 2},
                     {12.0, 16.0, "Please come in.", 3}});
}

TEST(TimeOfSameWords, TheCueStaysTheSame) {
    const CueTrack from = vietnamese();
    const CueTrack to = english();
    std::mt19937 random(5);
    std::uniform_real_distribution<double> anywhere(0.5, 9.0);
    for (int i = 0; i < 50; ++i) {
        const double at = anywhere(random);
        const int cue = from.cueAt(at);
        if (cue < 0) {
            continue;
        }
        const auto there = timeOfSameWords(from, at, to);
        ASSERT_TRUE(there);
        EXPECT_EQ(to.textAt(*there), from.textAt(at)) << at << " → " << *there;
        EXPECT_EQ(to.cueAt(*there), cue);
        EXPECT_EQ(from.cueAt(timeOfSameWords(to, *there, from).value()), cue) << "and back";
    }
}

TEST(TimeOfSameWords, BetweenCuesTheNextOneBegins) {
    EXPECT_EQ(timeOfSameWords(vietnamese(), 3.2, english()), 6.0);
    EXPECT_EQ(timeOfSameWords(vietnamese(), 6.0, english()), 12.0);
}

TEST(TimeOfSameWords, AtBothEnds) {
    EXPECT_EQ(timeOfSameWords(vietnamese(), 0.0, english()), 0.0);
    EXPECT_EQ(timeOfSameWords(vietnamese(), 0.3, english()), 0.2);
    EXPECT_EQ(timeOfSameWords(english(), 0.1, vietnamese()), 0.1);
    EXPECT_EQ(timeOfSameWords(vietnamese(), 9.0, english()), 16.0);
    EXPECT_EQ(timeOfSameWords(vietnamese(), 9.5, english()), 16.5);
}

TEST(TimeOfSameWords, WhereAnotherVoiceNeedsMoreCues) {
    const CueTrack slow({{0.0, 4.0, "Welcome to\nthe pagoda.", 1},
                         {4.0, 8.0, "It stands", 2},
                         {8.0, 12.0, "on an island.", 3},
                         {12.0, 14.0, "Please come in.", 4}});
    EXPECT_EQ(timeOfSameWords(vietnamese(), 4.0, slow), 4.0);
    EXPECT_EQ(timeOfSameWords(vietnamese(), 7.0, slow), 12.0);
    // Back from the middle of a sentence that the other voice says in one cue: into its middle.
    const auto back = timeOfSameWords(slow, 9.0, vietnamese());
    ASSERT_TRUE(back);
    EXPECT_EQ(vietnamese().cueAt(*back), 1);
    EXPECT_GT(*back, 3.5);
}

TEST(TimeOfSameWords, ChineseCountsCharactersAndOtherWordsTheirShare) {
    const CueTrack from({{0.0, 2.0, "欢迎。", 1}, {2.0, 6.0, "这是一座古寺，立于小岛。", 2}});
    const CueTrack to({{0.0, 3.0, "欢迎您来。", 1}, {3.0, 9.0, "这座古寺在湖中小岛上。", 2}});
    const auto there = timeOfSameWords(from, 4.0, to);
    ASSERT_TRUE(there);
    EXPECT_GT(*there, 1.0);
    EXPECT_LT(*there, 9.0);
}

TEST(TimeOfSameWords, WithoutCuesThereIsNoTelling) {
    EXPECT_FALSE(timeOfSameWords(CueTrack(), 3.0, english()));
    EXPECT_FALSE(timeOfSameWords(english(), 3.0, CueTrack()));
    EXPECT_FALSE(timeOfSameWords(CueTrack({{0.0, 1.0, "", 1}}), 0.5, english()));
}

} // namespace
} // namespace vr360
