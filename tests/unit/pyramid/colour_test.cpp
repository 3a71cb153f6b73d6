// Embedded profiles: the packager's sRGB against the standards' own formulas, without lcms.

#include "tests/unit/pyramid/test_images.h"

#include "packager/pyramid/colour_transform.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <lcms2.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vr360 {
namespace {

using test::Image;
using Colour = std::array<double, 3>;
using Matrix = std::array<Colour, 3>;

struct Space {
    const char* name;
    cmsCIExyY white;
    cmsCIExyYTRIPLE primaries;
    double gamma; ///< 0: sRGB's own curve
};
constexpr cmsCIExyY kD65{0.3127, 0.3290, 1.0};
constexpr cmsCIExyY kD50{0.3457, 0.3585, 1.0};
constexpr Space kAdobeRgb{
    "Adobe RGB", kD65, {{0.64, 0.33, 1.0}, {0.21, 0.71, 1.0}, {0.15, 0.06, 1.0}}, 563.0 / 256.0};
constexpr Space kDisplayP3{
    "Display P3", kD65, {{0.680, 0.320, 1.0}, {0.265, 0.690, 1.0}, {0.150, 0.060, 1.0}}, 0.0};
constexpr Space kProPhoto{"ProPhoto RGB",
                          kD50,
                          {{0.7347, 0.2653, 1.0}, {0.1596, 0.8404, 1.0}, {0.0366, 0.0001, 1.0}},
                          1.8};
constexpr Space kSrgb{"sRGB", kD65, {{0.64, 0.33, 1.0}, {0.30, 0.60, 1.0}, {0.15, 0.06, 1.0}}, 0.0};

double decoded(const Space& space, double value) {
    if (space.gamma > 0.0) {
        return std::pow(value, space.gamma);
    }
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double encoded(double light) {
    const double value = std::clamp(light, 0.0, 1.0);
    return value <= 0.0031308 ? value * 12.92 : 1.055 * std::pow(value, 1.0 / 2.4) - 0.055;
}

Colour times(const Matrix& m, const Colour& v) {
    Colour out{};
    for (std::size_t i = 0; i < 3; ++i) {
        out[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    }
    return out;
}

Matrix times(const Matrix& a, const Matrix& b) {
    Matrix out{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) {
            for (std::size_t j = 0; j < 3; ++j) {
                out[i][k] += a[i][j] * b[j][k];
            }
        }
    }
    return out;
}

Matrix inverse(const Matrix& m) {
    Matrix out{};
    double determinant = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        determinant += m[0][i] * (m[1][(i + 1) % 3] * m[2][(i + 2) % 3] -
                                  m[1][(i + 2) % 3] * m[2][(i + 1) % 3]);
    }
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) {
            out[k][i] = (m[(i + 1) % 3][(k + 1) % 3] * m[(i + 2) % 3][(k + 2) % 3] -
                         m[(i + 1) % 3][(k + 2) % 3] * m[(i + 2) % 3][(k + 1) % 3]) /
                        determinant;
        }
    }
    return out;
}

Colour xyzOf(const cmsCIExyY& c) {
    return {c.x / c.y, 1.0, (1.0 - c.x - c.y) / c.y};
}

/// RGB to XYZ under D50, by Bradford's adaptation: what profiles have in them.
Matrix toXyz(const Space& space) {
    const std::array<cmsCIExyY, 3> p{
        space.primaries.Red, space.primaries.Green, space.primaries.Blue};
    Matrix columns{};
    for (std::size_t c = 0; c < 3; ++c) {
        const Colour xyz = xyzOf(p[c]);
        for (std::size_t i = 0; i < 3; ++i) {
            columns[i][c] = xyz[i];
        }
    }
    const Colour share = times(inverse(columns), xyzOf(space.white));
    for (Colour& row : columns) {
        for (std::size_t c = 0; c < 3; ++c) {
            row[c] *= share[c];
        }
    }
    constexpr Matrix kBradford{Colour{0.8951, 0.2664, -0.1614},
                               Colour{-0.7502, 1.7135, 0.0367},
                               Colour{0.0389, -0.0685, 1.0296}};
    const Colour from = times(kBradford, xyzOf(space.white));
    const Colour to = times(kBradford, xyzOf(kD50));
    Matrix scale{};
    for (std::size_t i = 0; i < 3; ++i) {
        scale[i][i] = to[i] / from[i];
    }
    return times(times(times(inverse(kBradford), scale), kBradford), columns);
}

