#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace vr360 {

/// RGB spaces that three curves and a matrix describe (Adobe RGB, Display P3, ProPhoto, …) → sRGB.
/// lcms would turn their 16-bit transforms into a coarse table, which is off by several 8-bit
/// steps in the dark; here each step is a step. Immutable.
class MatrixProfile {
public:
    /// `profile` is an open cmsHPROFILE. Absent where it is not of this kind.
    static std::unique_ptr<MatrixProfile> create(void* profile);

    void convert(const std::uint8_t* in, std::uint8_t* out, std::size_t pixels) const;
    void convert(const std::uint16_t* in, std::uint16_t* out, std::size_t pixels) const;

    /// True if every 8-bit colour stays what it is, but for one step: the profile of sRGB itself.
    [[nodiscard]] bool changesNothing() const;

private:
    MatrixProfile() = default;

    template <typename Sample>
    void convertAll(const Sample* in, Sample* out, std::size_t pixels) const;

    std::array<std::vector<float>, 3> light_;    ///< of each 16-bit sample, 0…1
    std::array<std::array<float, 3>, 3> matrix_; ///< to sRGB's primaries
};

} // namespace vr360
