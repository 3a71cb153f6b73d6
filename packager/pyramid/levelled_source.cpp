#include "packager/pyramid/levelled_source.h"

#include "core/geometry/angles.h"
#include "packager/pyramid/level_kernel.h"
#include "packager/pyramid/row_filter.h"
#include "packager/pyramid/scratch_lines.h"
#include "packager/pyramid/source_faults.h"
#include "packager/pyramid/tilt.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <type_traits>

namespace vr360 {
namespace {

/// Lines of more than this, as a share of those all round, differ by a step of it: 2^(-1/4). Fewer
/// steps would waste more pixels, more would need more filters.
constexpr double kStepsPerHalving = 4.0;
constexpr int kFewestPixels = 16;
/// Lines a position may need beyond the angles' own reach: half of the filter, and one for
/// roundings.
constexpr int kReach = kSampleTaps / 2 + 1;
/// A scratch file's pages are let go of every so many lines.
constexpr int kLinesBetweenLettingGo = 64;

/// How many pixels a line needs so that they are no farther apart than the equator's: a number out
/// of a few, so that neighbours share a filter.
int pixelsNeeded(int width, double cosine) {
    const double steps = std::floor(-std::log2(std::max(cosine, 1e-9)) * kStepsPerHalving);
    const double pixels = std::ceil(width * std::exp2(-steps / kStepsPerHalving));
    return std::clamp(static_cast<int>(pixels), std::min(width, kFewestPixels), width);
}

/// How a source's samples are kept for the kernel.
template <typename Sample>
using Kept = std::conditional_t<sizeof(Sample) == 1, std::uint8_t, std::int16_t>;

/// `Sample` is the source's.
template <typename Sample>
class LevelledSource : public StripSource {
public:
    LevelledSource(std::unique_ptr<StripSource> source, const Tilt& tilt, const SourceFile& file)
        : source_(std::move(source)),
          file_(file),
          axes_(imageAxes(tilt)),
          angle_(radians(tiltAngle(tilt))),
          sines_(padded(width())),
          cosines_(sines_.size()),
          positions_(sines_.size()),
          widths_(static_cast<std::size_t>(height())) {
        for (std::size_t x = 0; x < sines_.size(); ++x) {
            const double lon = 2.0 * kPi * (static_cast<double>(x) + 0.5) / width() - kPi;
            sines_[x] = static_cast<float>(std::sin(lon));
            cosines_[x] = static_cast<float>(std::cos(lon));
        }
        for (int y = 0; y < height(); ++y) {
            widths_[y] = pixelsNeeded(width(), std::cos(latitudeOf(y)));
        }
    }

    [[nodiscard]] int width() const override { return source_->width(); }
    [[nodiscard]] int height() const override { return source_->height(); }
    [[nodiscard]] SampleDepth depth() const override { return SampleDepth::k16; }
    [[nodiscard]] bool bottomUp() const override { return source_->bottomUp(); }
    [[nodiscard]] std::vector<Fault> warnings() const override { return source_->warnings(); }

    Status read(std::span<void* const> lines) override {
        if (lines_read_ == 0 && lines_drawn_ == 0) {
            const Status made = makeRoom();
            if (!made) {
                return made;
            }
        }
        for (void* const line : lines) {
            const Status drawn = drawLine(static_cast<std::uint16_t*>(line));
            if (!drawn) {
                return drawn;
            }
            if (++lines_drawn_ % kLinesBetweenLettingGo == 0) {
                window_.letGo();
            }
        }
        return Done{};
    }

private:
    struct Range {
        int first;
        int last;
    };

    static std::size_t padded(int count) { return (static_cast<std::size_t>(count) + 3) / 4 * 4; }

    [[nodiscard]] double latitudeOf(int y) const { return kPi * (0.5 - (y + 0.5) / height()); }
    /// The i-th line in the order of reading.
    [[nodiscard]] int inOrder(int i) const { return bottomUp() ? height() - 1 - i : i; }

    [[nodiscard]] int linesReached() const {
        return static_cast<int>(std::ceil(angle_ / kPi * height())) + kReach;
    }

