#include "packager/audio/encode.h"
#include "packager/audio/encoding.h"
#include "packager/audio/loudness.h"
#include "packager/audio/memory_file.h"
#include "packager/audio/resampler.h"
#include "packager/audio/true_peak.h"

#include <lame/lame.h>

#include <algorithm>
#include <memory>

namespace vr360 {
namespace {

constexpr std::size_t kBlockFrames = 16384;

using Lame = std::unique_ptr<lame_global_flags, decltype(&lame_close)>;

bool configure(lame_global_flags* lame, int channels) {
    lame_set_in_samplerate(lame, kMp3Rate);
    lame_set_out_samplerate(lame, kMp3Rate);
    lame_set_num_channels(lame, channels);
    lame_set_mode(lame, channels == 1 ? MONO : JOINT_STEREO);
    // A constant rate: where a moment lies in the file is known exactly, for jumps.
    lame_set_brate(lame, channels == 1 ? kMp3Kilobits : kMp3StereoKilobits);
    lame_set_quality(lame, kMp3Quality);
    lame_set_bWriteVbrTag(lame, 1); // Tells players what to cut off at both ends.
    lame_set_write_id3tag_automatic(lame, 0);
    return lame_init_params(lame) >= 0;
}

/// LAME, and what it has written.
class Mp3Writer {
public:
    explicit Mp3Writer(int channels)
        : lame_(lame_init(), &lame_close),
          channels_(static_cast<std::size_t>(channels)),
          block_(2 * kBlockFrames + 7200) {
        ready_ = lame_ && configure(lame_.get(), channels);
    }

    [[nodiscard]] bool ready() const { return ready_; }

    bool add(std::span<const float> samples) {
        while (!samples.empty()) {
            const std::size_t frames = std::min(samples.size() / channels_, kBlockFrames);
            const std::span<const float> now = samples.first(frames * channels_);
            if (!append(encode(now, static_cast<int>(frames)))) {
                return false;
            }
            samples = samples.subspan(now.size());
        }
        return true;
    }

    bool finish() {
        if (!append(
                lame_encode_flush(lame_.get(), block_.data(), static_cast<int>(block_.size())))) {
            return false;
        }
        const std::size_t tag = lame_get_lametag_frame(lame_.get(), block_.data(), block_.size());
        if (tag > 0 && tag <= block_.size() && tag <= bytes_.size()) {
            std::copy_n(reinterpret_cast<const char*>(block_.data()), tag, bytes_.begin());
        }
        return true;
    }

    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    int encode(std::span<const float> samples, int frames) {
        const auto room = static_cast<int>(block_.size());
        return channels_ == 1
                   ? lame_encode_buffer_ieee_float(
                         lame_.get(), samples.data(), samples.data(), frames, block_.data(), room)
                   : lame_encode_buffer_interleaved_ieee_float(
                         lame_.get(), samples.data(), frames, block_.data(), room);
    }

    bool append(int size) {
        bytes_.append(reinterpret_cast<const char*>(block_.data()),
                      static_cast<std::size_t>(std::max(size, 0)));
        return size >= 0;
    }

    Lame lame_;
    std::size_t channels_;
    std::vector<unsigned char> block_;
    std::string bytes_;
    bool ready_ = false;
};

/// Decodes an MP3 file, as a player does.
double playedPeakDb(const std::string& bytes) {
    MemoryFile memory(bytes);
    SF_INFO info;
    const SoundFile file = memory.open(info);
    if (!file || info.channels < 1 || info.channels > 2) {
        return 0.0;
    }
    TruePeakMeter meter(info.channels);
    std::vector<float> block(kBlockFrames * static_cast<std::size_t>(info.channels));
    for (;;) {
        const sf_count_t got =
            sf_readf_float(file.get(), block.data(), static_cast<sf_count_t>(kBlockFrames));
        if (got <= 0) {
            return toDecibels(meter.finish());
        }
        meter.add(std::span(block).first(static_cast<std::size_t>(got * info.channels)));
    }
}

} // namespace

Result<EncodedSound> encodeMp3(const SoundSource& sound, const std::atomic<bool>& stop) {
    const Fault failure{"", "the MP3 encoder fails", ""};
    Mp3Writer writer(sound.channels());
    if (!writer.ready()) {
        return failure;
    }
    Resampler resampler(kSoundRate, kMp3Rate, sound.channels());
    std::vector<float> block;
    for (std::size_t done = 0; done < sound.frames(); done += kBlockFrames) {
        if (stop) {
            return EncodedSound{};
        }
        block.resize(std::min(kBlockFrames, sound.frames() - done) *
                     static_cast<std::size_t>(sound.channels()));
        sound.read(done, block);
        if (Status status = resampler.add(block); !status.ok()) {
            return status.fault();
        }
        if (!writer.add(resampler.take())) {
            return failure;
        }
    }
    if (Status status = resampler.finish(); !status.ok()) {
        return status.fault();
    }
    if (!writer.add(resampler.take()) || !writer.finish()) {
        return failure;
    }
    EncodedSound encoded{writer.take()};
    encoded.peak_db = playedPeakDb(encoded.bytes);
    return encoded;
}

} // namespace vr360
