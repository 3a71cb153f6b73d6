#pragma once

#include "core/base/result.h"
#include "packager/sample/kinds/compose.h"

#include <array>
#include <string>
#include <vector>

namespace vr360::sample {

/// A text in the sample tour's three languages, all always there.
struct Words {
    std::string vi;
    std::string en;
    std::string zh;
};
inline constexpr std::array<std::string_view, 3> kLanguages{"vi", "en", "zh"};
const std::string& wordsIn(const Words& words, std::string_view language);

struct SiteHotspot {
    std::string object; ///< what in the picture it stands on (see kinds/)
    Words title;
    Words text;
};

/// assets/tayho/sites/<id>.toml
struct SiteWords {
    std::string id;
    std::string category;
    Words name;
    Words summary;
    Words address;
    std::string ward;
    GeoPoint place;
    std::string confidence;
    std::string name_zh_status;
    std::vector<std::string> sources;
    Picture picture;
    std::array<std::vector<std::string>, 3>
        script;                       ///< sentences, in kLanguages' order, equally many
    std::vector<std::string> narrate; ///< languages to be spoken in; none: the tour's own
    std::vector<SiteHotspot> hotspots;
};

/// A walk with a theme.
struct RouteWords {
    std::string id;
    Words title;
    Words text;
    std::vector<std::string> sites;
};

/// assets/tayho/tour.toml
struct TourWords {
    Words title;
    Words owner;
    Words credits;
    std::string start;
    std::vector<std::pair<std::string, Words>> categories;
    std::vector<std::string> sites;
    std::vector<RouteWords> routes;
};

/// Faults name the file and what is missing; a released program never meets one.
Result<TourWords> readTourWords();
Result<SiteWords> readSiteWords(const std::string& id);

} // namespace vr360::sample
