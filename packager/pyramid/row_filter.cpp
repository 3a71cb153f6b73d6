#include "packager/pyramid/row_filter.h"

#include "packager/pyramid/lanczos.h"

#include <cassert>
#include <cmath>

namespace vr360 {
namespace {

constexpr int kLobes = kLanczosLobes;

std::int64_t floorDivide(std::int64_t a, std::int64_t b) {
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

} // namespace

RowFilter::RowFilter(int from, int to) : from_(from), to_(to) {
    assert(to >= 1 && to <= from);
    // Source pixels whose centres lie within ±3·from/to, and one for the even start.
    const auto reached = static_cast<int>((std::int64_t{2} * kLobes * from + to - 1) / to);
    taps_ = (reached + 2) / 2 * 2;
    first_.resize(static_cast<std::size_t>(to) + 2);
    weights_.resize(first_.size() * static_cast<std::size_t>(taps_));
    for (int k = -1; k <= to; ++k) {
        fill(k);
    }
}

void RowFilter::fill(int k) {
    // The centre, ((k + ½)·from/to − ½), as a whole number of 1/(2·to): so pixel k and pixel k ± to
    // get the same weights to the last bit.
    const std::int64_t unit = std::int64_t{2} * to_;
    const std::int64_t centre = (std::int64_t{2} * k + 1) * from_ - to_;
    const std::int64_t reach = std::int64_t{2} * kLobes * from_;
    const std::int64_t lowest = -floorDivide(reach - centre, unit); // ⌈(centre − reach) / unit⌉
    const std::int64_t first = floorDivide(lowest, 2) * 2;

    std::vector<double> exact(static_cast<std::size_t>(taps_));
    double sum = 0.0;
    for (int i = 0; i < taps_; ++i) {
        const std::int64_t distance = (first + i) * unit - centre;
        exact[i] = lanczos(static_cast<double>(distance) / (2.0 * from_));
        sum += exact[i];
    }
    // Rounding each weight alone would leave the sum some units off: what the rounding of one adds
    // is taken from the next.
    std::int16_t* const out = &weights_[static_cast<std::size_t>(k + 1) * taps_];
    double carried = 0.0;
    int given = 0;
    int largest = 0;
    for (int i = 0; i < taps_; ++i) {
        const double wanted = exact[i] / sum * (1 << kShift) + carried;
        const auto rounded = static_cast<std::int16_t>(exact[i] == 0.0 ? 0 : std::lround(wanted));
        carried = exact[i] == 0.0 ? carried : wanted - rounded;
        out[i] = rounded;
        given += rounded;
        largest = rounded > out[largest] ? i : largest;
    }
    out[largest] = static_cast<std::int16_t>(out[largest] + (1 << kShift) - given);
    first_[static_cast<std::size_t>(k + 1)] = static_cast<int>(first);
}

} // namespace vr360
