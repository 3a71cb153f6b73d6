#pragma once

#include "core/base/result.h"
#include "core/geometry/camera.h"
#include "core/tour/languages.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vr360 {

/// The package format's version that this code reads and writes (docs/format.md).
inline constexpr int kPackageVersion = 1;

struct Place {
    double lat = 0.0;
    double lon = 0.0;
    std::string ward;
    LocalizedText address;
};

/// tour.json, docs/format.md section 2.
struct Tour {
    struct Category {
        std::string id;
        LocalizedText name;
    };
    struct SiteEntry {
        std::string id;
        std::string category;
        LocalizedText name;
        std::optional<std::pair<double, double>> place; ///< lat, lon
        std::string file;
    };
    /// A walk through some of the sites, in this order.
    struct Route {
        std::string id;
        LocalizedText title;
        LocalizedText text;
        std::vector<std::string> sites;
    };
    struct Font {
        std::string family;
        int weight = 400;
        std::string otf;
        std::string woff2;
    };

    int release = 1;
    std::string generator;
    LocalizedText title;
    std::vector<std::string> languages;
    std::string start;
    LocalizedText owner;
    LocalizedText credits;
    std::vector<Category> categories;
    std::vector<SiteEntry> sites;
    std::vector<Route> routes;
    std::vector<Font> fonts;

    [[nodiscard]] const SiteEntry* findSite(std::string_view id) const;
};

struct Narration {
    std::string opus;
    std::string mp3;
    double duration = 0.0;
    bool machine_voice = false;
    std::string peaks;
    /// Language → path, timed to this narration; empty for the one that the scene's are timed to.
    std::vector<std::pair<std::string, std::string>> subtitles;
};

/// Where a link arrives. What is absent is the target's own, or kept from where one comes.
struct Arrival {
    std::optional<double> yaw;
    std::optional<double> pitch;
    std::optional<double> fov;
};

struct Hotspot {
    enum class Kind { kInfo, kScene, kSite, kUrl, kAudio };
    Kind kind = Kind::kInfo;
    double yaw = 0.0;
    double pitch = 0.0;
    LocalizedText title;
    LocalizedText text;
    std::string picture;
    std::vector<std::pair<double, double>> polygon; ///< yaw, pitch
    std::string scene;
    std::string site;
    std::string url;
    Arrival arrive;
    std::optional<Narration> narration;
};

struct PanoramaRef {
    std::string id;
    int width = 0;
    int height = 0;
    ViewLimits limits;
    std::string preview; ///< data URL
};

struct Scene {
    std::string id;
    LocalizedText name;
    PanoramaRef panorama;
    double heading = 0.0;
    View view;
    std::vector<std::pair<std::string, Narration>> narration; ///< by language
    /// Language → path, timed to the first narration.
    std::vector<std::pair<std::string, std::string>> subtitles;
    std::vector<Hotspot> hotspots;

    /// The subtitles that go with the narration in a language: its own, and in further languages
    /// the scene's. What each is timed to is the package's care.
    [[nodiscard]] std::vector<std::pair<std::string, std::string>>
    subtitlesFor(std::string_view narration_language) const;
};

/// sites/<id>.<hash>.json, docs/format.md section 3.
struct Site {
    std::string id;
    std::string category;
    LocalizedText name;
    LocalizedText summary;
    std::optional<Place> place;
    std::string status;
    std::vector<Scene> scenes;

    [[nodiscard]] const Scene* findScene(std::string_view id) const;
};

/// JSON text → value. Every field is checked for type and range and every inner reference for its
/// target; faults carry V201…V205, `name` and the JSON pointer of the place.
Result<Tour> readTour(std::string_view json, std::string_view name);
Result<Site> readSite(std::string_view json, std::string_view name);

/// Value → JSON text: keys in the order of docs/format.md, compact, ending in a newline.
/// The same value gives the same bytes.
std::string writeTour(const Tour& tour);
std::string writeSite(const Site& site);

/// True for `[a-z0-9]` words joined by single '-': ids of sites, scenes and categories.
bool isId(std::string_view id);
/// True for a relative path inside a package: no "..", no leading '/', no backslash.
bool isPackagePath(std::string_view path);

} // namespace vr360
