#include "packager/pyramid/covered_source.h"

#include <algorithm>
#include <cstring>

namespace vr360 {
namespace {

/// Means over stretches of a circular line, in constant time each.
class CircleMeans {
public:
    void set(const std::uint16_t* line, int width) {
        width_ = width;
        sums_.assign(3 * (static_cast<std::size_t>(width) + 1), 0);
        for (std::size_t i = 0; i < std::size_t{3} * width; ++i) {
            sums_[i + 3] = sums_[i] + line[i];
        }
    }

    /// The mean of channel c over `count` pixels (1…width) around x.
    [[nodiscard]] std::uint16_t mean(int x, int count, int c) const {
        const std::int64_t first = x - count / 2;
        const std::uint64_t sum = sumUpTo(first + count, c) - sumUpTo(first, c);
        const auto divisor = static_cast<std::uint64_t>(count);
        return static_cast<std::uint16_t>((sum + divisor / 2U) / divisor);
    }

private:
    /// Of pixels … to `end` (excluded), counted on beyond the seam; modulo 2⁶⁴ below it.
    [[nodiscard]] std::uint64_t sumUpTo(std::int64_t end, int c) const {
        std::int64_t turns = end / width_;
        std::int64_t rest = end % width_;
        if (rest < 0) {
            rest += width_;
            --turns;
        }
        const std::uint64_t whole = sums_[3U * static_cast<std::size_t>(width_) + c];
        return static_cast<std::uint64_t>(turns) * whole +
               sums_[3U * static_cast<std::size_t>(rest) + c];
    }

    int width_ = 0;
    std::vector<std::uint64_t> sums_;
};

class CoveredSource : public StripSource {
public:
    CoveredSource(std::unique_ptr<StripSource> source, const SphereFit& fit)
        : source_(std::move(source)),
          width_(fit.width),
          height_(fit.height),
          left_(fit.left),
          top_(fit.top),
          image_line_(std::size_t{3} * source_->width()),
          edge_(std::size_t{3} * fit.width) {}

    [[nodiscard]] int width() const override { return width_; }
    [[nodiscard]] int height() const override { return height_; }
    [[nodiscard]] SampleDepth depth() const override { return SampleDepth::k16; }
    [[nodiscard]] bool bottomUp() const override { return source_->bottomUp(); }
    [[nodiscard]] std::vector<Fault> warnings() const override { return source_->warnings(); }

    Status read(std::span<void* const> lines) override {
        for (void* const line : lines) {
            const Status done = readLine(static_cast<std::uint16_t*>(line));
            if (!done) {
                return done;
            }
            ++done_;
        }
        return Done{};
    }

private:
    /// Lines that are missing where reading begins and where it ends.
    [[nodiscard]] int before() const {
        return bottomUp() ? height_ - top_ - source_->height() : top_;
    }
    [[nodiscard]] int after() const { return height_ - before() - source_->height(); }

    Status readLine(std::uint16_t* out) {
        // The first line of the image is needed at once, for what is missing before it.
        if (done_ == 0) {
            const Status first = readImageLine();
            if (!first) {
                return first;
            }
            means_.set(edge_.data(), width_);
        }
        const int image_line = done_ - before();
        if (image_line < 0) {
            fill(-image_line, before(), out);
            return Done{};
        }
        if (image_line >= source_->height()) {
            if (image_line == source_->height()) {
                means_.set(edge_.data(), width_);
            }
            fill(image_line - source_->height() + 1, after(), out);
            return Done{};
        }
        if (image_line > 0) {
            const Status next = readImageLine();
            if (!next) {
                return next;
            }
        }
        std::copy(edge_.begin(), edge_.end(), out);
        return Done{};
    }

    /// The next line of the image, put into its place on the circle, to edge_.
    Status readImageLine() {
        void* const target = image_line_.data();
        const Status done = source_->read({&target, 1});
        if (!done) {
            return done;
        }
        if (source_->depth() == SampleDepth::k8) {
            // In place, from the end, so that nothing is overwritten before it is read.
            const auto* const bytes = reinterpret_cast<const std::uint8_t*>(image_line_.data());
            for (std::size_t i = image_line_.size(); i-- > 0;) {
                std::uint8_t byte = 0;
                std::memcpy(&byte, bytes + i, 1);
                image_line_[i] = static_cast<std::uint16_t>(byte * 257U);
            }
        }
        placeOnCircle();
        return Done{};
    }

    void placeOnCircle() {
        const int image_width = source_->width();
        for (int x = 0; x < width_; ++x) {
            const int on_image = wrapped(x - left_);
            if (on_image < image_width) {
                std::copy_n(&image_line_[3U * on_image], 3, &edge_[3U * x]);
            } else {
                fillBeside(on_image - image_width, width_ - image_width, &edge_[3U * x]);
            }
        }
    }

    /// Pixel i of a gap of `gap` pixels: from the mean at the line's right end to that at its left.
    void fillBeside(int i, int gap, std::uint16_t* out) const {
        const int image_width = source_->width();
        for (int c = 0; c < 3; ++c) {
            const std::uint64_t right = image_line_[3U * (image_width - 1) + c];
            const std::uint64_t left = image_line_[static_cast<std::size_t>(c)];
            const auto to_left = static_cast<std::uint64_t>(2 * i + 1);
            const auto all = static_cast<std::uint64_t>(2 * gap);
            out[c] = static_cast<std::uint16_t>(
                (right * (all - to_left) + left * to_left + all / 2U) / all);
        }
    }

    /// A line `distance` (1…`missing`) away from the image's edge.
    void fill(int distance, int missing, std::uint16_t* out) const {
        const int count = std::clamp(
            static_cast<int>(std::int64_t{width_} * distance / std::max(missing, 1)), 1, width_);
        for (int x = 0; x < width_; ++x) {
            for (int c = 0; c < 3; ++c) {
                out[3 * x + c] = means_.mean(x, count, c);
            }
        }
    }

    [[nodiscard]] int wrapped(int x) const {
        const int rest = x % width_;
        return rest < 0 ? rest + width_ : rest;
    }

    std::unique_ptr<StripSource> source_;
    int width_;
    int height_;
    int left_;
    int top_;
    int done_ = 0;
    std::vector<std::uint16_t> image_line_; ///< as read
    std::vector<std::uint16_t> edge_;       ///< on the whole circle
    CircleMeans means_;
};

} // namespace

std::unique_ptr<StripSource> coveredSource(std::unique_ptr<StripSource> source,
                                           const SphereFit& fit) {
    const bool whole =
        source->width() == fit.width && source->height() == fit.height && fit.left % fit.width == 0;
    return whole ? std::move(source) : std::make_unique<CoveredSource>(std::move(source), fit);
}

} // namespace vr360
