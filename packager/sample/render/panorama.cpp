#include "packager/sample/render/panorama.h"

#include "packager/sample/render/random.h"
#include "packager/sample/render/shade.h"

#include <array>
#include <thread>

namespace vr360::sample {

namespace {

constexpr float kContrast = 0.05F;        // above it, on display, a pixel gets more rays
constexpr float kTextureContrast = 0.14F; // likewise within one surface, whose noise may stay
constexpr float kLeafContrast = 0.18F;    // and among leaves
constexpr float kFaint = 0.12F;           // edges below it are smooth with two rays more

/// The samples of one image row. Towards the poles a row covers less, so it has fewer.
struct SampledRow {
    int count = 0;
    std::vector<Sample> samples;
    std::vector<V3> display; ///< developed
};

float contrastOf(V3 a, V3 b) {
    const V3 d = a - b;
    return std::max({std::abs(d.x), std::abs(d.y), std::abs(d.z)});
}

/// What a pixel's neighbourhood says about it.
struct Neighbourhood {
    bool edge = false;      ///< another surface, or a glare, is right beside
    float strongest = 0.0F; ///< contrast with another surface
    bool busy = false;      ///< the surface itself changes fast
    bool same_sun = true;   ///< all of the same surface are lit alike

    void compare(const Sample& a, V3 seen, const Sample& b, V3 other) {
        const float contrast = contrastOf(seen, other);
        if (a.surface != b.surface) {
            edge = edge || contrast > kContrast;
            strongest = std::max(strongest, contrast);
        } else {
            busy = busy || contrast > (a.foliage ? kLeafContrast : kTextureContrast);
            same_sun = same_sun && a.sun == b.sun;
        }
    }
};

class Painter {
public:
    Painter(const World& world, int width)
        : world_(world),
          dome_(world.sky(), std::clamp(width / 8, 64, 1024)),
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
    /// A line of the image: cosine and sine of its pitch.
    struct Line {
        float flat;
        float up;
    };
    [[nodiscard]] Line lineAt(float row) const {
        const float pitch = kPi * (0.5F - row / static_cast<float>(height_));
        return {std::cos(pitch), std::sin(pitch)};
    }
    [[nodiscard]] Ray rayAt(Line line, int count, float column) const {
        const float yaw = 2.0F * kPi * (column / static_cast<float>(count) - 0.5F) + world_.turn();
        return {world_.eye(), {line.flat * std::sin(yaw), line.flat * std::cos(yaw), line.up}};
    }

    [[nodiscard]] SampledRow sampleRow(int row) const {
        SampledRow sampled;
        const Line line = lineAt(static_cast<float>(row) + 0.5F);
        sampled.count = std::clamp(
            static_cast<int>(std::ceil(static_cast<float>(width_) * line.flat)), 16, width_);
        sampled.samples.reserve(static_cast<std::size_t>(sampled.count));
        sampled.display.reserve(static_cast<std::size_t>(sampled.count));
        RowLight light{dome_, {}};
        for (int x = 0; x < sampled.count; ++x) {
            const Ray ray = rayAt(line, sampled.count, static_cast<float>(x) + 0.5F);
            sampled.samples.push_back(trace(world_, ray, pixel_angle_, light));
            sampled.display.push_back(
                developed(sampled.samples.back().light, world_.sky().exposure()));
        }
        return sampled;
    }

    [[nodiscard]] std::vector<V3> refine(int row,
                                         const SampledRow& above,
                                         const SampledRow& here,
                                         const SampledRow& below) const {
        std::vector<V3> out(static_cast<std::size_t>(here.count));
        const int n = here.count;
        Finer finer{row, n, {}, {dome_, {}}};
        for (std::size_t i = 0; i < kOffsets.size(); ++i) {
            finer.lines[i] = lineAt(static_cast<float>(row) + 0.5F + kOffsets[i].y);
        }
        for (int x = 0; x < n; ++x) {
            const auto at = static_cast<std::size_t>(x);
            Neighbourhood around;
            const auto compare = [&](const SampledRow& other, int column) {
                const auto there = static_cast<std::size_t>(column);
                around.compare(
                    here.samples[at], here.display[at], other.samples[there], other.display[there]);
            };
            const auto in = [&](const SampledRow& other) {
                return std::min(other.count - 1,
                                static_cast<int>((static_cast<float>(x) + 0.5F) *
                                                 static_cast<float>(other.count) /
                                                 static_cast<float>(n)));
            };
            compare(here, (x + 1) % n);
            compare(here, (x + n - 1) % n);
            compare(above, in(above));
            compare(below, in(below));
            out[at] = around.edge || around.busy
                          ? supersampled(finer, x, here.samples[at], here.display[at], around)
                          : here.display[at];
        }
        return out;
    }

    /// Offsets within a pixel whose middle is sampled already: two opposite corners of a turned
    /// square, then one across.
    static constexpr std::array<V2, 3> kOffsets{{{-0.3F, -0.2F}, {0.3F, 0.2F}, {0.2F, -0.35F}}};

    /// What the finer rays of one row share.
    struct Finer {
        int row;
        int count;
        std::array<Line, kOffsets.size()> lines;
        RowLight light;
    };

    /// Two more rays, and where they disagree a third. Averaging what the display shows
    /// keeps glints from staying jagged.
    [[nodiscard]] V3 supersampled(
        Finer& finer, int x, const Sample& sample, V3 seen, const Neighbourhood& around) const {
        const Sample* const like = around.same_sun ? &sample : nullptr;
        const auto more = [&](std::size_t i) {
            const Ray ray =
                rayAt(finer.lines[i], finer.count, static_cast<float>(x) + 0.5F + kOffsets[i].x);
            return developed(trace(world_, ray, pixel_angle_, finer.light, like).light,
                             world_.sky().exposure());
        };
        const V3 a = more(0);
        const V3 b = more(1);
        // Leaf against leaf needs no more: it is noise already.
        const bool leaves = sample.foliage && !around.edge;
        if (leaves || around.strongest < kFaint ||
            std::max(contrastOf(a, seen), contrastOf(b, seen)) < kContrast) {
            return (a + b + seen) * (1.0F / 3.0F);
        }
        return (seen + a + b + more(2)) * 0.25F;
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
    SkyDome dome_;
    int width_;
    int height_;
    float pixel_angle_;
};

} // namespace

Status drawPanorama(const World& world,
                    int width,
                    int threads,
                    const std::atomic<bool>& stop,
                    const RowSink& sink) {
    const Painter painter(world, width);
    const int height = width / 2;
    // Each strip samples a row more at both sides; memory for it grows with the width.
    const int strip_rows = std::clamp(262'144 / width, 16, 64);
    const int strips = (height + strip_rows - 1) / strip_rows;
    threads = std::max(1, threads);
    // Batches of strips: each is painted by itself, then written in order.
    for (int first = 0; first < strips; first += threads) {
        if (stop.load()) {
            return Fault{"sample tour", "stopped on request", "run it again to begin anew"};
        }
        const int count = std::min(threads, strips - first);
        std::vector<std::vector<std::uint8_t>> painted(static_cast<std::size_t>(count));
        const auto paint = [&](int i) {
            const int row = (first + i) * strip_rows;
            painted[static_cast<std::size_t>(i)] =
                painter.paint(row, std::min(strip_rows, height - row));
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
            const int row = (first + i) * strip_rows;
            const Status written =
                sink(painted[static_cast<std::size_t>(i)], std::min(strip_rows, height - row));
            if (!written) {
                return written;
            }
        }
    }
    return Done{};
}

} // namespace vr360::sample
