#include "packager/export/foreign_page.h"

#include "packager/export/pages.h"

#include <fmt/format.h>

#include <algorithm>

namespace vr360 {
namespace {

using nlohmann::ordered_json;

ordered_json localized(const LocalizedText& text) {
    ordered_json result = ordered_json::object();
    for (const auto& [language, words] : text.all()) {
        result[language] = words;
    }
    return result;
}

std::string sceneKey(const Site& site, const Scene& scene) {
    return site.id + "/" + scene.id;
}

/// The name of a place, and of the scene where there are several.
LocalizedText sceneName(const Site& site, const Scene& scene) {
    if (site.scenes.size() == 1 || scene.name.empty()) {
        return site.name;
    }
    LocalizedText result;
    for (const auto& [language, words] : site.name.all()) {
        result.set(language, words + " · " + scene.name.in(language));
    }
    return result;
}

const Site* findSite(const std::vector<Site>& sites, const std::string& id) {
    const auto found = std::ranges::find(sites, id, &Site::id);
    return found != sites.end() ? &*found : nullptr;
}

/// "site/scene" that a link leads to; empty where that is not part of the export.
std::string target(const Hotspot& spot, const Site& here, const std::vector<Site>& sites) {
    if (spot.kind == Hotspot::Kind::kScene) {
        return here.id + "/" + spot.scene;
    }
    const Site* there = findSite(sites, spot.site);
    if (there == nullptr) {
        return {};
    }
    return there->id + "/" + (spot.scene.empty() ? there->scenes.front().id : spot.scene);
}

LocalizedText nameOfTarget(const std::string& key, const std::vector<Site>& sites) {
    for (const Site& site : sites) {
        for (const Scene& scene : site.scenes) {
            if (sceneKey(site, scene) == key) {
                return sceneName(site, scene);
            }
        }
    }
    return {};
}

/// Null for what the page leaves out.
ordered_json hotspot(const Hotspot& spot, const Site& here, const std::vector<Site>& sites) {
    ordered_json result{{"yaw", spot.yaw}, {"pitch", spot.pitch}};
    switch (spot.kind) {
    case Hotspot::Kind::kInfo:
        result["title"] = localized(spot.title);
        result["text"] = localized(spot.text);
        return result;
    case Hotspot::Kind::kScene:
    case Hotspot::Kind::kSite: {
        const std::string to = target(spot, here, sites);
        if (to.empty()) {
            return nullptr;
        }
        result["title"] = localized(spot.title.empty() ? nameOfTarget(to, sites) : spot.title);
        result["to"] = to;
        if (spot.arrive.yaw) {
            result["arrive"] = *spot.arrive.yaw;
        }
        return result;
    }
    case Hotspot::Kind::kUrl:
        result["title"] = localized(spot.title);
        result["url"] = spot.url;
        return result;
    case Hotspot::Kind::kAudio:
        break;
    }
    return nullptr;
}

ordered_json scene(const Site& site, const Scene& from, const std::vector<Site>& sites) {
    ordered_json result{
        {"id", sceneKey(site, from)},
        {"name", localized(sceneName(site, from))},
        {"panorama", from.panorama.id},
        {"heading", from.heading},
        {"view", {{"yaw", from.view.yaw}, {"pitch", from.view.pitch}, {"fov", from.view.fov}}}};
    const ViewLimits& limits = from.panorama.limits;
    if (!(limits.wholeCircle() && limits.pitch_min <= -90.0 && limits.pitch_max >= 90.0)) {
        result["limits"] = {{"yaw", {limits.yaw_min, limits.yaw_max}},
                            {"pitch", {limits.pitch_min, limits.pitch_max}}};
    }
    result["hotspots"] = ordered_json::array();
    for (const Hotspot& spot : from.hotspots) {
        if (ordered_json made = hotspot(spot, site, sites); !made.is_null()) {
            result["hotspots"].push_back(std::move(made));
        }
    }
    return result;
}

std::string packageJson(ForeignViewer viewer) {
    ordered_json dependencies = ordered_json::object();
    for (const auto& [name, version] : foreignPackages(viewer)) {
        dependencies[name] = version;
    }
    return ordered_json{{"private", true}, {"dependencies", dependencies}}.dump(4) + "\n";
}

} // namespace

std::vector<std::pair<std::string, std::string>> pageFiles(ForeignViewer viewer) {
    const std::string name(nameOf(viewer));
    return {{"index.html", std::string(pageText(name + ".html"))},
            {"page.mjs", std::string(pageText(name + ".mjs"))},
            {"common.mjs", std::string(pageText("common.mjs"))},
            {"page.css", std::string(pageText("page.css"))},
            {"README.txt", std::string(pageText("README.txt"))},
            {"package.json", packageJson(viewer)}};
}

ordered_json pageTour(const Tour& tour,
                      const std::vector<Site>& sites,
                      const std::map<std::string, ordered_json>& levels) {
    ordered_json result{{"format", "vr360-export"},
                        {"title", localized(tour.title)},
                        {"languages", tour.languages},
                        {"start", nullptr},
                        {"panoramas", levels},
                        {"scenes", ordered_json::array()}};
    for (const Site& site : sites) {
        for (const Scene& each : site.scenes) {
            if (result["start"].is_null() || (site.id == tour.start && &each == &site.scenes[0])) {
                result["start"] = sceneKey(site, each);
            }
            result["scenes"].push_back(scene(site, each, sites));
        }
    }
    return result;
}

std::vector<std::string> leftOut(const std::vector<Site>& sites, ForeignViewer viewer) {
    int narrations = 0;
    int sounds = 0;
    int pictures = 0;
    int cropped = 0;
    for (const Site& site : sites) {
        for (const Scene& each : site.scenes) {
            narrations += each.narration.empty() ? 0 : 1;
            const ViewLimits& limits = each.panorama.limits;
            cropped += limits.wholeCircle() && limits.pitch_max - limits.pitch_min >= 180.0 ? 0 : 1;
            for (const Hotspot& spot : each.hotspots) {
                sounds += spot.kind == Hotspot::Kind::kAudio ? 1 : 0;
                pictures += spot.picture.empty() ? 0 : 1;
            }
        }
    }
    std::vector<std::string> result;
    const auto tell = [&](int count, std::string_view what) {
        if (count > 0) {
            result.push_back(fmt::format("{} × {}", count, what));
        }
    };
    tell(narrations, "narration with subtitles");
    tell(sounds, "hotspot with sound");
    tell(pictures, "picture of a hotspot");
    if (viewer == ForeignViewer::kPhotoSphereViewer) {
        tell(cropped, "limit of a cropped panorama (its filling can be seen)");
    }
    return result;
}

} // namespace vr360
