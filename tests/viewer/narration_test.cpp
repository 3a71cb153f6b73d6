// The narration's clock, without a sound device and with OpenAL's wave-file one.

#include "tests/support/run_program.h"
#include "tests/support/tiny_package.h"
#include "viewer/audio/narration_player.h"
#include "viewer/io/directory_source.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <functional>
#include <thread>
#include <vector>

namespace vr360 {
namespace {

std::string narration() {
    static const std::string kBytes = [] {
        const test::TemporaryFolder folder;
        EXPECT_TRUE(test::writeTinyPackage(folder.path(), 128).ok());
        return readFile(folder / "audio/00000000000000000000000a.opus").value();
    }();
    return kBytes;
}

bool waitFor(const std::function<bool()>& condition) {
    for (int i = 0; i < 500 && !condition(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return condition();
}

void sleepSeconds(double seconds) {
    std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
}

TEST(NarrationTest, KeepsTimeSilently) {
    std::atomic<int> changes{0};
    NarrationPlayer player(NarrationPlayer::Output::kSilent, [&] { ++changes; });
    EXPECT_FALSE(player.clock().open);
    player.open(narration());
    ASSERT_TRUE(waitFor([&] { return player.clock().open; }));
    EXPECT_NEAR(player.clock().duration, 10.0, 0.05);
    EXPECT_FALSE(player.clock().playing);
    player.play();
    sleepSeconds(0.5);
    EXPECT_TRUE(player.clock().playing);
    EXPECT_NEAR(player.clock().position, 0.5, 0.2);
    player.pause();
    sleepSeconds(0.1);
    const double paused = player.clock().position;
    sleepSeconds(0.2);
    EXPECT_DOUBLE_EQ(player.clock().position, paused);
    EXPECT_GT(changes, 0);
}

TEST(NarrationTest, SeeksEndsAndBeginsAgain) {
    NarrationPlayer player(NarrationPlayer::Output::kSilent, nullptr);
    player.open(narration());
    player.seek(9.7);
    player.play();
    ASSERT_TRUE(waitFor([&] { return player.clock().ended; }));
    EXPECT_FALSE(player.clock().playing);
    EXPECT_NEAR(player.clock().position, 10.0, 0.05);
    player.play();
    ASSERT_TRUE(waitFor([&] { return player.clock().playing; }));
    EXPECT_LT(player.clock().position, 1.0);
    player.seek(-5.0);
    EXPECT_GE(player.clock().position, 0.0);
    player.seek(500.0);
    EXPECT_TRUE(waitFor([&] { return player.clock().ended; }));
}

TEST(NarrationTest, WhatIsNotOpusFailsAndTheNextOneWorks) {
    NarrationPlayer player(NarrationPlayer::Output::kSilent, nullptr);
    player.open("this is no sound");
    ASSERT_TRUE(waitFor([&] { return player.clock().failed; }));
    player.play();
    EXPECT_FALSE(player.clock().playing);
    player.open(narration());
    EXPECT_TRUE(waitFor([&] { return player.clock().open && !player.clock().failed; }));
    player.close();
    EXPECT_TRUE(waitFor([&] { return !player.clock().open; }));
}

TEST(NarrationTest, ManyCommandsAtOnceDoNoHarm) {
    NarrationPlayer player(NarrationPlayer::Output::kSilent, nullptr);
    for (int i = 0; i < 50; ++i) {
        player.open(narration());
        player.play();
        player.seek(i % 10);
        player.pause();
    }
    EXPECT_TRUE(waitFor([&] { return player.clock().open; }));
    EXPECT_FALSE(player.clock().playing);
}

/// The strongest of 300, 400 … 700 Hz in a stretch of 16-bit stereo at 48 kHz.
int strongestTone(const std::vector<std::int16_t>& samples, std::size_t from, std::size_t count) {
    int best = 0;
    double best_power = 0.0;
    for (int tone = 300; tone <= 700; tone += 100) {
        double re = 0.0;
        double im = 0.0;
        for (std::size_t i = 0; i < count; ++i) {
            const double angle = 2.0 * 3.14159265358979 * tone * static_cast<double>(i) / 48000.0;
            const double value = samples[(from + i) * 2];
            re += value * std::cos(angle);
            im += value * std::sin(angle);
        }
        if (re * re + im * im > best_power) {
            best_power = re * re + im * im;
            best = tone;
        }
    }
    return best;
}

TEST(NarrationTest, WhatIsHeardIsWhatTheClockSays) {
    const test::TemporaryFolder folder;
    // OpenAL Soft's own settings: write what would be heard to a file.
    ASSERT_TRUE(writeFile(folder / "alsoft.conf",
                          "[general]\ndrivers=wave\nfrequency=48000\nchannels=stereo\n"
                          "sample-type=int16\nstereo-mode=speakers\n[wave]\nfile=" +
                              (folder / "heard.wav") + "\n")
                    .ok());
    ::setenv("ALSOFT_CONF", (folder / "alsoft.conf").c_str(), 1);
    ::setenv("ALSOFT_DRIVERS", "wave", 1);
    double position = 0.0;
    {
        NarrationPlayer player(NarrationPlayer::Output::kDevice, nullptr);
        player.open(narration());
        player.seek(4.5); // the tone of 500 Hz
        player.play();
        ASSERT_TRUE(waitFor([&] { return player.clock().position > 4.55; }));
        sleepSeconds(1.0);
        position = player.clock().position;
    }
    EXPECT_NEAR(position, 5.6, 0.4);
    const std::string wave = readFile(folder / "heard.wav").value();
    constexpr std::size_t kHeader = 100;
    ASSERT_GT(wave.size(), kHeader + 48000U * 4) << "more than a second was heard";
    std::vector<std::int16_t> samples((wave.size() - kHeader) / 4 * 2);
    std::memcpy(samples.data(), wave.data() + kHeader, samples.size() * 2);
    std::size_t first = 0;
    while (first < samples.size() / 2 && std::abs(samples[first * 2]) < 500)
        ++first;
    ASSERT_LT(first + 24000, samples.size() / 2);
    EXPECT_EQ(strongestTone(samples, first + 2400, 19200), 500);
}

} // namespace
} // namespace vr360
