#pragma once

#include "core/base/result.h"

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// What narrations are made in: Opus knows no other rate.
inline constexpr int kSoundRate = 48000;

/// Sound of one or two channels at 48 kHz, given piece by piece: what meters and encoders listen
/// to. Samples lie interleaved, −1…1 (decoders may go a little beyond). Reading is thread-safe.
class SoundSource {
public:
    SoundSource() = default;
    virtual ~SoundSource() = default;
    SoundSource(const SoundSource&) = default;
    SoundSource(SoundSource&&) = default;
    SoundSource& operator=(const SoundSource&) = default;
    SoundSource& operator=(SoundSource&&) = default;

    [[nodiscard]] virtual int channels() const = 0;
    [[nodiscard]] virtual std::size_t frames() const = 0;
    /// The frames from `from` on; `out` holds whole frames, and silence past the end.
    virtual void read(std::size_t from, std::span<float> out) const = 0;

    [[nodiscard]] double seconds() const { return static_cast<double>(frames()) / kSoundRate; }
};

/// A sound in memory.
class Sound final : public SoundSource {
public:
    Sound() = default;
    Sound(int channels, std::vector<float> samples)
        : channels_(channels), samples_(std::move(samples)) {}

    [[nodiscard]] int channels() const override { return channels_; }
    [[nodiscard]] std::size_t frames() const override {
        return samples_.size() / static_cast<std::size_t>(channels_);
    }
    void read(std::size_t from, std::span<float> out) const override;

    [[nodiscard]] std::span<const float> samples() const { return samples_; }
    /// Keeps the frames from `from` up to, but without, `to`.
    void cut(std::size_t from, std::size_t to);

private:
    int channels_ = 1;
    std::vector<float> samples_;
};

/// A recording as it was found.
struct Recording {
    Sound sound;
    std::string comment;         ///< what the file says about itself
    int clipped = 0;             ///< places where its peaks are cut off flat
    double first_clipped = 0.0;  ///< seconds
    bool opposite_phase = false; ///< left and right would have cancelled each other out
};

/// Reads WAV, FLAC, MP3, Ogg Vorbis or Opus of any rate. Two channels stay two only where they
/// differ (channel_mix.h); more are mixed into one. A constant offset and rumble below hearing are
/// taken out. Refuses what is empty, silent throughout or longer than half an hour; says so when
/// the file ends before its own header says. Ends with a fault whose os_error is EINTR once `stop`
/// is true. Thread-safe.
Result<Recording>
readSound(const std::filesystem::path& file, std::string_view label, const std::atomic<bool>& stop);

/// What the file says about itself, without decoding it; empty if nothing or not readable.
std::string readSoundComment(const std::filesystem::path& file);

} // namespace vr360
