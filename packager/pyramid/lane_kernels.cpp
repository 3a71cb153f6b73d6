#include "packager/pyramid/lane_kernels.h"

#include "packager/pyramid/row_filter.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace vr360 {
namespace {

constexpr int kHalf = 1 << (RowFilter::kShift - 1);

using Bytes = std::uint8_t __attribute__((vector_size(16)));

Bytes load(const std::uint8_t* from) {
    Bytes bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
}

void store(std::uint8_t* to, Bytes bytes) {
    std::memcpy(to, &bytes, sizeof bytes);
}

Bytes interleaveLow(Bytes a, Bytes b) {
    return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}

Bytes interleaveHigh(Bytes a, Bytes b) {
    return __builtin_shufflevector(
        a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}

// Interleaving row i with row i + 8, four times over, is a transposition: each pass rotates one bit
// of the row number into the column number.
void transpose16(Bytes (&rows)[16]) {
    Bytes other[16];
    for (int pass = 0; pass < 4; ++pass) {
        for (int i = 0; i < 8; ++i) {
            other[2 * i] = interleaveLow(rows[i], rows[i + 8]);
            other[2 * i + 1] = interleaveHigh(rows[i], rows[i + 8]);
        }
        std::copy(other, other + 16, rows);
    }
}

} // namespace

void transposeIn(const std::uint8_t* in,
                 std::ptrdiff_t in_stride,
                 std::size_t columns,
                 std::uint8_t* out) {
    for (std::size_t j = 0; j < columns; j += 16) {
        Bytes rows[16];
        for (int i = 0; i < 16; ++i) {
            rows[i] = load(in + i * in_stride + j);
        }
        transpose16(rows);
        for (int i = 0; i < 16; ++i) {
            store(out + 16 * (j + i), rows[i]);
        }
    }
}

void transposeOut(const std::uint8_t* in,
                  std::size_t columns,
                  int rows,
                  std::uint8_t* out,
                  std::ptrdiff_t out_stride) {
    std::size_t j = 0;
    for (; j + 16 <= columns; j += 16) {
        Bytes block[16];
        for (int i = 0; i < 16; ++i) {
            block[i] = load(in + 16 * (j + i));
        }
        transpose16(block);
        for (int i = 0; i < rows; ++i) {
            store(out + i * out_stride + j, block[i]);
        }
    }
    for (; j < columns; ++j) {
        for (int i = 0; i < rows; ++i) {
            out[i * out_stride + static_cast<std::ptrdiff_t>(j)] = in[16 * j + i];
        }
    }
}

void widenPairs(const std::uint8_t* in, std::size_t pairs, std::int16_t* out) {
    for (std::size_t p = 0; p < pairs; ++p) {
        for (std::size_t c = 0; c < 3; ++c) {
            const Bytes left = load(in + (6 * p + c) * 16);
            const Bytes right = load(in + (6 * p + 3 + c) * 16);
            const Bytes zero{};
            const Bytes low = interleaveLow(left, right);
            const Bytes high = interleaveHigh(left, right);
            // Bytes beside zeros are little-endian 16-bit numbers.
            auto* const to = reinterpret_cast<std::uint8_t*>(out + (3 * p + c) * 32);
            store(to, interleaveLow(low, zero));
            store(to + 16, interleaveHigh(low, zero));
            store(to + 32, interleaveLow(high, zero));
            store(to + 48, interleaveHigh(high, zero));
        }
    }
}

void filterLanesPlain(const std::int16_t* lanes,
                      const std::int16_t* weights,
                      int taps,
                      std::uint8_t* out) {
    for (std::size_t c = 0; c < 3; ++c) {
        std::int32_t sums[kLanes];
        std::fill(sums, sums + kLanes, kHalf);
        for (int t = 0; t < taps; t += 2) {
            const std::int16_t* const pair = lanes + (static_cast<std::size_t>(t / 2) * 3 + c) * 32;
            for (int i = 0; i < kLanes; ++i) {
                sums[i] += weights[t] * pair[2 * i] + weights[t + 1] * pair[2 * i + 1];
            }
        }
        for (int i = 0; i < kLanes; ++i) {
            out[c * kLanes + i] =
                static_cast<std::uint8_t>(std::clamp(sums[i] >> RowFilter::kShift, 0, 255));
        }
    }
}

#if defined(__x86_64__)
namespace {

__attribute__((target("avx2"))) void filterLanesAvx2(const std::int16_t* lanes,
                                                     const std::int16_t* weights,
                                                     int taps,
                                                     std::uint8_t* out) {
    __m256i sums[6];
    for (__m256i& sum : sums) {
        sum = _mm256_set1_epi32(kHalf);
    }
    for (int t = 0; t < taps; t += 2) {
        std::int32_t both = 0;
        std::memcpy(&both, weights + t, sizeof both);
        const __m256i weight = _mm256_set1_epi32(both);
        const auto* const pair = reinterpret_cast<const __m256i*>(lanes + std::ptrdiff_t{48} * t);
        for (int i = 0; i < 6; ++i) {
            sums[i] =
                _mm256_add_epi32(sums[i], _mm256_madd_epi16(_mm256_loadu_si256(pair + i), weight));
        }
    }
    for (int c = 0; c < 3; ++c) {
        const __m256i low = _mm256_srai_epi32(sums[2 * c], RowFilter::kShift);
        const __m256i high = _mm256_srai_epi32(sums[2 * c + 1], RowFilter::kShift);
        // Packing works within 128-bit halves: put their quarters in order again.
        const __m256i words =
            _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0b11'01'10'00);
        const __m128i bytes =
            _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256(words, 1));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out + std::ptrdiff_t{kLanes} * c), bytes);
    }
}

} // namespace

void filterLanes(const std::int16_t* lanes,
                 const std::int16_t* weights,
                 int taps,
                 std::uint8_t* out) {
    static const bool kAvx2 = __builtin_cpu_supports("avx2") != 0;
    if (kAvx2) {
        filterLanesAvx2(lanes, weights, taps, out);
    } else {
        filterLanesPlain(lanes, weights, taps, out);
    }
}
#else
void filterLanes(const std::int16_t* lanes,
                 const std::int16_t* weights,
                 int taps,
                 std::uint8_t* out) {
    filterLanesPlain(lanes, weights, taps, out);
}
#endif

} // namespace vr360
