#pragma once

#include "core/package/tour.h"

#include <set>
#include <string>

namespace vr360 {

/// The files that a site names, without its panoramas' (which list themselves).
std::set<std::string> filesOf(const Site& site);
/// The hashes of the panoramas that a site shows.
std::set<std::string> panoramasOf(const Site& site);

} // namespace vr360
