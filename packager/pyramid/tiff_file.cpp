#include "packager/pyramid/tiff_file.h"

#include "packager/pyramid/source_faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdarg>
#include <cstdio>

namespace vr360 {
namespace {

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

TiffHandle openHandle(const SourceFile& file, std::string& message) {
    const std::unique_ptr<TIFFOpenOptions, FreeOptions> options(TIFFOpenOptionsAlloc());
    TIFFOpenOptionsSetMaxSingleMemAlloc(options.get(), kMaxTiffPiece);
    TIFFOpenOptionsSetErrorHandlerExtR(options.get(), &keepMessage, &message);
    TIFFOpenOptionsSetWarningHandlerExtR(options.get(), &keepQuiet, nullptr);
    // "m": not mapped, so that a file does not count as memory and can be cut off without a signal.
    return TiffHandle(TIFFOpenExt(file.path.c_str(), "rm", options.get()));
}

/// JPEG within TIFF is asked for as RGB; to be said to every handle.
bool askForRgb(TIFF* tiff) {
    const bool is_jpeg =
        tiffField<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, 0) == PHOTOMETRIC_YCBCR &&
        tiffField<std::uint16_t>(tiff, TIFFTAG_COMPRESSION, COMPRESSION_NONE) == COMPRESSION_JPEG;
    if (is_jpeg) {
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    }
    return is_jpeg;
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

std::optional<TiffFile::Colours> coloursOf(std::uint16_t photometric) {
    switch (photometric) {
    case PHOTOMETRIC_RGB:
        return TiffFile::Colours::kRgb;
    case PHOTOMETRIC_MINISBLACK:
    case PHOTOMETRIC_MINISWHITE:
        return TiffFile::Colours::kGrey;
    case PHOTOMETRIC_PALETTE:
        return TiffFile::Colours::kPalette;
    case PHOTOMETRIC_SEPARATED:
        return TiffFile::Colours::kCmyk;
    default:
        return std::nullopt;
    }
}

/// A colour map's entries are 16-bit, though some programs write 8-bit ones.
std::vector<std::uint8_t> readPalette(TIFF* tiff) {
    constexpr std::size_t kEntries = 256;
    const std::uint16_t* maps[3]{};
    if (TIFFGetField(tiff, TIFFTAG_COLORMAP, &maps[0], &maps[1], &maps[2]) != 1) {
        return {};
    }
    const bool wide = std::any_of(std::begin(maps), std::end(maps), [](const std::uint16_t* map) {
        return std::any_of(map, map + kEntries, [](std::uint16_t value) { return value > 255; });
    });
    std::vector<std::uint8_t> palette(3 * kEntries);
    for (std::size_t i = 0; i < palette.size(); ++i) {
        const unsigned value = maps[i % 3][i / 3];
        palette[i] = static_cast<std::uint8_t>(wide ? (value + 128U) / 257U : value);
    }
    return palette;
}

/// Fills in what the pixels look like, or refuses them.
Status readLayout(const SourceFile& file, TiffFile& open) {
    TIFF* const tiff = open.tiff.get();
    const auto bits = tiffField<std::uint16_t>(tiff, TIFFTAG_BITSPERSAMPLE, 1);
    const auto samples = tiffField<std::uint16_t>(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
    const auto kind = tiffField<std::uint16_t>(tiff, TIFFTAG_SAMPLEFORMAT, SAMPLEFORMAT_UINT);
    const auto planes = tiffField<std::uint16_t>(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    const auto photometric = tiffField<std::uint16_t>(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    const std::optional<TiffFile::Colours> colours =
        askForRgb(tiff) ? TiffFile::Colours::kRgb : coloursOf(photometric);
    if ((bits != 8 && bits != 16) || kind != SAMPLEFORMAT_UINT) {
        return unsupported(file,
                           fmt::format("with {} bits a channel{}",
                                       bits,
                                       kind == SAMPLEFORMAT_IEEEFP ? ", floating point" : ""));
    }
    open.wide = bits == 16;
    open.channels = samples;
    open.planar = planes == PLANARCONFIG_SEPARATE && samples > 1;
    open.colours = colours.value_or(TiffFile::Colours::kRgb);
    open.inverted = photometric == PHOTOMETRIC_MINISWHITE;
    if (open.colours == TiffFile::Colours::kPalette) {
        open.palette = readPalette(tiff);
    }
    const bool whole_palette = open.palette.size() == 768 && !open.wide;
    if (!colours || samples < open.colourChannels() ||
        (open.colours == TiffFile::Colours::kPalette && !whole_palette) ||
        (open.colours == TiffFile::Colours::kCmyk && open.wide)) {
        return unsupported(file, "of another kind of colours than RGB or grey");
    }
    std::uint16_t extras = 0;
    const std::uint16_t* kinds = nullptr;
    TIFFGetFieldDefaulted(tiff, TIFFTAG_EXTRASAMPLES, &extras, &kinds);
    open.has_alpha =
        samples > open.colourChannels() && extras > 0 && kinds[0] != EXTRASAMPLE_UNSPECIFIED;
    open.premultiplied = open.has_alpha && kinds[0] == EXTRASAMPLE_ASSOCALPHA;
    return Done{};
}

/// Hugin's "cropped TIFF": only what is not transparent is stored, at a position on the canvas.
std::optional<SourceCrop> readCrop(TIFF* tiff) {
    SourceCrop crop{.told_by = "TIFF tags"};
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    float left = 0.0F;
    float top = 0.0F;
    if (TIFFGetField(tiff, TIFFTAG_PIXAR_IMAGEFULLWIDTH, &width) != 1 ||
        TIFFGetField(tiff, TIFFTAG_PIXAR_IMAGEFULLLENGTH, &height) != 1) {
        return std::nullopt;
    }
    TIFFGetField(tiff, TIFFTAG_XPOSITION, &left);
    TIFFGetField(tiff, TIFFTAG_YPOSITION, &top);
    // In the unit that the resolution is per.
    crop.full_width = width;
    crop.full_height = height;
    crop.left = std::round(left * tiffField<float>(tiff, TIFFTAG_XRESOLUTION, 1.0F));
    crop.top = std::round(top * tiffField<float>(tiff, TIFFTAG_YRESOLUTION, 1.0F));
    return crop;
}

/// Pages of other pictures, that is: smaller versions of the first do not count.
bool hasMorePages(TIFF* tiff) {
    if (TIFFLastDirectory(tiff) != 0) {
        return false;
    }
    const bool read = TIFFReadDirectory(tiff) == 1;
    const auto kind = tiffField<std::uint32_t>(tiff, TIFFTAG_SUBFILETYPE, 0);
    TIFFSetDirectory(tiff, 0);
    return read && (kind & (FILETYPE_REDUCEDIMAGE | FILETYPE_MASK)) == 0;
}

} // namespace

Result<TiffFile> openTiffFile(const SourceFile& file) {
    TiffFile open;
    errno = 0;
    open.tiff = openHandle(file, *open.message);
    if (!open.tiff) {
        return errno == ENOENT || errno == EACCES
                   ? cannotOpen(file.label, errno)
                   : unreadableHeader(file.label, "TIFF", *open.message);
    }
    TIFF* const tiff = open.tiff.get();
    open.has_more_pages = hasMorePages(tiff);
    const auto width = tiffField<std::uint32_t>(tiff, TIFFTAG_IMAGEWIDTH, 0);
    const auto height = tiffField<std::uint32_t>(tiff, TIFFTAG_IMAGELENGTH, 0);
    constexpr std::uint32_t kMaxSide = 1U << 17U;
    if (width == 0 || height == 0 || width > kMaxSide || height > kMaxSide) {
        return unreadableHeader(file.label, "TIFF", fmt::format("{}×{} pixels", width, height));
    }
    open.width = static_cast<int>(width);
    open.height = static_cast<int>(height);
    open.orientation = tiffField<std::uint16_t>(tiff, TIFFTAG_ORIENTATION, 1);
    open.icc = bytesField(tiff, TIFFTAG_ICCPROFILE);
    open.xmp = bytesField(tiff, TIFFTAG_XMLPACKET);
    open.crop = readCrop(tiff);
    const Status layout = readLayout(file, open);
    if (!layout) {
        return layout.fault();
    }
    return open;
}

TiffHandle reopen(const SourceFile& file, const TiffFile& open) {
    TiffHandle handle = openHandle(file, *open.message);
    if (handle) {
        (void)askForRgb(handle.get());
    }
    return handle;
}

} // namespace vr360
