#include "packager/pyramid/sphere_fit.h"

#include "core/geometry/grid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace vr360 {
namespace {

constexpr double kSizeTolerance = 0.005;
constexpr double kPixelTolerance = 2.0;

struct ImageSize {
    int width;
    int height;
};

bool isTwiceAsWide(double width, double height) {
    const double off = std::abs(width - 2.0 * height);
    return off <= kPixelTolerance || off <= kSizeTolerance * width;
}

int rounded(double value) {
    return static_cast<int>(std::lround(std::clamp(value, -1e9, 1e9)));
}

/// "-60" or "-57.3": degrees as an editor would write them.
std::string angle(double degrees) {
    return fmt::format("{:g}", std::round(degrees * 10.0) / 10.0);
}

std::string coverageLine(double yaw, double pitch) {
    return fmt::format("coverage = {{ yaw = [-{0}, {0}], pitch = [-{1}, {1}] }}",
                       angle(yaw / 2.0),
                       angle(pitch / 2.0));
}

Fault notASphere(ImageSize image, std::string_view label) {
    const double ratio = static_cast<double>(image.width) / image.height;
    // The two readings that are most likely: all round but not up and down, or part of a circle.
    const double pitch = std::min(180.0, 360.0 / ratio);
    const double yaw = std::min(360.0, 180.0 * ratio);
    const bool all_round = ratio > 2.0;
    Fault fault{
        .where = std::string(label),
        .what = fmt::format("image is {}×{}, not 2:1: a full panorama is twice as wide as high",
                            image.width,
                            image.height),
        .cure = fmt::format("Export the full sphere. If it really shows only part of it, write "
                            "in site.toml, at this scene, for instance: {} (the angles that "
                            "the image covers; yaw 0 is its centre, pitch 0 the horizon).",
                            all_round ? coverageLine(360.0, pitch) : coverageLine(yaw, 180.0))};
    return fault;
}

Status checkCoverage(const ViewLimits& coverage, std::string_view label) {
    const double yaw = coverage.yaw_max - coverage.yaw_min;
    const double pitch = coverage.pitch_max - coverage.pitch_min;
    const bool sane = std::isfinite(yaw) && std::isfinite(pitch) && yaw >= 1.0 && yaw <= 360.0 &&
                      coverage.yaw_min >= -360.0 && coverage.yaw_max <= 360.0 && pitch >= 1.0 &&
                      coverage.pitch_min >= -90.0 && coverage.pitch_max <= 90.0;
    if (sane) {
        return Done{};
    }
    return Fault{.where = std::string(label),
                 .what = fmt::format("coverage yaw {}…{}, pitch {}…{} is not possible",
                                     angle(coverage.yaw_min),
                                     angle(coverage.yaw_max),
                                     angle(coverage.pitch_min),
                                     angle(coverage.pitch_max)),
                 .cure = "Yaw goes from left to right, at most 360 degrees in all; pitch from the "
                         "lower to the upper edge, between -90 and 90."};
}

Result<SphereFit> fitCoverage(ImageSize image, const ViewLimits& coverage, std::string_view label) {
    const Status checked = checkCoverage(coverage, label);
    if (!checked) {
        return checked.fault();
    }
    const double yaw = coverage.yaw_max - coverage.yaw_min;
    const double pitch = coverage.pitch_max - coverage.pitch_min;
    SphereFit fit;
    fit.width = std::max(image.width, rounded(image.width * 360.0 / yaw));
    fit.height = std::max(image.height, rounded(image.height * 180.0 / pitch));
    if (!isTwiceAsWide(fit.width, fit.height)) {
        const double right_pitch = std::min(180.0, yaw * image.height / image.width);
        return Fault{
            .where = std::string(label),
            .what = fmt::format("image is {}×{}, but coverage says {}°×{}°: that is {:.1f} pixels "
                                "a degree across and {:.1f} upwards",
                                image.width,
                                image.height,
                                angle(yaw),
                                angle(pitch),
                                image.width / yaw,
                                image.height / pitch),
            .cure = fmt::format("Correct coverage: with {}° across, the image is {}° high.",
                                angle(yaw),
                                angle(right_pitch))};
    }
    fit.left = rounded((coverage.yaw_min + 180.0) / 360.0 * fit.width);
    fit.top = std::clamp(
        rounded((90.0 - coverage.pitch_max) / 180.0 * fit.height), 0, fit.height - image.height);
    fit.limits = coverage;
    return fit;
}

ViewLimits limitsOf(const SphereFit& fit, ImageSize image) {
    ViewLimits limits;
    if (image.width < fit.width) {
        limits.yaw_min = -180.0 + 360.0 * fit.left / fit.width;
        limits.yaw_max = -180.0 + 360.0 * (fit.left + image.width) / fit.width;
    }
    limits.pitch_max = 90.0 - 180.0 * fit.top / fit.height;
    limits.pitch_min = 90.0 - 180.0 * (fit.top + image.height) / fit.height;
    return limits;
}

/// GPano is often wrong after an image was made smaller: its numbers are taken as shares of the
/// size that it believes in, and applied to the size that is.
std::optional<SphereFit> fitGPano(ImageSize image, const GPano& gpano, std::string_view label) {
    if (!gpano.hasCrop()) {
        return std::nullopt;
    }
    const double stated_width = gpano.cropped_width.value_or(image.width);
    const double stated_height = gpano.cropped_height.value_or(image.height);
    if (stated_width < 1.0 || stated_height < 1.0) {
        return std::nullopt;
    }
    const double across = image.width / stated_width;
    const double down = image.height / stated_height;
    SphereFit fit;
    fit.width = rounded(*gpano.full_width * across);
    fit.height = rounded(*gpano.full_height * down);
    fit.left = rounded(*gpano.cropped_left * across);
    fit.top = rounded(*gpano.cropped_top * down);
    const bool fits = fit.width >= image.width && fit.height >= image.height && fit.left >= 0 &&
                      fit.left <= fit.width && fit.top >= 0 &&
                      fit.top + image.height <= fit.height && isTwiceAsWide(fit.width, fit.height);
    if (!fits) {
        return std::nullopt;
    }
    fit.limits = limitsOf(fit, image);
    if (image.width != rounded(stated_width) || image.height != rounded(stated_height)) {
        fit.warnings.push_back(
            {.where = std::string(label),
             .what = fmt::format("its panorama data ({}) speak of {:.0f}×{:.0f} pixels, but it "
                                 "has {}×{}; they were scaled to fit",
                                 gpano.crop_told_by,
                                 stated_width,
                                 stated_height,
                                 image.width,
                                 image.height),
             .cure = "Nothing to do if the panorama looks right; else write `coverage`."});
    }
    return fit;
}

Status checkSize(const SphereFit& fit, std::string_view label) {
    if (fit.width <= kMaxPanoramaWidth && fit.height >= 2 && fit.width >= 4) {
        return Done{};
    }
    return Fault{.where = std::string(label),
                 .what =
                     fmt::format("the whole sphere would be {}×{} pixels", fit.width, fit.height),
                 .cure = fmt::format("Widths from 4 to {} are possible; export it in another size.",
                                     kMaxPanoramaWidth)};
}

} // namespace

