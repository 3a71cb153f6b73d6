#include "packager/pyramid/png_source.h"

#include "packager/pyramid/colour_transform.h"
#include "packager/pyramid/file_handle.h"
#include "packager/pyramid/flatten_alpha.h"
#include "packager/pyramid/metadata.h"
#include "packager/pyramid/png_metadata.h"
#include "packager/pyramid/source_faults.h"

#include <fmt/format.h>
#include <spng.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace vr360 {
namespace {

constexpr std::size_t kMaxChunk = std::size_t{64} << 20U;
constexpr std::uint32_t kMaxSide = 1U << 17U;

struct FreeContext {
    void operator()(spng_ctx* context) const { spng_ctx_free(context); }
};

/// A file with its header read.
struct OpenPng {
    FileHandle file;
    std::unique_ptr<spng_ctx, FreeContext> context;
    spng_ihdr header{};
    bool has_transparent_colour = false;
    std::string icc;

    [[nodiscard]] bool interlaced() const { return header.interlace_method != SPNG_INTERLACE_NONE; }
    [[nodiscard]] bool alpha() const {
        return has_transparent_colour || header.color_type == SPNG_COLOR_TYPE_GRAYSCALE_ALPHA ||
               header.color_type == SPNG_COLOR_TYPE_TRUECOLOR_ALPHA;
    }
    [[nodiscard]] bool wide() const { return header.bit_depth == 16; }
    [[nodiscard]] bool grey() const {
        return header.color_type == SPNG_COLOR_TYPE_GRAYSCALE ||
               header.color_type == SPNG_COLOR_TYPE_GRAYSCALE_ALPHA;
    }
    /// Grey is spread to RGB by the decoder; only a profile for grey needs it as it was.
    [[nodiscard]] ColourLayout colourLayout() const {
        if (grey() && !icc.empty()) {
            return wide() ? ColourLayout::kGrey16 : ColourLayout::kGrey8;
        }
        return wide() ? ColourLayout::kRgb16 : ColourLayout::kRgb8;
    }
};

Result<OpenPng> begin(const SourceFile& file) {
    OpenPng png;
    png.file.reset(std::fopen(file.path.c_str(), "rbe"));
    if (!png.file) {
        return cannotOpen(file.label, errno);
    }
    png.context.reset(spng_ctx_new(0));
    spng_ctx* const context = png.context.get();
    spng_set_image_limits(context, kMaxSide, kMaxSide);
    spng_set_chunk_limits(context, kMaxChunk, kMaxChunk);
    spng_set_png_file(context, png.file.get());
    const int error = spng_get_ihdr(context, &png.header);
    if (error != 0) {
        return unreadableHeader(file.label, "PNG", spng_strerror(error));
    }
    spng_trns transparency{};
    png.has_transparent_colour = spng_get_trns(context, &transparency) == 0;
    spng_iccp profile{};
    if (spng_get_iccp(context, &profile) == 0) {
        png.icc.assign(profile.profile, profile.profile_len);
    }
    return png;
}

class PngSource : public StripSource {
public:
    PngSource(SourceFile file, OpenPng png, ColourTransform colours, std::vector<Fault> warnings)
        : file_(std::move(file)),
          png_(std::move(png)),
          colours_(std::move(colours)),
          warnings_(std::move(warnings)) {}

    [[nodiscard]] int width() const override { return static_cast<int>(png_.header.width); }
    [[nodiscard]] int height() const override { return static_cast<int>(png_.header.height); }
    [[nodiscard]] SampleDepth depth() const override {
        return png_.wide() ? SampleDepth::k16 : SampleDepth::k8;
    }

    Status start() {
        const int flags = png_.has_transparent_colour ? SPNG_DECODE_TRNS : 0;
        raw_.resize(png_.interlaced() ? lineBytes() * png_.header.height : lineBytes());
        const int error =
            png_.interlaced()
                ? spng_decode_image(png_.context.get(), raw_.data(), raw_.size(), layout(), flags)
                : spng_decode_image(
                      png_.context.get(), nullptr, 0, layout(), flags | SPNG_DECODE_PROGRESSIVE);
        if (error != 0) {
            return damaged(file_.label, png_.interlaced() ? -1.0 : 0.0, spng_strerror(error));
        }
        return Done{};
    }

