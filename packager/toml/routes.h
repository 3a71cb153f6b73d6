#pragma once

#include "packager/toml/table_reader.h"
#include "packager/toml/tour_source.h"

#include <string>
#include <vector>

namespace vr360 {

/// [route.<id>] of tour.toml, in the order they are written; sites are named, not yet looked for.
std::vector<Tour::Route> readRoutes(const toml::table& table, const TomlSink& sink);

/// Takes out of the routes what is no site of the tour or is there twice, and routes that are left
/// without a way: a warning for each.
void checkRoutes(std::vector<Tour::Route>& routes,
                 const std::vector<std::string>& all_sites,
                 Findings& findings);

} // namespace vr360
