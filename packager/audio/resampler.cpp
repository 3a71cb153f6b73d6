#include "packager/audio/resampler.h"

#include "packager/audio/sound.h"

#include <fmt/format.h>
#include <soxr.h>

#include <cmath>
#include <utility>

namespace vr360 {

struct Resampler::Engine {
    Engine(int in_rate, int out_rate, int channels) {
        const soxr_quality_spec_t quality = soxr_quality_spec(SOXR_HQ, 0);
        soxr = soxr_create(
            in_rate, out_rate, static_cast<unsigned>(channels), &error, nullptr, &quality, nullptr);
    }
    ~Engine() { soxr_delete(soxr); }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    soxr_t soxr = nullptr;
    soxr_error_t error = nullptr;
};

Resampler::Resampler(int in_rate, int channels) : Resampler(in_rate, kSoundRate, channels) {}

Resampler::Resampler(int in_rate, int out_rate, int channels)
    : ratio_(static_cast<double>(out_rate) / in_rate),
      channels_(static_cast<std::size_t>(channels)) {
    if (in_rate != out_rate) {
        engine_ = std::make_unique<Engine>(in_rate, out_rate, channels);
    }
}

Resampler::~Resampler() = default;

Status Resampler::add(std::span<const float> samples) {
    if (!engine_) {
        out_.insert(out_.end(), samples.begin(), samples.end());
        return Done{};
    }
    return samples.empty() ? Status(Done{}) : process(samples);
}

Status Resampler::finish() {
    return engine_ ? process({}) : Status(Done{});
}

/// Nothing to give means the end, to this library.
Status Resampler::process(std::span<const float> samples) {
    const bool ending = samples.empty();
    std::size_t used = 0;
    for (;;) {
        const std::size_t in_frames = samples.size() / channels_ - used;
        const auto room =
            static_cast<std::size_t>(std::ceil(static_cast<double>(in_frames) * ratio_)) + 1024;
        const std::size_t before = out_.size();
        out_.resize(before + room * channels_);
        std::size_t taken = 0;
        std::size_t made = 0;
        if (engine_->error == nullptr) {
            engine_->error = soxr_process(engine_->soxr,
                                          ending ? nullptr : samples.data() + used * channels_,
                                          in_frames,
                                          &taken,
                                          out_.data() + before,
                                          room,
                                          &made);
        }
        out_.resize(before + made * channels_);
        if (engine_->error != nullptr) {
            return Fault{"",
                         fmt::format("cannot be brought to another rate: {}", engine_->error),
                         "Export it with 44.1 or 48 kHz."};
        }
        used += taken;
        if (ending ? made == 0 : used * channels_ >= samples.size()) {
            return Done{};
        }
    }
}

std::vector<float> Resampler::take() {
    return std::exchange(out_, {});
}

} // namespace vr360
