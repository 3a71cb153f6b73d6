#pragma once

#include <cstdint>
#include <vector>

namespace vr360 {

/// Weights that turn a circle of `from` pixels into one of `to` (to <= from): Lanczos, three lobes,
/// as wide as the reduction. Output pixel k takes the source pixels first(k) … first(k) + taps()
/// − 1, which reach over the seam on either side (below 0, from `from` on): wrap them. First
/// pixels are even and taps() is even, so that kernels can take source pixels in pairs.
/// Weights are whole numbers of 1/16384 and sum to exactly 16384. Immutable.
class RowFilter {
public:
    static constexpr int kShift = 14;

    RowFilter(int from, int to);

    [[nodiscard]] int from() const { return from_; }
    [[nodiscard]] int to() const { return to_; }
    [[nodiscard]] int taps() const { return taps_; }

    /// k is −1…to: the pixel on either side of the seam is there under both its numbers.
    [[nodiscard]] int first(int k) const { return first_[static_cast<std::size_t>(k + 1)]; }
    [[nodiscard]] const std::int16_t* weights(int k) const {
        return &weights_[static_cast<std::size_t>(k + 1) * static_cast<std::size_t>(taps_)];
    }

private:
    void fill(int k);

    int from_;
    int to_;
    int taps_;
    std::vector<int> first_;
    std::vector<std::int16_t> weights_;
};

} // namespace vr360
