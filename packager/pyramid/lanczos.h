#pragma once

namespace vr360 {

/// The Lanczos window function of three lobes, at x source pixels (or target pixels, where there
/// are fewer) from the centre: 1 at 0, 0 from ±3 on. Exact to 10⁻⁹.
inline constexpr int kLanczosLobes = 3;
double lanczos(double x);

} // namespace vr360
