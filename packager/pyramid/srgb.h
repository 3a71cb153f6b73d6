#pragma once

#include <cstddef>
#include <cstdint>

namespace vr360 {

/// The sRGB transfer function as tables, in both directions. Linear light is 0…65535, which keeps
/// the darkest 8-bit steps 20 units apart, so 8 bit → linear → 8 bit changes nothing.
/// All of these are thread-safe; `count` is in samples, not pixels.

void linearFromSrgb8(const std::uint8_t* in, std::uint16_t* out, std::size_t count);
void linearFromSrgb16(const std::uint16_t* in, std::uint16_t* out, std::size_t count);
void srgb8FromLinear(const std::uint16_t* in, std::uint8_t* out, std::size_t count);

/// 0…65535 → 0…255, to the nearest.
void srgb8FromSrgb16(const std::uint16_t* in, std::uint8_t* out, std::size_t count);

} // namespace vr360
