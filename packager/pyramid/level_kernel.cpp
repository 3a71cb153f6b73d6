#include "packager/pyramid/level_kernel.h"

#include "core/geometry/angles.h"
#include "packager/pyramid/lanczos.h"
#include "packager/pyramid/multiversion.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace vr360 {
namespace {

using Floats = float __attribute__((vector_size(16)));

constexpr int kTaps = kSampleTaps;
static_assert(kTaps == 2 * kLanczosLobes);
constexpr int kBefore = kLanczosLobes - 1; ///< taps before the position
constexpr float kPiFloat = static_cast<float>(kPi);

Floats allOf(float value) {
    return Floats{value, value, value, value};
}

/// Arc tangents of y/x in all four quadrants, 3·10⁻⁸ off at most besides rounding, the same on
/// every machine (Abramowitz and Stegun 4.4.49).
inline __attribute__((always_inline)) Floats arcTangent(Floats y, Floats x) {
    const Floats zero{};
    const Floats y_size = y < zero ? -y : y;
    const Floats x_size = x < zero ? -x : x;
    const Floats larger = y_size > x_size ? y_size : x_size;
    const Floats smaller = y_size > x_size ? x_size : y_size;
    const Floats ratio = smaller / (larger > zero ? larger : allOf(1.0F));
    const Floats square = ratio * ratio;
    constexpr std::array kTerms{-0.0161657367F,
                                0.0429096138F,
                                -0.0752896400F,
                                0.1065626393F,
                                -0.1420889944F,
                                0.1999355085F,
                                -0.3333314528F,
                                1.0F};
    Floats sum = allOf(0.0028662257F);
    for (const float term : kTerms) {
        sum = sum * square + term;
    }
    Floats angle = sum * ratio;
    angle = y_size > x_size ? kPiFloat / 2.0F - angle : angle;
    angle = x < zero ? kPiFloat - angle : angle;
    return y < zero ? -angle : angle;
}

inline __attribute__((always_inline)) Floats squareRoot(Floats values) {
    return Floats{
        std::sqrt(values[0]), std::sqrt(values[1]), std::sqrt(values[2]), std::sqrt(values[3])};
}

inline __attribute__((always_inline)) Floats load(const float* from) {
    Floats values;
    std::memcpy(&values, from, sizeof values);
    return values;
}

/// The filter at every 512th of a pixel: along a line in whole numbers of 1/16384 that sum to
/// exactly that, from line to line as they are. Positions are 1/1024 of a pixel off at most.
class Weights {
public:
    static constexpr int kPhases = 512;
    static constexpr int kOne = 1 << 14;

    static const Weights& get() {
        static const Weights kWeights;
        return kWeights;
    }

    /// For a position `part` (0…1) of a pixel behind the tap number kBefore: eight numbers, of
    /// which two are 0.
    [[nodiscard]] const std::int16_t* along(float part) const { return &along_[at(part)]; }
    [[nodiscard]] const float* down(float part) const { return &down_[at(part)]; }

private:
    static constexpr std::size_t kStride = 8;

    static std::size_t at(float part) {
        return kStride * static_cast<std::size_t>(static_cast<int>(part * kPhases + 0.5F));
    }

    Weights() {
        for (int phase = 0; phase <= kPhases; ++phase) {
            const double part = static_cast<double>(phase) / kPhases;
            std::array<double, kTaps> set{};
            double sum = 0.0;
            for (int tap = 0; tap < kTaps; ++tap) {
                set[tap] = lanczos(tap - kBefore - part);
                sum += set[tap];
            }
            const std::size_t first = kStride * static_cast<std::size_t>(phase);
            int given = 0;
            for (std::size_t tap = 0; tap < kTaps; ++tap) {
                down_[first + tap] = static_cast<float>(set[tap] / sum);
                along_[first + tap] = static_cast<std::int16_t>(std::lround(set[tap] / sum * kOne));
                given += along_[first + tap];
            }
            // What rounding left over goes to the largest.
            std::int16_t& largest = along_[first + kBefore + (part > 0.5 ? 1 : 0)];
            largest = static_cast<std::int16_t>(largest + kOne - given);
        }
    }

