#include "packager/audio/encode.h"
#include "packager/audio/encoding.h"
#include "packager/audio/loudness.h"
#include "packager/audio/ogg_opus.h"
#include "packager/audio/true_peak.h"

#include <fmt/format.h>
#include <opus.h>

#include <algorithm>
#include <array>
#include <memory>

namespace vr360 {
namespace {

constexpr int kFrame = kSoundRate / 50;
/// The largest packet that Opus knows.
constexpr std::size_t kMaxPacket = 1275;

using Encoder = std::unique_ptr<OpusEncoder, decltype(&opus_encoder_destroy)>;
using Decoder = std::unique_ptr<OpusDecoder, decltype(&opus_decoder_destroy)>;

Fault refusal(int error) {
    return {"", fmt::format("the Opus encoder fails: {}", opus_strerror(error)), ""};
}

bool configure(OpusEncoder* encoder, int channels) {
    const int bitrate = channels == 1 ? kOpusBitrate : kOpusStereoBitrate;
    // Two channels differ where there is more than a voice.
    const int signal = channels == 1 ? OPUS_SIGNAL_VOICE : OPUS_AUTO;
    return opus_encoder_ctl(encoder, OPUS_SET_BITRATE(bitrate)) == OPUS_OK &&
           opus_encoder_ctl(encoder, OPUS_SET_VBR(1)) == OPUS_OK &&
           opus_encoder_ctl(encoder, OPUS_SET_SIGNAL(signal)) == OPUS_OK &&
           opus_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(kOpusComplexity)) == OPUS_OK;
}

/// Decodes what was encoded, as a player does.
class PlayedPeak {
public:
    PlayedPeak(int channels, int pre_skip, std::size_t frames)
        : decoder_(opus_decoder_create(kSoundRate, channels, &error_), &opus_decoder_destroy),
          meter_(channels),
          channels_(static_cast<std::size_t>(channels)),
          skip_(static_cast<std::size_t>(pre_skip)),
          left_(frames),
          decoded_(kFrame * channels_) {}

    /// An Opus error, or OPUS_OK.
    int add(std::span<const std::uint8_t> packet) {
        if (error_ != OPUS_OK) {
            return error_;
        }
        const int got = opus_decode_float(decoder_.get(),
                                          packet.data(),
                                          static_cast<opus_int32>(packet.size()),
                                          decoded_.data(),
                                          kFrame,
                                          0);
        if (got < 0) {
            return got;
        }
        const std::size_t skipped = std::min(skip_, static_cast<std::size_t>(got));
        const std::size_t kept = std::min(left_, static_cast<std::size_t>(got) - skipped);
        meter_.add(std::span(decoded_).subspan(skipped * channels_, kept * channels_));
        skip_ -= skipped;
        left_ -= kept;
        return OPUS_OK;
    }
    [[nodiscard]] double finishDb() { return toDecibels(meter_.finish()); }

private:
    int error_ = OPUS_OK;
    Decoder decoder_;
    TruePeakMeter meter_;
    std::size_t channels_;
    std::size_t skip_;
    std::size_t left_;
    std::vector<float> decoded_;
};

} // namespace

Result<EncodedSound> encodeOpus(const SoundSource& sound, const std::atomic<bool>& stop) {
    const int channels = sound.channels();
    int error = OPUS_OK;
    // The library's own way of several streams, as for surround, asks the processor what it is for
    // every packet, which takes a third of the time on a virtual machine. So here is the plain one.
    const Encoder encoder(opus_encoder_create(kSoundRate, channels, OPUS_APPLICATION_AUDIO, &error),
                          &opus_encoder_destroy);
    opus_int32 pre_skip = 0;
    if (!encoder || !configure(encoder.get(), channels) ||
        opus_encoder_ctl(encoder.get(), OPUS_GET_LOOKAHEAD(&pre_skip)) != OPUS_OK) {
        return refusal(error == OPUS_OK ? OPUS_BAD_ARG : error);
    }
    const std::size_t frames = sound.frames();
    const auto total = static_cast<std::int64_t>(frames) + pre_skip;
    OggOpusWriter writer(channels, pre_skip);
    PlayedPeak played(channels, pre_skip, frames);
    std::vector<float> block(static_cast<std::size_t>(kFrame) * static_cast<std::size_t>(channels));
    std::array<std::uint8_t, kMaxPacket> packet{};
    for (std::int64_t done = 0; done < total; done += kFrame) {
        if (stop) {
            return EncodedSound{};
        }
        sound.read(static_cast<std::size_t>(done), block);
        const int size = opus_encode_float(encoder.get(),
                                           block.data(),
                                           kFrame,
                                           packet.data(),
                                           static_cast<opus_int32>(kMaxPacket));
        if (size < 0) {
            return refusal(size);
        }
        const std::span bytes(packet.data(), static_cast<std::size_t>(size));
        const bool last = done + kFrame >= total;
        writer.add(bytes, last ? total : done + kFrame, last);
        if (error = played.add(bytes); error != OPUS_OK) {
            return refusal(error);
        }
    }
    return EncodedSound{writer.take(), played.finishDb()};
}

} // namespace vr360
