#include "packager/pyramid/tile_encoding.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

/// Added to the quality at the equator, and more towards the poles with sin⁴ of the latitude.
constexpr double kAtEquator = -1.0;
constexpr double kTowardsPoles = 5.25;
/// The faster methods decide without counting bits, which costs most where there is little detail.
constexpr int kFasterMethod = 2;
constexpr double kFasterTowardsPoles = 1.0;
/// Coarser levels have some to spare: less than encoding takes is lost by halving in linear light.
constexpr double kCoarser = -0.5;

} // namespace

int coarseMethod(const PyramidSettings& settings) {
    return std::min(settings.method, kFasterMethod);
}

TileEncoding tileEncoding(const PyramidSettings& settings, const Grid& grid, int level, int row) {
    const GridRow& shape = grid.row(level, row);
    const double middle = shape.y + 0.5 * shape.height;
    const double sine = std::cos(kPi * middle / grid.level(level).height);
    const double polar = sine * sine * sine * sine;
    const bool finest = level == grid.levelCount() - 1;
    const int method = finest ? settings.method : coarseMethod(settings);
    double quality = settings.quality + kAtEquator + kTowardsPoles * polar;
    if (method <= kFasterMethod) {
        quality += kFasterTowardsPoles * polar;
    }
    if (!finest) {
        quality += kCoarser;
    }
    // Whole tenths: the last bit of a cosine must not reach the encoder.
    const auto tenths = static_cast<float>(std::clamp(std::round(10.0 * quality), 0.0, 1000.0));
    return {.quality = tenths / 10.0F, .method = method, .lossless = settings.lossless};
}

} // namespace vr360
