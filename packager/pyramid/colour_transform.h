#pragma once

#include "packager/pyramid/strip_source.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace vr360 {

/// What a line looks like before it becomes sRGB.
enum class ColourLayout {
    kRgb8,
    kRgb16,
    kGrey8,
    kGrey16,
    kCmyk8,         ///< 0 is no ink
    kCmyk8Inverted, ///< 255 is no ink: how Adobe's programs write JPEG
};

/// Lines of any colour space → lines of sRGB, by lcms2 where there is a profile. Thread-safe for
/// reading: convert may be called by several threads at once.
class ColourTransform {
public:
    /// `icc` may be empty: RGB is then taken for sRGB, grey for its luminance, CMYK for the ink of
    /// an ideal printer. A profile that does not fit the layout or cannot be read is left aside;
    /// `warning` then says so.
    static ColourTransform create(std::string_view icc,
                                  ColourLayout layout,
                                  std::string_view label,
                                  std::optional<Fault>& warning);
    ~ColourTransform();
    ColourTransform(ColourTransform&&) noexcept;
    ColourTransform& operator=(ColourTransform&&) noexcept;

    /// True: convert would only copy.
    [[nodiscard]] bool isIdentity() const;

    /// `in` and `out` may be the same where the layout is RGB.
    void convert(const void* in, void* out, std::size_t pixels) const;

private:
    struct Profile;
    ColourTransform();
    /// As if there were no profile.
    void convertPlainly(const void* in, void* out, std::size_t pixels) const;
    std::unique_ptr<Profile> profile_;
};

} // namespace vr360