/// 0…1.
Colour inSrgb(const Space& space, const Colour& colour) {
    Colour light{};
    std::ranges::transform(colour, light.begin(), [&](double v) { return decoded(space, v); });
    Colour out = times(inverse(toXyz(kSrgb)), times(toXyz(space), light));
    std::ranges::transform(out, out.begin(), &encoded);
    return out;
}

std::string saved(cmsHPROFILE profile) {
    cmsUInt32Number size = 0;
    cmsSaveProfileToMem(profile, nullptr, &size);
    std::string icc(size, '\0');
    cmsSaveProfileToMem(profile, icc.data(), &size);
    cmsCloseProfile(profile);
    return icc;
}

std::string profileOf(const Space& space) {
    cmsToneCurve* curve = nullptr;
    if (space.gamma > 0.0) {
        curve = cmsBuildGamma(nullptr, space.gamma);
    } else {
        const double srgb[5]{2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.04045};
        curve = cmsBuildParametricToneCurve(nullptr, 4, srgb);
    }
    cmsToneCurve* curves[3]{curve, curve, curve};
    std::string icc = saved(cmsCreateRGBProfile(&space.white, &space.primaries, curves));
    cmsFreeToneCurve(curve);
    return icc;
}

std::string greyProfile(double gamma) {
    cmsToneCurve* const curve = cmsBuildGamma(nullptr, gamma);
    const cmsCIExyY white = kD50;
    std::string icc = saved(cmsCreateGrayProfile(&white, curve));
    cmsFreeToneCurve(curve);
    return icc;
}

/// Every ninth colour of the cube.
Image cube() {
    constexpr int kSteps = 9;
    Image image(kSteps * kSteps * 2, kSteps * kSteps);
    for (int y = 0; y < image.height; ++y) {
        for (int x = 0; x < image.width; ++x) {
            image.at(x, y, 0) = static_cast<std::uint8_t>(x / 2 % kSteps * 255 / (kSteps - 1));
            image.at(x, y, 1) = static_cast<std::uint8_t>(x / 2 / kSteps * 255 / (kSteps - 1));
            image.at(x, y, 2) = static_cast<std::uint8_t>(y % kSteps * 255 / (kSteps - 1));
        }
    }
    return image;
}

class Profiles : public test::ReadsImages {
protected:
    void expectInSrgb(const Space& space, const Image& stored, const std::string& bytes) {
        const auto read_back = read(bytes);
        ASSERT_TRUE(read_back) << read_back.fault().what;
        EXPECT_TRUE(info_.has_icc);
        for (std::size_t i = 0; i < stored.rgb.size(); i += 3) {
            const Colour wanted = inSrgb(
                space,
                {stored.rgb[i] / 255.0, stored.rgb[i + 1] / 255.0, stored.rgb[i + 2] / 255.0});
            for (std::size_t c = 0; c < 3; ++c) {
                ASSERT_NEAR(read_back->rgb[i + c], 255.0 * wanted[c], 0.8)
                    << space.name << ": " << int{stored.rgb[i]} << ' ' << int{stored.rgb[i + 1]}
                    << ' ' << int{stored.rgb[i + 2]};
            }
        }
    }
};

TEST_F(Profiles, OfLargerSpacesBecomeSrgbInEveryContainer) {
    const Image image = cube();
    for (const Space& space : {kAdobeRgb, kDisplayP3, kProPhoto}) {
        const std::string icc = profileOf(space);
        for (const bool wide : {false, true}) {
            expectInSrgb(space, image, test::encodePng(image, {.wide = wide, .icc = icc}));
            test::writeTiff(image, scratch_.path() / "tiff", {.wide = wide, .icc = icc});
            expectInSrgb(space, image, test::readBytes(scratch_.path() / "tiff"));
            expectInSrgb(space, image, test::encodePsd(image, {.wide = wide, .icc = icc}));
        }
        expectInSrgb(space, image, test::encodeWebp(image, icc, "", ""));
        // JPEG is not exact: one colour at a time.
        Image plain(64, 32);
        for (std::size_t i = 0; i < plain.rgb.size(); i += 3) {
            plain.rgb[i] = 128;
            plain.rgb[i + 1] = 180;
            plain.rgb[i + 2] = 100;
        }
        const auto jpeg = read(test::encodeJpeg(plain, {.quality = 100, .icc = icc}));
        ASSERT_TRUE(jpeg);
        const Colour wanted = inSrgb(space, {128 / 255.0, 180 / 255.0, 100 / 255.0});
        for (int c = 0; c < 3; ++c) {
            EXPECT_NEAR(jpeg->at(9, 9, c), 255.0 * wanted[c], 3.0) << space.name;
        }
    }
}

