#include "packager/audio/sound.h"

#include "packager/audio/channel_mix.h"
#include "packager/audio/clip_counter.h"
#include "packager/audio/high_pass.h"
#include "packager/audio/memory_file.h"
#include "packager/audio/resampler.h"

#include <fmt/format.h>
#include <sndfile.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <fstream>

namespace vr360 {
namespace {

constexpr double kMaxSeconds = 1800.0;
constexpr double kMinSeconds = 0.1;
/// −66 dB of full scale: the last bit or two of a 16-bit recording.
constexpr float kSilence = 0.0005F;
constexpr sf_count_t kBlockFrames = 16384;

SoundFile openSound(const std::filesystem::path& file, SF_INFO& info) {
    info = {};
    return {sf_open(file.c_str(), SFM_READ, &info), &sf_close};
}

Fault soundFault(std::string_view label, std::string what, std::string cure) {
    return {.where = std::string(label), .what = std::move(what), .cure = std::move(cure)};
}

/// The step between two values that a file can hold; 0 where it is too fine to matter.
float quantum(const SF_INFO& info) {
    switch (info.format & SF_FORMAT_SUBMASK) {
    case SF_FORMAT_PCM_S8:
    case SF_FORMAT_PCM_U8:
    case SF_FORMAT_ULAW:
    case SF_FORMAT_ALAW:
        return 1.0F / 128.0F;
    case SF_FORMAT_PCM_16:
        return 1.0F / 32768.0F;
    default:
        return 0.0F;
    }
}

std::uint32_t littleEndian(std::span<const unsigned char> bytes) {
    std::uint32_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        value = value << 8 | bytes[i];
    }
    return value;
}

/// What a WAV file says about the size of its samples; 0 if it does not say. libsndfile believes
/// the file's end instead.
double wavBytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::array<unsigned char, 12> head{};
    file.read(reinterpret_cast<char*>(head.data()), head.size());
    while (file.read(reinterpret_cast<char*>(head.data()), 8)) {
        const std::uint32_t size = littleEndian(std::span(head).subspan(4, 4));
        if (std::equal(head.begin(), head.begin() + 4, "data")) {
            // Programs that write into a pipe do not know it and put in something enormous.
            return size < 0x7FFF0000 ? size : 0.0;
        }
        file.seekg(size + size % 2, std::ios::cur);
    }
    return 0.0;
}

/// How long a file should be by its own account.
double promisedSeconds(const std::filesystem::path& path, const SF_INFO& info) {
    auto frames = static_cast<double>(info.frames);
    const int major = info.format & SF_FORMAT_TYPEMASK;
    if (major == SF_FORMAT_WAV || major == SF_FORMAT_WAVEX) {
        std::error_code ignored;
        const double bytes = wavBytes(path);
        const auto there = static_cast<double>(std::filesystem::file_size(path, ignored));
        frames *= bytes > there && there > 0.0 ? bytes / there : 1.0;
    }
    return frames / info.samplerate;
}

/// What is found out about a file while its samples pass by.
class Intake {
public:
    Intake(SNDFILE* file, const SF_INFO& info)
        : file_(file),
          info_(info),
          channels_(info.channels == 2 ? 2 : 1),
          clips_(channels_, quantum(info)),
          high_pass_(info.samplerate, channels_),
          mix_(channels_),
          resampler_(info.samplerate, channels_) {}

    Status run(const std::atomic<bool>& stop) {
        const auto width = static_cast<std::size_t>(info_.channels);
        std::vector<float> block(static_cast<std::size_t>(kBlockFrames) * width);
        const auto limit = static_cast<sf_count_t>(kMaxSeconds * info_.samplerate);
        for (;;) {
            const sf_count_t got = sf_readf_float(file_, block.data(), kBlockFrames);
            if (got <= 0 || frames_ > limit) {
                return resampler_.finish();
            }
            frames_ += got;
            const std::span<float> samples(block.data(), static_cast<std::size_t>(got) * width);
            const Status taken = take(samples);
            if (!taken.ok()) {
                return taken;
            }
            if (stop) {
                return Fault{"", "was interrupted", "Run the same command again.", 0, EINTR};
            }
        }
    }

    [[nodiscard]] double seconds() const { return static_cast<double>(frames_) / info_.samplerate; }
    [[nodiscard]] sf_count_t frames() const { return frames_; }
    [[nodiscard]] bool silent() const { return loudest_ < kSilence; }

