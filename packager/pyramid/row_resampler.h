#pragma once

#include "packager/pyramid/row_filter.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vr360 {

/// 8-bit RGB lines that go around a circle: line i begins at `pixels` + i·`stride` bytes.
struct CircleLines {
    const std::uint8_t* pixels = nullptr;
    std::ptrdiff_t stride = 0;
    int width = 0; ///< pixels around the circle
    int count = 0;
};

/// Applies a RowFilter to parts of lines. Keeps scratch memory between calls: one for each thread.
class RowResampler {
public:
    /// Output pixels first … first + count − 1 (within −1…to, both included) of every line, to
    /// `out` with lines `out_stride` bytes apart.
    void resample(const RowFilter& filter,
                  const CircleLines& lines,
                  int first,
                  int count,
                  std::uint8_t* out,
                  std::ptrdiff_t out_stride);

    /// The kernel in plain loops instead of vector instructions; same result. For tests.
    void usePlainKernel(bool plain) { plain_ = plain; }

private:
    void gather(const CircleLines& lines, int line, int from_pixel, int pixels);

    bool plain_ = false;
    std::vector<std::uint8_t> window_; ///< 16 lines of the source pixels needed, side by side
    std::vector<std::uint8_t> transposed_;
    std::vector<std::int16_t> lanes_;  ///< [pixel pair][channel][line][which of the pair]
    std::vector<std::uint8_t> result_; ///< [pixel · channel][line]
};

} // namespace vr360
