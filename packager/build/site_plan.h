#pragma once

#include "packager/audio/narration.h"
#include "packager/files/build_cache.h"
#include "packager/pyramid/build_pyramids.h"
#include "packager/report/finding.h"
#include "packager/toml/tour_source.h"
#include "packager/words/subtitles.h"

#include <atomic>
#include <string>
#include <vector>

namespace vr360 {

struct SubtitlePlan {
    std::string language;
    std::vector<Cue> cues; ///< in the published narration's time
};

/// A recording that a site uses, and what it is known by.
struct NarrationPlan {
    std::string language; ///< empty for a hotspot's
    TourFile file;
    std::string key; ///< in the cache; covers the source's bytes and all settings
    NarrationFacts facts;
    /// Timed to it; none for a scene's first, which the scene's are timed to.
    std::vector<SubtitlePlan> subtitles;
};

struct PicturePlan {
    TourFile file;
    std::string key; ///< in the cache
};

struct ScenePlan {
    PanoramaIdentity panorama;
    ImageInfo image;
    std::vector<NarrationPlan> narrations; ///< in the tour's order of languages
    std::vector<SubtitlePlan> subtitles;   ///< timed to the first narration
    /// Like the scene's hotspots; an empty key where there is nothing to make.
    std::vector<NarrationPlan> spot_narrations;
    std::vector<PicturePlan> spot_pictures;
};

/// What has to be done for a site, found out without decoding its panoramas.
struct SitePlan {
    std::vector<ScenePlan> scenes; ///< like the source's scenes
    std::vector<Finding> findings;

    [[nodiscard]] bool failed() const;
};

/// What a look at panoramas is for.
enum class Look {
    kForBuild, ///< they are known by their hashes, and decoded later
    kForCheck, ///< headers only, so that it takes a moment; decoded where one may be cut off
};

/// Looks at everything a site consists of. Thread-safe.
SitePlan planSite(const TourSource& tour,
                  const SiteSource& site,
                  const PyramidSettings& settings,
                  Look look,
                  BuildCache& cache,
                  const std::atomic<bool>& stop);

} // namespace vr360
