#include "tile_pyramid.h"

#include <webp/decode.h>
#include <webp/encode.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <thread>

namespace vr360::golden {
namespace {

/// Interleaved RGB in linear light, 0…1.
struct LightPicture {
    int width = 0;
    int height = 0;
    std::vector<float> rgb;

    [[nodiscard]] const float* line(int y) const {
        return rgb.data() + static_cast<std::size_t>(y) * width * 3;
    }
    [[nodiscard]] float* line(int y) {
        return rgb.data() + static_cast<std::size_t>(y) * width * 3;
    }
};

LightPicture toLight(const Picture& picture) {
    const auto table = decodingTable(true);
    LightPicture out{picture.width, picture.height, std::vector<float>(picture.rgb.size())};
    std::transform(picture.rgb.begin(), picture.rgb.end(), out.rgb.begin(), [&](std::uint8_t v) {
        return table[v];
    });
    return out;
}

/// Half the size; what a last odd column or line lacks is itself again.
LightPicture halved(const LightPicture& in) {
    LightPicture out{(in.width + 1) / 2, (in.height + 1) / 2, {}};
    out.rgb.resize(static_cast<std::size_t>(out.width) * out.height * 3);
    for (int y = 0; y < out.height; ++y) {
        const float* a = in.line(2 * y);
        const float* b = in.line(std::min(2 * y + 1, in.height - 1));
        float* to = out.line(y);
        for (int x = 0; x < out.width; ++x) {
            const int left = 2 * x * 3;
            const int right = std::min(2 * x + 1, in.width - 1) * 3;
            for (int c = 0; c < 3; ++c) {
                to[x * 3 + c] = (a[left + c] + a[right + c] + b[left + c] + b[right + c]) * 0.25F;
            }
        }
    }
    return out;
}

double lanczos(double x) {
    constexpr double kLobes = 3.0;
    if (std::abs(x) < 1e-9) {
        return 1.0;
    }
    if (std::abs(x) >= kLobes) {
        return 0.0;
    }
    const double p = kPi * x;
    return kLobes * std::sin(p) * std::sin(p / kLobes) / (p * p);
}

/// One line of stored values (0…255) around the whole circle, at another width.
class LineResampler {
public:
    LineResampler(int from, int to) : from_(from), to_(to) {
        const double scale = static_cast<double>(from) / to;
        const int taps = static_cast<int>(std::ceil(3.0 * scale)) * 2 + 1;
        first_.resize(static_cast<std::size_t>(to));
        weights_.resize(static_cast<std::size_t>(to) * taps);
        taps_ = taps;
        for (int k = 0; k < to; ++k) {
            const double centre = (k + 0.5) * scale - 0.5;
            const int first = static_cast<int>(std::floor(centre)) - taps / 2;
            float* w = &weights_[static_cast<std::size_t>(k) * taps];
            double sum = 0.0;
            for (int i = 0; i < taps; ++i) {
                sum += lanczos((first + i - centre) / scale);
            }
            for (int i = 0; i < taps; ++i) {
                w[i] = static_cast<float>(lanczos((first + i - centre) / scale) / sum);
            }
            first_[static_cast<std::size_t>(k)] = first;
        }
    }

