#include "core/package/json_write.h"

#include <nlohmann/json.hpp>

namespace vr360 {

using nlohmann::ordered_json;

namespace {

ordered_json placeJson(const Place& place) {
    ordered_json value = {{"lat", coordinateJson(place.lat)}, {"lon", coordinateJson(place.lon)}};
    setIfAny(value, "ward", place.ward);
    setIfAny(value, "address", place.address);
    return value;
}

ordered_json panoramaJson(const PanoramaRef& panorama) {
    ordered_json value = {
        {"id", panorama.id}, {"width", panorama.width}, {"height", panorama.height}};
    setLimits(value, panorama.limits);
    value["preview"] = panorama.preview;
    return value;
}

ordered_json viewJson(const View& view) {
    return {{"yaw", angleJson(view.yaw)},
            {"pitch", angleJson(view.pitch)},
            {"fov", angleJson(view.fov)}};
}

ordered_json narrationJson(const Narration& narration) {
    ordered_json value = {{"opus", narration.opus},
                          {"mp3", narration.mp3},
                          {"duration", timeJson(narration.duration)},
                          {"voice", narration.machine_voice ? "machine" : "person"}};
    setIfAny(value, "peaks", narration.peaks);
    return value;
}

void setArrival(ordered_json& hotspot, const Arrival& arrival) {
    ordered_json value = ordered_json::object();
    if (arrival.yaw) {
        value["yaw"] = angleJson(*arrival.yaw);
    }
    if (arrival.pitch) {
        value["pitch"] = angleJson(*arrival.pitch);
    }
    if (arrival.fov) {
        value["fov"] = angleJson(*arrival.fov);
    }
    if (!value.empty()) {
        hotspot["arrive"] = std::move(value);
    }
}

const char* kindName(Hotspot::Kind kind) {
    switch (kind) {
    case Hotspot::Kind::kInfo:
        return "info";
    case Hotspot::Kind::kScene:
        return "scene";
    case Hotspot::Kind::kSite:
        return "site";
    case Hotspot::Kind::kUrl:
        return "url";
    case Hotspot::Kind::kAudio:
        return "audio";
    }
    return "";
}

void setInfo(ordered_json& value, const Hotspot& hotspot) {
    setIfAny(value, "title", hotspot.title);
    value["text"] = localizedJson(hotspot.text);
    setIfAny(value, "picture", hotspot.picture);
    if (!hotspot.polygon.empty()) {
        ordered_json polygon = ordered_json::array();
        for (const auto& [yaw, pitch] : hotspot.polygon) {
            polygon.push_back(ordered_json::array({angleJson(yaw), angleJson(pitch)}));
        }
        value["polygon"] = std::move(polygon);
    }
}

ordered_json hotspotJson(const Hotspot& hotspot) {
    ordered_json value = {{"kind", kindName(hotspot.kind)},
                          {"yaw", angleJson(hotspot.yaw)},
                          {"pitch", angleJson(hotspot.pitch)}};
    if (hotspot.kind == Hotspot::Kind::kInfo) {
        setInfo(value, hotspot);
        return value;
    }
    if (hotspot.kind == Hotspot::Kind::kScene || hotspot.kind == Hotspot::Kind::kSite) {
        setIfAny(value, "site", hotspot.site);
        setIfAny(value, "scene", hotspot.scene);
        setArrival(value, hotspot.arrive);
    } else if (hotspot.kind == Hotspot::Kind::kUrl) {
        value["url"] = hotspot.url;
    } else if (hotspot.narration) {
        value["narration"] = narrationJson(*hotspot.narration);
    }
    setIfAny(value, "title", hotspot.title);
    return value;
}

ordered_json sceneJson(const Scene& scene) {
    ordered_json value = {{"id", scene.id}};
    setIfAny(value, "name", scene.name);
    value["panorama"] = panoramaJson(scene.panorama);
    value["heading"] = angleJson(scene.heading);
    value["view"] = viewJson(scene.view);
    for (const auto& [language, narration] : scene.narration) {
        value["narration"][language] = narrationJson(narration);
    }
    for (const auto& [language, path] : scene.subtitles) {
        value["subtitles"][language] = path;
    }
    for (const Hotspot& hotspot : scene.hotspots) {
        value["hotspots"].push_back(hotspotJson(hotspot));
    }
    return value;
}

} // namespace

std::string writeSite(const Site& site) {
    ordered_json root = documentJson("vr360-site");
    root["id"] = site.id;
    root["category"] = site.category;
    root["name"] = localizedJson(site.name);
    setIfAny(root, "summary", site.summary);
    if (site.place) {
        root["place"] = placeJson(*site.place);
    }
    setIfAny(root, "status", site.status);
    ordered_json scenes = ordered_json::array();
    for (const Scene& scene : site.scenes) {
        scenes.push_back(sceneJson(scene));
    }
    root["scenes"] = std::move(scenes);
    return jsonText(root);
}

} // namespace vr360