TEST_F(Profiles, OfSrgbChangeNothing) {
    const Image image = cube();
    const auto read_back = read(test::encodePng(image, {.icc = profileOf(kSrgb)}));
    ASSERT_TRUE(read_back);
    EXPECT_EQ(test::largestDifference(*read_back, image), 0);
}

TEST_F(Profiles, OfGrey) {
    Image ramp(256, 128);
    for (std::size_t i = 0; i < ramp.rgb.size(); ++i) {
        ramp.rgb[i] = static_cast<std::uint8_t>(i / 3 % 256);
    }
    const auto expectGrey = [&](const std::string& bytes, double gamma, double tolerance) {
        const auto grey = read(bytes);
        ASSERT_TRUE(grey) << grey.fault().what;
        EXPECT_TRUE(info_.has_icc) << info_.format;
        for (int x = 0; x < 256; ++x) {
            const double wanted = 255.0 * encoded(std::pow(x / 255.0, gamma));
            ASSERT_NEAR(grey->at(x, 64, 0), wanted, tolerance) << x;
            ASSERT_EQ(grey->at(x, 64, 0), grey->at(x, 64, 2)) << x;
        }
    };
    for (const double gamma : {2.2, 1.8, 1.0}) {
        const std::string icc = greyProfile(gamma);
        for (const bool wide : {false, true}) {
            expectGrey(test::encodePng(ramp, {.wide = wide, .grey = true, .icc = icc}), gamma, 1.1);
            expectGrey(
                test::encodePng(ramp, {.wide = wide, .grey = true, .alpha = 255, .icc = icc}),
                gamma,
                1.1);
            test::writeTiff(
                ramp, scratch_.path() / "tiff", {.wide = wide, .grey = true, .icc = icc});
            expectGrey(test::readBytes(scratch_.path() / "tiff"), gamma, 1.1);
        }
        expectGrey(test::encodeJpeg(ramp, {.quality = 100, .grey = true, .icc = icc}), gamma, 2.6);
    }
}

TEST_F(Profiles, ForColoursInAGreyPictureAreTakenAsWell) {
    const Image image = test::drawNoise(64, 32);
    const auto grey = read(test::encodePng(image, {.grey = true, .icc = profileOf(kAdobeRgb)}));
    ASSERT_TRUE(grey);
    EXPECT_TRUE(warnings_.empty());
    for (int x = 0; x < 64; ++x) {
        const double value = image.at(x, 7, 1) / 255.0;
        ASSERT_NEAR(grey->at(x, 7, 1), 255.0 * inSrgb(kAdobeRgb, {value, value, value})[0], 1.6);
    }
}

TEST(ColourTransform, SixteenBitsDoNotBand) {
    // A dark sky in ProPhoto: 64 steps of 8 bits, stored in 16. Each of its own steps has to stay
    // one; in 8 bits there would be 64.
    constexpr std::size_t kPixels = 4096;
    std::vector<std::uint16_t> in(3 * kPixels);
    for (std::size_t i = 0; i < in.size(); ++i) {
        in[i] = static_cast<std::uint16_t>(4 * (i / 3));
    }
    std::optional<Fault> warning;
    const ColourTransform transform =
        ColourTransform::create(profileOf(kProPhoto), ColourLayout::kRgb16, "sky", warning);
    EXPECT_FALSE(warning);
    std::vector<std::uint16_t> out(in.size());
    transform.convert(in.data(), out.data(), kPixels);
    std::size_t steps = 0;
    for (std::size_t i = 3; i < out.size(); i += 3) {
        ASSERT_GE(out[i] + 8, out[i - 3]) << i;
        steps += out[i] > out[i - 3] ? 1 : 0;
    }
    EXPECT_GT(steps, 3000U);
}

} // namespace
} // namespace vr360
