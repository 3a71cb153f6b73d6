#include "packager/pyramid/inspect.h"

#include "packager/pyramid/covered_source.h"
#include "packager/pyramid/metadata.h"
#include "packager/pyramid/mirrored_source.h"

#include <fmt/format.h>

#include <cmath>

namespace vr360 {
namespace {

constexpr double kLevelTolerance = 0.5; ///< degrees

PhotoSphere photoSphereOf(const GPano& gpano) {
    PhotoSphere sphere;
    sphere.heading = gpano.pose_heading;
    if (gpano.initial_heading) {
        // GPano's initial heading is a compass direction like the pose's.
        sphere.initial_yaw = wrapYaw(*gpano.initial_heading - gpano.pose_heading.value_or(0.0));
    }
    sphere.initial_pitch = gpano.initial_pitch;
    sphere.initial_fov = gpano.initial_fov;
    return sphere;
}

void warnOfGPano(const GPano& gpano, const std::string& label, std::vector<Fault>& warnings) {
    const double pitch = gpano.pose_pitch.value_or(0.0);
    const double roll = gpano.pose_roll.value_or(0.0);
    if (std::abs(pitch) > kLevelTolerance || std::abs(roll) > kLevelTolerance) {
        warnings.push_back(
            {.where = label,
             .what = fmt::format("says that the camera was tilted (pitch {:g}°, roll {:g}°); "
                                 "this is not corrected",
                                 pitch,
                                 roll),
             .cure = "Level the horizon in the stitching program if it looks crooked."});
    }
}

Status checkKind(const SourceFile& file, int orientation, const std::optional<GPano>& gpano) {
    if (orientation > 4) {
        return Fault{.where = file.label,
                     .what = fmt::format("is marked as lying on its side (EXIF orientation {})",
                                         orientation),
                     .cure = "Open it in an image program, turn it upright and save it."};
    }
    if (gpano && gpano->other_projection) {
        return Fault{.where = file.label,
                     .what = "is a panorama of another projection than equirectangular",
                     .cure = "Export it as equirectangular from the stitching program."};
    }
    return Done{};
}

void describe(PanoramaPlan& plan, const SourceHeader& header, const std::optional<GPano>& gpano) {
    ImageInfo& info = plan.info;
    info.format = header.format;
    info.width = header.width;
    info.height = header.height;
    info.bits = header.bits;
    info.has_icc = header.has_icc;
    info.streaming = header.streaming;
    info.sphere_width = plan.fit.width;
    info.sphere_height = plan.fit.height;
    info.limits = plan.fit.limits;
    info.warnings = header.warnings;
    info.warnings.insert(info.warnings.end(), plan.fit.warnings.begin(), plan.fit.warnings.end());
    if (gpano) {
        info.photo_sphere = photoSphereOf(*gpano);
        warnOfGPano(*gpano, plan.file.label, info.warnings);
    }
    constexpr double kMegapixelsWorthWarning = 100.0;
    if (!header.streaming && 1e-6 * header.width * header.height > kMegapixelsWorthWarning) {
        info.warnings.push_back(
            {.where = plan.file.label,
             .what = fmt::format("is a {}; unpacking it takes about {:.0f} MB of memory",
                                 header.format,
                                 3.1e-6 * header.width * header.height * header.bits / 8),
             .cure = "Export it as a baseline (not progressive, not interlaced) file if memory "
                     "is short."});
    }
}

} // namespace

Result<PanoramaPlan> planPanorama(const SourceFile& file, const PanoramaEdits& edits) {
    const Result<SourceHeader> header = readHeader(file);
    if (!header) {
        return header.fault();
    }
    const std::optional<GPano> gpano = parseGPano(header->xmp);
    PanoramaPlan plan{.file = file, .orientation = header->orientation};
    const Status kind = checkKind(file, plan.orientation, gpano);
    if (!kind) {
        return kind.fault();
    }
    Result<SphereFit> fit = fitSphere(header->width, header->height, gpano, edits, file.label);
    if (!fit) {
        return fit.fault();
    }
    plan.fit = std::move(fit).value();
    describe(plan, *header, gpano);
    return plan;
}

Result<std::unique_ptr<StripSource>> openPanorama(const PanoramaPlan& plan) {
    Result<std::unique_ptr<StripSource>> source = openSource(plan.file);
    if (!source) {
        return source;
    }
    if ((*source)->width() != plan.info.width || (*source)->height() != plan.info.height) {
        return Fault{.where = plan.file.label,
                     .what = "changed while it was being read",
                     .cure = "Wait until it is copied completely and run again."};
    }
    return coveredSource(uprightSource(std::move(source).value(), plan.orientation), plan.fit);
}

Result<ImageInfo> inspectPanorama(const std::filesystem::path& source,
                                  std::string_view label,
                                  const PanoramaEdits& edits) {
    Result<PanoramaPlan> plan = planPanorama({.path = source, .label = std::string(label)}, edits);
    if (!plan) {
        return plan.fault();
    }
    return std::move(plan).value().info;
}

} // namespace vr360
