#include "tests/unit/pyramid/test_images.h"

#include <cstddef>
#include <cstdio>

#include <jpeglib.h>
#include <spng.h>
#include <tiffio.h>
#include <webp/decode.h>
#include <webp/encode.h>

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>

namespace vr360::test {

Image drawPattern(int width, int height) {
    Image image(width, height);
    std::minstd_rand random(7);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double lon = 6.283185307179586 * x / width;
            const double lat = 3.141592653589793 * y / height;
            const double fine = ((x / 3 + y / 5) % 2 == 0) ? 25.0 : -25.0;
            const double values[3] = {128 + 90 * std::sin(lon) + fine,
                                      128 + 90 * std::cos(2 * lat) + fine,
                                      128 + 60 * std::cos(3 * lon) * std::sin(lat)};
            for (int c = 0; c < 3; ++c) {
                const double noise = static_cast<double>(random() % 9U) - 4.0;
                image.at(x, y, c) =
                    static_cast<std::uint8_t>(std::clamp(values[c] + noise, 0.0, 255.0));
            }
        }
    }
    return image;
}

Image drawNoise(int width, int height) {
    Image image(width, height);
    std::mt19937 random(11);
    for (std::uint8_t& sample : image.rgb) {
        sample = static_cast<std::uint8_t>(random() & 255U);
    }
    return image;
}

namespace {

std::string exifBlock(int orientation) {
    std::string block("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 24);
    block += static_cast<char>(orientation);
    block += std::string(7, '\0');
    return block;
}

void writeMarker(jpeg_compress_struct& info, int marker, const std::string& data) {
    jpeg_write_marker(&info,
                      marker,
                      reinterpret_cast<const JOCTET*>(data.data()),
                      static_cast<unsigned>(data.size()));
}

} // namespace

std::string encodeJpeg(const Image& image, const JpegOptions& options) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &bytes, &size);
    info.image_width = static_cast<JDIMENSION>(image.width);
    info.image_height = static_cast<JDIMENSION>(image.height);
    info.input_components = options.cmyk ? 4 : options.grey ? 1 : 3;
    info.in_color_space = options.cmyk ? JCS_CMYK : options.grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, options.quality, TRUE);
    for (int i = 0; i < info.num_components; ++i) {
        info.comp_info[i].h_samp_factor = 1;
        info.comp_info[i].v_samp_factor = 1;
    }
    if (options.progressive) {
        jpeg_simple_progression(&info);
    }
    jpeg_start_compress(&info, TRUE);
    if (options.orientation > 0) {
        writeMarker(info, JPEG_APP0 + 1, exifBlock(options.orientation));
    }
    if (!options.xmp.empty()) {
        writeMarker(
            info, JPEG_APP0 + 1, std::string("http://ns.adobe.com/xap/1.0/\0", 29) + options.xmp);
    }
    if (!options.icc.empty()) {
        jpeg_write_icc_profile(&info,
                               reinterpret_cast<const JOCTET*>(options.icc.data()),
                               static_cast<unsigned>(options.icc.size()));
    }
    std::vector<JSAMPLE> line(std::size_t{4} * image.width);
    while (info.next_scanline < info.image_height) {
        const int y = static_cast<int>(info.next_scanline);
        for (int x = 0; x < image.width; ++x) {
            if (options.grey) {
                line[x] = image.at(x, y, 1);
            } else if (options.cmyk) {
                // As Adobe's programs do: inverted, no black.
                for (int c = 0; c < 3; ++c) {
                    line[4 * x + c] = image.at(x, y, c);
                }
                line[4 * x + 3] = 255;
            } else {
                for (int c = 0; c < 3; ++c) {
                    line[3 * x + c] = image.at(x, y, c);
                }
            }
        }
        JSAMPROW row = line.data();
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    std::string result(reinterpret_cast<const char*>(bytes), size);
    jpeg_destroy_compress(&info);
    std::free(bytes);
    return result;
}

namespace {

std::string samplesOf(const Image& image, const PngOptions& options) {
    std::string samples;
    const auto add = [&](int value) {
        samples += static_cast<char>(value);
        if (options.wide) {
            samples += static_cast<char>(value); // v · 257
        }
    };
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            if (options.palette) {
                const auto step = [&](int c) { return image.at(x, y, c) * 5 / 255; };
                add((step(0) * 6 + step(1)) * 6 + step(2));
                continue;
            }
            for (int c = options.grey ? 1 : 0; c < (options.grey ? 2 : 3); ++c) {
                add(image.at(x, y, c));
            }
            if (options.alpha >= 0) {
                add(options.alpha);
            }
        }
    }
    return samples;
}

