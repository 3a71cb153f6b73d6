#pragma once

#include "packager/build/site_plan.h"

#include <vector>

namespace vr360 {

/// Files in the tour's order of languages; those in others follow.
std::vector<LanguageFile> inTourOrder(std::vector<LanguageFile> files, const TourSource& tour);

/// Reads and checks a scene's subtitles against the narration each is timed to, once
/// `plan.narrations` is there: `plan.subtitles` for the first narration, `subtitles` of the others.
/// Where one of the others has none in a language, it gets the first one's, stretched to its
/// length, with a warning: better than cues that drift further and further away.
void planSubtitles(const TourSource& tour,
                   const SiteSource& site,
                   const SceneSource& scene,
                   ScenePlan& plan,
                   std::vector<Finding>& findings);

} // namespace vr360
