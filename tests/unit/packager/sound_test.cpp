#include "packager/audio/sound.h"

#include "packager/audio/channel_mix.h"
#include "packager/audio/clip_counter.h"
#include "packager/audio/encode.h"
#include "packager/audio/high_pass.h"
#include "packager/audio/limiter.h"
#include "packager/audio/loudness.h"
#include "packager/audio/sound_length.h"
#include "packager/audio/trim.h"
#include "packager/audio/true_peak.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace vr360 {
namespace {

using Samples = std::vector<float>;

Samples tone(double seconds, double amplitude, double hertz = 300.0, double phase = 0.0) {
    Samples samples(static_cast<std::size_t>(seconds * kSoundRate));
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const double turns = hertz * static_cast<double>(i) / kSoundRate;
        samples[i] =
            static_cast<float>(amplitude * std::sin(2.0 * std::numbers::pi * turns + phase));
    }
    return samples;
}

Samples silence(double seconds) {
    return Samples(static_cast<std::size_t>(seconds * kSoundRate), 0.0F);
}

/// The same noise every time.
Samples noise(double seconds, double amplitude) {
    Samples samples(static_cast<std::size_t>(seconds * kSoundRate));
    std::uint32_t state = 1;
    for (float& sample : samples) {
        state = state * 1664525U + 1013904223U;
        sample = static_cast<float>(amplitude * (static_cast<double>(state) / 2147483648.0 - 1.0));
    }
    return samples;
}

Samples joined(const std::vector<Samples>& parts) {
    Samples all;
    for (const Samples& part : parts) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

Samples plus(Samples a, const Samples& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        a[i] += b[i];
    }
    return a;
}

Samples times(Samples samples, float factor) {
    for (float& sample : samples) {
        sample *= factor;
    }
    return samples;
}

Samples interleaved(const Samples& left, const Samples& right) {
    Samples both;
    for (std::size_t i = 0; i < left.size(); ++i) {
        both.push_back(left[i]);
        both.push_back(right[i]);
    }
    return both;
}

Sound mono(Samples samples) {
    return {1, std::move(samples)};
}

Samples allOf(const SoundSource& sound) {
    Samples samples(sound.frames() * static_cast<std::size_t>(sound.channels()));
    sound.read(0, samples);
    return samples;
}

float peakOf(const Samples& samples) {
    float peak = 0.0F;
    for (const float sample : samples) {
        peak = std::max(peak, std::abs(sample));
    }
    return peak;
}

double truePeak(const Samples& samples, int channels = 1) {
    TruePeakMeter meter(channels);
    meter.add(samples);
    return meter.finish();
}

TEST(Trim, LeavesHalfASecond) {
    const Sound sound = mono(joined({silence(2.0), tone(1.0, 0.3), silence(3.0)}));
    const Trim trim = findTrim(sound);
    EXPECT_NEAR(static_cast<double>(trim.from) / kSoundRate, 1.5, 0.011);
    EXPECT_NEAR(static_cast<double>(trim.to) / kSoundRate, 3.5, 0.011);
}

TEST(Trim, LeavesShortSilenceAlone) {
    const Sound sound = mono(joined({silence(0.3), tone(1.0, 0.3), silence(0.4)}));
    const Trim trim = findTrim(sound);
    EXPECT_EQ(trim.from, 0U);
    EXPECT_EQ(trim.to, sound.frames());
}

TEST(Trim, HearsQuietBeginnings) {
    // 30 dB below the rest, as the end of a word may be.
    const Sound sound = mono(joined({silence(2.0), tone(0.5, 0.3 * 0.0316), tone(1.0, 0.3)}));
    EXPECT_NEAR(static_cast<double>(findTrim(sound).from) / kSoundRate, 1.5, 0.011);
}

TEST(Trim, CutsANoisyRoom) {
    // Noise 35 dB below the voice, all the time.
    const Sound sound =
        mono(plus(joined({silence(3.0), tone(2.0, 0.3), silence(3.0)}), noise(8.0, 0.0065)));
    const Trim trim = findTrim(sound);
    EXPECT_NEAR(static_cast<double>(trim.from) / kSoundRate, 2.5, 0.02);
    EXPECT_NEAR(static_cast<double>(trim.to) / kSoundRate, 5.5, 0.02);
}

