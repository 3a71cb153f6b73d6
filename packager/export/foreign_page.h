#pragma once

#include "core/package/tour.h"
#include "packager/export/export.h"
#include "packager/export/tile_plan.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace vr360 {

/// The files of the page that shows an export: name → text, with the package.json that names the
/// viewer's release.
std::vector<std::pair<std::string, std::string>> pageFiles(ForeignViewer viewer);

/// What a page's script reads. `levels` says of each panorama how it is cut.
nlohmann::ordered_json pageTour(const Tour& tour,
                                const std::vector<Site>& sites,
                                const std::map<std::string, nlohmann::ordered_json>& levels);

/// What of these sites the page does not show.
std::vector<std::string> leftOut(const std::vector<Site>& sites, ForeignViewer viewer);

} // namespace vr360
