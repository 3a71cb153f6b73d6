#include "packager/pyramid/colour_transform.h"

#include "packager/pyramid/matrix_profile.h"

#include <fmt/format.h>
#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace vr360 {
namespace {

struct LayoutInfo {
    cmsUInt32Number in;
    cmsUInt32Number out;
    cmsColorSpaceSignature space;
    std::size_t in_bytes;
    std::size_t out_bytes;
};

LayoutInfo infoOf(ColourLayout layout) {
    switch (layout) {
    case ColourLayout::kRgb8:
        return {TYPE_RGB_8, TYPE_RGB_8, cmsSigRgbData, 3, 3};
    case ColourLayout::kRgb16:
        return {TYPE_RGB_16, TYPE_RGB_16, cmsSigRgbData, 6, 6};
    case ColourLayout::kGrey8:
        return {TYPE_GRAY_8, TYPE_RGB_8, cmsSigGrayData, 1, 3};
    case ColourLayout::kGrey16:
        return {TYPE_GRAY_16, TYPE_RGB_16, cmsSigGrayData, 2, 6};
    case ColourLayout::kCmyk8:
        return {TYPE_CMYK_8, TYPE_RGB_8, cmsSigCmykData, 4, 3};
    case ColourLayout::kCmyk8Inverted:
        return {TYPE_CMYK_8_REV, TYPE_RGB_8, cmsSigCmykData, 4, 3};
    }
    std::abort();
}

bool isRgb(ColourLayout layout) {
    return layout == ColourLayout::kRgb8 || layout == ColourLayout::kRgb16;
}

template <typename Sample>
void greyToRgb(const Sample* in, Sample* out, std::size_t pixels) {
    for (std::size_t i = 0; i < pixels; ++i) {
        out[3 * i] = out[3 * i + 1] = out[3 * i + 2] = in[i];
    }
}

/// Ideal inks: each takes its share of the light, black takes of all.
void cmykToRgb(const std::uint8_t* in, std::uint8_t* out, std::size_t pixels, bool inverted) {
    const unsigned flip = inverted ? 0U : 255U;
    for (std::size_t i = 0; i < pixels; ++i) {
        const unsigned black = in[4 * i + 3] ^ flip;
        for (std::size_t c = 0; c < 3; ++c) {
            const unsigned light = in[4 * i + c] ^ flip;
            out[3 * i + c] = static_cast<std::uint8_t>((light * black + 127U) / 255U);
        }
    }
}

/// Without a cache of the last pixel a transform may be used by several threads.
constexpr cmsUInt32Number kFlags = cmsFLAGS_NOCACHE;

/// Every grey there is, through a transform that takes its time: lcms's quick one for grey goes
/// through a coarse table. One channel of the result; it is as grey as its source.
std::vector<std::uint16_t> greyTable(cmsHPROFILE in, cmsHPROFILE out) {
    constexpr std::size_t kGreys = 65536;
    cmsHTRANSFORM const exact = cmsCreateTransform(in,
                                                   TYPE_GRAY_FLT,
                                                   out,
                                                   TYPE_RGB_FLT,
                                                   INTENT_RELATIVE_COLORIMETRIC,
                                                   kFlags | cmsFLAGS_NOOPTIMIZE);
    std::vector<std::uint16_t> table;
    if (exact == nullptr) {
        return table;
    }
    table.reserve(kGreys);
    for (std::size_t i = 0; i < kGreys; ++i) {
        const float grey = static_cast<float>(i) / 65535.0F;
        std::array<float, 3> rgb{};
        cmsDoTransform(exact, &grey, rgb.data(), 1);
        const float value = std::min(std::max(rgb[1], 0.0F), 1.0F);
        table.push_back(static_cast<std::uint16_t>(std::lround(65535.0F * value)));
    }
    cmsDeleteTransform(exact);
    return table;
}

void lookUpGrey(const std::vector<std::uint16_t>& table,
                const std::uint8_t* in,
                std::uint8_t* out,
                std::size_t pixels) {
    for (std::size_t i = 0; i < pixels; ++i) {
        const auto value =
            static_cast<std::uint8_t>((table[in[i] * std::size_t{257}] + 128U) / 257U);
        out[3 * i] = out[3 * i + 1] = out[3 * i + 2] = value;
    }
}

void lookUpGrey(const std::vector<std::uint16_t>& table,
                const std::uint16_t* in,
                std::uint16_t* out,
                std::size_t pixels) {
    for (std::size_t i = 0; i < pixels; ++i) {
        out[3 * i] = out[3 * i + 1] = out[3 * i + 2] = table[in[i]];
    }
}

} // namespace

/// At most one of the three ways is there; none where the profile changes nothing.
struct ColourTransform::Profile {
    ColourLayout layout = ColourLayout::kRgb8;
    bool spread_first = false; ///< grey whose profile is for RGB: some programs write that
    std::unique_ptr<MatrixProfile> matrix;
    std::vector<std::uint16_t> greys;
    cmsHTRANSFORM transform = nullptr;

