#include "viewer/audio/narration_stream.h"

#include <AL/al.h>
#include <AL/alc.h>
#include <opusfile.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <vector>

namespace vr360 {
namespace {

constexpr int kRate = 48000; // Opus decodes to this, whatever the source was
constexpr int kChannels = 2;
constexpr int kBufferSamples = kRate / 5;
constexpr int kBuffers = 4;

/// The decoder, with the bytes it reads from.
class OpusSource {
public:
    static std::unique_ptr<OpusSource> open(std::string bytes) {
        std::unique_ptr<OpusSource> source(new OpusSource(std::move(bytes)));
        int error = 0;
        source->file_.reset(
            op_open_memory(reinterpret_cast<const unsigned char*>(source->bytes_.data()),
                           source->bytes_.size(),
                           &error));
        return source->file_ ? std::move(source) : nullptr;
    }

    [[nodiscard]] std::int64_t length() const {
        return std::max<std::int64_t>(op_pcm_total(file_.get(), -1), 0);
    }
    void seek(std::int64_t sample) { op_pcm_seek(file_.get(), sample); }

    /// Fills as much as there is; returns samples a channel. Damaged stretches are skipped.
    int read(std::vector<std::int16_t>& out) {
        out.resize(static_cast<std::size_t>(kBufferSamples) * kChannels);
        int filled = 0;
        while (filled < kBufferSamples) {
            const int got = op_read_stereo(file_.get(),
                                           out.data() + static_cast<std::ptrdiff_t>(filled) * 2,
                                           (kBufferSamples - filled) * 2);
            if (got == OP_HOLE)
                continue;
            if (got <= 0)
                break;
            filled += got;
        }
        return filled;
    }

private:
    explicit OpusSource(std::string bytes) : bytes_(std::move(bytes)) {}
    struct Closer {
        void operator()(OggOpusFile* file) const { op_free(file); }
    };
    std::string bytes_;
    std::unique_ptr<OggOpusFile, Closer> file_;
};

/// Keeps time without a sound.
class SilentStream final : public NarrationStream {
public:
    explicit SilentStream(std::int64_t samples) : duration_(static_cast<double>(samples) / kRate) {}

    void play() override {
        if (ended())
            base_ = 0.0;
        since_ = Clock::now();
        playing_ = true;
    }
    void pause() override {
        base_ = position();
        playing_ = false;
    }
    void seek(double seconds) override {
        base_ = std::clamp(seconds, 0.0, duration_);
        since_ = Clock::now();
    }
    void setVolume(float /*volume*/) override {}
    void update() override {
        if (playing_ && position() >= duration_)
            pause();
    }
    [[nodiscard]] bool playing() const override { return playing_; }
    [[nodiscard]] bool ended() const override { return !playing_ && base_ >= duration_; }
    [[nodiscard]] double position() const override {
        const double run =
            playing_ ? std::chrono::duration<double>(Clock::now() - since_).count() : 0.0;
        return std::min(base_ + run, duration_);
    }
    [[nodiscard]] double duration() const override { return duration_; }

private:
    using Clock = std::chrono::steady_clock;
    double duration_;
    double base_ = 0.0;
    Clock::time_point since_;
    bool playing_ = false;
};

/// Streams through a few OpenAL buffers, so that a long narration costs no memory.
class OpenAlStream final : public NarrationStream {
public:
    /// Null when there is no device; `source` is untouched then.
    static std::unique_ptr<NarrationStream> open(std::unique_ptr<OpusSource>& source) {
        ALCdevice* device = alcOpenDevice(nullptr);
        if (!device)
            return nullptr;
        ALCcontext* context = alcCreateContext(device, nullptr);
        if (!context || alcMakeContextCurrent(context) == ALC_FALSE) {
            if (context)
                alcDestroyContext(context);
            alcCloseDevice(device);
            return nullptr;
        }
        return std::unique_ptr<NarrationStream>(
            new OpenAlStream(device, context, std::move(source)));
    }

    ~OpenAlStream() override {
        alSourceStop(voice_);
        alSourcei(voice_, AL_BUFFER, 0);
        alDeleteSources(1, &voice_);
        alDeleteBuffers(kBuffers, buffers_.data());
        alcMakeContextCurrent(nullptr);
        alcDestroyContext(context_);
        alcCloseDevice(device_);
    }

