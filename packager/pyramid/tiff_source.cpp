#include "packager/pyramid/tiff_source.h"

#include "packager/pyramid/colour_transform.h"
#include "packager/pyramid/flatten_alpha.h"
#include "packager/pyramid/source_faults.h"

#include <fmt/format.h>
#include <tiffio.h>

#include <algorithm>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace vr360 {
namespace {

/// No single piece of a sane file (a strip, a row of tiles, a profile) is larger.
constexpr tmsize_t kMaxPiece = tmsize_t{1} << 30;

struct CloseTiff {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
struct FreeOptions {
    void operator()(TIFFOpenOptions* options) const { TIFFOpenOptionsFree(options); }
};

/// libtiff tells of errors by a callback, into this text.
int keepMessage(
    TIFF* /*tiff*/, void* text, const char* /*module*/, const char* form, va_list args) {
    char line[256];
    // libtiff's own formats.
    std::vsnprintf(line, sizeof line, form, args); // NOLINT(clang-diagnostic-format-nonliteral)
    *static_cast<std::string*>(text) = line;
    return 1;
}

int keepQuiet(TIFF*, void*, const char*, const char*, va_list) {
    return 1;
}

/// A file with its header read.
struct OpenTiffFile {
    std::unique_ptr<std::string> message = std::make_unique<std::string>(); ///< kept in place
    std::unique_ptr<TIFF, CloseTiff> tiff;
    int width = 0;
    int height = 0;
    std::size_t channels = 3; ///< a pixel in the file
    bool wide = false;
    bool grey = false;
    bool inverted = false;      ///< grey with 0 as white
    bool has_alpha = false;     ///< the channel after the colours
    bool premultiplied = false; ///< its colours are
    int orientation = 1;
    std::string icc;
    std::string xmp;

    [[nodiscard]] std::size_t colours() const { return grey ? 1 : 3; }
    [[nodiscard]] std::size_t sampleBytes() const { return wide ? 2 : 1; }
    [[nodiscard]] std::size_t pixelBytes() const { return channels * sampleBytes(); }
};

template <typename T>
T fieldOr(TIFF* tiff, std::uint32_t tag, T otherwise) {
    T value = otherwise;
    TIFFGetFieldDefaulted(tiff, tag, &value);
    return value;
}

std::string bytesField(TIFF* tiff, std::uint32_t tag) {
    std::uint32_t size = 0;
    const void* bytes = nullptr;
    if (TIFFGetField(tiff, tag, &size, &bytes) == 1 && bytes != nullptr) {
        return {static_cast<const char*>(bytes), size};
    }
    return {};
}

Fault unsupported(const SourceFile& file, const std::string& what) {
    return {.where = file.label,
            .what = "is a TIFF file " + what,
            .cure = "Export it as RGB with 8 or 16 bits a channel."};
}

/// Fills in what the pixels look like, or refuses them.
Status readLayout(const SourceFile& file, OpenTiffFile& open) {
    TIFF* const tiff = open.tiff.get();
    const auto bits = fieldOr<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    const auto samples = fieldOr<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    const auto kind = fieldOr<std::uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    const auto planes = fieldOr<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    auto photometric = fieldOr<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    if (photometric == PHOTOMETRIC_YCBCR &&
        fieldOr<std::uint16_t>(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE) == COMPRESSION_JPEG) {
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        photometric = PHOTOMETRIC_RGB;
    }
    if ((bits != 8 && bits != 16) || kind != SAMPLEFORMAT_UINT) {
        return unsupported(file,
                           fmt::format("with {} bits a channel{}",
                                       bits,
                                       kind == SAMPLEFORMAT_IEEEFP ? ", floating point" : ""));
    }
    if (planes != PLANARCONFIG_CONTIG && samples > 1) {
        return unsupported(file, "with separate colour planes");
    }
    open.wide = bits == 16;
    open.channels = samples;
    open.grey = photometric == PHOTOMETRIC_MINISBLACK || photometric == PHOTOMETRIC_MINISWHITE;
    open.inverted = photometric == PHOTOMETRIC_MINISWHITE;
    if (!open.grey && (photometric != PHOTOMETRIC_RGB || samples < 3)) {
        return unsupported(file, "of another kind of colours than RGB or grey");
    }
    std::uint16_t extras = 0;
    const std::uint16_t* kinds = nullptr;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds);
    open.has_alpha = samples > open.colours() && extras > 0 && kinds[0] != EXTRASAMPLE_UNSPECIFIED;
    open.premultiplied = open.has_alpha && kinds[0] == EXTRASAMPLE_ASSOCALPHA;
    return Done{};
}

Result<OpenTiffFile> begin(const SourceFile& file) {
    OpenTiffFile open;
    const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMaxPiece);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), &keepMessage, open.message.get());
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), &keepQuiet, nullptr);
    // "m": not mapped, so that a file does not count as memory and can be cut off without a signal.
    errno = 0;
    open.tiff.reset(TIFFOpenExt(file.path.c_str(), "rm", options.get()));
    if (!open.tiff) {
        return errno == ENOENT || errno == EACCES
                   ? cannotOpen(file.label, errno)
                   : unreadableHeader(file.label, "TIFF", *open.message);
    }
    TIFF* const tiff = open.tiff.get();
    const auto width = fieldOr<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0);
    const auto height = fieldOr<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0);
    constexpr std::uint32_t kMaxSide = 1U << 17U;
    if (width == 0 || height == 0 || width > kMaxSide || height > kMaxSide) {
        return unreadableHeader(file.label, "TIFF", fmt::format("{}×{} pixels", width, height));
    }
    open.width = static_cast<int>(width);
    open.height = static_cast<int>(height);
    open.orientation = fieldOr<std::uint16_t>(tiff, TIFFTAG_ORIENTATION, 1);
    open.icc = bytesField(tiff, TIFFTAG_ICCPROFILE);
    open.xmp = bytesField(tiff, TIFFTAG_XMLPACKET);
    const Status layout = readLayout(file, open);
    if (!layout) {
        return layout.fault();
    }
    return open;
}

