#include "packager/pyramid/colour_transform.h"

#include <fmt/format.h>
#include <lcms2.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <cstring>

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

/// Nearly every profile found in a photograph is sRGB itself: applying it would cost time and round
/// every sample once more for nothing.
bool changesNothing(cmsHTRANSFORM transform) {
    constexpr int kSteps = 9;
    constexpr int kTolerance = 1;
    for (int i = 0; i < kSteps * kSteps * kSteps; ++i) {
        const std::array<std::uint8_t, 3> in{
            static_cast<std::uint8_t>(i % kSteps * 255 / 8),
            static_cast<std::uint8_t>(i / kSteps % kSteps * 255 / 8),
            static_cast<std::uint8_t>(i / kSteps / kSteps * 255 / 8)};
        std::array<std::uint8_t, 3> out{};
        cmsDoTransform(transform, in.data(), out.data(), 1);
        for (std::size_t c = 0; c < 3; ++c) {
            if (std::abs(in[c] - out[c]) > kTolerance) {
                return false;
            }
        }
    }
    return true;
}

/// Without a cache of the last pixel a transform may be used by several threads.
constexpr cmsUInt32Number kFlags = cmsFLAGS_NOCACHE;

} // namespace

struct ColourTransform::Profile {
    ColourLayout layout = ColourLayout::kRgb8;
    cmsHTRANSFORM transform = nullptr;

    Profile() = default;
    ~Profile() {
        if (transform != nullptr) {
            cmsDeleteTransform(transform);
        }
    }
    Profile(const Profile&) = delete;
    Profile& operator=(const Profile&) = delete;

    /// What went wrong, or nothing.
    std::string load(std::string_view icc) {
        const LayoutInfo info = infoOf(layout);
        cmsHPROFILE const in =
            cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size()));
        if (in == nullptr) {
            return "it cannot be read";
        }
        if (cmsGetColorSpace(in) != info.space) {
            cmsCloseProfile(in);
            return "it is for another kind of colours than the image has";
        }
        cmsHPROFILE const out = cmsCreate_sRGBProfile();
        transform =
            cmsCreateTransform(in, info.in, out, info.out, INTENT_RELATIVE_COLORIMETRIC, kFlags);
        if (transform != nullptr && isRgb(layout)) {
            cmsHTRANSFORM const probe = cmsCreateTransform(
                in, TYPE_RGB_8, out, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC, kFlags);
            if (probe != nullptr) {
                if (changesNothing(probe)) {
                    cmsDeleteTransform(transform);
                    transform = nullptr;
                }
                cmsDeleteTransform(probe);
            }
            cmsCloseProfile(in);
            cmsCloseProfile(out);
            return {};
        }
        cmsCloseProfile(in);
        cmsCloseProfile(out);
        return transform != nullptr ? std::string() : "it cannot be applied";
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
    return profile_->transform == nullptr && isRgb(profile_->layout);
}

void ColourTransform::convert(const void* in, void* out, std::size_t pixels) const {
    if (profile_->transform != nullptr) {
        cmsDoTransform(profile_->transform, in, out, static_cast<cmsUInt32Number>(pixels));
        return;
    }
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