    Status makeRoom() {
        raw_.resize(std::size_t{3} * width());
        const int lines = std::min(height(), 2 * linesReached() + 1);
        const std::size_t line_bytes =
            sizeof(Kept<Sample>) * 4 * (static_cast<std::size_t>(width()) + 2 * kLinePadding);
        Result<ScratchLines> window = ScratchLines::create(line_bytes, lines, file_.scratch);
        if (!window) {
            return window.fault();
        }
        window_ = std::move(window).value();
        return Done{};
    }

    /// Lines of the source that output line y is made of.
    [[nodiscard]] Range linesFor(int y) const {
        const double from_pole = kPi / 2.0 - latitudeOf(y);
        const double nearest = std::abs(from_pole - angle_);
        const double farthest = std::min(from_pole + angle_, 2.0 * kPi - from_pole - angle_);
        const auto lineAt = [&](double angle) {
            return static_cast<int>(std::floor(angle / kPi * height() - 0.5));
        };
        return {std::clamp(lineAt(nearest) - kReach + 1, 0, height() - 1),
                std::clamp(lineAt(farthest) + kReach, 0, height() - 1)};
    }

    Status drawLine(std::uint16_t* out) {
        const int y = inOrder(lines_drawn_);
        const Range range = linesFor(y);
        const int wanted = bottomUp() ? height() - range.first : range.last + 1;
        while (lines_read_ < wanted) {
            const Status kept = keepNextLine();
            if (!kept) {
                return kept;
            }
        }
        gather(range);
        findPositions(parallelAt(latitudeOf(y)),
                      sines_.data(),
                      cosines_.data(),
                      sines_.size(),
                      static_cast<float>(height()),
                      positions_.data());
        sampleLines(lines_.data(),
                    range.first - kReach,
                    positions_.data(),
                    static_cast<std::size_t>(width()),
                    out);
        return Done{};
    }

    [[nodiscard]] TiltedParallel parallelAt(double latitude) const {
        const double around = std::cos(latitude);
        const double up = std::sin(latitude);
        TiltedParallel parallel{};
        const std::array<Vec3, 3> axes{axes_.right, axes_.up, axes_.forward};
        for (std::size_t i = 0; i < axes.size(); ++i) {
            parallel.by_sine[i] = static_cast<float>(axes[i].x * around);
            parallel.always[i] = static_cast<float>(axes[i].y * up);
            parallel.by_cosine[i] = static_cast<float>(axes[i].z * around);
        }
        return parallel;
    }

    /// The lines of a range, and so many beyond it that filters may reach over a pole.
    void gather(Range range) {
        lines_.clear();
        for (int y = range.first - kReach; y <= range.last + kReach; ++y) {
            const bool over_pole = y < 0 || y >= height();
            const int mirrored = y < 0 ? -1 - y : y >= height() ? 2 * height() - 1 - y : y;
            const int there = std::clamp(mirrored, range.first, range.last);
            lines_.push_back({.pixels = pixelsOf(there),
                              .width = widths_[there],
                              .turn = over_pole ? 0.5F : 0.0F});
        }
        for (std::size_t i = 0; i + kSampleTaps <= lines_.size(); ++i) {
            const auto first = lines_.begin() + static_cast<std::ptrdiff_t>(i);
            first->alike = std::all_of(first, first + kSampleTaps, [&](const auto& line) {
                return line.width == first->width && line.turn == 0.0F;
            });
        }
    }

    [[nodiscard]] Kept<Sample>* pixelsOf(int y) const {
        return reinterpret_cast<Kept<Sample>*>(window_.line(y % window_.count())) +
               std::ptrdiff_t{4} * kLinePadding;
    }

    Status keepNextLine() {
        if (file_.isStopped()) {
            return stoppedReading(file_.label);
        }
        void* const target = raw_.data();
        const Status read = source_->read({&target, 1});
        if (!read) {
            return read;
        }
        const int y = inOrder(lines_read_++);
        Kept<Sample>* const pixels = pixelsOf(y);
        const int pixel_count = widths_[y];
        if (pixel_count == width()) {
            spread(raw_.data(), pixel_count, pixels);
        } else {
            reduce(pixel_count, pixels);
        }
        for (int i = 1; i <= kLinePadding; ++i) {
            const int from_end = (pixel_count * kLinePadding - i) % pixel_count;
            const int from_start = (i - 1) % pixel_count;
            std::copy_n(pixels + std::ptrdiff_t{4} * from_end, 4, pixels - std::ptrdiff_t{4} * i);
            std::copy_n(pixels + std::ptrdiff_t{4} * from_start,
                        4,
                        pixels + std::ptrdiff_t{4} * (pixel_count + i - 1));
        }
        return Done{};
    }

