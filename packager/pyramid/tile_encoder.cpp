#include "packager/pyramid/tile_encoder.h"

#include "packager/pyramid/yuv.h"

#include <webp/encode.h>

#include <cerrno>
#include <vector>

namespace vr360 {
namespace {

/// A WebPPicture that frees itself, with what its callbacks need.
struct Picture {
    WebPPicture webp{};
    std::vector<std::uint8_t>* bytes = nullptr;
    const std::atomic<bool>* stop = nullptr;

    Picture() { WebPPictureInit(&webp); }
    ~Picture() { WebPPictureFree(&webp); }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;
};

int append(const std::uint8_t* data, std::size_t size, const WebPPicture* webp) {
    auto* const bytes = static_cast<Picture*>(webp->custom_ptr)->bytes;
    bytes->insert(bytes->end(), data, data + size);
    return 1;
}

int goesOn(int /*percent*/, const WebPPicture* webp) {
    return static_cast<Picture*>(webp->user_data)->stop->load(std::memory_order_relaxed) ? 0 : 1;
}

bool configure(const TileEncoding& encoding, WebPConfig& config) {
    if (WebPConfigInit(&config) == 0) {
        return false;
    }
    config.method = encoding.method;
    config.quality = encoding.quality;
    if (encoding.lossless) {
        config.lossless = 1;
        config.exact = 1;
    }
    return WebPValidateConfig(&config) != 0;
}

/// libwebp only reads the planes of a picture; its type does not say so.
void point(WebPPicture& picture, const YuvPlanes& planes) {
    picture.y = const_cast<std::uint8_t*>(planes.y);
    picture.u = const_cast<std::uint8_t*>(planes.u);
    picture.v = const_cast<std::uint8_t*>(planes.v);
    picture.y_stride = planes.y_stride;
    picture.uv_stride = planes.uv_stride;
}

} // namespace

struct TileEncoder::Memory {
    YuvConverter converter;
    std::vector<std::uint8_t> bytes;
};

TileEncoder::TileEncoder() : memory_(std::make_unique<Memory>()) {}
TileEncoder::~TileEncoder() = default;

std::string encoderName() {
    const int version = WebPGetEncoderVersion();
    return "libwebp " + std::to_string(version >> 16) + "." + std::to_string(version >> 8 & 255) +
           "." + std::to_string(version & 255);
}

Result<std::string_view> TileEncoder::encode(const TilePixels& tile,
                                             const TileEncoding& encoding,
                                             const std::atomic<bool>& stop) {
    WebPConfig config;
    if (!configure(encoding, config)) {
        return Fault{.where = "encoder",
                     .what = "quality " + std::to_string(encoding.quality) + ", method " +
                             std::to_string(encoding.method) + " is not possible",
                     .cure = "Quality is 0 to 100, method 0 to 6."};
    }
    memory_->bytes.clear();
    Picture picture;
    picture.bytes = &memory_->bytes;
    picture.stop = &stop;
    picture.webp.width = tile.width;
    picture.webp.height = tile.height;
    picture.webp.use_argb = encoding.lossless ? 1 : 0;
    picture.webp.writer = &append;
    picture.webp.custom_ptr = &picture;
    picture.webp.progress_hook = &goesOn;
    picture.webp.user_data = &picture;
    bool imported = true;
    if (encoding.lossless) {
        imported =
            WebPPictureImportRGB(&picture.webp, tile.pixels, static_cast<int>(tile.stride)) != 0;
    } else {
        point(picture.webp, memory_->converter.convert(tile));
    }
    if (!imported || WebPEncode(&config, &picture.webp) == 0) {
        if (picture.webp.error_code == VP8_ENC_ERROR_USER_ABORT) {
            return Fault{.where = "encoder",
                         .what = "stopped",
                         .cure = "Run the same command again; it carries on.",
                         .os_error = EINTR};
        }
        const bool memory = picture.webp.error_code == VP8_ENC_ERROR_OUT_OF_MEMORY ||
                            picture.webp.error_code == VP8_ENC_ERROR_BITSTREAM_OUT_OF_MEMORY;
        return Fault{.where = "encoder",
                     .what = memory ? "out of memory"
                                    : "libwebp refused a tile, error " +
                                          std::to_string(picture.webp.error_code),
                     .cure = memory ? "Close other programs, or use fewer --jobs."
                                    : "Please report this with the image."};
    }
    return std::string_view(reinterpret_cast<const char*>(memory_->bytes.data()),
                            memory_->bytes.size());
}

} // namespace vr360
