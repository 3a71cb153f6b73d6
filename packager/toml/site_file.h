#pragma once

#include "packager/report/finding.h"
#include "packager/toml/tour_source.h"

#include <span>
#include <string>
#include <string_view>

namespace vr360 {

/// Text of a site.toml → what it says, as far as it can be understood. `site.id`, `site.folder`
/// and `site.label` are given; files it names are looked up in the folder.
void readSiteFile(std::string_view bytes,
                  const TourSource& tour,
                  SiteSource& site,
                  Findings& findings);

/// Finds narrations and subtitles of the site's scenes by their names
/// (<scene>.narration.<language>.<ext>, <scene>.subtitles.<language>.<ext> and
/// <scene>.narration.<language>.subtitles.<language>.<ext>), and reports files that are named
/// almost so.
void findSceneFiles(SiteSource& site, Findings& findings);

} // namespace vr360
