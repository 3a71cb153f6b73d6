#include "packager/pyramid/tiff_source.h"

#include "packager/pyramid/colour_transform.h"
#include "packager/pyramid/flatten_alpha.h"
#include "packager/pyramid/source_faults.h"
#include "packager/pyramid/tiff_file.h"
#include "packager/pyramid/tiff_lines.h"

#include <algorithm>

namespace vr360 {
namespace {

using Colours = TiffFile::Colours;

ColourLayout layoutOf(const TiffFile& open) {
    switch (open.colours) {
    case Colours::kGrey:
        return open.wide ? ColourLayout::kGrey16 : ColourLayout::kGrey8;
    case Colours::kCmyk:
        return ColourLayout::kCmyk8;
    case Colours::kRgb:
    case Colours::kPalette:
        break;
    }
    return open.wide ? ColourLayout::kRgb16 : ColourLayout::kRgb8;
}

class TiffSource : public StripSource {
public:
    TiffSource(const SourceFile& file,
               TiffFile open,
               ColourTransform colours,
               std::vector<Fault> warnings)
        : file_(file),
          open_(std::move(open)),
          lines_(file_, open_),
          colours_(std::move(colours)),
          warnings_(std::move(warnings)) {}

    [[nodiscard]] int width() const override { return open_.width; }
    [[nodiscard]] int height() const override { return open_.height; }
    [[nodiscard]] SampleDepth depth() const override {
        return open_.wide ? SampleDepth::k16 : SampleDepth::k8;
    }

    Status start() { return lines_.start(); }

    Status read(std::span<void* const> lines) override {
        for (void* const line : lines) {
            const std::uint8_t* const raw = lines_.next();
            if (raw == nullptr) {
                return damaged(
                    file_.label, static_cast<double>(done_) / open_.height, *open_.message);
            }
            if (open_.wide) {
                finish(reinterpret_cast<const std::uint16_t*>(raw),
                       static_cast<std::uint16_t*>(line),
                       wide_samples_);
            } else {
                finish(raw, static_cast<std::uint8_t*>(line), samples_);
            }
            ++done_;
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
    /// Drops surplus channels, looks up palettes, turns inverted grey, lays what is transparent on
    /// black.
    template <typename Sample>
    void finish(const Sample* in, Sample* out, std::vector<Sample>& colours) {
        const auto pixels = static_cast<std::size_t>(open_.width);
        if (open_.colours == Colours::kPalette) {
            lookUp(in, pixels, colours);
        } else {
            flattenAll(in, pixels, colours);
        }
        colours_.convert(colours.data(), out, pixels);
    }

    template <typename Sample>
    void lookUp(const Sample* in, std::size_t pixels, std::vector<Sample>& colours) const {
        colours.resize(3 * pixels);
        for (std::size_t i = 0; i < pixels; ++i) {
            const std::size_t index = in[i * open_.channels] & 255U;
            std::copy_n(&open_.palette[3 * index], 3, &colours[3 * i]);
        }
    }

    template <typename Sample>
    void flattenAll(const Sample* in, std::size_t pixels, std::vector<Sample>& colours) {
        const std::size_t count = open_.colourChannels();
        constexpr std::uint64_t kFull = static_cast<Sample>(~Sample{0});
        // Black is all ink, where it is not no light.
        const bool is_ink = open_.colours == Colours::kCmyk;
        colours.resize(pixels * count);
        for (std::size_t i = 0; i < pixels; ++i) {
            const Sample* const pixel = in + i * open_.channels;
            const std::uint64_t alpha = open_.has_alpha ? pixel[count] : kFull;
            transparent_ |= alpha != kFull;
            const std::uint64_t share = open_.premultiplied || is_ink ? kFull : alpha;
            for (std::size_t c = 0; c < count; ++c) {
                const std::uint64_t value = open_.inverted ? kFull - pixel[c] : pixel[c];
                colours[i * count + c] = onBlack<Sample>(value, share);
            }
        }
    }

    SourceFile file_;
    TiffFile open_;
    TiffLines lines_;
    ColourTransform colours_;
    std::vector<Fault> warnings_;
    std::vector<std::uint8_t> samples_;
    std::vector<std::uint16_t> wide_samples_;
    int done_ = 0;
    bool transparent_ = false;
};

} // namespace

Result<SourceHeader> readTiffHeader(const SourceFile& file) {
    Result<TiffFile> open = openTiffFile(file);
    if (!open) {
        return open.fault();
    }
    SourceHeader header{.format = TIFFIsBigTIFF(open->tiff.get()) != 0 ? "BigTIFF" : "TIFF",
                        .width = open->width,
                        .height = open->height,
                        .bits = open->wide ? 16 : 8,
                        .has_icc = !open->icc.empty(),
                        .orientation = std::clamp(open->orientation, 1, 8),
                        .xmp = open->xmp,
                        .crop = open->crop};
    if (open->has_more_pages) {
        header.warnings.push_back(
            {.where = file.label,
             .what = "holds several pictures; the first is used",
             .cure = "If another one is wanted, export it to a file of its own."});
    }
    if (open->colours == Colours::kCmyk && open->icc.empty()) {
        header.warnings.push_back(inksWithoutProfile(file.label));
    }
    return header;
}

Result<std::unique_ptr<StripSource>> openTiff(const SourceFile& file) {
    Result<TiffFile> open = openTiffFile(file);
    if (!open) {
        return open.fault();
    }
    std::optional<Fault> warning;
    ColourTransform colours =
        ColourTransform::create(open->icc, layoutOf(*open), file.label, warning);
    auto source =
        std::make_unique<TiffSource>(file,
                                     std::move(open).value(),
                                     std::move(colours),
                                     warning ? std::vector<Fault>{*warning} : std::vector<Fault>{});
    const Status started = source->start();
    if (!started) {
        return started.fault();
    }
    return std::unique_ptr<StripSource>(std::move(source));
}

} // namespace vr360
