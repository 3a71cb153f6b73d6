#include "picture.h"

#include <spng.h>

#include <algorithm>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>

#include <jpeglib.h>

namespace vr360::golden {
namespace {

using Bytes = std::vector<unsigned char>;

std::optional<Bytes> readFile(const std::filesystem::path& path, std::string& error) {
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        error = path.string() + ": cannot be opened";
        return {};
    }
    return Bytes(std::istreambuf_iterator<char>(in), {});
}

/// libjpeg reports by calling back and expects not to be returned to.
struct JpegFailure {
    jpeg_error_mgr manager;
    std::jmp_buf leave;
    char text[JMSG_LENGTH_MAX];
};

void onJpegFailure(j_common_ptr info) {
    auto* failure = reinterpret_cast<JpegFailure*>(info->err);
    info->err->format_message(info, failure->text);
    std::longjmp(failure->leave, 1);
}

bool decodeJpeg(const Bytes& bytes, Picture& out, std::string& error) {
    jpeg_decompress_struct info{};
    JpegFailure failure{};
    info.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = onJpegFailure;
    if (setjmp(failure.leave) != 0) { // NOLINT(cert-err52-cpp): libjpeg's way
        error = failure.text;
        jpeg_destroy_decompress(&info);
        return false;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, bytes.data(), bytes.size());
    jpeg_read_header(&info, TRUE);
    info.out_color_space = JCS_RGB;
    jpeg_start_decompress(&info);
    out.width = static_cast<int>(info.output_width);
    out.height = static_cast<int>(info.output_height);
    out.rgb.resize(std::size_t{3} * info.output_width * info.output_height);
    while (info.output_scanline < info.output_height) {
        JSAMPROW line = out.at(0, static_cast<int>(info.output_scanline));
        jpeg_read_scanlines(&info, &line, 1);
    }
    jpeg_finish_decompress(&info);
    jpeg_destroy_decompress(&info);
    return true;
}

struct SpngFree {
    void operator()(spng_ctx* context) const { spng_ctx_free(context); }
};
using SpngContext = std::unique_ptr<spng_ctx, SpngFree>;

bool decodePng(const Bytes& bytes, Picture& out, std::string& error) {
    const SpngContext context(spng_ctx_new(0));
    spng_ihdr header{};
    int code = spng_set_png_buffer(context.get(), bytes.data(), bytes.size());
    if (code == 0) {
        code = spng_get_ihdr(context.get(), &header);
    }
    if (code == 0) {
        out = Picture(static_cast<int>(header.width), static_cast<int>(header.height));
        code = spng_decode_image(
            context.get(), out.rgb.data(), out.rgb.size(), SPNG_FMT_RGB8, SPNG_DECODE_TRNS);
    }
    if (code != 0) {
        error = spng_strerror(code);
    }
    return code == 0;
}

} // namespace

std::optional<Picture> readPicture(const std::filesystem::path& path, std::string& error) {
    const auto bytes = readFile(path, error);
    if (!bytes) {
        return {};
    }
    Picture picture;
    const bool is_jpeg = bytes->size() > 2 && (*bytes)[0] == 0xFF && (*bytes)[1] == 0xD8;
    if (!(is_jpeg ? decodeJpeg(*bytes, picture, error) : decodePng(*bytes, picture, error))) {
        error = path.string() + ": " + error;
        return {};
    }
    return picture;
}

bool writePng(const std::filesystem::path& path, const Picture& picture, std::string& error) {
    const SpngContext context(spng_ctx_new(SPNG_CTX_ENCODER));
    spng_ihdr header{};
    header.width = static_cast<std::uint32_t>(picture.width);
    header.height = static_cast<std::uint32_t>(picture.height);
    header.bit_depth = 8;
    header.color_type = SPNG_COLOR_TYPE_TRUECOLOR;
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
        error = path.string() + ": cannot be written";
        return false;
    }
    spng_set_png_file(context.get(), file);
    spng_set_ihdr(context.get(), &header);
    spng_set_option(context.get(), SPNG_IMG_COMPRESSION_LEVEL, 1);
    spng_set_option(context.get(), SPNG_FILTER_CHOICE, SPNG_FILTER_CHOICE_UP);
    const int code = spng_encode_image(
        context.get(), picture.rgb.data(), picture.rgb.size(), SPNG_FMT_PNG, SPNG_ENCODE_FINALIZE);
    const bool closed = std::fclose(file) == 0;
    if (code != 0 || !closed) {
        error = path.string() + ": " + (code != 0 ? spng_strerror(code) : "cannot be written");
        return false;
    }
    return true;
}

std::array<float, 256> decodingTable(bool linear_light) {
    std::array<float, 256> table{};
    for (int i = 0; i < 256; ++i) {
        const double v = i / 255.0;
        const double light = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
        table[static_cast<std::size_t>(i)] = static_cast<float>(linear_light ? light : i);
    }
    return table;
}

std::uint8_t encodeSample(float value, bool linear_light) {
    float stored = value;
    if (linear_light) {
        stored = 255.0F * (value <= 0.0031308F ? value * 12.92F
                                               : 1.055F * std::pow(value, 1.0F / 2.4F) - 0.055F);
    }
    return static_cast<std::uint8_t>(std::clamp(std::lround(stored), 0L, 255L));
}

} // namespace vr360::golden
