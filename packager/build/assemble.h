#pragma once

#include "core/package/tour.h"
#include "packager/build/media.h"
#include "packager/build/site_plan.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace vr360 {

/// A site as it will be published, from what its editor wrote and what was made of it. Subtitles
/// are written into the store. The pyramids are those of the plan's panoramas, by hash.
Result<Site> assembleSite(const SiteSource& source,
                          const SitePlan& plan,
                          const Media& media,
                          const std::map<std::string, Pyramid>& pyramids,
                          ObjectStore& store);

/// The routes without the sites that will not be published; one that is left without a way is left
/// out, with a warning.
std::vector<Tour::Route> publishedRoutes(const std::vector<Tour::Route>& routes,
                                         const std::vector<Site>& sites,
                                         Findings& findings);

/// Takes out links to sites and scenes that will not be published, so that no visitor meets a
/// closed door; one warning each. `known` are all sites that the editor has, published or not.
void dropDeadLinks(std::vector<Site>& sites,
                   const std::vector<std::string>& known,
                   Findings& findings);

} // namespace vr360