    Recording finish() {
        Recording recording{.clipped = clips_.count(),
                            .first_clipped =
                                static_cast<double>(clips_.first()) / info_.samplerate};
        const Mix mix = mix_.choose();
        recording.opposite_phase = mix == Mix::kDifference;
        recording.sound = mixed(resampler_.take(), mix);
        return recording;
    }

private:
    Status take(std::span<float> samples) {
        for (float& sample : samples) {
            if (!std::isfinite(sample)) {
                sample = 0.0F; // Files of floating point numbers may hold anything.
            }
        }
        if (info_.channels > 2) {
            samples = meanOfAll(samples);
        }
        for (const float sample : samples) {
            loudest_ = std::max(loudest_, std::abs(sample));
        }
        clips_.add(samples);
        high_pass_.apply(samples); // before anything else can ring where the file begins and ends
        mix_.add(samples);
        return resampler_.add(samples);
    }

    [[nodiscard]] std::span<float> meanOfAll(std::span<float> samples) const {
        const auto width = static_cast<std::size_t>(info_.channels);
        const std::size_t frames = samples.size() / width;
        for (std::size_t f = 0; f < frames; ++f) {
            float sum = 0.0F;
            for (std::size_t c = 0; c < width; ++c) {
                sum += samples[f * width + c];
            }
            samples[f] = sum / static_cast<float>(width);
        }
        return samples.first(frames);
    }

    SNDFILE* file_;
    SF_INFO info_;
    int channels_;
    ClipCounter clips_;
    HighPass high_pass_;
    ChannelMix mix_;
    Resampler resampler_;
    sf_count_t frames_ = 0;
    float loudest_ = 0.0F;
};

} // namespace

void Sound::read(std::size_t from, std::span<float> out) const {
    const std::size_t start = std::min(from * static_cast<std::size_t>(channels_), samples_.size());
    const std::size_t count = std::min(out.size(), samples_.size() - start);
    std::copy_n(samples_.begin() + static_cast<std::ptrdiff_t>(start), count, out.begin());
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(count), out.end(), 0.0F);
}

void Sound::cut(std::size_t from, std::size_t to) {
    const auto at = [&](std::size_t frame) {
        return samples_.begin() +
               static_cast<std::ptrdiff_t>(frame * static_cast<std::size_t>(channels_));
    };
    samples_.erase(at(to), samples_.end());
    samples_.erase(samples_.begin(), at(from));
}

Result<Recording> readSound(const std::filesystem::path& path,
                            std::string_view label,
                            const std::atomic<bool>& stop) {
    SF_INFO info;
    const SoundFile file = openSound(path, info);
    if (!file) {
        return soundFault(label,
                          fmt::format("cannot be read as sound: {}", sf_strerror(nullptr)),
                          "Export it again as WAV, FLAC, MP3 or Ogg.");
    }
    if (info.samplerate < 4000 || info.samplerate > 768000 || info.channels < 1) {
        return soundFault(label,
                          fmt::format("has {} channels at {} Hz", info.channels, info.samplerate),
                          "Export it as mono with 44.1 or 48 kHz.");
    }
    Intake intake(file.get(), info);
    if (Status read = intake.run(stop); !read.ok()) {
        Fault fault = read.fault();
        fault.where = label;
        return fault;
    }
    if (intake.seconds() > kMaxSeconds) {
        return soundFault(label, "is longer than half an hour", "Cut it into several scenes.");
    }
    if (intake.seconds() < kMinSeconds) {
        return soundFault(label, "holds no sound", "Record or export it again.");
    }
    const double promised = promisedSeconds(path, info);
    if (intake.seconds() < 0.99 * promised) {
        return soundFault(
            label,
            fmt::format("ends after {:.1f} s of {:.1f} s", intake.seconds(), promised),
            "Copy or export it again: the file is cut short.");
    }
    if (intake.silent()) {
        return soundFault(label, "is silent throughout", "Record or export it again.");
    }
    Recording recording = intake.finish();
    const char* comment = sf_get_string(file.get(), SF_STR_COMMENT);
    recording.comment = comment != nullptr ? comment : "";
    return recording;
}

std::string readSoundComment(const std::filesystem::path& path) {
    SF_INFO info;
    const SoundFile file = openSound(path, info);
    const char* comment = file ? sf_get_string(file.get(), SF_STR_COMMENT) : nullptr;
    return comment != nullptr ? comment : "";
}

} // namespace vr360
