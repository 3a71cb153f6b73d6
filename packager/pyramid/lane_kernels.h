#pragma once

#include <cstddef>
#include <cstdint>

namespace vr360 {

/// Lines that the kernels below handle at once, one a vector lane.
inline constexpr int kLanes = 16;

/// 16 rows of bytes become 16 columns: out[16·j + i] = in[i·in_stride + j], j < columns.
/// `columns` is a multiple of 16.
void transposeIn(const std::uint8_t* in,
                 std::ptrdiff_t in_stride,
                 std::size_t columns,
                 std::uint8_t* out);

/// The way back: out[i·out_stride + j] = in[16·j + i] for i < rows, j < columns, any count of both.
void transposeOut(const std::uint8_t* in,
                  std::size_t columns,
                  int rows,
                  std::uint8_t* out,
                  std::ptrdiff_t out_stride);

/// Transposed RGB bytes to 16-bit pairs of neighbouring pixels:
/// out[((p·3 + c)·16 + i)·2 + s] = in[(6·p + 3·s + c)·16 + i].
void widenPairs(const std::uint8_t* in, std::size_t pairs, std::int16_t* out);

/// Weighted sums over pixel pairs: for each lane and channel
/// out[c·16 + i] = clamp((Σ weights[t] · pair sample t + 8192) >> 14).
/// `lanes` points to the first pair, `taps` is even.
void filterLanes(const std::int16_t* lanes,
                 const std::int16_t* weights,
                 int taps,
                 std::uint8_t* out);
void filterLanesPlain(const std::int16_t* lanes,
                      const std::int16_t* weights,
                      int taps,
                      std::uint8_t* out);

} // namespace vr360