ColourLayout layoutOf(const OpenTiffFile& open) {
    if (open.grey) {
        return open.wide ? ColourLayout::kGrey16 : ColourLayout::kGrey8;
    }
    return open.wide ? ColourLayout::kRgb16 : ColourLayout::kRgb8;
}

class TiffSource : public StripSource {
public:
    TiffSource(SourceFile file,
               OpenTiffFile open,
               ColourTransform colours,
               std::vector<Fault> warnings)
        : file_(std::move(file)),
          open_(std::move(open)),
          colours_(std::move(colours)),
          warnings_(std::move(warnings)),
          tiled_(TIFFIsTiled(open_.tiff.get()) != 0) {}

    [[nodiscard]] int width() const override { return open_.width; }
    [[nodiscard]] int height() const override { return open_.height; }
    [[nodiscard]] SampleDepth depth() const override {
        return open_.wide ? SampleDepth::k16 : SampleDepth::k8;
    }

    /// Makes room; fails where the file claims absurd tiles.
    Status start() {
        TIFF* const tiff = open_.tiff.get();
        const std::size_t line = open_.pixelBytes() * static_cast<std::size_t>(open_.width);
        if (!tiled_) {
            // libtiff's own idea of a line: no less may be given to it.
            raw_.resize(std::max(line, static_cast<std::size_t>(TIFFScanlineSize64(tiff))));
            return Done{};
        }
        const auto tile_width = fieldOr<std::uint32_t>(tiff, TIFFTAG_TILEWIDTH, 0);
        tile_height_ = fieldOr<std::uint32_t>(tiff, TIFFTAG_TILELENGTH, 0);
        const std::uint64_t tile_bytes = TIFFTileSize64(tiff);
        const std::uint64_t wanted = std::uint64_t{tile_width} * tile_height_ * open_.pixelBytes();
        if (tile_bytes == 0 || tile_bytes != wanted || tile_bytes > kMaxPiece ||
            line * tile_height_ > static_cast<std::uint64_t>(kMaxPiece)) {
            return unreadableHeader(file_.label, "TIFF", "impossible tiles");
        }
        tile_width_ = tile_width;
        tile_.resize(tile_bytes);
        raw_.resize(line * tile_height_);
        return Done{};
    }

