#include "packager/pyramid/foreign_kind.h"
#include "packager/pyramid/jpeg_source.h"
#include "packager/pyramid/png_source.h"
#include "packager/pyramid/psd_source.h"
#include "packager/pyramid/source_faults.h"
#include "packager/pyramid/stb_source.h"
#include "packager/pyramid/strip_source.h"
#include "packager/pyramid/tiff_source.h"
#include "packager/pyramid/webp_source.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>

namespace vr360 {
namespace {

struct Format {
    std::string_view start; ///< a file of this format begins with it
    HeaderReader read_header;
    SourceOpener open;
};

constexpr std::array<Format, 12> kFormats{{
    {"\xFF\xD8\xFF", &readJpegHeader, &openJpeg},
    {"\x89PNG\r\n\x1A\n", &readPngHeader, &openPng},
    {{"II*\0", 4}, &readTiffHeader, &openTiff},
    {{"MM\0*", 4}, &readTiffHeader, &openTiff},
    {{"II+\0", 4}, &readTiffHeader, &openTiff}, // BigTIFF
    {{"MM\0+", 4}, &readTiffHeader, &openTiff},
    {"RIFF", &readWebpHeader, &openWebp},
    {"8BPS", &readPsdHeader, &openPsd},
    {"#?RADIANCE", &readStbHeader, &openStb},
    {"#?RGBE", &readStbHeader, &openStb},
    {"BM", &readStbHeader, &openStb},
    {{}, &readStbHeader, &openStb}, // TGA: looked at by its whole header
}};

/// By its first bytes, not by its name: editors rename files.
Result<const Format*> formatOf(const SourceFile& file) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(
        std::fopen(file.path.c_str(), "rbe"), &std::fclose);
    if (!stream) {
        return cannotOpen(file.label, errno);
    }
    std::array<char, 16> bytes{};
    const std::size_t got = std::fread(bytes.data(), 1, bytes.size(), stream.get());
    if (std::ferror(stream.get()) != 0) {
        return cannotOpen(file.label, errno);
    }
    if (got == 0) {
        return Fault{.where = file.label,
                     .what = "the file is empty",
                     .cure = "Copy it again from where it came."};
    }
    const std::string_view start(bytes.data(), got);
    if (auto foreign = foreignPicture(start)) {
        foreign->where = file.label;
        return *std::move(foreign);
    }
    for (const Format& format : kFormats) {
        if (format.start.empty() ? looksLikeTga(file) : start.starts_with(format.start)) {
            return &format;
        }
    }
    return Fault{.where = file.label,
                 .what = "is not an image of a kind that can be read",
                 .cure = "Export it as JPEG, PNG or TIFF."};
}

} // namespace

Result<SourceHeader> readHeader(const SourceFile& file) {
    const Result<const Format*> format = formatOf(file);
    return format ? (*format)->read_header(file) : format.fault();
}

Result<std::unique_ptr<StripSource>> openSource(const SourceFile& file) {
    const Result<const Format*> format = formatOf(file);
    return format ? (*format)->open(file) : format.fault();
}

} // namespace vr360
