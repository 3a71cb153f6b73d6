#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vr360 {

/// Halves a picture line by line: ⌈W/2⌉ × ⌈H/2⌉ from W × H, each pixel the mean of the area it
/// covers. Samples are linear light, RGB interleaved. Lines may come from the top down or from
/// the bottom up; only sums of integers are kept, so the result is the same.
/// Holds one or two lines of sums. Not thread-safe.
class LineHalver {
public:
    LineHalver(int width, int height);

    [[nodiscard]] int outWidth() const { return out_width_; }
    [[nodiscard]] int outHeight() const { return out_height_; }

    /// A finished line; `samples` is valid until the next push.
    struct Line {
        int y = -1;
        const std::uint16_t* samples = nullptr;
    };

    /// Takes line y. Gives the line that it finishes; y is -1 if it finishes none.
    /// (No line finishes two: H is at most twice the height that comes out.)
    Line push(int y, const std::uint16_t* samples);

private:
    /// Sums of one line that is coming about, in units of 1/(W·H) of a sample.
    struct Sums {
        int y = -1;
        std::int64_t missing = 0; ///< height still to come, in units of 1/out_height_ of a line
        std::vector<std::uint64_t> values;
    };

    Line pushExact(int y, const std::uint16_t* samples);
    Line pushGeneral(int y, const std::uint16_t* samples);
    void sumAlongLine(const std::uint16_t* samples);
    Sums& sumsFor(int y);
    void divide(Sums& sums);

    int width_;
    int height_;
    int out_width_;
    int out_height_;
    bool exact_; ///< both sizes even: plain 2×2 means
    std::vector<std::uint16_t> out_;
    std::vector<std::uint32_t> row_; ///< 2×2: sums of the first line; else sums along one line
    std::vector<Sums> open_;
};

} // namespace vr360