TEST(Trim, IsNotMisledByAKnock) {
    // The voice is 30 dB below it, its beginning another 20.
    const Sound sound = mono(joined({silence(2.0),
                                     tone(0.3, 0.003),
                                     tone(2.0, 0.03),
                                     tone(0.05, 0.95),
                                     tone(2.0, 0.03),
                                     silence(2.0)}));
    EXPECT_NEAR(static_cast<double>(findTrim(sound).from) / kSoundRate, 1.5, 0.02);
}

TEST(Loudness, KnowsAStandardTone) {
    // EBU Tech 3341: a 1 kHz sine of -23 dBFS in both channels measures -23.0 LUFS, in one -26.0.
    const Samples samples = tone(5.0, std::pow(10.0, -23.0 / 20.0), 997.0);
    EXPECT_NEAR(measureLoudness(mono(samples)), -26.0, 0.1);
    EXPECT_NEAR(measureLoudness(Sound(2, interleaved(samples, samples))), -23.0, 0.1);
}

TEST(Loudness, OfShortAndFaintSounds) {
    const double whole = measureLoudness(mono(tone(5.0, 0.1, 997.0)));
    EXPECT_NEAR(measureLoudness(mono(tone(0.3, 0.1, 997.0))), whole, 0.1);
    // 100 dB further down, far below the gate of R 128.
    const Levels faint = measureLevels(mono(tone(5.0, 1e-6, 997.0)));
    EXPECT_NEAR(faint.lufs, whole - 100.0, 0.1);
    EXPECT_NEAR(faint.peak_db, -120.0, 0.05);
    EXPECT_FALSE(std::isfinite(measureLevels(mono(silence(1.0))).lufs));
}

TEST(TruePeak, LiesBetweenSamples) {
    // A quarter of the rate, sampled at 45°: no sample is above 0.707, the wave reaches 1.
    Samples samples = tone(0.5, 1.0, kSoundRate / 4.0, std::numbers::pi / 4);
    for (std::size_t i = 0; i < samples.size(); ++i) { // without a click at either end
        const double at = static_cast<double>(i) / static_cast<double>(samples.size());
        samples[i] *= static_cast<float>(std::sin(std::numbers::pi * at));
    }
    EXPECT_NEAR(peakOf(samples), 0.7071, 1e-3);
    EXPECT_NEAR(toDecibels(truePeak(samples)), 0.0, 0.02);
    EXPECT_NEAR(toDecibels(truePeak(tone(0.5, 0.5, 997.0))), -6.02, 0.02);
}

TEST(TruePeak, DoesNotDependOnPieces) {
    const Samples samples = noise(0.2, 0.7);
    const double whole = truePeak(samples);
    for (const std::size_t piece : {1U, 7U, 480U}) {
        TruePeakMeter meter(1);
        for (std::size_t i = 0; i < samples.size(); i += piece) {
            meter.add(std::span(samples).subspan(i, std::min(piece, samples.size() - i)));
        }
        EXPECT_FLOAT_EQ(static_cast<float>(meter.finish()), static_cast<float>(whole));
    }
}

TEST(TruePeak, HearsBothChannelsAndTheLastSample) {
    Samples right = silence(0.1);
    right[100] = -0.8F;
    EXPECT_NEAR(truePeak(interleaved(silence(0.1), right), 2), 0.8, 0.01);
    right[100] = 0.0F;
    right.back() = 0.6F;
    EXPECT_NEAR(truePeak(right), 0.6, 0.01);
    EXPECT_NEAR(truePeak({0.5F}), 0.5, 0.01);
}

TEST(Limiter, OnlyAmplifiesWhatIsQuiet) {
    const Sound sound = mono(tone(0.5, 0.1));
    const LimitedSound louder(sound, 6.0206, -1.0);
    EXPECT_FALSE(louder.limits());
    const Samples out = allOf(louder);
    for (std::size_t i = 0; i < out.size(); ++i) {
        ASSERT_NEAR(out[i], sound.samples()[i] * 2.0F, 1e-4);
    }
}

TEST(Limiter, HoldsEveryTruePeak) {
    Samples samples = tone(1.0, 0.2);
    samples[100] = 0.9F;
    samples[24000] = -0.99F;
    samples[24001] = 0.99F; // between these two lies more
    samples.back() = 0.95F;
    const Sound sound = mono(samples);
    const LimitedSound held(sound, 6.0, -1.0);
    const Samples out = allOf(held);
    EXPECT_LE(toDecibels(truePeak(out)), -1.0 + 0.02);
    EXPECT_GE(toDecibels(truePeak(out)), -1.5) << "no lower than asked for";
    // Far from the peaks nothing is turned down.
    EXPECT_NEAR(out[12000], samples[12000] * std::pow(10.0, 6.0 / 20.0), 1e-3);
}

