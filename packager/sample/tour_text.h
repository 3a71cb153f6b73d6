#pragma once

#include "packager/sample/words.h"

#include <string>
#include <vector>

namespace vr360::sample {

/// A hotspot with the place its picture gave it, degrees.
struct PlacedHotspot {
    float yaw = 0.0F;
    float pitch = 0.0F;
    const SiteHotspot* words = nullptr;
};

/// A walk to another site.
struct PlacedLink {
    float yaw = 0.0F;
    float pitch = 0.0F;
    std::string site;
    Words name;
};

/// tour.toml for the sites that are written.
std::string tourText(const TourWords& tour, const std::vector<std::string>& sites);

/// site.toml.
std::string siteText(const SiteWords& site,
                     float heading,
                     float view_pitch,
                     const std::vector<PlacedHotspot>& hotspots,
                     const std::vector<PlacedLink>& links);

} // namespace vr360::sample
