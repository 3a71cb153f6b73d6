#pragma once

#include <vector>

namespace vr360 {

/// Samples amplified by `gain_db`, with peaks held under `ceiling_db` (of full scale) by turning
/// them down smoothly over some milliseconds around each, so that nothing clips and nothing clicks.
/// What stays below the ceiling is only amplified.
std::vector<float> limitPeaks(const std::vector<float>& samples, double gain_db, double ceiling_db);

} // namespace vr360
