#include "tests/unit/pyramid/test_images.h"

#include "packager/pyramid/inspect.h"

#include <cstddef>
#include <cstdio>

#include <jpeglib.h>
#include <spng.h>
#include <tiffio.h>
#include <webp/decode.h>
#include <webp/encode.h>
#include <webp/mux.h>
#include <zlib.h>

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

std::string exifOf(int orientation) {
    std::string block("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18);
    block += static_cast<char>(orientation);
    block += std::string(7, '\0');
    return block;
}

namespace {

std::string bigEndian(std::uint64_t value, int size) {
    std::string bytes;
    for (int i = size - 1; i >= 0; --i) {
        bytes += static_cast<char>(value >> (8 * i) & 255U);
    }
    return bytes;
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
    const bool inks = options.cmyk || options.ycck || options.plain_cmyk;
    info.input_components = inks ? 4 : options.grey ? 1 : 3;
    info.in_color_space = inks ? JCS_CMYK : options.grey ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_set_defaults(&info);
    if (options.ycck) {
        jpeg_set_colorspace(&info, JCS_YCCK);
    }
    info.write_Adobe_marker = options.plain_cmyk ? FALSE : info.write_Adobe_marker;
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
        writeMarker(info, JPEG_APP0 + 1, std::string("Exif\0\0", 6) + exifOf(options.orientation));
    }
    if (!options.xmp.empty()) {
        writeMarker(
            info, JPEG_APP0 + 1, std::string("http://ns.adobe.com/xap/1.0/\0", 29) + options.xmp);
    }
    constexpr std::size_t kPiece = 1000;
    for (std::size_t at = 0; at < options.extended_xmp.size(); at += kPiece) {
        writeMarker(info,
                    JPEG_APP0 + 1,
                    std::string("http://ns.adobe.com/xmp/extension/\0", 35) + kXmpDigest +
                        bigEndian(options.extended_xmp.size(), 4) + bigEndian(at, 4) +
                        options.extended_xmp.substr(at, kPiece));
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
            } else if (inks) {
                // No black. As Adobe's programs do it, no ink is 255.
                const int flip = options.plain_cmyk ? 255 : 0;
                for (int c = 0; c < 3; ++c) {
                    line[4 * x + c] = static_cast<JSAMPLE>(image.at(x, y, c) ^ flip);
                }
                line[4 * x + 3] = static_cast<JSAMPLE>(255 ^ flip);
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
    std::string icc = options.icc; // used while encoding
    if (!icc.empty()) {
        spng_iccp profile{};
        std::snprintf(profile.profile_name, sizeof profile.profile_name, "test");
        profile.profile = icc.data();
        profile.profile_len = icc.size();
        spng_set_iccp(context, &profile);
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

std::string withPngChunk(const std::string& png,
                         const std::string& kind,
                         const std::string& data,
                         bool behind_picture) {
    const std::string body = kind + data;
    const auto sum =
        crc32(0, reinterpret_cast<const Bytef*>(body.data()), static_cast<uInt>(body.size()));
    constexpr std::size_t kAfterHeader = 8 + 25;
    constexpr std::size_t kEndSize = 12;
    std::string bytes = png;
    bytes.insert(behind_picture ? png.size() - kEndSize : kAfterHeader,
                 bigEndian(data.size(), 4) + body + bigEndian(sum, 4));
    return bytes;
}

namespace {

int tiffChannels(const TiffOptions& options) {
    const int colours = options.cmyk ? 4 : options.grey || options.palette ? 1 : 3;
    return colours + (options.alpha >= 0 ? 1 : 0);
}

/// Channel c of a pixel as a TIFF has it.
int tiffSample(const Image& image, const TiffOptions& options, int x, int y, int c) {
    if (options.alpha >= 0 && c == tiffChannels(options) - 1) {
        return options.alpha;
    }
    if (options.cmyk) {
        return c == 3 ? 0 : 255 - image.at(x, y, c);
    }
    const int value = image.at(x, y, options.grey || options.palette ? 1 : c);
    const int shown = options.inverted ? 255 - value : value;
    return options.premultiplied ? (shown * options.alpha + 127) / 255 : shown;
}

/// Samples for the rectangle of a tile or strip; black outside the image. `plane` < 0: of all
/// channels.
std::vector<std::uint8_t> tiffSamples(const Image& image,
                                      const TiffOptions& options,
                                      int x0,
                                      int y0,
                                      int width,
                                      int height,
                                      int plane) {
    std::vector<std::uint8_t> bytes;
    for (int y = y0; y < y0 + height; ++y) {
        for (int x = x0; x < x0 + width; ++x) {
            const bool inside = x < image.width && y < image.height;
            const int end = plane < 0 ? tiffChannels(options) : plane + 1;
            for (int c = std::max(plane, 0); c < end; ++c) {
                const int value = inside ? tiffSample(image, options, x, y, c) : 0;
                bytes.insert(bytes.end(), options.wide ? 2 : 1, static_cast<std::uint8_t>(value));
            }
        }
    }
    return bytes;
}

void setTiffTags(TIFF* tiff, const Image& image, const TiffOptions& options) {
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, image.width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, image.height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, options.wide ? 16 : 8);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, tiffChannels(options));
    TIFFSetField(tiff,
                 TIFFTAG_PHOTOMETRIC,
                 options.palette    ? PHOTOMETRIC_PALETTE
                 : options.cmyk     ? PHOTOMETRIC_SEPARATED
                 : options.inverted ? PHOTOMETRIC_MINISWHITE
                 : options.grey     ? PHOTOMETRIC_MINISBLACK
                                    : PHOTOMETRIC_RGB);
    TIFFSetField(
        tiff, TIFFTAG_PLANARCONFIG, options.planar ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, options.compression);
    if (options.predictor != 1) {
        TIFFSetField(tiff, TIFFTAG_PREDICTOR, options.predictor);
    }
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, options.orientation);
    if (options.alpha >= 0) {
        const std::uint16_t kind =
            options.premultiplied ? EXTRASAMPLE_ASSOCALPHA : EXTRASAMPLE_UNASSALPHA;
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
    }
    if (options.palette) {
        std::uint16_t map[256];
        for (unsigned i = 0; i < 256; ++i) {
            map[i] = static_cast<std::uint16_t>(257 * i);
        }
        TIFFSetField(tiff, TIFFTAG_COLORMAP, map, map, map);
    }
    if (!options.icc.empty()) {
        TIFFSetField(tiff,
                     TIFFTAG_ICCPROFILE,
                     static_cast<std::uint32_t>(options.icc.size()),
                     options.icc.data());
    }
    if (!options.xmp.empty()) {
        TIFFSetField(tiff,
                     TIFFTAG_XMLPACKET,
                     static_cast<std::uint32_t>(options.xmp.size()),
                     options.xmp.data());
    }
    if (options.full_width > 0) {
        constexpr float kPixelsAnInch = 150.0F; // as Hugin's nona has it
        TIFFSetField(tiff, TIFFTAG_PIXAR_IMAGEFULLWIDTH, options.full_width);
        TIFFSetField(tiff, TIFFTAG_PIXAR_IMAGEFULLLENGTH, options.full_height);
        TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, kPixelsAnInch);
        TIFFSetField(tiff, TIFFTAG_YRESOLUTION, kPixelsAnInch);
        TIFFSetField(tiff, TIFFTAG_XPOSITION, static_cast<float>(options.left) / kPixelsAnInch);
        TIFFSetField(tiff, TIFFTAG_YPOSITION, static_cast<float>(options.top) / kPixelsAnInch);
    }
}

} // namespace

