#pragma once

#include <cstddef>
#include <cstdint>

namespace vr360 {

/// A colour's share of opacity, over black, to the nearest.
template <typename Sample>
Sample onBlack(std::uint64_t colour, std::uint64_t alpha) {
    constexpr std::uint64_t kOpaque = static_cast<Sample>(~Sample{0});
    return static_cast<Sample>((colour * alpha + kOpaque / 2U) / kOpaque);
}

/// Multiplies colours by their opacity and drops it: what is transparent shows black.
/// RGBA to RGB; true if anything was transparent.
template <typename Sample>
bool flatten(const Sample* in, Sample* out, std::size_t pixels) {
    constexpr std::uint64_t kOpaque = static_cast<Sample>(~Sample{0});
    bool transparent = false;
    for (std::size_t i = 0; i < pixels; ++i) {
        const std::uint64_t alpha = in[4 * i + 3];
        transparent |= alpha != kOpaque;
        for (std::size_t c = 0; c < 3; ++c) {
            out[3 * i + c] = onBlack<Sample>(in[4 * i + c], alpha);
        }
    }
    return transparent;
}

} // namespace vr360
