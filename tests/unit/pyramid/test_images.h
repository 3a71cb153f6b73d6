#pragma once

#include "packager/pyramid/build_pyramids.h"
#include "packager/pyramid/strip_source.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace vr360::test {

/// 8-bit RGB, interleaved.
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;

    Image() = default;
    Image(int w, int h) : width(w), height(h), rgb(std::size_t{3} * w * h) {}

    [[nodiscard]] std::uint8_t& at(int x, int y, int c) {
        return rgb[(std::size_t{3} * y * width) + std::size_t{3} * x + c];
    }
    [[nodiscard]] std::uint8_t at(int x, int y, int c) const {
        return rgb[(std::size_t{3} * y * width) + std::size_t{3} * x + c];
    }
};

/// Smooth colours that go around, with some fine structure and noise: every pixel is its own.
Image drawPattern(int width, int height);
/// No two neighbouring pixels have anything to do with each other.
Image drawNoise(int width, int height);

struct JpegOptions {
    int quality = 95;
    bool progressive = false;
    bool grey = false;
    bool cmyk = false;       ///< inks as Adobe's programs write them: inverted, with a marker
    bool ycck = false;       ///< the same, its inks stored as brightness and colour
    bool plain_cmyk = false; ///< inks as they are, without the marker
    int orientation = 0;     ///< 0: no EXIF block
    std::string xmp;
    std::string extended_xmp; ///< what follows in extension markers; `xmp` must name kXmpDigest
    std::string icc;
};
inline constexpr const char* kXmpDigest = "0123456789ABCDEF0123456789ABCDEF";
std::string encodeJpeg(const Image& image, const JpegOptions& options = {});

struct PngOptions {
    bool wide = false; ///< 16 bits: each sample times 257
    bool grey = false;
    bool palette = false; ///< of the image's colours by a 6×6×6 cube
    int alpha = -1;       ///< ≥ 0: a fourth channel with this value everywhere
    bool interlaced = false;
    std::string icc;
};
std::string encodePng(const Image& image, const PngOptions& options = {});
/// The same file with one more chunk: behind the header, or behind the picture.
std::string withPngChunk(const std::string& png,
                         const std::string& kind,
                         const std::string& data,
                         bool behind_picture);

struct TiffOptions {
    bool wide = false; ///< 16 bits: each sample times 257
    bool grey = false;
    bool inverted = false; ///< grey with white as 0
    bool palette = false;  ///< grey by a colour map of every colour's green
    bool cmyk = false;     ///< inks without black
    bool planar = false;   ///< each channel on its own
    int tile = 0;          ///< > 0: tiles of this size instead of strips
    int alpha = -1;        ///< ≥ 0: an alpha channel with this value everywhere
    bool premultiplied = false;
    int compression = 1;
    int predictor = 1;
    int orientation = 1;
    bool big = false;
    const char* mode = "w"; ///< "a": another page of the same file; "wb": big-endian
    std::string icc;
    std::string xmp;
    int full_width = 0; ///< > 0: a cropped TIFF of Hugin's, at this place on this canvas
    int full_height = 0;
    int left = 0;
    int top = 0;
};
void writeTiff(const Image& image, const std::filesystem::path& file, const TiffOptions& options);

std::string encodeWebpLossless(const Image& image);
/// A WebP file with chunks of metadata; empty ones are left out.
std::string encodeWebp(const Image& image,
                       const std::string& icc,
                       const std::string& exif,
                       const std::string& xmp);

struct PsdOptions {
    bool wide = false; ///< 16 bits: each sample times 257
    bool packed = true;
    bool large = false; ///< PSB
    bool grey = false;
    int alpha = -1; ///< ≥ 0: transparency with this value everywhere
    bool without_picture = false;
    std::string icc;
    std::string xmp;
};
std::string encodePsd(const Image& image, const PsdOptions& options = {});

std::string encodeBmp(const Image& image);
std::string encodeTga(const Image& image);

/// An EXIF block (TIFF structure) with nothing but an orientation.
std::string exifOf(int orientation);

/// A directory that removes itself.
class ScratchDirectory {
public:
    ScratchDirectory();
    ~ScratchDirectory();
    ScratchDirectory(const ScratchDirectory&) = delete;
    ScratchDirectory& operator=(const ScratchDirectory&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    /// Writes a file and gives its path.
    std::filesystem::path write(const std::string& name, const std::string& bytes) const;

private:
    std::filesystem::path path_;
};

std::string readBytes(const std::filesystem::path& file);
Image decodeWebp(const std::string& bytes);

/// All lines of a source as 8-bit, in the picture's order.
Result<Image> readAll(StripSource& source);

/// Green as grey.
Image greyOf(const Image& image);

/// Reads files as the packager does.
class ReadsImages : public testing::Test {
protected:
    /// What the packager makes of a file with these bytes; fills in info_ and warnings_.
    Result<Image> read(const std::string& bytes, const PanoramaEdits& edits = {});
    Result<Image> readFile(const std::filesystem::path& file, const PanoramaEdits& edits = {});

    ScratchDirectory scratch_;
    ImageInfo info_;
    std::vector<Fault> warnings_; ///< of reading, not of the header
};

/// Largest difference of any sample; 256 if the sizes differ.
int largestDifference(const Image& a, const Image& b);

} // namespace vr360::test
