#pragma once

#include "packager/narrate/espeak.h"
#include "packager/report/finding.h"
#include "packager/toml/tour_source.h"

#include <atomic>
#include <span>
#include <string>
#include <vector>

namespace vr360 {

/// What was drafted for a scene.
struct SceneDraft {
    std::vector<Finding> findings;
    bool cannot_write = false;
    int spoken = 0;
    int current = 0;
    int recordings = 0;
    int subtitles = 0;
    double seconds = 0.0;
};

/// Drafts one scene's narrations and subtitles, as far as they are not up to date or by people.
/// Thread-safe for different scenes.
SceneDraft draftScene(const TourSource& tour,
                      const SiteSource& site,
                      const SceneSource& scene,
                      std::span<const std::string> languages,
                      const std::atomic<bool>& stop);

} // namespace vr360
