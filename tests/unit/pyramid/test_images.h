#pragma once

#include "packager/pyramid/strip_source.h"

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
    bool cmyk = false;
    int orientation = 0; ///< 0: no EXIF block
    std::string xmp;
    std::string icc;
};
std::string encodeJpeg(const Image& image, const JpegOptions& options = {});

struct PngOptions {
    bool wide = false; ///< 16 bits: each sample times 257
    bool grey = false;
    bool palette = false; ///< of the image's colours by a 6×6×6 cube
    int alpha = -1;       ///< ≥ 0: a fourth channel with this value everywhere
    bool interlaced = false;
};
std::string encodePng(const Image& image, const PngOptions& options = {});

struct TiffOptions {
    bool wide = false; ///< 16 bits: each sample times 257
    bool grey = false;
    int tile = 0;   ///< > 0: tiles of this size instead of strips
    int alpha = -1; ///< ≥ 0: an unassociated alpha channel with this value everywhere
    int compression = 1;
    int orientation = 1;
    bool big = false;
};
void writeTiff(const Image& image, const std::filesystem::path& file, const TiffOptions& options);

std::string encodeWebpLossless(const Image& image);
std::string encodeBmp(const Image& image);
std::string encodeTga(const Image& image);

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

/// Largest difference of any sample; 256 if the sizes differ.
int largestDifference(const Image& a, const Image& b);

} // namespace vr360::test