Result<SphereFit> fitSphere(int image_width,
                            int image_height,
                            const std::optional<GPano>& gpano,
                            const PanoramaEdits& edits,
                            std::string_view label) {
    const ImageSize image{image_width, image_height};
    std::optional<SphereFit> fit;
    std::vector<Fault> warnings;
    if (edits.coverage) {
        Result<SphereFit> covered = fitCoverage(image, *edits.coverage, label);
        if (!covered) {
            return covered;
        }
        fit = std::move(covered).value();
    } else if (gpano) {
        fit = fitGPano(image, *gpano, label);
        if (!fit && gpano->hasCrop()) {
            warnings.push_back(
                {.where = std::string(label),
                 .what = fmt::format("its panorama data ({}) contradict its size and are ignored",
                                     gpano->crop_told_by),
                 .cure = "Nothing to do if the panorama looks right; else write "
                         "`coverage` in site.toml."});
        }
    }
    if (!fit) {
        if (!isTwiceAsWide(image_width, image_height)) {
            return notASphere(image, label);
        }
        fit = SphereFit{.width = image_width, .height = image_height};
    }
    fit->warnings.insert(fit->warnings.end(), warnings.begin(), warnings.end());
    const Status sized = checkSize(*fit, label);
    if (!sized) {
        return sized.fault();
    }
    return *std::move(fit);
}

} // namespace vr360
