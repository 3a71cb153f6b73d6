#pragma once

#include "picture.h"

namespace vr360::golden {

/// Structural similarity (Wang et al. 2004: luma, Gaussian window of 11 pixels, σ = 1.5) of views
/// that together cover the sphere, each pixel weighted with the solid angle that it shows.
class SphereSimilarity {
public:
    /// A square rectilinear view of `fov` degrees and what it should be.
    void add(const Picture& view, const Picture& reference, double fov);

    [[nodiscard]] double mean() const { return sum_ / weight_; }

private:
    double sum_ = 0.0;
    double weight_ = 0.0;
};

} // namespace vr360::golden
