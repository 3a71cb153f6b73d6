#pragma once

#include "packager/build/build.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace vr360 {

/// A site as the report page shows it.
struct SiteFigures {
    std::string id;
    std::string name; ///< in the tour's own language; empty where it is not published
    bool failed = false;
    std::vector<std::string> thumbnail; ///< WebP images, side by side; empty without a panorama
    int scenes = 0;
    int width = 0; ///< of the largest panorama, pixels
    int height = 0;
    std::int64_t bytes = 0; ///< of all that only this site needs, shared panoramas included
    double seconds = 0.0;   ///< cutting its panoramas in this run
    std::vector<Finding> findings;
};

/// What a build came to, in numbers.
struct ReportFigures {
    std::string title;
    std::vector<SiteFigures> sites; ///< those that failed first, then in the tour's order
    std::vector<Finding> general;   ///< of the tour as a whole
    std::vector<std::pair<std::string, std::int64_t>> bytes; ///< of the release, by kind
    std::int64_t total_bytes = 0;
};

/// Looks at the package that a build has left; of one that cannot be read, only the findings are
/// there.
ReportFigures reportFigures(const std::filesystem::path& package, const BuildReport& report);

} // namespace vr360
