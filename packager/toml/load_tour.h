#pragma once

#include "packager/report/finding.h"
#include "packager/toml/tour_source.h"

#include <filesystem>
#include <optional>
#include <span>
#include <string>

namespace vr360 {

/// Everything an editor wrote: tour.toml and all sites/*/site.toml, with the files they name.
/// `only`: the ids of the sites wanted; empty means all (the others are left out, but links to
/// them are known to be good). Absent when there is no usable tour.toml; the findings say why.
/// Sites with errors are in the tour too: ask `findings.hasErrors(id)`.
struct LoadedTour {
    TourSource tour;
    std::vector<std::string> all_sites; ///< ids, in the tour's order, whatever `only` says
};
std::optional<LoadedTour> loadTour(const std::filesystem::path& folder,
                                   std::span<const std::string> only,
                                   Findings& findings);

/// tour.toml alone: a tour without sites. Absent when it has errors.
std::optional<TourSource> loadTourFile(const std::filesystem::path& folder, Findings& findings);

} // namespace vr360