    /// 15 of 16 bits: all that the kernel can take, and far more than tiles have.
    static Kept<Sample> kept(Sample sample) {
        return static_cast<Kept<Sample>>(sizeof(Sample) == 1 ? sample : sample >> 1U);
    }

    static void spread(const Sample* rgb, int count, Kept<Sample>* rgbx) {
        for (std::ptrdiff_t x = 0; x < count; ++x) {
            for (std::ptrdiff_t c = 0; c < 3; ++c) {
                rgbx[4 * x + c] = kept(rgb[3 * x + c]);
            }
        }
    }

    /// The line just read, with fewer pixels.
    void reduce(int pixel_count, Kept<Sample>* out) {
        if (!filter_ || filter_->to() != pixel_count) {
            filter_.emplace(width(), pixel_count);
        }
        const int taps = filter_->taps();
        widenCircle(taps);
        for (int k = 0; k < pixel_count; ++k) {
            const std::int16_t* const weights = filter_->weights(k);
            const Sample* const from = &circle_[std::size_t{3} * (filter_->first(k) + taps)];
            // Weights sum to 1 and overshoot by less than a third: 31 bits hold 16-bit samples.
            std::array<std::int32_t, 3> sums{};
            for (std::ptrdiff_t i = 0; i < taps; ++i) {
                for (std::size_t c = 0; c < 3; ++c) {
                    sums[c] += std::int32_t{weights[i]} * from[3 * i + static_cast<int>(c)];
                }
            }
            constexpr std::int32_t kHalf = 1 << (RowFilter::kShift - 1);
            constexpr std::int32_t kWhite = static_cast<Sample>(~Sample{0});
            for (std::size_t c = 0; c < 3; ++c) {
                out[4 * static_cast<std::size_t>(k) + c] = kept(static_cast<Sample>(
                    std::clamp((sums[c] + kHalf) >> RowFilter::kShift, 0, kWhite)));
            }
        }
    }

    /// The line just read, with `more` pixels beyond the seam on either side.
    void widenCircle(int more) {
        const auto around = static_cast<std::size_t>(width());
        const std::size_t pixels = around + 2 * static_cast<std::size_t>(more);
        circle_.resize(3 * pixels);
        std::size_t from = (around - static_cast<std::size_t>(more) % around) % around;
        for (std::size_t at = 0; at < pixels;) {
            const std::size_t run = std::min(pixels - at, around - from);
            std::copy_n(&raw_[3 * from], 3 * run, &circle_[3 * at]);
            at += run;
            from = 0;
        }
    }

    std::unique_ptr<StripSource> source_;
    SourceFile file_;
    Rotation axes_;
    double angle_; ///< radians
    std::vector<float> sines_;
    std::vector<float> cosines_;
    std::vector<LinePosition> positions_;
    std::vector<int> widths_; ///< of the lines as they are kept
    ScratchLines window_;     ///< line y is at y modulo its count
    std::vector<CircleLine<Kept<Sample>>> lines_;
    std::vector<Sample> raw_; ///< as read
    std::vector<Sample> circle_;
    std::optional<RowFilter> filter_;
    int lines_read_ = 0;
    int lines_drawn_ = 0;
};

} // namespace

std::unique_ptr<StripSource>
levelledSource(std::unique_ptr<StripSource> source, const Tilt& tilt, const SourceFile& file) {
    if (tiltAngle(tilt) == 0.0) {
        return source;
    }
    if (source->depth() == SampleDepth::k16) {
        return std::make_unique<LevelledSource<std::uint16_t>>(std::move(source), tilt, file);
    }
    return std::make_unique<LevelledSource<std::uint8_t>>(std::move(source), tilt, file);
}

} // namespace vr360
