#pragma once

#include "packager/toml/table_reader.h"
#include "packager/toml/tour_source.h"

#include <optional>

namespace vr360 {

/// One [[scene.hotspot]]. Absent when it cannot be used at all; the reason is then an error in the
/// sink. Targets of links are checked later, when all sites are known.
std::optional<HotspotSource>
readHotspot(const toml::table& table, const SiteSource& site, const TomlSink& sink);

} // namespace vr360
