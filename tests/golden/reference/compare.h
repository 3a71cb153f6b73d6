#pragma once

#include "picture.h"

#include <array>
#include <cstdint>
#include <string>

namespace vr360::golden {

/// A part of a picture, in pixels.
struct Area {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

inline constexpr int kBlockPixels = 16;

/// How far two pictures of the same size are apart. Decibels are PSNR for 8 bits; pictures that
/// are equal have kEqualDecibels.
inline constexpr double kEqualDecibels = 99.0;
struct Comparison {
    double psnr = 0.0; ///< over all pixels and channels
    std::array<double, 3> channel_psnr{};
    int max_difference = 0;
    Area worst_block; ///< of 16×16 (at the right and lower edge: fewer) pixels
    double worst_block_psnr = 0.0;
};

/// `area` must lie within both pictures.
Comparison comparePictures(const Picture& a, const Picture& b, const Area& area);

/// Each pixel of `a` or of `b`, whichever is nearer to that of `to`. All of one size.
Picture nearerPixels(const Picture& a, const Picture& b, const Picture& to);

/// Grey where equal, differences `gain` times as large around it.
Picture differencePicture(const Picture& a, const Picture& b, const Area& area, int gain);

/// One JSON object, on several lines.
std::string toJson(const Comparison& comparison);

} // namespace vr360::golden
