#include "packager/pyramid/line_halver.h"

#include "packager/pyramid/multiversion.h"

#include <algorithm>
#include <cassert>

namespace vr360 {
namespace {

VR360_MULTIVERSION
void addPairs(const std::uint16_t* in, std::uint32_t* out, std::size_t pixels) {
    for (std::size_t x = 0; x < pixels; ++x) {
        for (std::size_t c = 0; c < 3; ++c) {
            out[3 * x + c] = std::uint32_t{in[6 * x + c]} + in[6 * x + 3 + c];
        }
    }
}

VR360_MULTIVERSION
void meanWithPairs(const std::uint32_t* first,
                   const std::uint16_t* second,
                   std::uint16_t* out,
                   std::size_t pixels) {
    for (std::size_t x = 0; x < pixels; ++x) {
        for (std::size_t c = 0; c < 3; ++c) {
            const std::uint32_t pair = std::uint32_t{second[6 * x + c]} + second[6 * x + 3 + c];
            out[3 * x + c] = static_cast<std::uint16_t>((first[3 * x + c] + pair + 2U) >> 2U);
        }
    }
}

} // namespace

LineHalver::LineHalver(int width, int height)
    : width_(width),
      height_(height),
      out_width_((width + 1) / 2),
      out_height_((height + 1) / 2),
      exact_(width % 2 == 0 && height % 2 == 0),
      out_(3U * out_width_),
      row_(3U * out_width_) {}

LineHalver::Line LineHalver::push(int y, const std::uint16_t* samples) {
    assert(y >= 0 && y < height_);
    return exact_ ? pushExact(y, samples) : pushGeneral(y, samples);
}

LineHalver::Line LineHalver::pushExact(int y, const std::uint16_t* samples) {
    if (open_.empty()) {
        open_.push_back({.y = y / 2});
        addPairs(samples, row_.data(), static_cast<std::size_t>(out_width_));
        return {};
    }
    assert(open_.front().y == y / 2);
    open_.clear();
    meanWithPairs(row_.data(), samples, out_.data(), static_cast<std::size_t>(out_width_));
    return {.y = y / 2, .samples = out_.data()};
}

// One line of the source is out_height_ units high, one that comes out height_ units; likewise
// across. Overlaps are then whole numbers, and nothing is rounded before the one division.
LineHalver::Line LineHalver::pushGeneral(int y, const std::uint16_t* samples) {
    sumAlongLine(samples);
    Line finished;
    const std::int64_t top = std::int64_t{y} * out_height_;
    const std::int64_t bottom = top + out_height_;
    const int first = static_cast<int>(top / height_);
    const int last = static_cast<int>((bottom - 1) / height_);
    for (int out_y = first; out_y <= last; ++out_y) {
        Sums& sums = sumsFor(out_y);
        const std::int64_t overlap = std::min(bottom, std::int64_t{out_y + 1} * height_) -
                                     std::max(top, std::int64_t{out_y} * height_);
        const auto weight = static_cast<std::uint64_t>(overlap);
        for (std::size_t i = 0; i < row_.size(); ++i) {
            sums.values[i] += weight * row_[i];
        }
        sums.missing -= overlap;
        if (sums.missing == 0) {
            divide(sums);
            sums.y = -1;
            finished = {.y = out_y, .samples = out_.data()};
        }
    }
    return finished;
}

void LineHalver::sumAlongLine(const std::uint16_t* samples) {
    for (int out_x = 0; out_x < out_width_; ++out_x) {
        const std::int64_t left = std::int64_t{out_x} * width_;
        const std::int64_t right = left + width_;
        const auto first = static_cast<int>(left / out_width_);
        const auto last = static_cast<int>((right - 1) / out_width_);
        std::uint32_t sum[3] = {0, 0, 0}; // at most width · 65535: fits
        for (int x = first; x <= last; ++x) {
            const auto overlap =
                static_cast<std::uint32_t>(std::min(right, std::int64_t{x + 1} * out_width_) -
                                           std::max(left, std::int64_t{x} * out_width_));
            for (std::size_t c = 0; c < 3; ++c) {
                sum[c] += overlap * samples[3U * x + c];
            }
        }
        std::copy(sum, sum + 3, row_.begin() + std::ptrdiff_t{3} * out_x);
    }
}

LineHalver::Sums& LineHalver::sumsFor(int y) {
    auto found = std::find_if(open_.begin(), open_.end(), [&](const Sums& s) { return s.y == y; });
    if (found == open_.end()) {
        found = std::find_if(open_.begin(), open_.end(), [](const Sums& s) { return s.y < 0; });
        if (found == open_.end()) {
            open_.emplace_back();
            found = open_.end() - 1;
        }
        found->y = y;
        found->missing = height_;
        found->values.assign(row_.size(), 0);
    }
    return *found;
}

void LineHalver::divide(Sums& sums) {
    const std::uint64_t area =
        static_cast<std::uint64_t>(width_) * static_cast<std::uint64_t>(height_);
    for (std::size_t i = 0; i < out_.size(); ++i) {
        out_[i] = static_cast<std::uint16_t>((sums.values[i] + area / 2U) / area);
    }
}

} // namespace vr360