int colourType(const PngOptions& options) {
    if (options.palette) {
        return SPNG_COLOR_TYPE_INDEXED;
    }
    if (options.alpha >= 0) {
        return options.grey ? SPNG_COLOR_TYPE_GRAYSCALE_ALPHA : SPNG_COLOR_TYPE_TRUECOLOR_ALPHA;
    }
    return options.grey ? SPNG_COLOR_TYPE_GRAYSCALE : SPNG_COLOR_TYPE_TRUECOLOR;
}

} // namespace

std::string encodePng(const Image& image, const PngOptions& options) {
    spng_ctx* const context = spng_ctx_new(SPNG_CTX_ENCODER);
    spng_set_option(context, SPNG_ENCODE_TO_BUFFER, 1);
    spng_set_option(context, SPNG_IMG_COMPRESSION_LEVEL, 1);
    spng_ihdr header{};
    header.width = static_cast<std::uint32_t>(image.width);
    header.height = static_cast<std::uint32_t>(image.height);
    header.bit_depth = options.wide ? 16 : 8;
    header.color_type = static_cast<std::uint8_t>(colourType(options));
    header.interlace_method = options.interlaced ? SPNG_INTERLACE_ADAM7 : SPNG_INTERLACE_NONE;
    spng_set_ihdr(context, &header);
    if (options.palette) {
        spng_plte palette{};
        palette.n_entries = 216;
        for (int i = 0; i < 216; ++i) {
            palette.entries[i] = {static_cast<std::uint8_t>(i / 36 * 51),
                                  static_cast<std::uint8_t>(i / 6 % 6 * 51),
                                  static_cast<std::uint8_t>(i % 6 * 51),
                                  255};
        }
        spng_set_plte(context, &palette);
    }
    const std::string samples = samplesOf(image, options);
    spng_encode_image(context, samples.data(), samples.size(), SPNG_FMT_RAW, SPNG_ENCODE_FINALIZE);
    std::size_t size = 0;
    int error = 0;
    void* const bytes = spng_get_png_buffer(context, &size, &error);
    std::string result(static_cast<const char*>(bytes), size);
    std::free(bytes);
    spng_ctx_free(context);
    return result;
}

namespace {

/// Pixel samples as a TIFF has them, for the rectangle of a tile or strip; black outside the image.
std::vector<std::uint8_t>
tiffSamples(const Image& image, const TiffOptions& options, int x0, int y0, int width, int height) {
    std::vector<std::uint8_t> bytes;
    const auto add = [&](int value) {
        bytes.insert(bytes.end(), options.wide ? 2 : 1, static_cast<std::uint8_t>(value));
    };
    for (int y = y0; y < y0 + height; ++y) {
        for (int x = x0; x < x0 + width; ++x) {
            const bool inside = x < image.width && y < image.height;
            for (int c = options.grey ? 1 : 0; c < (options.grey ? 2 : 3); ++c) {
                add(inside ? image.at(x, y, c) : 0);
            }
            if (options.alpha >= 0) {
                add(options.alpha);
            }
        }
    }
    return bytes;
}

} // namespace

void writeTiff(const Image& image, const std::filesystem::path& file, const TiffOptions& options) {
    TIFF* const tiff = TIFFOpen(file.c_str(), options.big ? "w8" : "w");
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, image.width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, image.height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, options.wide ? 16 : 8);
    TIFFSetField(
        tiff, TIFFTAG_SAMPLESPERPIXEL, (options.grey ? 1 : 3) + (options.alpha >= 0 ? 1 : 0));
    TIFFSetField(
        tiff, TIFFTAG_PHOTOMETRIC, options.grey ? PHOTOMETRIC_MINISBLACK : PHOTOMETRIC_RGB);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, options.compression);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, options.orientation);
    if (options.alpha >= 0) {
        const std::uint16_t kind = EXTRASAMPLE_UNASSALPHA;
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
    }
    if (options.tile > 0) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, options.tile);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, options.tile);
        for (int y = 0; y < image.height; y += options.tile) {
            for (int x = 0; x < image.width; x += options.tile) {
                auto bytes = tiffSamples(image, options, x, y, options.tile, options.tile);
                TIFFWriteTile(tiff, bytes.data(), x, y, 0, 0);
            }
        }
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 7);
        for (int y = 0; y < image.height; ++y) {
            auto bytes = tiffSamples(image, options, 0, y, image.width, 1);
            TIFFWriteScanline(tiff, bytes.data(), y);
        }
    }
    TIFFClose(tiff);
}