    Status read(std::span<void* const> lines) override {
        for (void* const line : lines) {
            if (png_.interlaced()) {
                finishLine(raw_.data() + lineBytes() * lines_read_, line);
                ++lines_read_;
                continue;
            }
            // Straight to where it is wanted, if nothing is left to do with it.
            const bool direct = layout() == SPNG_FMT_RGB8;
            auto* const raw = direct ? static_cast<std::uint8_t*>(line) : raw_.data();
            const int error = spng_decode_scanline(png_.context.get(), raw, lineBytes());
            if (error != 0 && error != SPNG_EOI) {
                return damaged(file_.label,
                               static_cast<double>(lines_read_) / png_.header.height,
                               spng_strerror(error));
            }
            finishLine(raw, line);
            ++lines_read_;
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
    [[nodiscard]] int layout() const {
        return png_.wide() ? SPNG_FMT_RGBA16 : png_.alpha() ? SPNG_FMT_RGBA8 : SPNG_FMT_RGB8;
    }
    [[nodiscard]] std::size_t lineBytes() const {
        const std::size_t pixel = png_.wide() ? 8 : png_.alpha() ? 4 : 3;
        return pixel * png_.header.width;
    }

    void finishLine(const std::uint8_t* raw, void* line) {
        const std::size_t pixels = png_.header.width;
        if (png_.wide()) {
            transparent_ |= flatten(reinterpret_cast<const std::uint16_t*>(raw),
                                    static_cast<std::uint16_t*>(line),
                                    pixels);
        } else if (png_.alpha()) {
            transparent_ |= flatten(raw, static_cast<std::uint8_t*>(line), pixels);
        } else if (raw != line) {
            std::memcpy(line, raw, lineBytes());
        }
        if (colours_.isIdentity()) {
            return;
        }
        if (png_.grey()) {
            takeGrey(line, pixels);
        }
        colours_.convert(png_.grey() ? grey_.data() : line, line, pixels);
    }

    /// One of the three equal channels.
    void takeGrey(const void* line, std::size_t pixels) {
        const std::size_t bytes = png_.wide() ? 2 : 1;
        const auto* const rgb = static_cast<const std::uint8_t*>(line);
        grey_.resize(pixels * bytes);
        for (std::size_t i = 0; i < pixels; ++i) {
            std::memcpy(&grey_[i * bytes], rgb + 3 * i * bytes, bytes);
        }
    }

    SourceFile file_;
    OpenPng png_;
    ColourTransform colours_;
    std::vector<Fault> warnings_;
    std::vector<std::uint8_t> grey_; ///< a line
    std::vector<std::uint8_t> raw_;  ///< a line, or the whole picture if it is interlaced
    std::size_t lines_read_ = 0;
    bool transparent_ = false;
};

} // namespace

Result<SourceHeader> readPngHeader(const SourceFile& file) {
    const Result<OpenPng> png = begin(file);
    if (!png) {
        return png.fault();
    }
    PngMetadata metadata = readPngMetadata(file.path.c_str());
    return SourceHeader{.format = png->interlaced() ? "interlaced PNG" : "PNG",
                        .width = static_cast<int>(png->header.width),
                        .height = static_cast<int>(png->header.height),
                        .bits = png->header.bit_depth,
                        .has_icc = !png->icc.empty(),
                        .streaming = !png->interlaced(),
                        .orientation = exifOrientation(metadata.exif),
                        .xmp = std::move(metadata.xmp)};
}

Result<std::unique_ptr<StripSource>> openPng(const SourceFile& file) {
    Result<OpenPng> png = begin(file);
    if (!png) {
        return png.fault();
    }
    std::optional<Fault> warning;
    ColourTransform colours =
        ColourTransform::create(png->icc, png->colourLayout(), file.label, warning);
    auto source =
        std::make_unique<PngSource>(file,
                                    std::move(png).value(),
                                    std::move(colours),
                                    warning ? std::vector<Fault>{*warning} : std::vector<Fault>{});
    const Status started = source->start();
    if (!started) {
        return started.fault();
    }
    return std::unique_ptr<StripSource>(std::move(source));
}

} // namespace vr360
