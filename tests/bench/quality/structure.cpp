#include "structure.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace vr360::golden {
namespace {

constexpr int kReach = 5; ///< pixels of the window on either side of its middle
constexpr int kWindow = 2 * kReach + 1;

std::array<float, kWindow> gauss() {
    std::array<float, kWindow> weights{};
    float sum = 0.0F;
    for (int i = 0; i < kWindow; ++i) {
        const float d = static_cast<float>(i - kReach) / 1.5F;
        weights[static_cast<std::size_t>(i)] = std::exp(-0.5F * d * d);
        sum += weights[static_cast<std::size_t>(i)];
    }
    for (float& weight : weights) {
        weight /= sum;
    }
    return weights;
}

/// What a window needs of two pictures: means, squares and product.
constexpr std::size_t kMoments = 5;
using Moments = std::array<std::vector<float>, kMoments>;

void lumaOf(const Picture& picture, int y, std::vector<float>& out) {
    const std::uint8_t* rgb = picture.at(0, y);
    for (int x = 0; x < picture.width; ++x, rgb += 3) {
        out[static_cast<std::size_t>(x)] = 0.299F * static_cast<float>(rgb[0]) +
                                           0.587F * static_cast<float>(rgb[1]) +
                                           0.114F * static_cast<float>(rgb[2]);
    }
}

void momentsOf(const std::vector<float>& a, const std::vector<float>& b, Moments& out) {
    for (std::size_t x = 0; x < a.size(); ++x) {
        out[0][x] = a[x];
        out[1][x] = b[x];
        out[2][x] = a[x] * a[x];
        out[3][x] = b[x] * b[x];
        out[4][x] = a[x] * b[x];
    }
}

double similarity(float a, float b, float aa, float bb, float ab) {
    constexpr float kC1 = 0.01F * 255.0F * 0.01F * 255.0F;
    constexpr float kC2 = 0.03F * 255.0F * 0.03F * 255.0F;
    return static_cast<double>((2.0F * a * b + kC1) * (2.0F * (ab - a * b) + kC2)) /
           static_cast<double>((a * a + b * b + kC1) * (aa - a * a + bb - b * b + kC2));
}

Moments lines(int width) {
    Moments moments;
    for (std::vector<float>& moment : moments) {
        moment.assign(static_cast<std::size_t>(width), 0.0F);
    }
    return moments;
}

} // namespace

void SphereSimilarity::add(const Picture& view, const Picture& reference, double fov) {
    const std::array<float, kWindow> weights = gauss();
    const auto width = static_cast<std::size_t>(view.width);
    const double focal = 0.5 * view.width / std::tan(fov * 3.14159265358979323846 / 360.0);
    std::vector<Moments> ring(kWindow, lines(view.width));
    Moments column = lines(view.width);
    std::vector<float> a(width);
    std::vector<float> b(width);
    for (int y = 0; y < view.height; ++y) {
        lumaOf(view, y, a);
        lumaOf(reference, y, b);
        momentsOf(a, b, ring[static_cast<std::size_t>(y % kWindow)]);
        if (y < kWindow - 1) {
            continue;
        }
        for (std::size_t m = 0; m < kMoments; ++m) {
            std::fill(column[m].begin(), column[m].end(), 0.0F);
            for (int i = 0; i < kWindow; ++i) {
                const float* const from =
                    ring[static_cast<std::size_t>((y + 1 + i) % kWindow)][m].data();
                const float weight = weights[static_cast<std::size_t>(i)];
                for (std::size_t x = 0; x < width; ++x) {
                    column[m][x] += weight * from[x];
                }
            }
        }
        const double dy = y - kReach + 0.5 - 0.5 * view.height;
        for (int x = kReach; x < view.width - kReach; ++x) {
            std::array<float, kMoments> at{};
            for (std::size_t m = 0; m < kMoments; ++m) {
                const float* const from = column[m].data() + x - kReach;
                for (int i = 0; i < kWindow; ++i) {
                    at[m] += weights[static_cast<std::size_t>(i)] * from[i];
                }
            }
            const double dx = x + 0.5 - 0.5 * view.width;
            const double distance = dx * dx + dy * dy + focal * focal;
            const double solid_angle = focal / (distance * std::sqrt(distance));
            sum_ += solid_angle * similarity(at[0], at[1], at[2], at[3], at[4]);
            weight_ += solid_angle;
        }
    }
}

} // namespace vr360::golden
