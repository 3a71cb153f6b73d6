#include "packager/sample/render/panorama.h"

#include "packager/sample/render/random.h"
#include "packager/sample/render/shade.h"

#include <array>
#include <thread>

namespace vr360::sample {

namespace {

constexpr int kStripRows = 32;
constexpr float kContrast = 0.05F; // above it, on display, a pixel gets more rays

/// The samples of one image row. Towards the poles a row covers less, so it has fewer.
struct SampledRow {
    int count = 0;
    std::vector<Sample> samples;
    std::vector<V3> display; ///< developed
};

class Painter {
public:
    Painter(const World& world, int width)
        : world_(world),
          width_(width),
          height_(width / 2),
          pixel_angle_(2.0F * kPi / static_cast<float>(width)) {}

    [[nodiscard]] std::vector<std::uint8_t> paint(int first, int rows) const {
        std::vector<SampledRow> sampled(static_cast<std::size_t>(rows) + 2);
        for (int i = -1; i <= rows; ++i) {
            sampled[static_cast<std::size_t>(i + 1)] =
                sampleRow(std::clamp(first + i, 0, height_ - 1));
        }
        std::vector<std::uint8_t> bytes(static_cast<std::size_t>(rows) *
                                        static_cast<std::size_t>(width_) * 3);
        for (int i = 0; i < rows; ++i) {
            const auto at = static_cast<std::size_t>(i);
            const std::vector<V3> refined =
                refine(first + i, sampled[at], sampled[at + 1], sampled[at + 2]);
            write(refined,
                  first + i,
                  std::span(bytes).subspan(at * static_cast<std::size_t>(width_) * 3,
                                           static_cast<std::size_t>(width_) * 3));
        }
        return bytes;
    }

private:
    [[nodiscard]] Ray rayAt(int row, int count, float column, float within) const {
        const float pitch =
            kPi * (0.5F - (static_cast<float>(row) + within) / static_cast<float>(height_));
        const float yaw = 2.0F * kPi * (column / static_cast<float>(count) - 0.5F);
        const float flat = std::cos(pitch);
        return {{0.0F, 0.0F, kEyeHeight},
                {flat * std::sin(yaw), flat * std::cos(yaw), std::sin(pitch)}};
    }

    [[nodiscard]] SampledRow sampleRow(int row) const {
        SampledRow sampled;
        const float pitch =
            kPi * (0.5F - (static_cast<float>(row) + 0.5F) / static_cast<float>(height_));
        sampled.count = std::clamp(
            static_cast<int>(std::ceil(static_cast<float>(width_) * std::cos(pitch))), 16, width_);
        sampled.samples.reserve(static_cast<std::size_t>(sampled.count));
        sampled.display.reserve(static_cast<std::size_t>(sampled.count));
        for (int x = 0; x < sampled.count; ++x) {
            const Ray ray = rayAt(row, sampled.count, static_cast<float>(x) + 0.5F, 0.5F);
            sampled.samples.push_back(trace(world_, ray, pixel_angle_));
            sampled.display.push_back(
                developed(sampled.samples.back().light, world_.sky().exposure()));
        }
        return sampled;
    }

    static bool differs(const SampledRow& a, int x, const SampledRow& b, int y) {
        const Sample& s = a.samples[static_cast<std::size_t>(x)];
        const Sample& t = b.samples[static_cast<std::size_t>(y)];
        const V3 d =
            a.display[static_cast<std::size_t>(x)] - b.display[static_cast<std::size_t>(y)];
        const float contrast = std::max({std::abs(d.x), std::abs(d.y), std::abs(d.z)});
        const bool edge = s.surface != t.surface;
        // Noise within a texture may stay; what steps between surfaces, or glares, may not.
        return contrast > (edge ? kContrast : 0.14F);
    }

