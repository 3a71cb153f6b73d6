#include "packager/pyramid/psd_source.h"

#include "packager/pyramid/colour_transform.h"
#include "packager/pyramid/metadata.h"
#include "packager/pyramid/psd_file.h"
#include "packager/pyramid/source_faults.h"

#include <sys/types.h>

#include <algorithm>

namespace vr360 {
namespace {

ColourLayout layoutOf(const PsdFile& psd) {
    switch (psd.colours) {
    case PsdFile::Colours::kGrey:
        return psd.wide ? ColourLayout::kGrey16 : ColourLayout::kGrey8;
    case PsdFile::Colours::kCmyk:
        return ColourLayout::kCmyk8Inverted;
    case PsdFile::Colours::kRgb:
        break;
    }
    return psd.wide ? ColourLayout::kRgb16 : ColourLayout::kRgb8;
}

/// PackBits. False when it is not exactly as long as it should be.
bool unpack(const std::vector<std::uint8_t>& packed, std::vector<std::uint8_t>& line) {
    std::size_t at = 0;
    std::size_t done = 0;
    while (at < packed.size() && done < line.size()) {
        const unsigned code = packed[at++];
        if (code == 128U) {
            continue;
        }
        const std::size_t count = code < 128U ? code + 1U : 257U - code;
        const std::size_t needed = code < 128U ? count : 1;
        if (count > line.size() - done || needed > packed.size() - at) {
            return false;
        }
        const auto to = line.begin() + static_cast<std::ptrdiff_t>(done);
        if (code < 128U) {
            std::copy_n(packed.begin() + static_cast<std::ptrdiff_t>(at), count, to);
        } else {
            std::fill_n(to, count, packed[at]);
        }
        at += needed;
        done += count;
    }
    return done == line.size();
}

class PsdSource : public StripSource {
public:
    PsdSource(SourceFile file, PsdFile psd, ColourTransform colours, std::vector<Fault> warnings)
        : file_(std::move(file)),
          psd_(std::move(psd)),
          colours_(std::move(colours)),
          warnings_(std::move(warnings)),
          planes_(static_cast<std::size_t>(psd_.channels())) {
        for (std::vector<std::uint8_t>& plane : planes_) {
            plane.resize(psd_.planeLineBytes());
        }
    }

    [[nodiscard]] int width() const override { return psd_.width; }
    [[nodiscard]] int height() const override { return psd_.height; }
    [[nodiscard]] SampleDepth depth() const override {
        return psd_.wide ? SampleDepth::k16 : SampleDepth::k8;
    }

    Status read(std::span<void* const> lines) override {
        for (void* const line : lines) {
            for (std::size_t channel = 0; channel < planes_.size(); ++channel) {
                if (!readPlane(channel)) {
                    return damaged(file_.label,
                                   static_cast<double>(next_) / psd_.height,
                                   "Photoshop data end early or are broken");
                }
            }
            if (psd_.wide) {
                finish<std::uint16_t>(line, wide_samples_);
            } else {
                finish<std::uint8_t>(line, samples_);
            }
            ++next_;
        }
        return Done{};
    }

    [[nodiscard]] std::vector<Fault> warnings() const override {
        std::vector<Fault> all = warnings_;
        if (transparent_) {
            all.push_back(transparentParts(file_.label));
        }
        return all;
    }

private:
    bool readPlane(std::size_t channel) {
        const std::size_t line =
            channel * static_cast<std::size_t>(psd_.height) + static_cast<std::size_t>(next_);
        const std::int64_t begin = psd_.starts[line];
        const auto size = static_cast<std::size_t>(psd_.starts[line + 1] - begin);
        // PackBits adds at most one byte to 128; more is not a line.
        if (size > 2 * psd_.planeLineBytes() + 2 ||
            ::fseeko(psd_.stream.get(), static_cast<off_t>(begin), SEEK_SET) != 0) {
            return false;
        }
        std::vector<std::uint8_t>& target = psd_.packed ? packed_ : planes_[channel];
        target.resize(size);
        if (std::fread(target.data(), 1, size, psd_.stream.get()) != size) {
            return false;
        }
        return !psd_.packed || unpack(packed_, planes_[channel]);
    }

    template <typename Sample>
    [[nodiscard]] std::uint32_t sampleAt(std::size_t channel, std::size_t x) const {
        const std::vector<std::uint8_t>& plane = planes_[channel];
        if constexpr (sizeof(Sample) == 1) {
            return plane[x];
        }
        return std::uint32_t{plane[2 * x]} << 8U | plane[2 * x + 1];
    }

    template <typename Sample>
    void finish(void* out, std::vector<Sample>& samples) {
        constexpr std::uint32_t kFull = static_cast<Sample>(~Sample{0});
        const auto pixels = static_cast<std::size_t>(psd_.width);
        const auto count = static_cast<std::size_t>(psd_.colourChannels());
        samples.resize(pixels * count);
        for (std::size_t x = 0; x < pixels; ++x) {
            const std::uint32_t alpha = psd_.has_alpha ? sampleAt<Sample>(count, x) : kFull;
            transparent_ |= alpha != kFull;
            for (std::size_t c = 0; c < count; ++c) {
                // Laid on white; to lie on black, the white that shines through goes.
                const std::uint32_t value = sampleAt<Sample>(c, x) + alpha;
                samples[x * count + c] = static_cast<Sample>(value > kFull ? value - kFull : 0U);
            }
        }
        colours_.convert(samples.data(), out, pixels);
    }

    SourceFile file_;
    PsdFile psd_;
    ColourTransform colours_;
    std::vector<Fault> warnings_;
    std::vector<std::vector<std::uint8_t>> planes_; ///< a line of each channel
    std::vector<std::uint8_t> packed_;
    std::vector<std::uint8_t> samples_;
    std::vector<std::uint16_t> wide_samples_;
    int next_ = 0;
    bool transparent_ = false;
};

} // namespace

Result<SourceHeader> readPsdHeader(const SourceFile& file) {
    Result<PsdFile> psd = openPsdFile(file);
    if (!psd) {
        return psd.fault();
    }
    SourceHeader header{.format = psd->large ? "PSB" : "PSD",
                        .width = psd->width,
                        .height = psd->height,
                        .bits = psd->wide ? 16 : 8,
                        .has_icc = !psd->icc.empty(),
                        .orientation = exifOrientation(psd->exif),
                        .xmp = psd->xmp};
    if (psd->colours == PsdFile::Colours::kCmyk && psd->icc.empty()) {
        header.warnings.push_back(inksWithoutProfile(file.label));
    }
    return header;
}

Result<std::unique_ptr<StripSource>> openPsd(const SourceFile& file) {
    Result<PsdFile> psd = openPsdFile(file);
    if (!psd) {
        return psd.fault();
    }
    std::optional<Fault> warning;
    ColourTransform colours =
        ColourTransform::create(psd->icc, layoutOf(*psd), file.label, warning);
    return std::unique_ptr<StripSource>(
        std::make_unique<PsdSource>(file,
                                    std::move(psd).value(),
                                    std::move(colours),
                                    warning ? std::vector<Fault>{*warning} : std::vector<Fault>{}));
}

} // namespace vr360