    std::array<std::int16_t, kStride*(kPhases + 1)> along_{};
    std::array<float, kStride*(kPhases + 1)> down_{};
};

/// What sums of `Sample`s times whole weights are multiplied by to be 16-bit samples.
template <typename Sample>
constexpr float kScale = (sizeof(Sample) == 1 ? 257.0F : 65535.0F / 32767.0F) / Weights::kOne;

/// A place on a line: the first of its taps, and their weights.
struct Place {
    std::ptrdiff_t first;
    const std::int16_t* weights;
};

inline __attribute__((always_inline)) float floorOf(float value) {
    const auto whole = static_cast<float>(static_cast<int>(value));
    return whole > value ? whole - 1.0F : whole;
}

template <typename Sample>
inline __attribute__((always_inline)) Place
placeOn(const CircleLine<Sample>& line, float around, const Weights& weights) {
    const float turned = around + line.turn;
    const float once = turned >= 1.0F ? turned - 1.0F : turned;
    const float position = once * static_cast<float>(line.width) - 0.5F;
    const float pixel = floorOf(position);
    return {static_cast<std::ptrdiff_t>(pixel) - kBefore, weights.along(position - pixel)};
}

inline __attribute__((always_inline)) std::uint16_t toSample(float value) {
    return static_cast<std::uint16_t>(
        static_cast<int>(std::min(std::max(value, 0.0F), 65535.0F) + 0.5F));
}

/// Sums over taps 0…3 and over taps 4 and 5: what the two halves of a vector hold.
template <typename Sample>
void addTapsPlain(const Sample* taps, const std::int16_t* weights, float down, float (&sums)[8]) {
    std::int32_t along[8]{};
    for (int i = 0; i < kTaps; ++i) {
        for (int c = 0; c < 4; ++c) {
            along[(i >= 4 ? 4 : 0) + c] += weights[i] * taps[4 * i + c];
        }
    }
    for (int c = 0; c < 8; ++c) {
        sums[c] += static_cast<float>(along[c]) * down;
    }
}

#if defined(__x86_64__)
/// Eight pixels as 16-bit pairs of neighbours: 0 and 1, 4 and 5; 2 and 3, 6 and 7.
struct Pairs {
    __m256i first;
    __m256i second;
};

__attribute__((target("avx2"), always_inline)) inline Pairs loadPairs(const std::uint8_t* taps) {
    const __m256i order = _mm256_setr_epi8(0,
                                           4,
                                           1,
                                           5,
                                           2,
                                           6,
                                           3,
                                           7,
                                           8,
                                           12,
                                           9,
                                           13,
                                           10,
                                           14,
                                           11,
                                           15,
                                           0,
                                           4,
                                           1,
                                           5,
                                           2,
                                           6,
                                           3,
                                           7,
                                           8,
                                           12,
                                           9,
                                           13,
                                           10,
                                           14,
                                           11,
                                           15);
    const __m256i bytes =
        _mm256_shuffle_epi8(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(taps)), order);
    const __m256i zero = _mm256_setzero_si256();
    return {_mm256_unpacklo_epi8(bytes, zero), _mm256_unpackhi_epi8(bytes, zero)};
}

__attribute__((target("avx2"), always_inline)) inline Pairs loadPairs(const std::int16_t* taps) {
    const __m256i order = _mm256_setr_epi8(0,
                                           1,
                                           8,
                                           9,
                                           2,
                                           3,
                                           10,
                                           11,
                                           4,
                                           5,
                                           12,
                                           13,
                                           6,
                                           7,
                                           14,
                                           15,
                                           0,
                                           1,
                                           8,
                                           9,
                                           2,
                                           3,
                                           10,
                                           11,
                                           4,
                                           5,
                                           12,
                                           13,
                                           6,
                                           7,
                                           14,
                                           15);
    const __m256i near = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(taps));
    const __m256i far = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(taps + 16));
    return {_mm256_shuffle_epi8(_mm256_permute2x128_si256(near, far, 0x20), order),
            _mm256_shuffle_epi8(_mm256_permute2x128_si256(near, far, 0x31), order)};
}

/// Weights of a place, laid out as Pairs are.
__attribute__((target("avx2"), always_inline)) inline Pairs
spreadWeights(const std::int16_t* from) {
    const __m256i all =
        _mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(from)));
    return {_mm256_shuffle_epi8(all,
                                _mm256_setr_epi8(0,
                                                 1,
                                                 2,
                                                 3,
                                                 0,
                                                 1,
                                                 2,
                                                 3,
                                                 0,
                                                 1,
                                                 2,
                                                 3,
                                                 0,
                                                 1,
                                                 2,
                                                 3,
                                                 8,
                                                 9,
                                                 10,
                                                 11,
                                                 8,
                                                 9,
                                                 10,
                                                 11,
                                                 8,
                                                 9,
                                                 10,
                                                 11,
                                                 8,
                                                 9,
                                                 10,
                                                 11)),
            _mm256_shuffle_epi8(all,
                                _mm256_setr_epi8(4,
                                                 5,
                                                 6,
                                                 7,
                                                 4,
                                                 5,
                                                 6,
                                                 7,
                                                 4,
                                                 5,
                                                 6,
                                                 7,
                                                 4,
                                                 5,
                                                 6,
                                                 7,
                                                 12,
                                                 13,
                                                 14,
                                                 15,
                                                 12,
                                                 13,
                                                 14,
                                                 15,
                                                 12,
                                                 13,
                                                 14,
                                                 15,
                                                 12,
                                                 13,
                                                 14,
                                                 15))};
}

template <typename Sample>
__attribute__((target("avx2"), always_inline)) inline __m256
addTaps(__m256 sum, const Sample* taps, const Pairs& weights, float down) {
    const Pairs pairs = loadPairs(taps);
    const __m256i along = _mm256_add_epi32(_mm256_madd_epi16(pairs.first, weights.first),
                                           _mm256_madd_epi16(pairs.second, weights.second));
    return _mm256_add_ps(sum, _mm256_mul_ps(_mm256_cvtepi32_ps(along), _mm256_set1_ps(down)));
}