    [[nodiscard]] std::vector<V3> refine(int row,
                                         const SampledRow& above,
                                         const SampledRow& here,
                                         const SampledRow& below) const {
        std::vector<V3> out(static_cast<std::size_t>(here.count));
        const int n = here.count;
        for (int x = 0; x < n; ++x) {
            const auto in = [&](const SampledRow& other) {
                return std::min(other.count - 1,
                                static_cast<int>((static_cast<float>(x) + 0.5F) *
                                                 static_cast<float>(other.count) /
                                                 static_cast<float>(n)));
            };
            const bool edge =
                differs(here, x, here, (x + 1) % n) || differs(here, x, here, (x + n - 1) % n) ||
                differs(here, x, above, in(above)) || differs(here, x, below, in(below));
            const auto at = static_cast<std::size_t>(x);
            out[at] = edge ? supersampled(row, here, x) : here.display[at];
        }
        return out;
    }

    /// Four more rays in a turned square; averaging what the display shows keeps glints from
    /// staying jagged.
    [[nodiscard]] V3 supersampled(int row, const SampledRow& here, int x) const {
        constexpr std::array<V2, 4> kOffsets{
            {{-0.125F, -0.375F}, {0.375F, -0.125F}, {0.125F, 0.375F}, {-0.375F, 0.125F}}};
        V3 sum;
        for (const V2 o : kOffsets) {
            const Ray ray = rayAt(row, here.count, static_cast<float>(x) + 0.5F + o.x, 0.5F + o.y);
            sum += developed(trace(world_, ray, pixel_angle_).light, world_.sky().exposure());
        }
        return sum * 0.25F;
    }

    void write(const std::vector<V3>& row, int y, std::span<std::uint8_t> out) const {
        const int n = static_cast<int>(row.size());
        for (int x = 0; x < width_; ++x) {
            V3 c;
            if (n == width_) {
                c = row[static_cast<std::size_t>(x)];
            } else {
                const float at = (static_cast<float>(x) + 0.5F) * static_cast<float>(n) /
                                     static_cast<float>(width_) -
                                 0.5F;
                const int left = floorToInt(at);
                const float share = at - static_cast<float>(left);
                c = mix(row[static_cast<std::size_t>((left + n) % n)],
                        row[static_cast<std::size_t>((left + 1) % n)],
                        share);
            }
            // Half a step of noise hides the steps in a smooth sky.
            const float dither = unit(cellHash(x, y, 99U));
            const auto byte = [&](float v) {
                return static_cast<std::uint8_t>(std::clamp(v * 255.0F + dither, 0.0F, 255.0F));
            };
            const auto i = static_cast<std::size_t>(x) * 3;
            out[i] = byte(c.x);
            out[i + 1] = byte(c.y);
            out[i + 2] = byte(c.z);
        }
    }

    const World& world_;
    int width_;
    int height_;
    float pixel_angle_;
};

} // namespace

V3 directionOf(float yaw, float pitch) {
    const float flat = std::cos(radians(pitch));
    return {flat * std::sin(radians(yaw)), flat * std::cos(radians(yaw)), std::sin(radians(pitch))};
}

Status drawPanorama(const World& world,
                    int width,
                    int threads,
                    const std::atomic<bool>& stop,
                    const RowSink& sink) {
    const Painter painter(world, width);
    const int height = width / 2;
    const int strips = (height + kStripRows - 1) / kStripRows;
    threads = std::max(1, threads);
    // Batches of strips: each is painted by itself, then written in order.
    for (int first = 0; first < strips; first += threads) {
        if (stop.load()) {
            return Fault{"sample tour", "stopped on request", "run it again to begin anew"};
        }
        const int count = std::min(threads, strips - first);
        std::vector<std::vector<std::uint8_t>> painted(static_cast<std::size_t>(count));
        const auto paint = [&](int i) {
            const int row = (first + i) * kStripRows;
            painted[static_cast<std::size_t>(i)] =
                painter.paint(row, std::min(kStripRows, height - row));
        };
        std::vector<std::thread> helpers;
        for (int i = 1; i < count; ++i) {
            helpers.emplace_back(paint, i);
        }
        paint(0);
        for (std::thread& helper : helpers) {
            helper.join();
        }
        for (int i = 0; i < count; ++i) {
            const int row = (first + i) * kStripRows;
            const Status written =
                sink(painted[static_cast<std::size_t>(i)], std::min(kStripRows, height - row));
            if (!written) {
                return written;
            }
        }
    }
    return Done{};
}

} // namespace vr360::sample