    Profile() = default;
    ~Profile() {
        if (transform != nullptr) {
            cmsDeleteTransform(transform);
        }
    }
    Profile(const Profile&) = delete;
    Profile& operator=(const Profile&) = delete;

    [[nodiscard]] bool isThere() const {
        return matrix != nullptr || !greys.empty() || transform != nullptr;
    }

    /// What went wrong, or nothing.
    std::string load(std::string_view icc) {
        cmsHPROFILE const in =
            cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size()));
        if (in == nullptr) {
            return "it cannot be read";
        }
        cmsHPROFILE const out = cmsCreate_sRGBProfile();
        std::string trouble = use(in, out);
        cmsCloseProfile(in);
        cmsCloseProfile(out);
        return trouble;
    }

    std::string use(cmsHPROFILE in, cmsHPROFILE out) {
        LayoutInfo info = infoOf(layout);
        if (info.space == cmsSigGrayData && cmsGetColorSpace(in) == cmsSigRgbData) {
            spread_first = true;
            info = infoOf(info.in_bytes == 1 ? ColourLayout::kRgb8 : ColourLayout::kRgb16);
        }
        if (cmsGetColorSpace(in) != info.space) {
            return "it is for another kind of colours than the image has";
        }
        if (info.space == cmsSigGrayData) {
            greys = greyTable(in, out);
        } else if (info.space == cmsSigRgbData) {
            matrix = MatrixProfile::create(in);
            if (matrix && matrix->changesNothing()) {
                // Nearly every profile found in a photograph is sRGB itself: applying it would
                // cost time and round every sample once more for nothing.
                matrix.reset();
                return {};
            }
        }
        if (!isThere()) {
            transform = cmsCreateTransform(in,
                                           info.in,
                                           out,
                                           info.out,
                                           INTENT_RELATIVE_COLORIMETRIC,
                                           kFlags | cmsFLAGS_HIGHRESPRECALC);
        }
        return isThere() ? std::string() : "it cannot be applied";
    }

    template <typename Sample>
    void apply(const void* in, void* out, std::size_t pixels) const {
        const auto* const from = static_cast<const Sample*>(spread_first ? out : in);
        auto* const to = static_cast<Sample*>(out);
        if (matrix) {
            matrix->convert(from, to, pixels);
        } else if (!greys.empty()) {
            lookUpGrey(greys, from, to, pixels);
        } else {
            cmsDoTransform(transform, from, to, static_cast<cmsUInt32Number>(pixels));
        }
    }
};

ColourTransform::ColourTransform() : profile_(std::make_unique<Profile>()) {}
ColourTransform::~ColourTransform() = default;
ColourTransform::ColourTransform(ColourTransform&&) noexcept = default;
ColourTransform& ColourTransform::operator=(ColourTransform&&) noexcept = default;

ColourTransform ColourTransform::create(std::string_view icc,
                                        ColourLayout layout,
                                        std::string_view label,
                                        std::optional<Fault>& warning) {
    ColourTransform made;
    made.profile_->layout = layout;
    if (!icc.empty()) {
        const std::string trouble = made.profile_->load(icc);
        if (!trouble.empty()) {
            warning = Fault{
                .where = std::string(label),
                .what = fmt::format("the embedded colour profile is ignored: {}", trouble),
                .cure = "Convert the image to sRGB in an image program if its colours look wrong."};
        }
    }
    return made;
}

bool ColourTransform::isIdentity() const {
    return !profile_->isThere() && isRgb(profile_->layout);
}

void ColourTransform::convert(const void* in, void* out, std::size_t pixels) const {
    if (!profile_->isThere() || profile_->spread_first) {
        convertPlainly(in, out, pixels);
    }
    if (profile_->isThere()) {
        const bool wide = infoOf(profile_->layout).out_bytes == 6;
        wide ? profile_->apply<std::uint16_t>(in, out, pixels)
             : profile_->apply<std::uint8_t>(in, out, pixels);
    }
}

void ColourTransform::convertPlainly(const void* in, void* out, std::size_t pixels) const {
    const auto* const in8 = static_cast<const std::uint8_t*>(in);
    auto* const out8 = static_cast<std::uint8_t*>(out);
    switch (profile_->layout) {
    case ColourLayout::kRgb8:
    case ColourLayout::kRgb16:
        if (in != out) {
            std::memcpy(out, in, pixels * infoOf(profile_->layout).in_bytes);
        }
        return;
    case ColourLayout::kGrey8:
        greyToRgb(in8, out8, pixels);
        return;
    case ColourLayout::kGrey16:
        greyToRgb(static_cast<const std::uint16_t*>(in), static_cast<std::uint16_t*>(out), pixels);
        return;
    case ColourLayout::kCmyk8:
    case ColourLayout::kCmyk8Inverted:
        cmykToRgb(in8, out8, pixels, profile_->layout == ColourLayout::kCmyk8Inverted);
        return;
    }
}

} // namespace vr360