template <typename Sample>
__attribute__((target("avx2"))) void sampleLinesAvx2(const CircleLine<Sample>* all_lines,
                                                     int first_line,
                                                     const LinePosition* positions,
                                                     std::size_t count,
                                                     std::uint16_t* out) {
    const Weights& weights = Weights::get();
    for (std::size_t i = 0; i < count; ++i) {
        const float line = floorOf(positions[i].line);
        const float* const down = weights.down(positions[i].line - line);
        const CircleLine<Sample>* const lines =
            all_lines + (static_cast<int>(line) - first_line - kBefore);
        __m256 sum = _mm256_setzero_ps();
        Place place = placeOn(lines[0], positions[i].around, weights);
        Pairs along = spreadWeights(place.weights);
        for (int k = 0; k < kTaps; ++k) {
            if (k > 0 && !lines[0].alike) {
                place = placeOn(lines[k], positions[i].around, weights);
                along = spreadWeights(place.weights);
            }
            sum = addTaps(sum, lines[k].pixels + 4 * place.first, along, down[k]);
        }
        const __m128 both = _mm_add_ps(_mm256_castps256_ps128(sum), _mm256_extractf128_ps(sum, 1));
        const __m128 scaled = _mm_mul_ps(both, _mm_set1_ps(kScale<Sample>));
        const __m128 limited =
            _mm_min_ps(_mm_max_ps(scaled, _mm_setzero_ps()), _mm_set1_ps(65535.0F));
        const __m128i whole = _mm_cvttps_epi32(_mm_add_ps(limited, _mm_set1_ps(0.5F)));
        const __m128i packed = _mm_packus_epi32(whole, whole);
        const auto rgbx = static_cast<std::uint64_t>(_mm_cvtsi128_si64(packed));
        std::memcpy(out + 3 * i, &rgbx, 3 * sizeof(std::uint16_t));
    }
}
#endif

} // namespace

VR360_MULTIVERSION
void findPositions(const TiltedParallel& parallel,
                   const float* sines,
                   const float* cosines,
                   std::size_t count,
                   float height,
                   LinePosition* positions) {
    for (std::size_t i = 0; i < count; i += 4) {
        const Floats sine = load(sines + i);
        const Floats cosine = load(cosines + i);
        std::array<Floats, 3> axes;
        for (std::size_t k = 0; k < 3; ++k) {
            axes[k] =
                sine * parallel.by_sine[k] + parallel.always[k] + cosine * parallel.by_cosine[k];
        }
        const Floats level = squareRoot(axes[0] * axes[0] + axes[2] * axes[2]);
        const Floats around = arcTangent(axes[0], axes[2]) * (0.5F / kPiFloat) + 0.5F;
        const Floats line = (0.5F - arcTangent(axes[1], level) * (1.0F / kPiFloat)) * height - 0.5F;
        for (std::size_t k = 0; k < 4; ++k) {
            positions[i + k] = {around[k], line[k]};
        }
    }
}

template <typename Sample>
void sampleLinesPlain(const CircleLine<Sample>* all_lines,
                      int first_line,
                      const LinePosition* positions,
                      std::size_t count,
                      std::uint16_t* out) {
    const Weights& weights = Weights::get();
    for (std::size_t i = 0; i < count; ++i) {
        const float line = floorOf(positions[i].line);
        const float* const down = weights.down(positions[i].line - line);
        const CircleLine<Sample>* const lines =
            all_lines + (static_cast<int>(line) - first_line - kBefore);
        float sums[8]{};
        for (int k = 0; k < kTaps; ++k) {
            const Place place = placeOn(lines[k], positions[i].around, weights);
            addTapsPlain(lines[k].pixels + 4 * place.first, place.weights, down[k], sums);
        }
        for (std::size_t c = 0; c < 3; ++c) {
            out[3 * i + c] = toSample((sums[c] + sums[c + 4]) * kScale<Sample>);
        }
    }
}

template <typename Sample>
void sampleLines(const CircleLine<Sample>* lines,
                 int first_line,
                 const LinePosition* positions,
                 std::size_t count,
                 std::uint16_t* out) {
#if defined(__x86_64__)
    static const bool kAvx2 = __builtin_cpu_supports("avx2") != 0;
    if (kAvx2) {
        sampleLinesAvx2(lines, first_line, positions, count, out);
        return;
    }
#endif
    sampleLinesPlain(lines, first_line, positions, count, out);
}

template void
sampleLines(const CircleLine<std::uint8_t>*, int, const LinePosition*, std::size_t, std::uint16_t*);
template void
sampleLines(const CircleLine<std::int16_t>*, int, const LinePosition*, std::size_t, std::uint16_t*);
template void sampleLinesPlain(
    const CircleLine<std::uint8_t>*, int, const LinePosition*, std::size_t, std::uint16_t*);
template void sampleLinesPlain(
    const CircleLine<std::int16_t>*, int, const LinePosition*, std::size_t, std::uint16_t*);

} // namespace vr360
