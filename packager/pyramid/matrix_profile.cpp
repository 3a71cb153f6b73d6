#include "packager/pyramid/matrix_profile.h"

#include <lcms2.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace vr360 {
namespace {

constexpr int kSamples = 65536;
using Matrix = std::array<std::array<double, 3>, 3>;

/// The columns are the primaries in the profiles' own XYZ.
bool readPrimaries(cmsHPROFILE profile, Matrix& matrix) {
    constexpr std::array kTags{cmsSigRedColorantTag, cmsSigGreenColorantTag, cmsSigBlueColorantTag};
    for (std::size_t c = 0; c < 3; ++c) {
        const auto* const xyz = static_cast<const cmsCIEXYZ*>(cmsReadTag(profile, kTags[c]));
        if (xyz == nullptr) {
            return false;
        }
        matrix[0][c] = xyz->X;
        matrix[1][c] = xyz->Y;
        matrix[2][c] = xyz->Z;
    }
    return true;
}

Matrix inverse(const Matrix& m) {
    const auto minor = [&](std::size_t i, std::size_t k) {
        return m[(i + 1) % 3][(k + 1) % 3] * m[(i + 2) % 3][(k + 2) % 3] -
               m[(i + 1) % 3][(k + 2) % 3] * m[(i + 2) % 3][(k + 1) % 3];
    };
    const double determinant =
        m[0][0] * minor(0, 0) + m[0][1] * minor(0, 1) + m[0][2] * minor(0, 2);
    Matrix out{};
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t k = 0; k < 3; ++k) {
            out[k][i] = minor(i, k) / determinant;
        }
    }
    return out;
}

/// sRGB's curve from light in 1/65535 to samples in 1/65535, with the next entry for interpolation.
const std::vector<float>& encoding() {
    static const std::vector<float> kTable = [] {
        std::vector<float> table(kSamples + 1);
        for (int i = 0; i <= kSamples; ++i) {
            const double light = std::min(1.0, i / 65535.0);
            const double value =
                light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1.0 / 2.4) - 0.055;
            table[static_cast<std::size_t>(i)] = static_cast<float>(65535.0 * value);
        }
        return table;
    }();
    return kTable;
}

float encoded(const float* table, float light) {
    const float position = std::min(std::max(light, 0.0F), 1.0F) * 65535.0F;
    const int step = static_cast<int>(position);
    const float part = position - static_cast<float>(step);
    return table[step] + part * (table[step + 1] - table[step]);
}

} // namespace

std::unique_ptr<MatrixProfile> MatrixProfile::create(void* profile) {
    // A profile with a table besides means that the table is right.
    if (cmsIsMatrixShaper(profile) == 0 ||
        cmsIsCLUT(profile, INTENT_RELATIVE_COLORIMETRIC, LCMS_USED_AS_INPUT) != 0) {
        return nullptr;
    }
    Matrix primaries{};
    Matrix srgb_primaries{};
    cmsHPROFILE const srgb = cmsCreate_sRGBProfile();
    const bool have_primaries =
        readPrimaries(profile, primaries) && readPrimaries(srgb, srgb_primaries);
    cmsCloseProfile(srgb);
    if (!have_primaries) {
        return nullptr;
    }
    std::unique_ptr<MatrixProfile> made(new MatrixProfile);
    constexpr std::array kCurves{cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag};
    const Matrix to_srgb = inverse(srgb_primaries);
    for (std::size_t c = 0; c < 3; ++c) {
        const auto* const curve = static_cast<const cmsToneCurve*>(cmsReadTag(profile, kCurves[c]));
        if (curve == nullptr) {
            return nullptr;
        }
        made->light_[c].resize(kSamples);
        for (std::size_t i = 0; i < kSamples; ++i) {
            made->light_[c][i] = cmsEvalToneCurveFloat(curve, static_cast<float>(i) / 65535.0F);
        }
        for (std::size_t k = 0; k < 3; ++k) {
            double sum = 0.0;
            for (std::size_t j = 0; j < 3; ++j) {
                sum += to_srgb[c][j] * primaries[j][k];
            }
            made->matrix_[c][k] = static_cast<float>(sum);
        }
    }
    return made;
}

template <typename Sample>
void MatrixProfile::convertAll(const Sample* in, Sample* out, std::size_t pixels) const {
    constexpr std::size_t kStep = sizeof(Sample) == 1 ? 257 : 1;
    const float* const table = encoding().data();
    for (std::size_t i = 0; i < 3 * pixels; i += 3) {
        const float red = light_[0][in[i] * kStep];
        const float green = light_[1][in[i + 1] * kStep];
        const float blue = light_[2][in[i + 2] * kStep];
        for (std::size_t c = 0; c < 3; ++c) {
            const std::array<float, 3>& row = matrix_[c];
            const float value = encoded(table, row[0] * red + row[1] * green + row[2] * blue);
            out[i + c] =
                static_cast<Sample>(static_cast<int>(value / static_cast<float>(kStep) + 0.5F));
        }
    }
}

void MatrixProfile::convert(const std::uint8_t* in, std::uint8_t* out, std::size_t pixels) const {
    convertAll(in, out, pixels);
}

void MatrixProfile::convert(const std::uint16_t* in, std::uint16_t* out, std::size_t pixels) const {
    convertAll(in, out, pixels);
}

bool MatrixProfile::changesNothing() const {
    constexpr int kSteps = 9;
    for (int i = 0; i < kSteps * kSteps * kSteps; ++i) {
        const std::array<std::uint8_t, 3> in{
            static_cast<std::uint8_t>(i % kSteps * 255 / 8),
            static_cast<std::uint8_t>(i / kSteps % kSteps * 255 / 8),
            static_cast<std::uint8_t>(i / kSteps / kSteps * 255 / 8)};
        std::array<std::uint8_t, 3> out{};
        convert(in.data(), out.data(), 1);
        for (std::size_t c = 0; c < 3; ++c) {
            if (std::abs(in[c] - out[c]) > 1) {
                return false;
            }
        }
    }
    return true;
}

} // namespace vr360