TEST(Limiter, TreatsChannelsAlike) {
    Samples left = tone(0.5, 0.1);
    left[12000] = 0.9F;
    const Sound sound(2, interleaved(left, tone(0.5, 0.1, 500.0)));
    const Samples out = allOf(LimitedSound(sound, 6.0, -1.0));
    const std::span<const float> in = sound.samples();
    for (std::size_t i = 11900; i < 12100; ++i) {
        ASSERT_NEAR(out[2 * i] * in[2 * i + 1], out[2 * i + 1] * in[2 * i], 1e-4) << i;
    }
    EXPECT_LE(peakOf(out), fromDecibels(-1.0) + 1e-4);
}

TEST(Limiter, GivesTheSameInPieces) {
    const Sound sound(2, interleaved(noise(0.5, 0.9), noise(0.5, 0.4)));
    const LimitedSound held(sound, 6.0, -1.0);
    const Samples whole = allOf(held);
    Samples pieces(whole.size());
    for (std::size_t i = 0; i < held.frames(); i += 77) {
        held.read(
            i, std::span(pieces).subspan(2 * i, std::min<std::size_t>(154, whole.size() - 2 * i)));
    }
    EXPECT_EQ(pieces, whole);
}

TEST(Limiter, BearsShortSounds) {
    const Sound nothing = mono({});
    EXPECT_EQ(LimitedSound(nothing, 0.0, -1.0).frames(), 0U);
    const Sound click = mono({2.0F});
    EXPECT_NEAR(allOf(LimitedSound(click, 0.0, -1.0))[0], fromDecibels(-1.0), 0.01);
}

Mix mixOf(const Samples& left, const Samples& right) {
    ChannelMix mix(2);
    mix.add(interleaved(left, right));
    return mix.choose();
}

TEST(ChannelMix, KnowsOneVoiceFromTwo) {
    const Samples voice = noise(1.0, 0.3);
    const Samples hiss = times(tone(1.0, 0.3, 1234.0), 0.01F);
    EXPECT_EQ(mixOf(voice, voice), Mix::kMean);
    EXPECT_EQ(mixOf(voice, plus(times(voice, 0.5F), hiss)), Mix::kMean) << "panned, with some hiss";
    EXPECT_EQ(mixOf(voice, times(voice, -0.8F)), Mix::kDifference);
    EXPECT_EQ(mixOf(voice, silence(1.0)), Mix::kLeft);
    EXPECT_EQ(mixOf(hiss, voice), Mix::kRight);
    EXPECT_EQ(mixOf(voice, tone(1.0, 0.2)), Mix::kStereo);
    EXPECT_EQ(mixOf(voice, plus(voice, tone(1.0, 0.1))), Mix::kStereo);
}

TEST(ChannelMix, LosesNothing) {
    const Samples voice = tone(0.1, 0.5);
    EXPECT_NEAR(
        peakOf(allOf(mixed(interleaved(voice, times(voice, -1.0F)), Mix::kDifference))), 0.5, 1e-3);
    EXPECT_NEAR(peakOf(allOf(mixed(interleaved(voice, silence(0.1)), Mix::kLeft))), 0.5, 1e-3);
    EXPECT_EQ(mixed(interleaved(voice, voice), Mix::kStereo).channels(), 2);
}

int clipsIn(const Samples& samples, float quantum = 1.0F / 32768.0F) {
    Samples stored = samples;
    for (float& sample : stored) { // as a file of such steps holds it
        sample = std::clamp(std::round(sample / quantum) * quantum, -1.0F, 1.0F - quantum);
    }
    ClipCounter counter(1, quantum);
    counter.add(stored);
    return counter.count();
}

TEST(ClipCounter, CountsWhatIsCutOff) {
    EXPECT_NEAR(clipsIn(tone(1.0, 1.5, 200.0)), 400, 1);
    EXPECT_NEAR(clipsIn(times(noise(1.0, 0.99), 1.0F)), 0, 0);
    // Soft peaks are flat in coarse steps, and not cut off.
    EXPECT_EQ(clipsIn(tone(1.0, 0.95, 60.0)), 0);
    EXPECT_EQ(clipsIn(tone(1.0, 0.9, 150.0), 1.0F / 128.0F), 0);
    EXPECT_EQ(clipsIn(tone(1.0, 0.02, 300.0)), 0);
    EXPECT_EQ(clipsIn(silence(1.0)), 0);
}