    void play() override {
        if (ended_)
            seek(0.0);
        playing_ = true;
        fill();
        alSourcePlay(voice_);
    }
    void pause() override {
        playing_ = false;
        alSourcePause(voice_);
    }
    void seek(double seconds) override {
        alSourceStop(voice_);
        alSourcei(voice_, AL_BUFFER, 0); // takes all buffers out
        free_.assign(buffers_.begin(), buffers_.end());
        queued_.clear();
        const auto sample = static_cast<std::int64_t>(seconds * kRate);
        first_queued_ = std::clamp<std::int64_t>(sample, 0, length_);
        source_->seek(first_queued_);
        ended_ = false;
        at_end_ = false;
        fill();
        if (playing_)
            alSourcePlay(voice_);
    }
    void setVolume(float volume) override { alSourcef(voice_, AL_GAIN, volume); }

    void update() override {
        if (!playing_)
            return;
        recycle();
        fill();
        ALint state = 0;
        alGetSourcei(voice_, AL_SOURCE_STATE, &state);
        if (state == AL_PLAYING)
            return;
        recycle();
        if (at_end_ && queued_.empty()) {
            playing_ = false;
            ended_ = true;
        } else {
            alSourcePlay(voice_); // the machine was too busy for us: carry on
        }
    }

    [[nodiscard]] bool playing() const override { return playing_; }
    [[nodiscard]] bool ended() const override { return ended_; }
    [[nodiscard]] double position() const override {
        ALint offset = 0;
        if (!queued_.empty())
            alGetSourcei(voice_, AL_SAMPLE_OFFSET, &offset);
        return static_cast<double>(std::min(first_queued_ + offset, length_)) / kRate;
    }
    [[nodiscard]] double duration() const override { return static_cast<double>(length_) / kRate; }

private:
    struct Queued {
        ALuint buffer = 0;
        int samples = 0;
    };

    OpenAlStream(ALCdevice* device, ALCcontext* context, std::unique_ptr<OpusSource> source)
        : device_(device),
          context_(context),
          source_(std::move(source)),
          length_(source_->length()) {
        alGenSources(1, &voice_);
        alGenBuffers(kBuffers, buffers_.data());
        alSourcei(voice_, AL_SOURCE_RELATIVE, AL_TRUE);
        free_.assign(buffers_.begin(), buffers_.end());
    }

    void recycle() {
        ALint done = 0;
        alGetSourcei(voice_, AL_BUFFERS_PROCESSED, &done);
        for (; done > 0 && !queued_.empty(); --done) {
            ALuint buffer = 0;
            alSourceUnqueueBuffers(voice_, 1, &buffer);
            first_queued_ += queued_.front().samples;
            queued_.erase(queued_.begin());
            free_.push_back(buffer);
        }
    }

    void fill() {
        while (!free_.empty() && !at_end_) {
            const int samples = source_->read(scratch_);
            if (samples == 0) {
                at_end_ = true;
                break;
            }
            const ALuint buffer = free_.back();
            free_.pop_back();
            alBufferData(buffer,
                         AL_FORMAT_STEREO16,
                         scratch_.data(),
                         static_cast<ALsizei>(samples * kChannels * 2),
                         kRate);
            alSourceQueueBuffers(voice_, 1, &buffer);
            queued_.push_back({buffer, samples});
        }
    }

    ALCdevice* device_;
    ALCcontext* context_;
    std::unique_ptr<OpusSource> source_;
    std::int64_t length_;
    ALuint voice_ = 0;
    std::array<ALuint, kBuffers> buffers_{};
    std::vector<ALuint> free_;
    std::vector<Queued> queued_;
    std::vector<std::int16_t> scratch_;
    std::int64_t first_queued_ = 0; ///< the sample that the first queued buffer begins with
    bool playing_ = false;
    bool ended_ = false;
    bool at_end_ = false; ///< nothing is left to decode
};

} // namespace

std::unique_ptr<NarrationStream> openNarration(std::string bytes, bool silent) {
    std::unique_ptr<OpusSource> source = OpusSource::open(std::move(bytes));
    if (!source)
        return nullptr;
    if (!silent)
        if (auto stream = OpenAlStream::open(source))
            return stream;
    return std::make_unique<SilentStream>(source->length());
}

} // namespace vr360
