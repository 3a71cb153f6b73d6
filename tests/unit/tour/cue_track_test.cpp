#include "core/tour/subtitles.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <random>

namespace vr360 {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

CueTrack pagoda() {
    return CueTrack({{1.0, 4.0, "Chùa Trấn Quốc nằm trên một hòn đảo nhỏ của Hồ Tây.", 1},
                     {4.0, 7.5, "Đây là ngôi chùa cổ nhất Thăng Long.", 2},
                     {9.0, 12.0, "Trước chùa là cây bồ đề.", 3}});
}

TEST(CueTrack, ShowsFromStartUpToEnd) {
    const CueTrack track = pagoda();
    EXPECT_EQ(track.textAt(0.999), "");
    EXPECT_EQ(track.textAt(1.0), "Chùa Trấn Quốc nằm trên một hòn đảo nhỏ của Hồ Tây.");
    EXPECT_EQ(track.textAt(4.0), "Đây là ngôi chùa cổ nhất Thăng Long.");
    EXPECT_EQ(track.textAt(7.5), "");
    EXPECT_EQ(track.textAt(8.0), "");
    EXPECT_EQ(track.textAt(11.999), "Trước chùa là cây bồ đề.");
    EXPECT_EQ(track.textAt(12.0), "");
    EXPECT_EQ(track.cueAt(0.0), -1);
    EXPECT_EQ(track.cueAt(4.0), 1);
    EXPECT_EQ(track.cueAt(8.0), -1);
    EXPECT_EQ(track.cueAt(10.0), 2);
}

TEST(CueTrack, SaysWhenItChanges) {
    const CueTrack track = pagoda();
    EXPECT_EQ(track.nextChange(-5.0), 1.0);
    EXPECT_EQ(track.nextChange(1.0), 4.0);
    EXPECT_EQ(track.nextChange(4.0), 7.5);
    EXPECT_EQ(track.nextChange(7.5), 9.0);
    EXPECT_EQ(track.nextChange(9.5), 12.0);
    EXPECT_EQ(track.nextChange(12.0), kNever);
}

TEST(CueTrack, ShowsOverlappingCuesTogether) {
    const CueTrack track({{0.0, 10.0, "钟声", 1}, {2.0, 4.0, "西湖", 2}, {3.0, 5.0, "镇国寺", 3}});
    EXPECT_EQ(track.textAt(1.0), "钟声");
    EXPECT_EQ(track.textAt(3.5), "钟声\n西湖\n镇国寺");
    EXPECT_EQ(track.cueAt(3.5), 2);
    EXPECT_EQ(track.textAt(4.5), "钟声\n镇国寺");
    EXPECT_EQ(track.textAt(6.0), "钟声");
    EXPECT_EQ(track.cueAt(6.0), 0);
    EXPECT_EQ(track.nextChange(3.5), 4.0);
    EXPECT_EQ(track.nextChange(5.0), 10.0);
}

TEST(CueTrack, SortsAndKeepsTheOrderOfEqualStarts) {
    const CueTrack track({{5.0, 6.0, "b", 1}, {1.0, 2.0, "first", 2}, {1.0, 2.0, "second", 3}});
    EXPECT_EQ(track.textAt(1.5), "first\nsecond");
    EXPECT_EQ(track.cueAt(1.5), 1);
    EXPECT_EQ(track.cues().back().text, "b");
}

TEST(CueTrack, OfCuesThatStartTogetherTheLongestIsFirst) {
    const CueTrack track({{1.0, 2.0, "short", 1}, {1.0, 3.0, "long", 2}});
    EXPECT_EQ(track.textAt(1.5), "long\nshort");
}

TEST(CueTrack, NothingChangesWhereTheSameWordsGoOn) {
    const CueTrack track({{0.0, 2.0, "Hồ Tây", 1}, {2.0, 4.0, "Hồ Tây", 2}});
    EXPECT_EQ(track.nextChange(1.0), 4.0);
}

TEST(CueTrack, EmptyTrackIsSilent) {
    const CueTrack track;
    EXPECT_EQ(track.textAt(1.0), "");
    EXPECT_EQ(track.cueAt(1.0), -1);
    EXPECT_EQ(track.nextChange(0.0), kNever);
    EXPECT_EQ(pagoda().textAt(std::nan("")), "");
    EXPECT_EQ(pagoda().nextChange(std::nan("")), kNever);
}

/// The track against looking at every cue, on random ones that overlap a lot.
TEST(CueTrack, AgreesWithLookingAtEveryCue) {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> tick(0, 200);
    for (int round = 0; round < 200; ++round) {
        std::vector<Cue> cues;
        for (int i = 0; i < 20; ++i) {
            const int start = tick(random);
            const int length = 1 + tick(random) / 8;
            cues.push_back({start / 10.0, (start + length) / 10.0, std::to_string(i), i + 1});
        }
        const CueTrack track(cues);
        for (int t = -1; t < 240; ++t) {
            std::string expected;
            int last = -1;
            for (std::size_t i = 0; i < track.cues().size(); ++i) {
                const Cue& cue = track.cues()[i];
                if (cue.start <= t / 10.0 && t / 10.0 < cue.end) {
                    expected += (expected.empty() ? "" : "\n") + cue.text;
                    last = static_cast<int>(i);
                }
            }
            ASSERT_EQ(track.textAt(t / 10.0), expected) << "round " << round << ", tick " << t;
            ASSERT_EQ(track.cueAt(t / 10.0), last);
            const double next = track.nextChange(t / 10.0);
            ASSERT_GT(next, t / 10.0);
            if (next < kNever) {
                EXPECT_NE(track.textAt(next), expected);
                EXPECT_EQ(track.textAt(std::nextafter(next, -kNever)), expected);
            }
        }
    }
}

} // namespace
} // namespace vr360
