#include "reference_view.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <memory>
#include <thread>

namespace vr360::golden {
namespace {

constexpr double kTurn = 6.28318530717958647692;

/// World axes: east (yaw 90), up (zenith), north (yaw 0).
struct Axes {
    double east = 0.0;
    double up = 0.0;
    double north = 0.0;
};

/// Float is enough for samples: its steps are below a thousandth of an image pixel.
struct FloatAxes {
    float east = 0.0F;
    float up = 0.0F;
    float north = 0.0F;

    explicit FloatAxes(const Axes& d)
        : east(static_cast<float>(d.east)),
          up(static_cast<float>(d.up)),
          north(static_cast<float>(d.north)) {}
};

/// The plane of projection: its point (s, t) is s to the right and t above the middle, in units
/// of the distance at which it touches the unit sphere.
class Plane {
public:
    explicit Plane(const ReferenceView& view) : view_(view) {
        const double half = view.fov * kTurn / 720.0;
        const bool flat = view.projection == ReferenceProjection::kRectilinear;
        unit_ = 2.0 * (flat ? std::tan(half) : 2.0 * std::tan(half / 2.0)) / view.width;
        // Seen from the point behind, (0, 0, -1), the depth falls with the distance from the
        // middle.
        bulge_ = flat ? 0.0 : 0.25;
        const double yaw = view.yaw * kTurn / 360.0;
        const double pitch = view.pitch * kTurn / 360.0;
        ahead_ = {
            std::sin(yaw) * std::cos(pitch), std::sin(pitch), std::cos(yaw) * std::cos(pitch)};
        right_ = {std::cos(yaw), 0.0, -std::sin(yaw)};
        above_ = {
            -std::sin(yaw) * std::sin(pitch), std::cos(pitch), -std::cos(yaw) * std::sin(pitch)};
    }

    [[nodiscard]] const Axes& ahead() const { return ahead_; }
    [[nodiscard]] const Axes& right() const { return right_; }
    [[nodiscard]] const Axes& above() const { return above_; }
    [[nodiscard]] double bulge() const { return bulge_; }

    /// Side of a pixel at the middle of the picture, in radians.
    [[nodiscard]] double unit() const { return unit_; }
    /// Picture position in pixels from the top left corner → the plane.
    [[nodiscard]] double s(double x) const { return (x - view_.width / 2.0) * unit_; }
    [[nodiscard]] double t(double y) const { return (view_.height / 2.0 - y) * unit_; }

    /// Direction (of any length) seen at a picture position.
    [[nodiscard]] Axes directionAt(double x, double y) const {
        const double s = this->s(x);
        const double t = this->t(y);
        const double depth = 1.0 - bulge_ * (s * s + t * t);
        return {right_.east * s + above_.east * t + ahead_.east * depth,
                right_.up * s + above_.up * t + ahead_.up * depth,
                right_.north * s + above_.north * t + ahead_.north * depth};
    }

private:
    ReferenceView view_;
    double unit_ = 1.0;
    double bulge_ = 0.0;
    Axes ahead_;
    Axes right_;
    Axes above_;
};

constexpr int kMostSamples = 64;

/// Where the samples of a pixel are in the panorama, in its pixels; (0, 0) is the first one's
/// centre.
struct Places {
    std::array<float, kMostSamples * kMostSamples> x;
    std::array<float, kMostSamples * kMostSamples> y;
};

/// The places of `samples`² samples, evenly over the pixel whose top left corner is at (x, y).
/// A flat loop, which the compiler turns into vector instructions.
[[gnu::target_clones("arch=haswell", "default")]] void
findPlaces(const Plane& plane, const Picture& panorama, int x, int y, int samples, Places& to) {
    const FloatAxes ahead(plane.ahead());
    const FloatAxes right(plane.right());
    const FloatAxes above(plane.above());
    const auto bulge = static_cast<float>(plane.bulge());
    const auto step = static_cast<float>(plane.unit() / samples);
    const auto s0 = static_cast<float>(plane.s(x + 0.5 / samples));
    const auto t0 = static_cast<float>(plane.t(y + 0.5 / samples));
    constexpr auto kInverseTurn = static_cast<float>(1.0 / kTurn);
    const auto width = static_cast<float>(panorama.width);
    const auto height = static_cast<float>(panorama.height);
    const float inverse = 1.0F / static_cast<float>(samples);
    const int count = samples * samples;
    for (int k = 0; k < count; ++k) {
        const auto j =
            static_cast<float>(static_cast<int>((static_cast<float>(k) + 0.5F) * inverse));
        const float i = static_cast<float>(k) - j * static_cast<float>(samples);
        const float s = s0 + i * step;
        const float t = t0 - j * step;
        const float depth = 1.0F - bulge * (s * s + t * t);
        const float east = right.east * s + above.east * t + ahead.east * depth;
        const float up = right.up * s + above.up * t + ahead.up * depth;
        const float north = right.north * s + above.north * t + ahead.north * depth;
        const float yaw = std::atan2(east, north) * kInverseTurn;
        const float pitch = std::atan2(up, std::sqrt(east * east + north * north)) * kInverseTurn;
        to.x[static_cast<std::size_t>(k)] = (yaw + 0.5F) * width - 0.5F;
        to.y[static_cast<std::size_t>(k)] = (0.5F - 2.0F * pitch) * height - 0.5F;
    }
}

struct Color {
    float r = 0.0F;
    float g = 0.0F;
    float b = 0.0F;
};

/// The panorama as a continuous function on the sphere.
class Sphere {
public:
    Sphere(const Picture& image, bool linear_light)
        : image_(image), value_(decodingTable(linear_light)) {}

