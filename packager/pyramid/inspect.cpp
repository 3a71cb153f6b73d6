#include "packager/pyramid/inspect.h"

#include "packager/pyramid/covered_source.h"
#include "packager/pyramid/levelled_source.h"
#include "packager/pyramid/metadata.h"
#include "packager/pyramid/mirrored_source.h"
#include "packager/pyramid/sideways_source.h"
#include "packager/pyramid/tilt.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace vr360 {
namespace {

/// Degrees of tilt that are worth a resampling: half a pixel of a picture 2000 pixels wide.
constexpr double kCrooked = 0.1;

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

std::string describeTilt(const Tilt& tilt) {
    return fmt::format("pitch {:g}°, roll {:g}°", tilt.pitch, tilt.roll);
}

/// What the image says about itself: GPano, and for want of a crop there what its format has.
std::optional<GPano> panoramaData(const SourceHeader& header) {
    std::optional<GPano> gpano = parseGPano(header.xmp);
    if (header.crop && !(gpano && gpano->hasCrop())) {
        gpano = gpano.value_or(GPano{});
        gpano->full_width = header.crop->full_width;
        gpano->full_height = header.crop->full_height;
        gpano->cropped_left = header.crop->left;
        gpano->cropped_top = header.crop->top;
        gpano->crop_told_by = header.crop->told_by;
    }
    return gpano;
}

/// What the image says of the tilt, if that is worth anything.
std::optional<Tilt> tiltOf(const std::optional<GPano>& gpano) {
    if (!gpano) {
        return std::nullopt;
    }
    const Tilt tilt{gpano->pose_pitch.value_or(0.0), gpano->pose_roll.value_or(0.0)};
    const bool possible = std::abs(tilt.pitch) <= 90.0 && std::abs(tilt.roll) <= 180.0;
    return possible && tiltAngle(tilt) >= kCrooked ? std::optional(tilt) : std::nullopt;
}

/// Which tilt to undo, and what to say of it.
Tilt chooseTilt(const std::optional<GPano>& gpano,
                const PanoramaEdits& edits,
                const std::string& label,
                std::vector<Fault>& warnings) {
    if (edits.level) {
        return *edits.level;
    }
    const std::optional<Tilt> tilt = tiltOf(gpano);
    if (!tilt) {
        return {};
    }
    warnings.push_back(
        {.where = label,
         .what = fmt::format("says that the camera was tilted by {:.1f}° ({}); the horizon was "
                             "levelled by that",
                             tiltAngle(*tilt),
                             describeTilt(*tilt)),
         .cure = fmt::format("If it looks level, write level = {{ pitch = {:g}, roll = {:g} }} at "
                             "this scene in site.toml, and this is not said again; if it was "
                             "level before, write level = false.",
                             tilt->pitch,
                             tilt->roll)});
    return *tilt;
}

Status checkProjection(const SourceFile& file, const std::optional<GPano>& gpano) {
    if (gpano && gpano->other_projection) {
        return Fault{.where = file.label,
                     .what = "is a panorama of another projection than equirectangular",
                     .cure = "Export it as equirectangular from the stitching program."};
    }
    return Done{};
}

void warnOfMemory(const SourceHeader& header,
                  const std::string& label,
                  std::vector<Fault>& warnings) {
    constexpr double kMegapixelsWorthWarning = 100.0;
    if (!header.streaming && 1e-6 * header.width * header.height > kMegapixelsWorthWarning) {
        warnings.push_back(
            {.where = label,
             .what = fmt::format("is a {}; unpacking it takes about {:.0f} MB of memory",
                                 header.format,
                                 3.1e-6 * header.width * header.height * header.bits / 8),
             .cure = "Export it as a baseline (not progressive, not interlaced) file if memory "
                     "is short."});
    }
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
    info.limits = levelledLimits(plan.fit.limits, plan.tilt);
    info.warnings.insert(info.warnings.end(), header.warnings.begin(), header.warnings.end());
    info.warnings.insert(info.warnings.end(), plan.fit.warnings.begin(), plan.fit.warnings.end());
    if (gpano) {
        info.photo_sphere = photoSphereOf(*gpano);
    }
    warnOfMemory(header, plan.file.label, info.warnings);
}

} // namespace

Result<PanoramaPlan> planPanorama(const SourceFile& file, const PanoramaEdits& edits) {
    Result<SourceHeader> read = readHeader(file);
    if (!read) {
        return read.fault();
    }
    SourceHeader header = std::move(read).value();
    PanoramaPlan plan{.file = file, .orientation = header.orientation};
    if (plan.orientation >= 5) {
        std::swap(header.width, header.height);
    }
    const std::optional<GPano> gpano = panoramaData(header);
    const Status projection = checkProjection(file, gpano);
    if (!projection) {
        return projection.fault();
    }
    Result<SphereFit> fit = fitSphere(header.width, header.height, gpano, edits, file.label);
    if (!fit) {
        return fit.fault();
    }
    plan.fit = std::move(fit).value();
    plan.tilt = chooseTilt(gpano, edits, file.label, plan.info.warnings);
    describe(plan, header, gpano);
    return plan;
}

Result<std::unique_ptr<StripSource>> openPanorama(const PanoramaPlan& plan) {
    Result<std::unique_ptr<StripSource>> source = openSource(plan.file);
    if (!source) {
        return source;
    }
    const bool on_its_side = plan.orientation >= 5;
    const int width = on_its_side ? plan.info.height : plan.info.width;
    const int height = on_its_side ? plan.info.width : plan.info.height;
    if ((*source)->width() != width || (*source)->height() != height) {
        return Fault{.where = plan.file.label,
                     .what = "changed while it was being read",
                     .cure = "Wait until it is copied completely and run again."};
    }
    std::unique_ptr<StripSource> picture = std::move(source).value();
    if (on_its_side) {
        picture = sidewaysSource(std::move(picture), plan.orientation, plan.file);
    } else if (plan.orientation > 1) {
        picture = mirroredSource(std::move(picture), plan.orientation);
    }
    return levelledSource(coveredSource(std::move(picture), plan.fit), plan.tilt, plan.file);
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
