#include "packager/pyramid/build_pyramids.h"
#include "packager/pyramid/sha256.h"
#include "packager/pyramid/tile_encoder.h"
#include "packager/pyramid/tile_encoding.h"

#include <fmt/format.h>

namespace vr360 {
namespace {

/// To be raised with every change of the code that changes a tile's pixels, so that packages built
/// before and after do not share a name for different bytes.
constexpr int kRevision = 3;
constexpr std::size_t kHashDigits = 24;

std::string describeCoverage(const PanoramaEdits& edits) {
    if (!edits.coverage) {
        return "-";
    }
    const ViewLimits& c = *edits.coverage;
    return fmt::format("{},{},{},{}", c.yaw_min, c.yaw_max, c.pitch_min, c.pitch_max);
}

/// What the image itself says is covered by the hash of its bytes.
std::string describeLevel(const PanoramaEdits& edits) {
    return edits.level ? fmt::format("{},{}", edits.level->pitch, edits.level->roll) : "-";
}

} // namespace

std::string settingsKey(const PyramidSettings& settings, const PanoramaEdits& edits) {
    const std::string encoding =
        fmt::format("{} method={} coarse_method={}",
                    settings.lossless ? "lossless" : fmt::format("quality={}", settings.quality),
                    settings.method,
                    coarseMethod(settings));
    return fmt::format("format=1 revision={} grid={},{},{} encoder={} {} coverage={} level={}",
                       kRevision,
                       kMaxTilePixels,
                       kGutterPixels,
                       kFullRowCosine,
                       encoderName(),
                       encoding,
                       describeCoverage(edits),
                       describeLevel(edits));
}

PanoramaIdentity identifyPanorama(std::string_view source_sha256,
                                  const PyramidSettings& settings,
                                  const PanoramaEdits& edits) {
    PanoramaIdentity identity;
    identity.key = fmt::format("source={} {}", source_sha256, settingsKey(settings, edits));
    identity.hash = sha256(identity.key).substr(0, kHashDigits);
    return identity;
}

} // namespace vr360