std::string encodeWebpLossless(const Image& image) {
    std::uint8_t* bytes = nullptr;
    const std::size_t size =
        WebPEncodeLosslessRGB(image.rgb.data(), image.width, image.height, 3 * image.width, &bytes);
    std::string result(reinterpret_cast<const char*>(bytes), size);
    WebPFree(bytes);
    return result;
}

namespace {

void addLittle(std::string& bytes, std::uint32_t value, int size) {
    for (int i = 0; i < size; ++i) {
        bytes += static_cast<char>(value >> (8 * i) & 255U);
    }
}

/// Blue, green, red, from the bottom up; the width must be a multiple of four.
std::string blueFirst(const Image& image) {
    std::string bytes;
    for (int y = image.height - 1; y >= 0; --y) {
        for (int x = 0; x < image.width; ++x) {
            for (int c = 2; c >= 0; --c) {
                bytes += static_cast<char>(image.at(x, y, c));
            }
        }
    }
    return bytes;
}

} // namespace

std::string encodeBmp(const Image& image) {
    const std::string pixels = blueFirst(image);
    std::string bytes = "BM";
    addLittle(bytes, static_cast<std::uint32_t>(54 + pixels.size()), 4);
    addLittle(bytes, 0, 4);
    addLittle(bytes, 54, 4);
    addLittle(bytes, 40, 4);
    addLittle(bytes, static_cast<std::uint32_t>(image.width), 4);
    addLittle(bytes, static_cast<std::uint32_t>(image.height), 4);
    addLittle(bytes, 1, 2);
    addLittle(bytes, 24, 2);
    bytes.append(24, '\0');
    return bytes + pixels;
}

std::string encodeTga(const Image& image) {
    std::string bytes("\0\0\x02\0\0\0\0\0\0\0\0\0", 12);
    addLittle(bytes, static_cast<std::uint32_t>(image.width), 2);
    addLittle(bytes, static_cast<std::uint32_t>(image.height), 2);
    addLittle(bytes, 24, 2);
    return bytes + blueFirst(image);
}

ScratchDirectory::ScratchDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "vr360-test-XXXXXX").string();
    path_ = mkdtemp(name.data());
}

ScratchDirectory::~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::filesystem::path ScratchDirectory::write(const std::string& name,
                                              const std::string& bytes) const {
    const std::filesystem::path file = path_ / name;
    std::ofstream(file, std::ios::binary) << bytes;
    return file;
}

std::string readBytes(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

Image decodeWebp(const std::string& bytes) {
    int width = 0;
    int height = 0;
    std::uint8_t* const pixels = WebPDecodeRGB(
        reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), &width, &height);
    if (pixels == nullptr) {
        return {};
    }
    Image image(width, height);
    std::copy_n(pixels, image.rgb.size(), image.rgb.begin());
    WebPFree(pixels);
    return image;
}

Result<Image> readAll(StripSource& source) {
    Image image(source.width(), source.height());
    const bool wide = source.depth() == SampleDepth::k16;
    std::vector<std::uint16_t> samples(std::size_t{3} * image.width);
    for (int i = 0; i < image.height; ++i) {
        const int y = source.bottomUp() ? image.height - 1 - i : i;
        std::uint8_t* const target = &image.at(0, y, 0);
        void* const line = wide ? static_cast<void*>(samples.data()) : target;
        const Status read = source.read({&line, 1});
        if (!read) {
            return read.fault();
        }
        for (std::size_t s = 0; wide && s < samples.size(); ++s) {
            target[s] = static_cast<std::uint8_t>(std::lround(samples[s] / 257.0));
        }
    }
    return image;
}

int largestDifference(const Image& a, const Image& b) {
    if (a.width != b.width || a.height != b.height) {
        return 256;
    }
    int largest = 0;
    for (std::size_t i = 0; i < a.rgb.size(); ++i) {
        largest = std::max(largest, std::abs(a.rgb[i] - b.rgb[i]));
    }
    return largest;
}

} // namespace vr360::test
