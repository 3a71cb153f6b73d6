#pragma once

#include "core/package/tour.h"
#include "packager/pyramid/build_pyramids.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace vr360 {

/// A file of a tour: where it lies and how its editor calls it.
struct TourFile {
    std::filesystem::path path;
    std::string label; ///< relative to the tour, NFC: "sites/a/gate.jpg"
};

/// A file in a language.
struct LanguageFile {
    std::string language;
    TourFile file;
};

/// Subtitles in a language, timed to the narration in another (or the same).
struct TimedSubtitles {
    std::string narration; ///< the narration's language
    LanguageFile subtitles;
};

/// A hotspot as its editor wrote it. `spot` lacks only what has to be made from files.
struct HotspotSource {
    Hotspot spot;
    std::optional<TourFile> picture;
    std::optional<TourFile> audio;
    std::string place; ///< "line:column" in site.toml
};

struct SceneSource {
    std::string id;
    LocalizedText name;
    TourFile panorama;
    PanoramaEdits edits;
    std::optional<double> heading; ///< absent: what the image says, else 0
    std::optional<double> yaw;     ///< of the first view; absent: what the image says, else 0
    std::optional<double> pitch;
    std::optional<double> fov;
    std::vector<std::pair<std::string, std::vector<std::string>>> script; ///< sentences by language
    /// Languages that it is to be spoken in; absent: the tour's own.
    std::optional<std::vector<std::string>> narrate;
    std::vector<LanguageFile> narrations;
    std::vector<LanguageFile> subtitles; ///< timed to the first narration, whichever that is
    std::vector<TimedSubtitles> timed_subtitles;
    std::vector<HotspotSource> hotspots;
    std::string place; ///< "line:column" in site.toml
};

/// sites/<id>/site.toml. A site whose file is broken has an id and findings, nothing more.
struct SiteSource {
    std::string id;
    std::filesystem::path folder;
    std::string label; ///< of site.toml
    std::string category;
    LocalizedText name;
    LocalizedText summary;
    std::optional<Place> place;
    std::string status;     ///< "draft" is shown to visitors
    std::string confidence; ///< of the facts, for editors
    std::string name_zh_status;
    std::vector<std::string> sources; ///< of the facts, for editors
    std::vector<SceneSource> scenes;
};

/// tour.toml and what lies beside it.
struct TourSource {
    std::filesystem::path folder;
    LocalizedText title;
    std::vector<std::string> languages;
    std::string start; ///< a site's id; empty: the first
    LocalizedText owner;
    LocalizedText credits;
    std::vector<Tour::Category> categories;
    std::vector<Tour::Route> routes; ///< of sites that are there, published or not
    std::vector<SiteSource> sites;   ///< in the tour's order
};

} // namespace vr360