    void apply(const std::vector<float>& in, std::vector<float>& out) const {
        out.resize(static_cast<std::size_t>(to_) * 3);
        if (from_ == to_) {
            out = in;
            return;
        }
        for (int k = 0; k < to_; ++k) {
            float sum[3] = {};
            const float* w = &weights_[static_cast<std::size_t>(k) * taps_];
            for (int i = 0; i < taps_; ++i) {
                const int x = ((first_[static_cast<std::size_t>(k)] + i) % from_ + from_) % from_;
                for (int c = 0; c < 3; ++c) {
                    sum[c] += w[i] * in[static_cast<std::size_t>(x) * 3 + c];
                }
            }
            std::copy(sum, sum + 3, out.begin() + static_cast<std::ptrdiff_t>(k) * 3);
        }
    }

private:
    int from_;
    int to_;
    int taps_ = 0;
    std::vector<int> first_;
    std::vector<float> weights_;
};

/// The lines of a row and the one above and below it, at the row's width, in stored values.
std::vector<std::vector<float>> rowLines(const LightPicture& level, const GridRow& row) {
    const LineResampler resampler(level.width, row.width);
    std::vector<std::vector<float>> lines;
    std::vector<float> stored(static_cast<std::size_t>(level.width) * 3);
    for (int y = row.y - 1; y <= row.y + row.height; ++y) {
        const float* light = level.line(std::clamp(y, 0, level.height - 1));
        for (std::size_t i = 0; i < stored.size(); ++i) {
            const float v = light[i];
            stored[i] = 255.0F *
                        (v <= 0.0031308F ? v * 12.92F : 1.055F * std::pow(v, 1.0F / 2.4F) - 0.055F);
        }
        if (y < 0 || y >= level.height) {
            std::rotate(stored.begin(),
                        stored.begin() + static_cast<std::ptrdiff_t>(level.width / 2) * 3,
                        stored.end());
        }
        lines.emplace_back();
        resampler.apply(stored, lines.back());
    }
    return lines;
}

Picture cut(const std::vector<std::vector<float>>& lines, const GridRow& row, int column) {
    const int start = row.columnStart(column);
    Picture out(row.columnWidth(column) + 2, row.height + 2);
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            const int from = (start + x - 1 + row.width) % row.width;
            for (int c = 0; c < 3; ++c) {
                out.at(x, y)[c] = encodeSample(
                    lines[static_cast<std::size_t>(y)][static_cast<std::size_t>(from) * 3 + c],
                    false);
            }
        }
    }
    return out;
}

/// Through WebP and back.
StoredTile stored(Picture pixels, const TileEncoding& encoding) {
    if (encoding.none) {
        return {std::move(pixels), 0};
    }
    WebPConfig config;
    WebPConfigInit(&config);
    config.quality = static_cast<float>(encoding.quality);
    config.method = 4;
    config.use_sharp_yuv = encoding.sharp_yuv ? 1 : 0;
    if (encoding.lossless) {
        WebPConfigLosslessPreset(&config, 1);
    }
    WebPPicture picture;
    WebPPictureInit(&picture);
    picture.use_argb = 1;
    picture.width = pixels.width;
    picture.height = pixels.height;
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    if (!WebPPictureImportRGB(&picture, pixels.rgb.data(), pixels.width * 3) ||
        !WebPEncode(&config, &picture)) {
        std::abort();
    }
    WebPDecodeRGBInto(
        writer.mem, writer.size, pixels.rgb.data(), pixels.rgb.size(), pixels.width * 3);
    StoredTile out{std::move(pixels), writer.size};
    WebPMemoryWriterClear(&writer);
    WebPPictureFree(&picture);
    return out;
}

} // namespace

TilePyramid::TilePyramid(const Grid& grid, const Picture& panorama, const TileEncoding& encoding)
    : grid_(grid) {
    LightPicture light = toLight(panorama);
    for (int level = grid.levelCount() - 1; level >= 0; --level) {
        const auto& rows = grid.level(level).rows;
        std::vector<std::vector<StoredTile>> made(rows.size());
        std::atomic<std::size_t> next{0};
        const auto work = [&] {
            for (std::size_t r = next++; r < rows.size(); r = next++) {
                const auto lines = rowLines(light, rows[r]);
                for (int c = 0; c < rows[r].columns; ++c) {
                    made[r].push_back(stored(cut(lines, rows[r], c), encoding));
                }
            }
        };
        {
            const std::jthread other(work);
            work();
        }
        for (std::size_t r = 0; r < rows.size(); ++r) {
            for (std::size_t c = 0; c < made[r].size(); ++c) {
                tiles_[{static_cast<std::int16_t>(level),
                        static_cast<std::int16_t>(r),
                        static_cast<std::int16_t>(c)}] = std::move(made[r][c]);
            }
        }
        if (level > 0) {
            light = halved(light);
        }
    }
}

} // namespace vr360::golden