    /// Adds the bilinear sample at a place.
    void add(float x, float y, Color& sum) const {
        const float left = std::floor(x);
        const float top = std::floor(y);
        const float a = x - left;
        const float b = y - top;
        const int x0 = wrap(static_cast<int>(left));
        const int x1 = wrap(x0 + 1);
        const auto y0 = static_cast<int>(top);
        addLine(x0, x1, y0, (1.0F - a) * (1.0F - b), a * (1.0F - b), sum);
        addLine(x0, x1, y0 + 1, (1.0F - a) * b, a * b, sum);
    }

private:
    void addLine(int x0, int x1, int y, float w0, float w1, Color& sum) const {
        if (y < 0 || y >= image_.height) {
            // Over a pole: the same line again, seen from the other side.
            y = std::clamp(y, 0, image_.height - 1);
            x0 = wrap(x0 + image_.width / 2);
            x1 = wrap(x1 + image_.width / 2);
        }
        const std::uint8_t* p = image_.at(x0, y);
        const std::uint8_t* q = image_.at(x1, y);
        sum.r += w0 * value_[p[0]] + w1 * value_[q[0]];
        sum.g += w0 * value_[p[1]] + w1 * value_[q[1]];
        sum.b += w0 * value_[p[2]] + w1 * value_[q[2]];
    }

    [[nodiscard]] int wrap(int x) const {
        return x < 0 ? x + image_.width : x >= image_.width ? x - image_.width : x;
    }

    const Picture& image_;
    std::array<float, 256> value_;
};

/// Samples a pixel and axis, so that they are less than half an image pixel apart.
int samplesFor(const Axes& d, double image_pixels, const ReferenceParams& params) {
    const double level = std::hypot(d.east, d.north);
    const double cosine = std::max(1e-3, level / std::hypot(level, d.up));
    const double needed = std::ceil(2.0 * image_pixels / cosine);
    const int most = std::min(params.max_samples, kMostSamples);
    return static_cast<int>(
        std::clamp(needed, static_cast<double>(params.min_samples), static_cast<double>(most)));
}

Color pixelMean(const Sphere& sphere, const Places& places, int samples) {
    Color sum;
    for (int k = 0; k < samples * samples; ++k) {
        sphere.add(
            places.x[static_cast<std::size_t>(k)], places.y[static_cast<std::size_t>(k)], sum);
    }
    const float weight = 1.0F / static_cast<float>(samples * samples);
    return {sum.r * weight, sum.g * weight, sum.b * weight};
}

} // namespace

Picture
renderReference(const Picture& panorama, const ReferenceView& view, const ReferenceParams& params) {
    const Plane plane(view);
    const Sphere sphere(panorama, params.linear_light);
    const double image_pixels = plane.unit() * panorama.width / kTurn;
    Picture out(view.width, view.height);
    std::atomic<int> next_line{0};
    const auto work = [&] {
        const auto places = std::make_unique<Places>();
        for (int y = next_line++; y < view.height; y = next_line++) {
            for (int x = 0; x < view.width; ++x) {
                const int samples =
                    samplesFor(plane.directionAt(x + 0.5, y + 0.5), image_pixels, params);
                findPlaces(plane, panorama, x, y, samples, *places);
                const Color mean = pixelMean(sphere, *places, samples);
                std::uint8_t* pixel = out.at(x, y);
                pixel[0] = encodeSample(mean.r, params.linear_light);
                pixel[1] = encodeSample(mean.g, params.linear_light);
                pixel[2] = encodeSample(mean.b, params.linear_light);
            }
        }
    };
    std::vector<std::jthread> workers;
    for (int i = 1; i < params.threads; ++i) {
        workers.emplace_back(work);
    }
    work();
    workers.clear();
    return out;
}

} // namespace vr360::golden
