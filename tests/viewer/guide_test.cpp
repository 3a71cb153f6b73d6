// What is heard and read in a scene: voices, subtitles and hotspots' sounds, without any device.

#include "tests/support/run_program.h"
#include "tests/support/tiny_package.h"
#include "viewer/app/guide.h"
#include "viewer/io/directory_source.h"

#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <thread>

namespace vr360 {
namespace {

/// Three sentences; each voice takes its own time for them.
std::vector<Cue> sentences(const char* language, const std::vector<double>& starts) {
    std::vector<Cue> cues;
    for (std::size_t i = 0; i + 1 < starts.size(); ++i)
        cues.push_back({starts[i],
                        starts[i + 1] - 0.25,
                        std::string(language) + " sentence " + std::to_string(i)});
    return cues;
}

const std::vector<double> kVietnameseTimes = {0.5, 2.5, 5.0, 7.5};
const std::vector<double> kEnglishTimes = {0.25, 4.0, 7.0, 9.5};

class GuideTest : public ::testing::Test {
protected:
    void SetUp() override {
        for (const char* language : {"vi", "en", "zh"}) {
            write(std::string("vi-") + language, sentences(language, kVietnameseTimes));
            write(std::string("en-") + language, sentences(language, kEnglishTimes));
        }
        ASSERT_TRUE(test::writeTone(folder_ / "ten.opus", 10.0).ok());
        ASSERT_TRUE(test::writeTone(folder_ / "also.opus", 10.0).ok());
        ASSERT_TRUE(test::writeTone(folder_ / "bell.opus", 0.5).ok());
        Narration vietnamese{.opus = "ten.opus", .mp3 = "ten.mp3", .duration = 10.0};
        Narration english{.opus = "also.opus", .mp3 = "also.mp3", .duration = 10.0};
        for (const char* language : {"vi", "en", "zh"}) {
            scene_.subtitles.emplace_back(language, std::string("vi-") + language);
            english.subtitles.emplace_back(language, std::string("en-") + language);
        }
        english.machine_voice = true;
        scene_.narration = {{"vi", vietnamese}, {"en", english}};
        guide_.setLanguages("vi", {"vi", "en", "zh"});
        guide_.enter(scene_);
        ASSERT_TRUE(untilOpen());
    }
    void write(const std::string& name, const std::vector<Cue>& cues) {
        ASSERT_TRUE(writeFile(folder_ / name, writeWebVtt(cues)).ok());
    }
    bool until(const std::function<bool()>& condition) {
        for (int i = 0; i < 2000; ++i) {
            background_.finish();
            if (condition())
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    bool untilOpen() {
        return until([this] { return guide_.clock().open; });
    }
    /// Seeks while paused; what is read there, once the player is there.
    std::string readAt(double seconds) {
        guide_.seek(seconds);
        EXPECT_TRUE(until([&] { return std::abs(guide_.clock().position - seconds) < 0.01; }));
        return guide_.subtitle();
    }
    void chooseNarration(const char* language) {
        guide_.chooseNarration(language);
        EXPECT_TRUE(untilOpen());
    }

    test::TemporaryFolder folder_;
    DirectorySource source_{folder_.path()};
    Scene scene_;
    Background background_{nullptr};
    Guide guide_{source_, background_, NarrationPlayer::Output::kSilent, nullptr};
};

TEST_F(GuideTest, VoiceAndSubtitlesAreChosenApart) {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> anywhere(0.05, 9.9);
    for (const char* voice : {"vi", "en"}) {
        chooseNarration(voice);
        for (const char* language : {"en", "zh", "vi"}) {
            guide_.chooseSubtitles(language);
            EXPECT_EQ(guide_.narrationLanguage(), voice);
            EXPECT_EQ(guide_.subtitleLanguage(), language);
            const bool is_english = std::string(voice) == "en";
            const CueTrack wanted(
                sentences(language, is_english ? kEnglishTimes : kVietnameseTimes));
            for (int i = 0; i < 9; ++i) {
                const double at = anywhere(random);
                const std::string text = readAt(at);
                EXPECT_EQ(text, wanted.textAt(guide_.clock().position))
                    << voice << " " << language << " at " << at;
            }
        }
    }
    EXPECT_TRUE(guide_.machineVoice());
    chooseNarration("vi");
    EXPECT_FALSE(guide_.machineVoice());
}

TEST_F(GuideTest, AnotherVoiceCarriesOnWithTheSameCue) {
    guide_.chooseSubtitles("zh");
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string sentence = "zh sentence " + std::to_string(i);
        ASSERT_EQ(readAt(kVietnameseTimes[i] + 1.2), sentence);
        guide_.chooseNarration("en");
        EXPECT_EQ(guide_.subtitle(), sentence) << "while its file is being read";
        EXPECT_TRUE(untilOpen());
        EXPECT_TRUE(until([&] { return guide_.clock().position > 0.0; }));
        EXPECT_EQ(guide_.subtitle(), sentence);
        EXPECT_NEAR(guide_.clock().position, kEnglishTimes[i], 0.01);
        EXPECT_FALSE(guide_.clock().playing);
        chooseNarration("vi");
        EXPECT_EQ(guide_.subtitle(), sentence) << "and back";
        EXPECT_NEAR(guide_.clock().position, kVietnameseTimes[i], 0.01);
    }
    // Without subtitles it is the same place.
    guide_.chooseSubtitles("");
    readAt(kVietnameseTimes[1] + 1.0);
    chooseNarration("en");
    EXPECT_NEAR(guide_.clock().position, kEnglishTimes[1], 0.01);
    EXPECT_EQ(guide_.subtitle(), "");
}

TEST_F(GuideTest, WhoListensGoesOnListening) {
    guide_.play();
    guide_.seek(kVietnameseTimes[1] + 0.5);
    ASSERT_TRUE(until([this] { return guide_.clock().playing; }));
    guide_.chooseNarration("en");
    ASSERT_TRUE(until([this] { return guide_.clock().playing; }));
    EXPECT_GE(guide_.clock().position, kEnglishTimes[1] - 0.01);
    EXPECT_TRUE(until([this] { return guide_.subtitle() == "vi sentence 2"; })) << "by itself";
}

TEST_F(GuideTest, AtTheBeginningItBegins) {
    chooseNarration("en");
    EXPECT_EQ(guide_.clock().position, 0.0);
    EXPECT_EQ(guide_.subtitle(), "");
}

TEST_F(GuideTest, WithoutSubtitlesItsShareOfTheLengthDecides) {
    scene_.subtitles.clear();
    scene_.narration[1].second.subtitles.clear();
    scene_.narration[1].second.duration = 5.0; // as the package says
    guide_.enter(scene_);
    ASSERT_TRUE(untilOpen());
    readAt(4.0);
    chooseNarration("en");
    EXPECT_NEAR(guide_.clock().position, 2.0, 0.01);
}

TEST_F(GuideTest, AHotspotsSoundSpeaksInTheNarrationsPlace) {
    guide_.play();
    ASSERT_TRUE(until([this] { return guide_.subtitle() == "vi sentence 1"; }));
    const Narration bell{.opus = "bell.opus", .mp3 = "bell.mp3", .duration = 0.5};
    guide_.toggleSound(bell);
    EXPECT_EQ(guide_.sounding(), "bell.opus");
    EXPECT_FALSE(guide_.clock().playing);
    EXPECT_EQ(guide_.subtitle(), "") << "it speaks of something else";
    const double paused = guide_.clock().position;
    EXPECT_TRUE(until([this] { return guide_.sounding().empty(); })) << "it ends";
    EXPECT_EQ(guide_.clock().position, paused);
    EXPECT_EQ(guide_.subtitle(), "vi sentence 1") << "paused, the line stays";
    guide_.togglePlay();
    ASSERT_TRUE(until([this] { return guide_.clock().playing; }));
    EXPECT_GE(guide_.clock().position, paused - 0.01);
    EXPECT_LT(guide_.clock().position, paused + 2.0);
}

TEST_F(GuideTest, ASecondTapEndsASound) {
    readAt(3.0);
    Narration long_one{.opus = "also.opus", .mp3 = "also.mp3", .duration = 10.0};
    guide_.toggleSound(long_one);
    EXPECT_EQ(guide_.sounding(), "also.opus");
    guide_.toggleSound(long_one);
    EXPECT_EQ(guide_.sounding(), "");
    ASSERT_TRUE(untilOpen());
    EXPECT_TRUE(until([this] { return std::abs(guide_.clock().position - 3.0) < 0.01; }));
    EXPECT_FALSE(guide_.clock().playing);
    // Another place, and one that is not there.
    guide_.toggleSound(long_one);
    guide_.enter(scene_);
    EXPECT_EQ(guide_.sounding(), "");
    long_one.opus = "missing.opus";
    guide_.toggleSound(long_one);
    EXPECT_TRUE(until([this] { return guide_.sounding().empty(); }));
    EXPECT_FALSE(guide_.clock().failed) << "the narration is well";
    guide_.togglePlay();
    EXPECT_TRUE(until([this] { return guide_.clock().playing; }));
}

TEST_F(GuideTest, SoundsNeedNoNarration) {
    scene_.narration.clear();
    guide_.enter(scene_);
    const Narration bell{.opus = "bell.opus", .mp3 = "bell.mp3", .duration = 0.5};
    guide_.toggleSound(bell);
    EXPECT_EQ(guide_.sounding(), "bell.opus");
    EXPECT_TRUE(until([this] { return guide_.sounding().empty(); }));
    guide_.togglePlay();
    EXPECT_FALSE(guide_.clock().playing);
}

} // namespace
} // namespace vr360
