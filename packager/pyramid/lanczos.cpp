#include "packager/pyramid/lanczos.h"

#include "core/geometry/angles.h"

#include <cmath>
#include <cstddef>
#include <vector>

namespace vr360 {
namespace {

double lanczosExactly(double x) {
    if (x == 0.0) {
        return 1.0;
    }
    if (std::abs(x) >= kLanczosLobes) {
        return 0.0;
    }
    const double a = kPi * x;
    return kLanczosLobes * std::sin(a) * std::sin(a / kLanczosLobes) / (a * a);
}

} // namespace

// A wide panorama needs millions of weights; interpolated from a table they are 10⁻⁹ off, a
// hundred-thousandth of what rounding them does.
double lanczos(double x) {
    constexpr int kSteps = 8192;
    static const std::vector<double> kTable = [] {
        std::vector<double> table(kLanczosLobes * kSteps + 2);
        for (std::size_t i = 0; i < table.size(); ++i) {
            table[i] = lanczosExactly(static_cast<double>(i) / kSteps);
        }
        return table;
    }();
    const double position = std::abs(x) * kSteps;
    if (position >= kLanczosLobes * kSteps) {
        return 0.0;
    }
    const auto step = static_cast<std::size_t>(position);
    const double part = position - static_cast<double>(step);
    return kTable[step] + part * (kTable[step + 1] - kTable[step]);
}

} // namespace vr360
