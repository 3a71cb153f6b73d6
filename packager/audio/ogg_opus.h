#pragma once

#include <ogg/ogg.h>

#include <cstdint>
#include <span>
#include <string>

namespace vr360 {

/// Puts Opus packets into an Ogg file (RFC 7845) in memory.
class OggOpusWriter {
public:
    /// `pre_skip` is what a decoder throws away at the beginning, in samples at 48 kHz.
    OggOpusWriter(int channels, int pre_skip);
    ~OggOpusWriter();
    OggOpusWriter(const OggOpusWriter&) = delete;
    OggOpusWriter& operator=(const OggOpusWriter&) = delete;

    /// `end` is where the sound is after this packet, pre-skip included. In the last packet it says
    /// where the sound ends.
    void add(std::span<const std::uint8_t> packet, std::int64_t end, bool last);
    [[nodiscard]] std::string take() { return std::move(bytes_); }

private:
    void put(std::span<const std::uint8_t> packet, std::int64_t end, bool last);
    void writePages(bool all);

    ogg_stream_state stream_{};
    std::string bytes_;
    std::int64_t packets_ = 0;
};

} // namespace vr360