TEST(ClipCounter, FindsWhatWasTurnedDownAfterwards) {
    Samples samples = tone(1.0, 1.4, 200.0);
    for (float& sample : samples) {
        sample = 0.3F * std::clamp(sample, -1.0F, 1.0F);
    }
    ClipCounter counter(1, 0.0F);
    counter.add(joined({silence(0.5), samples}));
    EXPECT_NEAR(counter.count(), 400, 1);
    EXPECT_NEAR(static_cast<double>(counter.first()) / kSoundRate, 0.5, 0.01);
}

TEST(HighPass, TakesOutAnOffsetAndLeavesTheVoice) {
    const Samples voice = tone(1.0, 0.2, 120.0);
    Samples samples = plus(voice, Samples(kSoundRate, 0.4F));
    HighPass(kSoundRate, 1).apply(samples);
    EXPECT_NEAR(peakOf(samples), 0.2, 0.03) << "no jump at the beginning either";
}

TEST(HighPass, DoesNotDependOnPieces) {
    Samples whole = interleaved(noise(0.2, 0.5), tone(0.2, 0.5));
    Samples pieces = whole;
    HighPass(kSoundRate, 2).apply(whole);
    HighPass high_pass(kSoundRate, 2);
    high_pass.apply(std::span(pieces).first(4000));
    high_pass.apply(std::span(pieces).subspan(4000));
    EXPECT_EQ(pieces, whole);
}

TEST(Encode, SameSoundSameBytesSameLength) {
    const std::atomic<bool> stop{false};
    for (const int channels : {1, 2}) {
        const Samples samples = tone(3.217, 0.3);
        const Sound sound =
            channels == 1 ? mono(samples) : Sound(2, interleaved(samples, tone(3.217, 0.2, 500.0)));
        const auto opus = encodeOpus(sound, stop);
        const auto mp3 = encodeMp3(sound, stop);
        ASSERT_TRUE(opus.ok() && mp3.ok());
        EXPECT_EQ(opus->bytes, encodeOpus(sound, stop)->bytes);
        EXPECT_EQ(mp3->bytes, encodeMp3(sound, stop)->bytes);
        EXPECT_NEAR(opusSeconds(opus->bytes), 3.217, 0.0005);
        EXPECT_NEAR(mp3Seconds(mp3->bytes), 3.217, 0.001);
        EXPECT_NEAR(opus->peak_db, toDecibels(0.3), 0.7);
        EXPECT_NEAR(mp3->peak_db, toDecibels(0.3), 0.7);
    }
}

TEST(Encode, ShortestSounds) {
    const std::atomic<bool> stop{false};
    for (const double seconds : {0.0, 0.01, 0.1, 0.999}) {
        const Sound sound = mono(tone(seconds, 0.3));
        EXPECT_NEAR(opusSeconds(encodeOpus(sound, stop)->bytes), seconds, 0.0005);
        if (seconds > 0.05) {
            EXPECT_NEAR(mp3Seconds(encodeMp3(sound, stop)->bytes), seconds, 0.001);
        }
    }
}

TEST(Encode, StopsWhenAsked) {
    const std::atomic<bool> stop{true};
    EXPECT_TRUE(encodeOpus(mono(tone(1.0, 0.3)), stop)->bytes.empty());
    EXPECT_TRUE(encodeMp3(mono(tone(1.0, 0.3)), stop)->bytes.empty());
}

TEST(Encode, DamagedFilesHaveNoLength) {
    EXPECT_EQ(opusSeconds("OggS, or so it says"), 0.0);
    EXPECT_EQ(mp3Seconds("no sound at all"), 0.0);
}

TEST(Peaks, AreTwoHundredBytes) {
    const std::string peaks = peaksOf(mono(joined({silence(1.0), tone(1.0, 0.5)})));
    ASSERT_EQ(peaks.size(), 200U);
    EXPECT_EQ(static_cast<unsigned char>(peaks[50]), 0);
    EXPECT_NEAR(static_cast<unsigned char>(peaks[150]), 128, 2);
}

} // namespace
} // namespace vr360
