#include "packager/export/tile_plan.h"

#include "core/geometry/grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace vr360 {
namespace {

constexpr int kTilePixels = 512;
constexpr int kMaxRows = 16;
constexpr int kMinRows = 2;
constexpr int kBaseWidth = 1024;

int ceilDivide(int value, int by) {
    return (value + by - 1) / by;
}

} // namespace

char faceLetter(CubeFace face) {
    return "frblud"[static_cast<int>(face)];
}

Vec3 faceDirection(CubeFace face, double u, double v) {
    switch (face) {
    case CubeFace::kFront:
        return {u, -v, 1.0};
    case CubeFace::kRight:
        return {1.0, -v, -u};
    case CubeFace::kBack:
        return {-u, -v, -1.0};
    case CubeFace::kLeft:
        return {-1.0, -v, u};
    case CubeFace::kUp:
        return {u, 1.0, v};
    case CubeFace::kDown:
        break;
    }
    return {u, -1.0, -v};
}

LonLat PlannedTile::directionAt(int column, int line) const {
    const double across = (x + column + 0.5) / plane_width;
    const double down = (y + line + 0.5) / plane_height;
    if (cube) {
        return lonLat(faceDirection(face, 2.0 * across - 1.0, 2.0 * down - 1.0));
    }
    return {(2.0 * across - 1.0) * kPi, (0.5 - down) * kPi};
}

double PlannedTile::density() const {
    // In the middle of a face, half of its pixels span one radian's tangent.
    return cube ? plane_width * kPi : plane_width;
}

CubePlan planCube(int width, CubePath path) {
    // Rounding the face up must not ask for a level twice as fine as the panorama has.
    const int face_pixels = std::max(static_cast<int>(std::ceil(width / kPi)), 8);
    CubePlan plan;
    plan.levels = 1;
    while (ceilDivide(face_pixels, 1 << (plan.levels - 1)) > kTilePixels) {
        ++plan.levels;
    }
    plan.tile =
        std::min(ceilDivide(ceilDivide(face_pixels, 1 << (plan.levels - 1)), 8) * 8, kTilePixels);
    for (int level = 0; level < plan.levels; ++level) {
        const int count = 1 << level;
        for (const CubeFace face : kCubeFaces) {
            for (int row = 0; row < count; ++row) {
                for (int column = 0; column < count; ++column) {
                    plan.tiles.push_back({.path = path(level, face, row, column),
                                          .width = plan.tile,
                                          .height = plan.tile,
                                          .cube = true,
                                          .face = face,
                                          .plane_width = plan.tile * count,
                                          .plane_height = plan.tile * count,
                                          .x = column * plan.tile,
                                          .y = row * plan.tile});
                }
            }
        }
    }
    return plan;
}

EquirectPlan planEquirect(int width) {
    EquirectPlan plan;
    const auto wanted = static_cast<unsigned>(ceilDivide(width / 2, kTilePixels));
    const int finest_rows =
        std::clamp(static_cast<int>(std::bit_ceil(std::max(wanted, 1U))), kMinRows, kMaxRows);
    // Of the finest level; the tiles of coarser ones are of the same size.
    const int tile = std::max(width / (2 * finest_rows), 1);
    for (int rows = kMinRows; rows <= finest_rows; rows *= 2) {
        const EquirectPlan::Level level{
            .width = tile * 2 * rows, .columns = 2 * rows, .rows = rows};
        for (int row = 0; row < level.rows; ++row) {
            for (int column = 0; column < level.columns; ++column) {
                plan.tiles.push_back(
                    {.path = fmt::format("{}/{}_{}.webp", plan.levels.size(), row, column),
                     .width = tile,
                     .height = tile,
                     .plane_width = level.width,
                     .plane_height = level.width / 2,
                     .x = column * tile,
                     .y = row * tile});
            }
        }
        plan.levels.push_back(level);
    }
    const int base = std::min(kBaseWidth, plan.levels.back().width);
    plan.base = {.path = "base.webp",
                 .width = base,
                 .height = base / 2,
                 .plane_width = base,
                 .plane_height = base / 2};
    return plan;
}

} // namespace vr360
