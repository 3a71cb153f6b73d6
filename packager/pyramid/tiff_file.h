#pragma once

#include "packager/pyramid/strip_source.h"

#include <tiffio.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace vr360 {

struct CloseTiff {
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using TiffHandle = std::unique_ptr<TIFF, CloseTiff>;

template <typename T>
T tiffField(TIFF* tiff, std::uint32_t tag, T otherwise) {
    T value = otherwise;
    TIFFGetFieldDefaulted(tiff, tag, &value);
    return value;
}

/// A TIFF file's first picture, with its header read.
struct TiffFile {
    enum class Colours { kRgb, kGrey, kPalette, kCmyk };

    std::unique_ptr<std::string> message = std::make_unique<std::string>(); ///< libtiff's last
    TiffHandle tiff;
    int width = 0;
    int height = 0;
    std::size_t channels = 3; ///< a pixel in the file
    bool wide = false;        ///< 16 bits a channel
    bool planar = false;      ///< each channel on its own
    Colours colours = Colours::kRgb;
    bool inverted = false;      ///< grey with 0 as white
    bool has_alpha = false;     ///< the channel after the colours
    bool premultiplied = false; ///< its colours are
    int orientation = 1;
    std::vector<std::uint8_t> palette; ///< RGB of each index
    std::string icc;
    std::string xmp;
    std::optional<SourceCrop> crop;
    bool has_more_pages = false;

    [[nodiscard]] std::size_t colourChannels() const {
        return colours == Colours::kRgb ? 3 : colours == Colours::kCmyk ? 4 : 1;
    }
    [[nodiscard]] std::size_t sampleBytes() const { return wide ? 2 : 1; }
    [[nodiscard]] std::size_t pixelBytes() const { return channels * sampleBytes(); }
};

Result<TiffFile> openTiffFile(const SourceFile& file);

/// Another view of an open file, with a position of its own.
TiffHandle reopen(const SourceFile& file, const TiffFile& open);

/// No single piece of a sane file (a strip, a row of tiles, a profile) is larger.
inline constexpr tmsize_t kMaxTiffPiece = tmsize_t{1} << 30;

} // namespace vr360
