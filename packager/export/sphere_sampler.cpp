#include "packager/export/sphere_sampler.h"

#include "core/package/pyramid.h"

#include <webp/decode.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace vr360 {
namespace {

// 512×512×3 bytes each: 38 MB a thread. A tile of a cube sees about ten of them.
constexpr std::size_t kKeptTiles = 48;

std::uint8_t toByte(double value) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

/// Keys' cubic convolution with a = −1/2 (Catmull-Rom), for a point `t` after the second of four.
std::array<double, 4> cubicWeights(double t) {
    const double t2 = t * t;
    const double t3 = t2 * t;
    return {(-t3 + 2.0 * t2 - t) / 2.0,
            (3.0 * t3 - 5.0 * t2 + 2.0) / 2.0,
            (-3.0 * t3 + 4.0 * t2 + t) / 2.0,
            (t3 - t2) / 2.0};
}

} // namespace

SphereSampler::SphereSampler(const ByteSource& source, std::string panorama, Grid grid)
    : source_(source), panorama_(std::move(panorama)), grid_(std::move(grid)) {}

int SphereSampler::levelFor(double pixels) const {
    for (int level = 0; level < grid_.levelCount(); ++level) {
        if (grid_.level(level).width >= pixels) {
            return level;
        }
    }
    return grid_.levelCount() - 1;
}

Result<Rgb> SphereSampler::sample(int level, LonLat direction) {
    const TileId id = grid_.tileAt(level, direction);
    if (Status there = use(id); !there) {
        return there.fault();
    }
    const DecodedTile& tile = tiles_.front();
    const GridRow& row = grid_.row(level, id.row);
    const double around = (direction.lon + kPi) / (2.0 * kPi);
    const double column_start = row.columnStart(id.column);
    double x = (around - std::floor(around)) * row.width - column_start;
    const double y = (kPi / 2.0 - direction.lat) / kPi * grid_.level(level).height - row.y;
    // Rounding may put a point on the border a hair outside of the tile that it was given.
    x = std::clamp(x, 0.0, static_cast<double>(grid_.tileWidth(id)));
    const double stored_x = x + kGutterPixels - 0.5;
    const double stored_y =
        std::clamp(y, 0.0, static_cast<double>(row.height)) + kGutterPixels - 0.5;
    const bool room = stored_x >= 1.0 && stored_y >= 1.0 && stored_x < tile.width - 2 &&
                      stored_y < tile.height - 2;
    return room ? bicubic(tile, stored_x, stored_y) : bilinear(tile, stored_x, stored_y);
}

Status SphereSampler::use(TileId id) {
    if (!tiles_.empty() && tiles_.front().id == id) {
        return Done{};
    }
    if (const auto found = where_.find(id); found != where_.end()) {
        tiles_.splice(tiles_.begin(), tiles_, found->second);
        return Done{};
    }
    auto decoded = decode(id);
    if (!decoded) {
        return decoded.fault();
    }
    if (tiles_.size() >= kKeptTiles) {
        where_.erase(tiles_.back().id);
        tiles_.pop_back();
    }
    tiles_.push_front(std::move(decoded).value());
    where_[id] = tiles_.begin();
    return Done{};
}

Result<SphereSampler::DecodedTile> SphereSampler::decode(TileId id) const {
    const std::string path = tilePath(panorama_, id);
    const auto bytes = source_.read(path);
    if (!bytes) {
        return bytes.fault();
    }
    DecodedTile tile{.id = id,
                     .width = grid_.tileWidth(id) + 2 * kGutterPixels,
                     .height = grid_.tileHeight(id) + 2 * kGutterPixels};
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes->data());
    int width = 0;
    int height = 0;
    tile.pixels.resize(static_cast<std::size_t>(tile.width) * tile.height * 3);
    if (WebPGetInfo(data, bytes->size(), &width, &height) == 0 || width != tile.width ||
        height != tile.height ||
        WebPDecodeRGBInto(
            data, bytes->size(), tile.pixels.data(), tile.pixels.size(), tile.width * 3) ==
            nullptr) {
        return Fault{.where = path,
                     .what = "it is not the WebP image that belongs there",
                     .cure = "Run vr360-pack verify, and build the package again.",
                     .number = 304};
    }
    return tile;
}

Rgb SphereSampler::bicubic(const DecodedTile& tile, double x, double y) {
    const int x0 = static_cast<int>(std::floor(x));
    const int y0 = static_cast<int>(std::floor(y));
    const auto across = cubicWeights(x - x0);
    const auto down = cubicWeights(y - y0);
    double sum[3] = {};
    for (int j = 0; j < 4; ++j) {
        const std::uint8_t* line = tile.at(x0 - 1, y0 - 1 + j);
        for (int c = 0; c < 3; ++c) {
            sum[c] += down[j] * (across[0] * line[c] + across[1] * line[3 + c] +
                                 across[2] * line[6 + c] + across[3] * line[9 + c]);
        }
    }
    return {toByte(sum[0]), toByte(sum[1]), toByte(sum[2])};
}

Rgb SphereSampler::bilinear(const DecodedTile& tile, double x, double y) {
    const int x0 = std::clamp(static_cast<int>(std::floor(x)), 0, tile.width - 2);
    const int y0 = std::clamp(static_cast<int>(std::floor(y)), 0, tile.height - 2);
    const double tx = std::clamp(x - x0, 0.0, 1.0);
    const double ty = std::clamp(y - y0, 0.0, 1.0);
    const std::uint8_t* top = tile.at(x0, y0);
    const std::uint8_t* bottom = tile.at(x0, y0 + 1);
    Rgb result{};
    for (std::size_t c = 0; c < 3; ++c) {
        result[c] = toByte((1.0 - ty) * ((1.0 - tx) * top[c] + tx * top[c + 3]) +
                           ty * ((1.0 - tx) * bottom[c] + tx * bottom[c + 3]));
    }
    return result;
}

} // namespace vr360
