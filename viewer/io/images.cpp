#include "viewer/io/images.h"

#include <spng.h>
#include <webp/decode.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace vr360 {
namespace {

const std::uint8_t* raw(std::string_view bytes) {
    return reinterpret_cast<const std::uint8_t*>(bytes.data());
}

Fault pictureFault(std::string_view name, std::string what) {
    return Fault{std::string(name),
                 std::move(what),
                 "Copy the package again, whole, or run `vr360-pack verify` on it.",
                 304};
}

Status readHeader(std::string_view bytes, std::string_view name, WebPBitstreamFeatures& header) {
    if (WebPGetFeatures(raw(bytes), bytes.size(), &header) != VP8_STATUS_OK)
        return pictureFault(name, "this is not a WebP image");
    return Done{};
}

} // namespace

Status decodeWebP(std::string_view bytes, const PixelArea& area, std::string_view name) {
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0)
        return pictureFault(name, "the installed libwebp has another interface version");
    if (Status header = readHeader(bytes, name, config.input); !header)
        return header;
    if (config.input.width != area.width || config.input.height != area.height)
        return pictureFault(name,
                            "the image is " + std::to_string(config.input.width) + "×" +
                                std::to_string(config.input.height) + " pixels, not " +
                                std::to_string(area.width) + "×" + std::to_string(area.height));
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = reinterpret_cast<std::uint8_t*>(area.pixels);
    config.output.u.RGBA.stride = area.stride_bytes;
    config.output.u.RGBA.size =
        static_cast<std::size_t>(area.stride_bytes) * static_cast<std::size_t>(area.height);
    if (WebPDecode(raw(bytes), bytes.size(), &config) != VP8_STATUS_OK)
        return pictureFault(name, "the WebP image is damaged or cut off");
    return Done{};
}

Result<Picture> decodeWebP(std::string_view bytes, int max_side, std::string_view name) {
    WebPDecoderConfig config;
    if (WebPInitDecoderConfig(&config) == 0)
        return pictureFault(name, "the installed libwebp has another interface version");
    if (Status header = readHeader(bytes, name, config.input); !header)
        return header.fault();
    Picture picture;
    picture.width = config.input.width;
    picture.height = config.input.height;
    if (const int side = std::max(picture.width, picture.height); side > max_side) {
        picture.width = std::max(1, picture.width * max_side / side);
        picture.height = std::max(1, picture.height * max_side / side);
        config.options.use_scaling = 1;
        config.options.scaled_width = picture.width;
        config.options.scaled_height = picture.height;
    }
    picture.rgba.resize(std::size_t{4} * picture.width * picture.height);
    config.output.colorspace = MODE_RGBA;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = reinterpret_cast<std::uint8_t*>(picture.rgba.data());
    config.output.u.RGBA.stride = picture.width * 4;
    config.output.u.RGBA.size = picture.rgba.size();
    if (WebPDecode(raw(bytes), bytes.size(), &config) != VP8_STATUS_OK)
        return pictureFault(name, "the WebP image is damaged or cut off");
    return picture;
}

Result<std::string> encodePng(const std::byte* rgba, int width, int height) {
    const std::size_t pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    std::string rgb(pixels * 3, '\0');
    for (std::size_t i = 0; i < pixels; ++i)
        for (std::size_t c = 0; c < 3; ++c)
            rgb[i * 3 + c] = static_cast<char>(rgba[i * 4 + c]);

    const std::unique_ptr<spng_ctx, decltype(&spng_ctx_free)> context(
        spng_ctx_new(SPNG_CTX_ENCODER), spng_ctx_free);
    spng_set_option(context.get(), SPNG_ENCODE_TO_BUFFER, 1);
    spng_set_option(context.get(), SPNG_IMG_COMPRESSION_LEVEL, 3);
    spng_ihdr header{};
    header.width = static_cast<std::uint32_t>(width);
    header.height = static_cast<std::uint32_t>(height);
    header.color_type = SPNG_COLOR_TYPE_TRUECOLOR;
    header.bit_depth = 8;
    spng_set_ihdr(context.get(), &header);
    int error = spng_encode_image(
        context.get(), rgb.data(), rgb.size(), SPNG_FMT_PNG, SPNG_ENCODE_FINALIZE);
    std::size_t size = 0;
    void* png = error == 0 ? spng_get_png_buffer(context.get(), &size, &error) : nullptr;
    if (!png)
        return Fault{"PNG", spng_strerror(error), "Choose a smaller picture."};
    std::string bytes(static_cast<const char*>(png), size);
    std::free(png);
    return bytes;
}

} // namespace vr360
