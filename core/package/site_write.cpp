#include "core/package/json_write.h"

namespace vr360 {

namespace {

void writePlace(JsonWriter& json, const Place& place) {
    json.beginObjectField("place");
    json.field("lat", coordinateDecimal(place.lat));
    json.field("lon", coordinateDecimal(place.lon));
    json.fieldIfAny("ward", place.ward);
    json.fieldIfAny("address", place.address);
    json.endObject();
}

void writePanorama(JsonWriter& json, const PanoramaRef& panorama) {
    json.beginObjectField("panorama");
    json.field("id", panorama.id);
    json.field("width", panorama.width);
    json.field("height", panorama.height);
    json.limitsField(panorama.limits);
    json.field("preview", panorama.preview);
    json.endObject();
}

void writeView(JsonWriter& json, const View& view) {
    json.beginObjectField("view");
    json.field("yaw", angleDecimal(view.yaw));
    json.field("pitch", angleDecimal(view.pitch));
    json.field("fov", angleDecimal(view.fov));
    json.endObject();
}

void writeSubtitles(JsonWriter& json,
                    const std::vector<std::pair<std::string, std::string>>& subtitles) {
    if (subtitles.empty()) {
        return;
    }
    json.beginObjectField("subtitles");
    for (const auto& [language, path] : subtitles) {
        json.field(language, path);
    }
    json.endObject();
}

void writeNarration(JsonWriter& json, std::string_view name, const Narration& narration) {
    json.beginObjectField(name);
    json.field("opus", narration.opus);
    json.field("mp3", narration.mp3);
    json.field("duration", timeDecimal(narration.duration));
    json.field("voice", narration.machine_voice ? "machine" : "person");
    json.fieldIfAny("peaks", narration.peaks);
    writeSubtitles(json, narration.subtitles);
    json.endObject();
}

void writeSounds(JsonWriter& json, const Scene& scene) {
    if (!scene.narration.empty()) {
        json.beginObjectField("narration");
        for (const auto& [language, narration] : scene.narration) {
            writeNarration(json, language, narration);
        }
        json.endObject();
    }
    writeSubtitles(json, scene.subtitles);
}

void writeArrival(JsonWriter& json, const Arrival& arrival) {
    if (!arrival.yaw && !arrival.pitch && !arrival.fov) {
        return;
    }
    json.beginObjectField("arrive");
    if (arrival.yaw) {
        json.field("yaw", angleDecimal(*arrival.yaw));
    }
    if (arrival.pitch) {
        json.field("pitch", angleDecimal(*arrival.pitch));
    }
    if (arrival.fov) {
        json.field("fov", angleDecimal(*arrival.fov));
    }
    json.endObject();
}

void writePolygon(JsonWriter& json, const std::vector<std::pair<double, double>>& polygon) {
    if (polygon.empty()) {
        return;
    }
    json.beginArrayField("polygon");
    for (const auto& [yaw, pitch] : polygon) {
        json.beginArray();
        json.value(angleDecimal(yaw));
        json.value(angleDecimal(pitch));
        json.endArray();
    }
    json.endArray();
}

std::string_view kindName(Hotspot::Kind kind) {
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

/// What kinds other than information have before their title.
void writeTarget(JsonWriter& json, const Hotspot& hotspot) {
    switch (hotspot.kind) {
    case Hotspot::Kind::kInfo:
        break;
    case Hotspot::Kind::kScene:
    case Hotspot::Kind::kSite:
        json.fieldIfAny("site", hotspot.site);
        json.fieldIfAny("scene", hotspot.scene);
        writeArrival(json, hotspot.arrive);
        break;
    case Hotspot::Kind::kUrl:
        json.field("url", hotspot.url);
        break;
    case Hotspot::Kind::kAudio:
        if (hotspot.narration) {
            writeNarration(json, "narration", *hotspot.narration);
        }
        break;
    }
}

void writeHotspot(JsonWriter& json, const Hotspot& hotspot) {
    json.beginObject();
    json.field("kind", kindName(hotspot.kind));
    json.field("yaw", angleDecimal(hotspot.yaw));
    json.field("pitch", angleDecimal(hotspot.pitch));
    writeTarget(json, hotspot);
    json.fieldIfAny("title", hotspot.title);
    if (hotspot.kind == Hotspot::Kind::kInfo) {
        json.field("text", hotspot.text);
        json.fieldIfAny("picture", hotspot.picture);
        writePolygon(json, hotspot.polygon);
    }
    json.endObject();
}

void writeScene(JsonWriter& json, const Scene& scene) {
    json.beginObject();
    json.field("id", scene.id);
    json.fieldIfAny("name", scene.name);
    writePanorama(json, scene.panorama);
    json.field("heading", angleDecimal(scene.heading));
    writeView(json, scene.view);
    writeSounds(json, scene);
    if (!scene.hotspots.empty()) {
        json.beginArrayField("hotspots");
        for (const Hotspot& hotspot : scene.hotspots) {
            writeHotspot(json, hotspot);
        }
        json.endArray();
    }
    json.endObject();
}

} // namespace

std::string writeSite(const Site& site) {
    JsonWriter json;
    json.beginDocument("vr360-site");
    json.field("id", site.id);
    json.field("category", site.category);
    json.field("name", site.name);
    json.fieldIfAny("summary", site.summary);
    if (site.place) {
        writePlace(json, *site.place);
    }
    json.fieldIfAny("status", site.status);
    json.beginArrayField("scenes");
    for (const Scene& scene : site.scenes) {
        writeScene(json, scene);
    }
    json.endArray();
    json.endObject();
    return json.take();
}

} // namespace vr360
