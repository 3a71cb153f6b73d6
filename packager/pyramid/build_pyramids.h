#pragma once

#include "core/base/result.h"
#include "core/geometry/camera.h"
#include "core/package/pyramid.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// How tiles are encoded. Part of a panorama's hash.
struct PyramidSettings {
    int quality = 82; ///< 0…100, libwebp's scale, on average (see tile_encoding.h)
    int method = 4;   ///< 0 (fastest)…6 (smallest), of the finest level
    bool lossless = false;
};

/// How a camera stood when it took a panorama, in GPano's sense. Degrees.
struct Tilt {
    double pitch = 0.0; ///< of the image's centre above the horizon
    double roll = 0.0;  ///< counterclockwise turn of the horizon in the image

    friend bool operator==(const Tilt&, const Tilt&) = default;
};

/// What site.toml says about a panorama. Part of its hash.
struct PanoramaEdits {
    /// The part of the sphere that the image shows, before it is levelled; absent: what the image
    /// itself says (GPano), else the whole sphere.
    std::optional<ViewLimits> coverage;
    /// The tilt to be undone, which is none where the image is to stay as it is; absent: what the
    /// image itself says.
    std::optional<Tilt> level;
};

/// What a panorama is known by. `key` is the text whose SHA-256 begins with `hash`
/// (docs/format.md section 6); it is stored in pyramid.json as `encoding.key`.
struct PanoramaIdentity {
    std::string key;
    std::string hash; ///< 24 hexadecimal digits
};

/// Everything but the source's bytes that decides what the tiles look like, as text.
std::string settingsKey(const PyramidSettings& settings, const PanoramaEdits& edits);

/// `source_sha256`: 64 lower-case hexadecimal digits, of the source file's bytes (see sha256.h).
PanoramaIdentity identifyPanorama(std::string_view source_sha256,
                                  const PyramidSettings& settings,
                                  const PanoramaEdits& edits);

/// What an image says about the view it was taken for (Google's Photo Sphere XMP). Degrees.
struct PhotoSphere {
    std::optional<double> heading;       ///< compass direction of the image's centre
    std::optional<double> initial_yaw;   ///< first view, relative to the image's centre
    std::optional<double> initial_pitch; ///< first view
    std::optional<double> initial_fov;   ///< first view
};

/// What an image's header says. Sizes are those of the upright picture.
struct ImageInfo {
    std::string format;    ///< "JPEG", "PNG", …
    int width = 0;         ///< pixels in the file
    int height = 0;        ///< pixels in the file
    int bits = 8;          ///< a channel
    bool has_icc = false;  ///< a colour profile is embedded
    bool streaming = true; ///< false: decoding holds more than a strip in memory (progressive JPEG)
    int sphere_width = 0;  ///< of the whole sphere: the pyramid's finest level
    int sphere_height = 0; ///< of the whole sphere: the pyramid's finest level
    ViewLimits limits;     ///< what of the sphere the image covers
    PhotoSphere photo_sphere;
    std::vector<Fault> warnings; ///< what is accepted but should be looked at
};

/// Reads the header only; milliseconds whatever the image's size. `label` names the file in
/// messages. Fails for everything that buildPyramids would refuse without decoding.
/// Thread-safe.
Result<ImageInfo> inspectPanorama(const std::filesystem::path& source,
                                  std::string_view label,
                                  const PanoramaEdits& edits);

/// One panorama to cut up.
struct PyramidJob {
    std::filesystem::path source;
    std::string label; ///< the source as the editor knows it, for messages
    PanoramaEdits edits;
    PanoramaIdentity identity;
    std::filesystem::path destination; ///< the panorama's directory in the package; must not exist
    std::filesystem::path work_dir; ///< on the same file system; holds `<hash>.partial` meanwhile
};

struct PyramidOutcome {
    Pyramid pyramid;
    PhotoSphere photo_sphere;
    std::int64_t tiles = 0;
    std::int64_t reused_tiles = 0; ///< of these, found finished from an interrupted run
    std::int64_t bytes = 0;        ///< of the tiles
    double seconds = 0.0;          ///< from first to last work on it; others may run meanwhile
    std::vector<Fault> warnings;
};

/// A step forward of one job.
struct PyramidProgress {
    std::size_t job = 0;           ///< index in the jobs
    double fraction = 0.0;         ///< of this job, 0…1, never falling
    double megapixels_done = 0.0;  ///< of all jobs, tiles' pixels encoded
    double megapixels_total = 0.0; ///< of all jobs; corrected downwards when one fails
    const Result<PyramidOutcome>* finished =
        nullptr; ///< set once for each job, with its last event
};

/// Called from worker threads, but never by two at a time; must return soon and not throw.
using PyramidListener = std::function<void(const PyramidProgress&)>;

/// Turns source images into panorama directories (docs/format.md) with all of `threads` workers
/// busy across rows, levels and panoramas. Result i belongs to job i; one that fails does not
/// stop the others. The bytes written do not depend on `threads`.
///
/// A panorama's directory appears at its destination complete and safely on disk, or not at all.
/// Once `stop` is true this returns within two seconds; unfinished jobs get a fault whose
/// `os_error` is EINTR, and their `<hash>.partial` stays to be carried on by the next run with
/// the same identity. A fault of writing has `os_error` set (ENOSPC, EACCES, …); one of reading
/// or of bad input has 0.
std::vector<Result<PyramidOutcome>> buildPyramids(std::span<const PyramidJob> jobs,
                                                  const PyramidSettings& settings,
                                                  int threads,
                                                  const PyramidListener& listener,
                                                  const std::atomic<bool>& stop);

} // namespace vr360