void writeTiff(const Image& image, const std::filesystem::path& file, const TiffOptions& options) {
    TIFF* const tiff = TIFFOpen(file.c_str(), options.big ? "w8" : options.mode);
    setTiffTags(tiff, image, options);
    const int first_plane = options.planar ? 0 : -1;
    const int end_plane = options.planar ? tiffChannels(options) : 0;
    if (options.tile > 0) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, options.tile);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, options.tile);
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, 7);
    }
    for (int plane = first_plane; plane < end_plane; ++plane) {
        const auto sample = static_cast<std::uint16_t>(std::max(plane, 0));
        if (options.tile > 0) {
            for (int y = 0; y < image.height; y += options.tile) {
                for (int x = 0; x < image.width; x += options.tile) {
                    auto bytes =
                        tiffSamples(image, options, x, y, options.tile, options.tile, plane);
                    TIFFWriteTile(tiff, bytes.data(), x, y, 0, sample);
                }
            }
        } else {
            for (int y = 0; y < image.height; ++y) {
                auto bytes = tiffSamples(image, options, 0, y, image.width, 1, plane);
                TIFFWriteScanline(tiff, bytes.data(), y, sample);
            }
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

std::string encodeWebp(const Image& image,
                       const std::string& icc,
                       const std::string& exif,
                       const std::string& xmp) {
    const std::string plain = encodeWebpLossless(image);
    const auto dataOf = [](const std::string& bytes) {
        return WebPData{reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()};
    };
    const WebPData picture = dataOf(plain);
    WebPMux* const mux = WebPMuxCreate(&picture, 1);
    for (const auto& [name, bytes] :
         {std::pair("ICCP", &icc), std::pair("EXIF", &exif), std::pair("XMP ", &xmp)}) {
        if (!bytes->empty()) {
            const WebPData data = dataOf(*bytes);
            WebPMuxSetChunk(mux, name, &data, 1);
        }
    }
    WebPData file{};
    WebPMuxAssemble(mux, &file);
    std::string result(reinterpret_cast<const char*>(file.bytes), file.size);
    WebPDataClear(&file);
    WebPMuxDelete(mux);
    return result;
}

namespace {

std::string psdResource(int kind, const std::string& data) {
    return "8BIM" + bigEndian(static_cast<std::uint64_t>(kind), 2) + std::string(2, '\0') +
           bigEndian(data.size(), 4) + data + std::string(data.size() % 2, '\0');
}

/// PackBits with runs where there are any.
std::string packedBits(const std::string& line) {
    std::string out;
    for (std::size_t at = 0; at < line.size();) {
        std::size_t run = 1;
        while (run < 128 && at + run < line.size() && line[at + run] == line[at]) {
            ++run;
        }
        if (run > 2) {
            out += static_cast<char>(257 - run);
            out += line[at];
        } else {
            run = std::min<std::size_t>(line.size() - at, 100);
            out += static_cast<char>(run - 1);
            out += line.substr(at, run);
        }
        at += run;
    }
    return out;
}

} // namespace

std::string encodePsd(const Image& image, const PsdOptions& options) {
    const int colours = options.grey ? 1 : 3;
    const int channels = colours + (options.alpha >= 0 ? 1 : 0);
    const int length_size = options.large ? 8 : 4;
    std::string bytes = "8BPS" + bigEndian(options.large ? 2 : 1, 2) + std::string(6, '\0') +
                        bigEndian(static_cast<std::uint64_t>(channels), 2) +
                        bigEndian(static_cast<std::uint64_t>(image.height), 4) +
                        bigEndian(static_cast<std::uint64_t>(image.width), 4) +
                        bigEndian(options.wide ? 16 : 8, 2) + bigEndian(options.grey ? 1 : 3, 2);
    bytes += bigEndian(0, 4); // no palette
    std::string resources =
        psdResource(1057, bigEndian(1, 4) + (options.without_picture ? '\0' : '\1'));
    resources += options.icc.empty() ? "" : psdResource(1039, options.icc);
    resources += options.xmp.empty() ? "" : psdResource(1060, options.xmp);
    bytes += bigEndian(resources.size(), 4) + resources;
    // A negative number of layers: the first channel behind the colours is transparency.
    const std::string layers = bigEndian(2, length_size) + bigEndian(0xFFFF, 2);
    bytes += options.alpha >= 0 ? bigEndian(layers.size(), length_size) + layers
                                : bigEndian(0, length_size);
    bytes += bigEndian(options.packed ? 1 : 0, 2);
    std::string counts;
    std::string pixels;
    for (int c = 0; c < channels; ++c) {
        for (int y = 0; y < image.height; ++y) {
            std::string line;
            for (int x = 0; x < image.width; ++x) {
                const int alpha = options.alpha >= 0 ? options.alpha : 255;
                const int shown = image.at(x, y, options.grey ? 1 : c % 3);
                // Photoshop lays transparent pictures on white.
                const int value = c == colours ? alpha : (shown * alpha + 127) / 255 + 255 - alpha;
                line.append(options.wide ? 2 : 1, static_cast<char>(value));
            }
            const std::string stored = options.packed ? packedBits(line) : line;
            counts += options.packed ? bigEndian(stored.size(), options.large ? 4 : 2) : "";
            pixels += stored;
        }
    }
    return bytes + counts + pixels;
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

Image greyOf(const Image& image) {
    Image grey(image.width, image.height);
    for (std::size_t i = 0; i < image.rgb.size(); ++i) {
        grey.rgb[i] = image.rgb[i / 3 * 3 + 1];
    }
    return grey;
}

Result<Image> ReadsImages::read(const std::string& bytes, const PanoramaEdits& edits) {
    return readFile(scratch_.write("image", bytes), edits);
}

Result<Image> ReadsImages::readFile(const std::filesystem::path& file, const PanoramaEdits& edits) {
    const auto plan =
        planPanorama({.path = file, .label = "image", .scratch = scratch_.path()}, edits);
    if (!plan) {
        return plan.fault();
    }
    info_ = plan->info;
    auto source = openPanorama(*plan);
    if (!source) {
        return source.fault();
    }
    Result<Image> image = readAll(**source);
    warnings_ = (*source)->warnings();
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
