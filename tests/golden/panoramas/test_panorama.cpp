#include "test_panorama.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <thread>

namespace vr360::golden {
namespace {

constexpr double kPi = 3.14159265358979323846;

struct Direction {
    double x = 0.0; ///< to yaw 90
    double y = 0.0; ///< to the zenith
    double z = 0.0; ///< to yaw 0
};

using Color = std::array<double, 3>; ///< stored values, 0…255

/// Polynomials of the direction's coordinates, of fourth degree at most: spherical harmonics, so
/// smooth everywhere.
Color smooth(const Direction& d) {
    const double a = d.x * d.y * d.z;
    const double b = d.x * d.x - d.z * d.z;
    const double c = d.y * (5.0 * d.y * d.y - 3.0);
    return {128.0 + 60.0 * d.x + 150.0 * a + 20.0 * c,
            128.0 + 70.0 * d.y - 45.0 * b,
            128.0 - 55.0 * d.z + 40.0 * d.x * d.y * b + 30.0 * c};
}

/// Circles around five axes, 6° apart, two pixels at the equator thick.
Color chart(const Direction& d, double line_rad) {
    // No circle runs along a meridian or parallel, where borders of tiles are.
    constexpr std::array<Direction, 5> kAxes{{{2.0 / 7.0, 3.0 / 7.0, 6.0 / 7.0},
                                              {6.0 / 7.0, -2.0 / 7.0, 3.0 / 7.0},
                                              {-3.0 / 7.0, 6.0 / 7.0, 2.0 / 7.0},
                                              {1.0 / 9.0, 4.0 / 9.0, -8.0 / 9.0},
                                              {4.0 / 9.0, -7.0 / 9.0, 4.0 / 9.0}}};
    constexpr std::array<Color, 5> kInks{{{230.0, 60.0, 50.0},
                                          {50.0, 200.0, 70.0},
                                          {60.0, 110.0, 240.0},
                                          {240.0, 220.0, 60.0},
                                          {245.0, 245.0, 245.0}}};
    constexpr double kSpacing = 6.0 * kPi / 180.0;
    Color color{40.0, 42.0, 48.0};
    for (std::size_t i = 0; i < kAxes.size(); ++i) {
        const Direction& n = kAxes[i];
        const double angle = std::acos(std::clamp(n.x * d.x + n.y * d.y + n.z * d.z, -1.0, 1.0));
        const double away = std::abs(std::remainder(angle, kSpacing));
        // A soft edge one pixel wide stands for the area covered.
        const double cover = std::clamp(1.5 - away / line_rad, 0.0, 1.0);
        for (std::size_t c = 0; c < 3; ++c) {
            color[c] += cover * (kInks[i][c] - color[c]);
        }
    }
    return color;
}

} // namespace

std::optional<PanoramaKind> panoramaKind(std::string_view name) {
    if (name == "smooth") {
        return PanoramaKind::kSmooth;
    }
    if (name == "chart") {
        return PanoramaKind::kChart;
    }
    return {};
}

Picture drawPanorama(PanoramaKind kind, int width) {
    Picture out(width, width / 2);
    std::atomic<int> next{0};
    const auto work = [&] {
        for (int y = next++; y < out.height; y = next++) {
            const double lat = kPi * (0.5 - (y + 0.5) / out.height);
            for (int x = 0; x < out.width; ++x) {
                const double lon = kPi * (2.0 * (x + 0.5) / out.width - 1.0);
                const Direction d{
                    std::cos(lat) * std::sin(lon), std::sin(lat), std::cos(lat) * std::cos(lon)};
                const Color color =
                    kind == PanoramaKind::kSmooth ? smooth(d) : chart(d, 2.0 * kPi / width);
                for (std::size_t c = 0; c < 3; ++c) {
                    out.at(x, y)[c] =
                        static_cast<std::uint8_t>(std::clamp(std::lround(color[c]), 0L, 255L));
                }
            }
        }
    };
    const std::jthread other(work);
    work();
    return out;
}

} // namespace vr360::golden
