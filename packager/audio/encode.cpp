#include "packager/audio/encode.h"

#include "packager/audio/sound.h"

#include <fmt/format.h>
#include <lame/lame.h>
#include <opusenc.h>
#include <opusfile.h>

#include <algorithm>
#include <array>
#include <memory>

namespace vr360 {
namespace {

/// Any number will do as long as it is always the same: a file holds one stream.
constexpr opus_int32 kOpusSerial = 0x76723336;
constexpr std::size_t kBlock = 48000;

int appendBytes(void* target, const unsigned char* bytes, opus_int32 size) {
    static_cast<std::string*>(target)->append(reinterpret_cast<const char*>(bytes),
                                              static_cast<std::size_t>(size));
    return 0;
}

int closeNothing(void* /*target*/) {
    return 0;
}

bool configureOpus(OggOpusEnc* encoder) {
    return ope_encoder_ctl(encoder, OPE_SET_SERIALNO(kOpusSerial)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPUS_SET_BITRATE(kOpusBitrate)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPUS_SET_VBR(1)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPUS_SET_SIGNAL(OPUS_SIGNAL_VOICE)) == OPE_OK &&
           ope_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(10)) == OPE_OK;
}

} // namespace

Result<std::string> encodeOpus(const std::vector<float>& samples, const std::atomic<bool>& stop) {
    std::string bytes;
    const OpusEncCallbacks callbacks{&appendBytes, &closeNothing};
    const std::unique_ptr<OggOpusComments, decltype(&ope_comments_destroy)> comments(
        ope_comments_create(), &ope_comments_destroy);
    int error = OPE_OK;
    const std::unique_ptr<OggOpusEnc, decltype(&ope_encoder_destroy)> encoder(
        ope_encoder_create_callbacks(&callbacks, &bytes, comments.get(), kSoundRate, 1, 0, &error),
        &ope_encoder_destroy);
    if (!encoder || !configureOpus(encoder.get())) {
        return Fault{"", fmt::format("the Opus encoder refuses: {}", ope_strerror(error)), ""};
    }
    for (std::size_t i = 0; i < samples.size(); i += kBlock) {
        if (stop) {
            return std::string();
        }
        const std::size_t count = std::min(kBlock, samples.size() - i);
        error = ope_encoder_write_float(encoder.get(), samples.data() + i, static_cast<int>(count));
        if (error != OPE_OK) {
            return Fault{"", fmt::format("the Opus encoder fails: {}", ope_strerror(error)), ""};
        }
    }
    error = ope_encoder_drain(encoder.get());
    if (error != OPE_OK) {
        return Fault{"", fmt::format("the Opus encoder fails: {}", ope_strerror(error)), ""};
    }
    return bytes;
}

Result<std::string> encodeMp3(const std::vector<float>& samples, const std::atomic<bool>& stop) {
    const std::unique_ptr<lame_global_flags, decltype(&lame_close)> lame(lame_init(), &lame_close);
    if (!lame) {
        return Fault{"", "the MP3 encoder refuses", ""};
    }
    lame_set_in_samplerate(lame.get(), kSoundRate);
    lame_set_out_samplerate(lame.get(), kSoundRate);
    lame_set_num_channels(lame.get(), 1);
    lame_set_mode(lame.get(), MONO);
    lame_set_brate(lame.get(), kMp3Bitrate);
    lame_set_quality(lame.get(), 3);
    lame_set_bWriteVbrTag(lame.get(), 1); // Tells players what to cut off at both ends.
    lame_set_write_id3tag_automatic(lame.get(), 0);
    if (lame_init_params(lame.get()) < 0) {
        return Fault{"", "the MP3 encoder refuses its settings", ""};
    }
    std::string bytes;
    std::vector<unsigned char> block(kBlock * 5 / 4 + 7200);
    const auto append = [&](int size) {
        bytes.append(reinterpret_cast<const char*>(block.data()),
                     static_cast<std::size_t>(std::max(size, 0)));
        return size >= 0;
    };
    for (std::size_t i = 0; i < samples.size(); i += kBlock) {
        if (stop) {
            return std::string();
        }
        const int count = static_cast<int>(std::min(kBlock, samples.size() - i));
        if (!append(lame_encode_buffer_ieee_float(lame.get(),
                                                  samples.data() + i,
                                                  samples.data() + i,
                                                  count,
                                                  block.data(),
                                                  static_cast<int>(block.size())))) {
            return Fault{"", "the MP3 encoder fails", ""};
        }
    }
    if (!append(lame_encode_flush(lame.get(), block.data(), static_cast<int>(block.size())))) {
        return Fault{"", "the MP3 encoder fails", ""};
    }
    const std::size_t tag = lame_get_lametag_frame(lame.get(), block.data(), block.size());
    if (tag > 0 && tag <= block.size() && tag <= bytes.size()) {
        std::copy_n(reinterpret_cast<const char*>(block.data()), tag, bytes.begin());
    }
    return bytes;
}

std::vector<float> decodeOpus(const std::string& bytes) {
    const std::unique_ptr<OggOpusFile, decltype(&op_free)> file(
        op_open_memory(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr),
        &op_free);
    std::vector<float> samples;
    if (!file || op_channel_count(file.get(), -1) != 1) {
        return samples;
    }
    std::array<float, 5760> block{};
    for (;;) {
        const int got =
            op_read_float(file.get(), block.data(), static_cast<int>(block.size()), nullptr);
        if (got <= 0) {
            return got == 0 ? samples : std::vector<float>{};
        }
        samples.insert(samples.end(), block.begin(), block.begin() + got);
    }
}

} // namespace vr360