    Status read(std::span<void* const> lines) override {
        for (void* const line : lines) {
            const std::uint8_t* raw = nullptr;
            const bool ok = tiled_ ? readFromTiles(raw) : readFromStrips(raw);
            if (!ok) {
                return damaged(
                    file_.label, static_cast<double>(next_) / open_.height, *open_.message);
            }
            finishLine(raw, line);
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
    bool readFromStrips(const std::uint8_t*& line) {
        line = raw_.data();
        return TIFFReadScanline(open_.tiff.get(), raw_.data(), next_) == 1;
    }

    bool readFromTiles(const std::uint8_t*& line) {
        const std::size_t line_bytes = open_.pixelBytes() * static_cast<std::size_t>(open_.width);
        if (next_ % tile_height_ == 0 && !readTileRow(line_bytes)) {
            return false;
        }
        line = raw_.data() + line_bytes * (next_ % tile_height_);
        return true;
    }

    bool readTileRow(std::size_t line_bytes) {
        const std::size_t tile_line = open_.pixelBytes() * tile_width_;
        const auto width = static_cast<std::uint32_t>(open_.width);
        for (std::uint32_t x = 0; x < width; x += tile_width_) {
            if (TIFFReadTile(open_.tiff.get(), tile_.data(), x, next_, 0, 0) < 0) {
                return false;
            }
            const std::size_t bytes = open_.pixelBytes() * std::min(tile_width_, width - x);
            for (std::size_t y = 0; y < tile_height_; ++y) {
                std::memcpy(raw_.data() + line_bytes * y + open_.pixelBytes() * x,
                            tile_.data() + tile_line * y,
                            bytes);
            }
        }
        return true;
    }

    void finishLine(const std::uint8_t* raw, void* out) {
        if (open_.wide) {
            finishSamples(reinterpret_cast<const std::uint16_t*>(raw),
                          static_cast<std::uint16_t*>(out),
                          wide_samples_);
        } else {
            finishSamples(raw, static_cast<std::uint8_t*>(out), samples_);
        }
    }

    /// Drops surplus channels, turns inverted grey, lays what is transparent on black.
    template <typename Sample>
    void finishSamples(const Sample* in, Sample* out, std::vector<Sample>& colours) {
        const auto pixels = static_cast<std::size_t>(open_.width);
        const std::size_t count = open_.colours();
        constexpr std::uint64_t kFull = static_cast<Sample>(~Sample{0});
        colours.resize(pixels * count);
        for (std::size_t i = 0; i < pixels; ++i) {
            const Sample* const pixel = in + i * open_.channels;
            const std::uint64_t alpha = open_.has_alpha ? pixel[count] : kFull;
            transparent_ |= alpha != kFull;
            const std::uint64_t share = open_.premultiplied ? kFull : alpha;
            for (std::size_t c = 0; c < count; ++c) {
                const std::uint64_t value = open_.inverted ? kFull - pixel[c] : pixel[c];
                colours[i * count + c] = onBlack<Sample>(value, share);
            }
        }
        colours_.convert(colours.data(), out, pixels);
    }

    SourceFile file_;
    OpenTiffFile open_;
    ColourTransform colours_;
    std::vector<Fault> warnings_;
    bool tiled_;
    std::uint32_t tile_width_ = 0;
    std::uint32_t tile_height_ = 1;
    std::vector<std::uint8_t> tile_;
    std::vector<std::uint8_t> raw_; ///< a line, or the lines of a row of tiles
    std::vector<std::uint8_t> samples_;
    std::vector<std::uint16_t> wide_samples_;
    std::uint32_t next_ = 0;
    bool transparent_ = false;
};

} // namespace

Result<SourceHeader> readTiffHeader(const SourceFile& file) {
    Result<OpenTiffFile> open = begin(file);
    if (!open) {
        return open.fault();
    }
    return SourceHeader{.format = TIFFIsBigTIFF(open->tiff.get()) != 0 ? "BigTIFF" : "TIFF",
                        .width = open->width,
                        .height = open->height,
                        .bits = open->wide ? 16 : 8,
                        .has_icc = !open->icc.empty(),
                        .orientation = std::clamp(open->orientation, 1, 8),
                        .xmp = open->xmp};
}

Result<std::unique_ptr<StripSource>> openTiff(const SourceFile& file) {
    Result<OpenTiffFile> open = begin(file);
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
