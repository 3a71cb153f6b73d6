#include "core/package/base64.h"
#include "core/package/json_read.h"
#include "core/package/panorama_json.h"

#include <algorithm>
#include <array>

namespace vr360 {

namespace {

constexpr double kMinFov = 1.0;
constexpr double kMaxFov = 179.0;
constexpr double kShortestNarration = 0.001;
constexpr double kLongestNarration = 24.0 * 3600.0;

/// The first 24 hexadecimal digits of a SHA-256, small letters.
bool isHash(std::string_view text) {
    return text.size() == 24 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

/// Visitors tap these, so nothing that runs code.
bool isSafeUrl(std::string_view url) {
    static constexpr std::array<std::string_view, 4> kSchemes = {
        "https://", "http://", "mailto:", "tel:"};
    const bool known = std::any_of(kSchemes.begin(), kSchemes.end(), [url](std::string_view s) {
        return url.size() > s.size() && url.substr(0, s.size()) == s;
    });
    return known && std::all_of(url.begin(), url.end(), [](char c) {
               return static_cast<unsigned char>(c) > 0x20U && c != 0x7F;
           });
}

double readYaw(JsonReader& reader, const JsonValue& object) {
    return reader.number(reader.need(object, "yaw"), -180.0, 180.0);
}

double readPitch(JsonReader& reader, const JsonValue& object) {
    return reader.number(reader.need(object, "pitch"), -90.0, 90.0);
}

Place readPlace(JsonReader& reader, const JsonValue& value) {
    Place place;
    place.lat = reader.number(reader.need(value, "lat"), -90.0, 90.0);
    place.lon = reader.number(reader.need(value, "lon"), -180.0, 180.0);
    place.ward = reader.optionalText(value, "ward");
    place.address = reader.optionalLocalized(value, "address");
    return place;
}

PanoramaRef readPanoramaRef(JsonReader& reader, const JsonValue& value) {
    PanoramaRef panorama;
    const JsonValue& id = reader.need(value, "id");
    panorama.id = reader.text(id);
    if (!reader.failed() && !isHash(panorama.id)) {
        reader.refuse(id, 204, inQuotes(panorama.id) + " is no hash of 24 hexadecimal digits");
    }
    const PanoramaSize size = readPanoramaSize(reader, value);
    panorama.width = size.width;
    panorama.height = size.height;
    panorama.limits = readLimits(reader, value);
    panorama.preview = readPreview(reader, value);
    return panorama;
}

View readView(JsonReader& reader, const JsonValue& value) {
    View view;
    view.yaw = readYaw(reader, value);
    view.pitch = readPitch(reader, value);
    view.fov = reader.number(reader.need(value, "fov"), kMinFov, kMaxFov);
    return view;
}

std::vector<std::pair<std::string, std::string>> readSubtitles(JsonReader& reader,
                                                               const JsonValue& value) {
    std::vector<std::pair<std::string, std::string>> subtitles;
    if (const JsonValue* object = reader.find(value, "subtitles")) {
        for (const JsonValue::Member& member : reader.members(*object)) {
            reader.checkLanguage(member.value, member.key);
            subtitles.emplace_back(member.key, reader.path(member.value));
        }
    }
    return subtitles;
}

Narration readNarration(JsonReader& reader, const JsonValue& value) {
    Narration narration;
    narration.opus = reader.path(reader.need(value, "opus"));
    narration.mp3 = reader.path(reader.need(value, "mp3"));
    narration.duration =
        reader.number(reader.need(value, "duration"), kShortestNarration, kLongestNarration);
    const JsonValue& voice = reader.need(value, "voice");
    reader.checkOneOf(voice, {"person", "machine"});
    narration.machine_voice = !reader.failed() && reader.text(voice) == "machine";
    if (const JsonValue* peaks = reader.find(value, "peaks")) {
        narration.peaks = reader.text(*peaks);
        std::string bytes;
        if (!reader.failed() && !decodeBase64(narration.peaks, bytes)) {
            reader.refuse(*peaks, 204, "must be base64");
        }
    }
    return narration;
}

Arrival readArrival(JsonReader& reader, const JsonValue& hotspot) {
    Arrival arrival;
    const JsonValue* value = reader.find(hotspot, "arrive");
    if (value == nullptr) {
        return arrival;
    }
    if (const JsonValue* yaw = reader.find(*value, "yaw")) {
        arrival.yaw = reader.number(*yaw, -180.0, 180.0);
    }
    if (const JsonValue* pitch = reader.find(*value, "pitch")) {
        arrival.pitch = reader.number(*pitch, -90.0, 90.0);
    }
    if (const JsonValue* fov = reader.find(*value, "fov")) {
        arrival.fov = reader.number(*fov, kMinFov, kMaxFov);
    }
    return arrival;
}

void readInfo(JsonReader& reader, const JsonValue& value, Hotspot& hotspot) {
    hotspot.text = reader.localized(reader.need(value, "text"));
    if (const JsonValue* picture = reader.find(value, "picture")) {
        hotspot.picture = reader.path(*picture);
    }
    const JsonValue* polygon = reader.find(value, "polygon");
    if (polygon == nullptr) {
        return;
    }
    for (const JsonValue& corner : reader.items(*polygon)) {
        const std::pair<double, double> point = reader.numberPair(corner);
        if (reader.failed()) {
            return;
        }
        // An outline across the seam goes on past ±180.
        reader.number(corner.as<JsonValue::Array>()->at(0), -360.0, 360.0);
        reader.number(corner.as<JsonValue::Array>()->at(1), -90.0, 90.0);
        hotspot.polygon.push_back(point);
    }
    if (!reader.failed() && hotspot.polygon.size() < 3) {
        reader.refuse(*polygon, 204, "must have three corners at least");
    }
}

void readUrl(JsonReader& reader, const JsonValue& value, Hotspot& hotspot) {
    const JsonValue& url = reader.need(value, "url");
    hotspot.url = reader.text(url);
    if (!reader.failed() && !isSafeUrl(hotspot.url)) {
        reader.refuse(url,
                      204,
                      inQuotes(hotspot.url) +
                          " must begin with https://, http://, mailto: or tel:");
    }
}

void readKind(JsonReader& reader, const JsonValue& value, Hotspot& hotspot) {
    const JsonValue& kind = reader.need(value, "kind");
    reader.checkOneOf(kind, {"info", "scene", "site", "url", "audio"});
    const std::string& name = reader.text(kind);
    if (name == "info") {
        hotspot.kind = Hotspot::Kind::kInfo;
        readInfo(reader, value, hotspot);
    } else if (name == "scene") {
        hotspot.kind = Hotspot::Kind::kScene;
        hotspot.scene = reader.id(reader.need(value, "scene"));
        hotspot.arrive = readArrival(reader, value);
    } else if (name == "site") {
        hotspot.kind = Hotspot::Kind::kSite;
        hotspot.site = reader.id(reader.need(value, "site"));
        if (const JsonValue* scene = reader.find(value, "scene")) {
            hotspot.scene = reader.id(*scene);
        }
        hotspot.arrive = readArrival(reader, value);
    } else if (name == "url") {
        hotspot.kind = Hotspot::Kind::kUrl;
        readUrl(reader, value, hotspot);
    } else {
        hotspot.kind = Hotspot::Kind::kAudio;
        hotspot.narration = readNarration(reader, reader.need(value, "narration"));
    }
}

Hotspot readHotspot(JsonReader& reader, const JsonValue& value) {
    Hotspot hotspot;
    hotspot.yaw = readYaw(reader, value);
    hotspot.pitch = readPitch(reader, value);
    hotspot.title = reader.optionalLocalized(value, "title");
    readKind(reader, value, hotspot);
    return hotspot;
}

void readSounds(JsonReader& reader, const JsonValue& value, Scene& scene) {
    if (const JsonValue* narration = reader.find(value, "narration")) {
        for (const JsonValue::Member& member : reader.members(*narration)) {
            reader.checkLanguage(member.value, member.key);
            scene.narration.emplace_back(member.key, readNarration(reader, member.value));
            scene.narration.back().second.subtitles = readSubtitles(reader, member.value);
        }
    }
    scene.subtitles = readSubtitles(reader, value);
}

Scene readScene(JsonReader& reader, const JsonValue& value) {
    Scene scene;
    scene.id = reader.id(reader.need(value, "id"));
    scene.name = reader.optionalLocalized(value, "name");
    scene.panorama = readPanoramaRef(reader, reader.need(value, "panorama"));
    scene.heading = reader.number(reader.need(value, "heading"), -360.0, 360.0);
    scene.view = readView(reader, reader.need(value, "view"));
    readSounds(reader, value, scene);
    if (const JsonValue* hotspots = reader.find(value, "hotspots")) {
        for (const JsonValue& hotspot : reader.items(*hotspots)) {
            scene.hotspots.push_back(readHotspot(reader, hotspot));
            if (reader.failed()) {
                break;
            }
        }
    }
    return scene;
}

/// Links within the site must arrive; those to other sites only the whole tour can check.
void checkLinks(JsonReader& reader, const Site& site, const UniqueIds& scene_ids) {
    const JsonValue::Array& scenes = reader.items(reader.need(reader.root(), "scenes"));
    for (std::size_t i = 0; i < site.scenes.size(); ++i) {
        const std::vector<Hotspot>& hotspots = site.scenes[i].hotspots;
        for (std::size_t j = 0; j < hotspots.size(); ++j) {
            const Hotspot& hotspot = hotspots[j];
            const bool stays = hotspot.kind == Hotspot::Kind::kScene ||
                               (hotspot.kind == Hotspot::Kind::kSite && hotspot.site == site.id);
            if (stays && !hotspot.scene.empty() && !scene_ids.contains(hotspot.scene)) {
                const JsonValue& value = reader.items(reader.need(scenes[i], "hotspots"))[j];
                reader.refuse(reader.need(value, "scene"),
                              205,
                              "there is no scene " + inQuotes(hotspot.scene) + " in this site");
                return;
            }
        }
    }
}

void readScenes(JsonReader& reader, Site& site) {
    const JsonValue& scenes = reader.need(reader.root(), "scenes");
    UniqueIds ids;
    for (const JsonValue& value : reader.items(scenes)) {
        Scene scene = readScene(reader, value);
        if (reader.failed()) {
            return;
        }
        ids.add(reader, reader.need(value, "id"), scene.id);
        site.scenes.push_back(std::move(scene));
    }
    if (site.scenes.empty()) {
        reader.refuse(scenes, 203, "must hold one scene at least");
    }
    if (!reader.failed()) {
        checkLinks(reader, site, ids);
    }
}

} // namespace

Result<Site> readSite(std::string_view json, std::string_view name) {
    const Result<JsonValue> root = parseJson(json, name);
    if (!root) {
        return root.fault();
    }
    JsonReader reader(*root, name);
    reader.checkHeader("vr360-site");
    Site site;
    site.id = reader.id(reader.need(*root, "id"));
    site.category = reader.id(reader.need(*root, "category"));
    site.name = reader.localized(reader.need(*root, "name"));
    site.summary = reader.optionalLocalized(*root, "summary");
    if (const JsonValue* place = reader.find(*root, "place")) {
        site.place = readPlace(reader, *place);
    }
    site.status = reader.optionalText(*root, "status");
    readScenes(reader, site);
    if (reader.failed()) {
        return reader.fault();
    }
    return site;
}

} // namespace vr360
