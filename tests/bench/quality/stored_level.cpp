#include "stored_level.h"

#include "compare.h"

#include <webp/decode.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <thread>

namespace vr360::golden {
namespace {

namespace fs = std::filesystem;

constexpr int kPlainTile = 512;

struct Place {
    fs::path file;
    Area from; ///< of the tile: what is copied
    int x = 0; ///< where to
    int y = 0;
    int stored_width = 0; ///< what the tile must measure
    int stored_height = 0;
};

bool copyTile(const Place& place, Picture& to, std::string& error) {
    std::ifstream in(place.file, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    int width = 0;
    int height = 0;
    std::uint8_t* const pixels = WebPDecodeRGB(
        reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(), &width, &height);
    if (pixels == nullptr || width != place.stored_width || height != place.stored_height) {
        error = place.file.string() + ": missing, or not a tile of the expected size";
        WebPFree(pixels);
        return false;
    }
    for (int y = 0; y < place.from.height; ++y) {
        const std::size_t offset =
            (static_cast<std::size_t>(place.from.y + y) * width + place.from.x) * 3;
        std::memcpy(
            to.at(place.x, place.y + y), pixels + offset, std::size_t{3} * place.from.width);
    }
    WebPFree(pixels);
    return true;
}

/// The tiles of a row of the reduced grid, each without the gutters at its sides.
std::vector<Place> reducedPlaces(const fs::path& level, const GridRow& row, int number) {
    std::vector<Place> places;
    for (int column = 0; column < row.columns; ++column) {
        const int width = row.columnWidth(column);
        places.push_back(
            {.file = level / std::to_string(number) / (std::to_string(column) + ".webp"),
             .from = {kGutterPixels, 0, width, row.height + 2 * kGutterPixels},
             .x = row.columnStart(column),
             .y = 0,
             .stored_width = width + 2 * kGutterPixels,
             .stored_height = row.height + 2 * kGutterPixels});
    }
    return places;
}

std::vector<Place> plainPlaces(const fs::path& level, int width, int height) {
    std::vector<Place> places;
    for (int y = 0; y < height; y += kPlainTile) {
        for (int x = 0; x < width; x += kPlainTile) {
            const int tile_width = std::min(kPlainTile, width - x);
            const int tile_height = std::min(kPlainTile, height - y);
            places.push_back({.file = level / (std::to_string(x / kPlainTile) + "_" +
                                               std::to_string(y / kPlainTile) + ".webp"),
                              .from = {0, 0, tile_width, tile_height},
                              .x = x,
                              .y = y,
                              .stored_width = tile_width,
                              .stored_height = tile_height});
        }
    }
    return places;
}

bool fill(Picture& picture, const std::vector<Place>& places, std::string& error) {
    return std::all_of(places.begin(), places.end(), [&](const Place& place) {
        return copyTile(place, picture, error);
    });
}

/// Deep Zoom's level 0 is a single pixel, so its finest has the number ⌈log₂ width⌉.
int plainNumber(const Grid& grid, int level) {
    int finest = 0;
    while ((1 << finest) < grid.width()) {
        ++finest;
    }
    return finest - (grid.levelCount() - 1 - level);
}

} // namespace

std::optional<StoredLevel> StoredLevel::load(
    const fs::path& folder, TileLayout layout, const Grid& grid, int level, std::string& error) {
    const GridLevel& shape = grid.level(level);
    StoredLevel out;
    out.height_ = shape.height;
    if (layout == TileLayout::kPlain) {
        out.rings_.push_back({Picture(shape.width, shape.height), 0, shape.height - 1});
        const auto places = plainPlaces(
            folder / std::to_string(plainNumber(grid, level)), shape.width, shape.height);
        return fill(out.rings_.back().pixels, places, error) ? std::optional(std::move(out))
                                                             : std::nullopt;
    }
    for (std::size_t r = 0; r < shape.rows.size(); ++r) {
        const GridRow& row = shape.rows[r];
        out.rings_.push_back({Picture(row.width, row.height + 2 * kGutterPixels),
                              row.y - kGutterPixels,
                              row.y + row.height - 1});
        const auto places = reducedPlaces(folder / std::to_string(level), row, static_cast<int>(r));
        if (!fill(out.rings_.back().pixels, places, error)) {
            return std::nullopt;
        }
    }
    return out;
}

/// `turns` from the left edge, 0…1; `down` from the zenith, 0…1.
void StoredLevel::sample(double turns, double down, std::uint8_t* out) const {
    const double line = std::min(down * height_, height_ - 1e-9);
    const auto ring = std::lower_bound(
        rings_.begin(), rings_.end(), static_cast<int>(line), [](const Ring& r, int wanted) {
            return r.last_line < wanted;
        });
    const Picture& pixels = ring->pixels;
    const double x = turns * pixels.width - 0.5;
    const double y = std::clamp(line - ring->first_line - 0.5, 0.0, pixels.height - 1.0);
    const int left = static_cast<int>(std::floor(x));
    const int x0 = (left + pixels.width) % pixels.width;
    const int x1 = (x0 + 1) % pixels.width;
    const int y0 = static_cast<int>(y);
    const int y1 = std::min(y0 + 1, pixels.height - 1);
    const double a = x - left;
    const double b = y - y0;
    const std::uint8_t* const corners[4] = {
        pixels.at(x0, y0), pixels.at(x1, y0), pixels.at(x0, y1), pixels.at(x1, y1)};
    for (int c = 0; c < 3; ++c) {
        const double upper = (1.0 - a) * corners[0][c] + a * corners[1][c];
        const double lower = (1.0 - a) * corners[2][c] + a * corners[3][c];
        out[c] = static_cast<std::uint8_t>((1.0 - b) * upper + b * lower + 0.5);
    }
}

Picture StoredLevel::draw(const ReferenceView& view) const {
    constexpr double kRadians = 3.14159265358979323846 / 180.0;
    const double unit = 2.0 * std::tan(0.5 * view.fov * kRadians) / view.width;
    const double sine = std::sin(view.pitch * kRadians);
    const double cosine = std::cos(view.pitch * kRadians);
    Picture out(view.width, view.height);
    std::atomic<int> next{0};
    const auto work = [&] {
        for (int y = next++; y < view.height; y = next++) {
            const double t = (0.5 * view.height - y - 0.5) * unit;
            const double up = sine + t * cosine;
            const double ahead = cosine - t * sine;
            for (int x = 0; x < view.width; ++x) {
                const double s = (x + 0.5 - 0.5 * view.width) * unit;
                const double yaw = std::atan2(s, ahead) / kRadians + view.yaw;
                const double pitch = std::atan2(up, std::sqrt(s * s + ahead * ahead)) / kRadians;
                const double turns = yaw / 360.0 + 0.5;
                sample(turns - std::floor(turns), 0.5 - pitch / 180.0, out.at(x, y));
            }
        }
    };
    const std::jthread other(work);
    work();
    return out;
}

} // namespace vr360::golden
