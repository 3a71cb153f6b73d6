#include "packager/build/pictures.h"

#include "packager/pyramid/strip_source.h"

#include <fmt/format.h>
#include <webp/encode.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

namespace vr360 {
namespace {

constexpr int kLongestSide = 1600;
constexpr float kQuality = 82.0F;
constexpr int kMethod = 4;
constexpr std::int64_t kMaxPixels = 200'000'000;

struct Picture {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;
};

/// Means over whole pixels, a line at a time, so that a large photograph is never in memory. Each
/// source line belongs to one target line; pictures to read are far larger than their target or as
/// large.
class Shrinker {
public:
    Shrinker(int width, int height, int target_width, int target_height)
        : width_(width),
          height_(height),
          picture_{target_width, target_height, {}},
          sums_(static_cast<std::size_t>(target_width) * 3),
          counts_(target_width) {
        picture_.rgb.resize(static_cast<std::size_t>(target_width) * target_height * 3);
    }

    template <typename Sample>
    void add(const Sample* line) {
        constexpr std::uint32_t kShift = sizeof(Sample) == 2 ? 8 : 0;
        for (int x = 0; x < width_; ++x) {
            const auto to = static_cast<std::size_t>(std::int64_t{x} * picture_.width / width_);
            ++counts_[to];
            for (std::size_t c = 0; c < 3; ++c) {
                sums_[to * 3 + c] +=
                    static_cast<std::uint32_t>(line[static_cast<std::size_t>(x) * 3 + c]) >> kShift;
            }
        }
        const auto row = std::int64_t{y_} * picture_.height / height_;
        ++y_;
        if (y_ == height_ || std::int64_t{y_} * picture_.height / height_ != row) {
            finishRow(static_cast<std::size_t>(row));
        }
    }

    Picture take() { return std::move(picture_); }

private:
    void finishRow(std::size_t row) {
        std::uint8_t* out = &picture_.rgb[row * static_cast<std::size_t>(picture_.width) * 3];
        for (std::size_t i = 0; i < sums_.size(); ++i) {
            const std::uint32_t count = std::max(counts_[i / 3], 1U);
            out[i] = static_cast<std::uint8_t>((sums_[i] + count / 2) / count);
        }
        std::ranges::fill(sums_, 0U);
        std::ranges::fill(counts_, 0U);
    }

    int width_;
    int height_;
    int y_ = 0;
    Picture picture_;
    std::vector<std::uint32_t> sums_;
    std::vector<std::uint32_t> counts_;
};

Result<Picture> readShrunk(StripSource& source, const std::atomic<bool>& stop) {
    const int width = source.width();
    const int height = source.height();
    const int longer = std::max(width, height);
    const auto shrunk = [&](int side) {
        return longer <= kLongestSide
                   ? side
                   : std::max(1, static_cast<int>(std::int64_t{side} * kLongestSide / longer));
    };
    Shrinker shrinker(width, height, shrunk(width), shrunk(height));
    std::vector<std::uint16_t> line(static_cast<std::size_t>(width) * 3);
    void* pointer = line.data();
    for (int y = 0; y < height; ++y) {
        if (stop) {
            break;
        }
        const Status read = source.read(std::span<void* const>(&pointer, 1));
        if (!read.ok()) {
            return read.fault();
        }
        if (source.depth() == SampleDepth::k16) {
            shrinker.add(line.data());
        } else {
            shrinker.add(reinterpret_cast<const std::uint8_t*>(line.data()));
        }
    }
    return shrinker.take();
}

/// Where EXIF's orientation (1…8) puts a picture's pixels.
Picture upright(const Picture& picture, int orientation, bool bottom_up) {
    const bool on_side = orientation >= 5;
    Picture turned{on_side ? picture.height : picture.width,
                   on_side ? picture.width : picture.height,
                   std::vector<std::uint8_t>(picture.rgb.size())};
    const bool flip_x =
        orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    const bool flip_y =
        orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    for (int y = 0; y < turned.height; ++y) {
        for (int x = 0; x < turned.width; ++x) {
            const int u = flip_x ? turned.width - 1 - x : x;
            const int v = flip_y ? turned.height - 1 - y : y;
            const int from_x = on_side ? v : u;
            const int from_y = on_side ? u : v;
            const int line = bottom_up ? picture.height - 1 - from_y : from_y;
            std::copy_n(&picture.rgb[(static_cast<std::size_t>(line) * picture.width + from_x) * 3],
                        3,
                        &turned.rgb[(static_cast<std::size_t>(y) * turned.width + x) * 3]);
        }
    }
    return turned;
}

std::string encodePicture(const Picture& picture) {
    WebPConfig config;
    WebPPicture webp;
    if (WebPConfigInit(&config) == 0 || WebPPictureInit(&webp) == 0) {
        return {};
    }
    config.quality = kQuality;
    config.method = kMethod;
    webp.width = picture.width;
    webp.height = picture.height;
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    webp.writer = &WebPMemoryWrite;
    webp.custom_ptr = &writer;
    std::string bytes;
    if (WebPPictureImportRGB(&webp, picture.rgb.data(), picture.width * 3) != 0 &&
        WebPEncode(&config, &webp) != 0) {
        bytes.assign(reinterpret_cast<const char*>(writer.mem), writer.size);
    }
    WebPMemoryWriterClear(&writer);
    WebPPictureFree(&webp);
    return bytes;
}

} // namespace

std::string pictureKey() {
    return fmt::format("picture 1; libwebp {:x}; {} px; q{}; m{}",
                       WebPGetEncoderVersion(),
                       kLongestSide,
                       kQuality,
                       kMethod);
}

Result<std::string> makePicture(const TourFile& file, const std::atomic<bool>& stop) {
    const SourceFile source{file.path, file.label, &stop};
    const auto header = readHeader(source);
    if (!header.ok()) {
        return header.fault();
    }
    if (std::int64_t{header->width} * header->height > kMaxPixels) {
        return Fault{file.label,
                     fmt::format("has {} × {} pixels", header->width, header->height),
                     "Make the picture smaller: 1600 pixels are shown."};
    }
    auto opened = openSource(source);
    if (!opened.ok()) {
        return opened.fault();
    }
    StripSource& strips = **opened;
    const auto picture = readShrunk(strips, stop);
    if (!picture.ok()) {
        return picture.fault();
    }
    std::string bytes = encodePicture(upright(*picture, header->orientation, strips.bottomUp()));
    if (bytes.empty()) {
        return Fault{file.label, "cannot be encoded as WebP", "Export it again as JPEG or PNG."};
    }
    return bytes;
}

} // namespace vr360
