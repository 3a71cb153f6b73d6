#include "packager/audio/encode.h"
#include "packager/audio/limiter.h"
#include "packager/audio/sound.h"
#include "packager/audio/sound_length.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

std::vector<float> tone(double seconds, double amplitude, double hertz = 300.0) {
    std::vector<float> samples(static_cast<std::size_t>(seconds * kSoundRate));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i] = static_cast<float>(
            amplitude * std::sin(2.0 * 3.14159265 * hertz * static_cast<double>(i) / kSoundRate));
    }
    return samples;
}

std::vector<float> silence(double seconds) {
    return std::vector<float>(static_cast<std::size_t>(seconds * kSoundRate), 0.0F);
}

std::vector<float> joined(std::vector<std::vector<float>> parts) {
    std::vector<float> all;
    for (const auto& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

float peakOf(const std::vector<float>& samples) {
    float peak = 0.0F;
    for (const float sample : samples) {
        peak = std::max(peak, std::abs(sample));
    }
    return peak;
}

TEST(Trim, LeavesHalfASecond) {
    const auto samples = joined({silence(2.0), tone(1.0, 0.3), silence(3.0)});
    const Trim trim = findTrim(samples);
    EXPECT_NEAR(static_cast<double>(trim.from) / kSoundRate, 1.5, 0.011);
    EXPECT_NEAR(static_cast<double>(trim.to) / kSoundRate, 3.5, 0.011);
}

TEST(Trim, LeavesShortSilenceAlone) {
    const auto samples = joined({silence(0.3), tone(1.0, 0.3), silence(0.4)});
    const Trim trim = findTrim(samples);
    EXPECT_EQ(trim.from, 0U);
    EXPECT_EQ(trim.to, samples.size());
}

TEST(Trim, HearsQuietBeginnings) {
    // 30 dB below the rest, as the end of a word may be.
    const auto samples = joined({silence(2.0), tone(0.5, 0.3 * 0.0316), tone(1.0, 0.3)});
    EXPECT_NEAR(static_cast<double>(findTrim(samples).from) / kSoundRate, 1.5, 0.011);
}

TEST(Loudness, KnowsAStandardTone) {
    // EBU Tech 3341: a 1 kHz sine of -23 dBFS in one channel measures -26.0 LUFS, 3 below stereo.
    const Loudness loudness = measureLoudness(tone(5.0, std::pow(10.0, -23.0 / 20.0), 997.0));
    EXPECT_NEAR(loudness.lufs, -26.0, 0.1);
    EXPECT_NEAR(loudness.true_peak_db, -23.0, 0.2);
}

TEST(Limiter, OnlyAmplifiesWhatIsQuiet) {
    const auto samples = tone(0.5, 0.1);
    const auto louder = limitPeaks(samples, 6.0206, -1.0);
    for (std::size_t i = 0; i < samples.size(); ++i) {
        ASSERT_NEAR(louder[i], samples[i] * 2.0F, 1e-4);
    }
}

TEST(Limiter, HoldsEveryPeak) {
    auto samples = tone(1.0, 0.2);
    samples[100] = 0.9F;
    samples[24000] = -0.99F;
    samples[24001] = 0.99F;
    samples.back() = 0.95F;
    const auto held = limitPeaks(samples, 6.0, -1.0);
    EXPECT_LE(peakOf(held), std::pow(10.0, -1.0 / 20.0) + 1e-5);
    // Far from the peaks nothing is turned down.
    EXPECT_NEAR(held[12000], samples[12000] * std::pow(10.0, 6.0 / 20.0), 1e-3);
}

TEST(Limiter, BearsShortSounds) {
    EXPECT_TRUE(limitPeaks({}, 0.0, -1.0).empty());
    EXPECT_EQ(limitPeaks({2.0F}, 0.0, -1.0).size(), 1U);
}

TEST(Encode, SameSamplesSameBytesSameLength) {
    const auto samples = tone(3.217, 0.3);
    const std::atomic<bool> stop{false};
    const auto opus = encodeOpus(samples, stop);
    const auto mp3 = encodeMp3(samples, stop);
    ASSERT_TRUE(opus.ok() && mp3.ok());
    EXPECT_EQ(*opus, *encodeOpus(samples, stop));
    EXPECT_EQ(*mp3, *encodeMp3(samples, stop));
    EXPECT_NEAR(opusSeconds(*opus), 3.217, 0.001);
    EXPECT_NEAR(mp3Seconds(*mp3), 3.217, 0.001);
    EXPECT_EQ(decodeOpus(*opus).size(), samples.size());
}

TEST(Encode, DamagedFilesHaveNoLength) {
    EXPECT_EQ(opusSeconds("OggS, or so it says"), 0.0);
    EXPECT_EQ(mp3Seconds("no sound at all"), 0.0);
    EXPECT_TRUE(decodeOpus("nothing").empty());
}

TEST(Peaks, AreTwoHundredBytes) {
    const auto samples = joined({silence(1.0), tone(1.0, 0.5)});
    const std::string peaks = peaksOf(samples);
    ASSERT_EQ(peaks.size(), 200U);
    EXPECT_EQ(static_cast<unsigned char>(peaks[50]), 0);
    EXPECT_NEAR(static_cast<unsigned char>(peaks[150]), 128, 2);
}

} // namespace
} // namespace vr360
