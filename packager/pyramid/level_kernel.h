#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace vr360 {

/// A line of the sphere with as many pixels as its circle needs: RGBX, and kLinePadding pixels more
/// on either side, which repeat what lies beyond the seam.
/// Samples are std::uint8_t, or std::int16_t of 15 bits, which is what 16-bit ones are halved to.
template <typename Sample>
struct CircleLine {
    const Sample* pixels = nullptr; ///< pixel 0
    int width = 0;
    float turn = 0.0F;  ///< what is added to longitudes: ½ for a line across a pole
    bool alike = false; ///< this and the next five have the same width and no turn
};
inline constexpr int kLinePadding = 8;
/// Lines, and pixels of a line, that make one output pixel.
inline constexpr int kSampleTaps = 6;

/// Where a pixel is to be taken from.
struct LinePosition {
    float around; ///< share of the circle, 0…1 from the picture's left edge
    float line;   ///< 0 is the centre of the first line
};

/// A parallel of the levelled sphere in the axes of the image: the direction at longitude λ is
/// by_sine · sin λ + always + by_cosine · cos λ, its components being right, up and forward.
struct TiltedParallel {
    std::array<float, 3> by_sine;
    std::array<float, 3> always;
    std::array<float, 3> by_cosine;
};

/// Where an image of `height` lines shows such a parallel, at the longitudes whose sines and
/// cosines are given. `count` is a multiple of 4.
void findPositions(const TiltedParallel& parallel,
                   const float* sines,
                   const float* cosines,
                   std::size_t count,
                   float height,
                   LinePosition* positions);

/// RGB of `count` positions, 0…65535, by a Lanczos filter of three lobes both ways. `lines` begins
/// with the image's line `first_line`; from three lines before to three behind each position must
/// be there.
template <typename Sample>
void sampleLines(const CircleLine<Sample>* lines,
                 int first_line,
                 const LinePosition* positions,
                 std::size_t count,
                 std::uint16_t* out);
/// The same in plain loops instead of vector instructions; same result.
template <typename Sample>
void sampleLinesPlain(const CircleLine<Sample>* lines,
                      int first_line,
                      const LinePosition* positions,
                      std::size_t count,
                      std::uint16_t* out);

} // namespace vr360
