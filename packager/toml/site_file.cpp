#include "packager/toml/site_file.h"

#include "packager/files/files.h"
#include "packager/files/unicode.h"
#include "packager/toml/hotspots.h"
#include "packager/toml/table_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vr360 {
namespace {

using Need = TableReader::Need;
using Elsewhere = TableReader::Elsewhere;

constexpr std::array kSceneKeys{Elsewhere{"panorama", "[[scene]]"},
                                Elsewhere{"heading", "[[scene]]"},
                                Elsewhere{"view", "[[scene]]"},
                                Elsewhere{"coverage", "[[scene]]"},
                                Elsewhere{"level", "[[scene]]"},
                                Elsewhere{"script", "[[scene]]"},
                                Elsewhere{"narrate", "[[scene]]"},
                                Elsewhere{"hotspot", "[[scene]], written [[scene.hotspot]]"},
                                Elsewhere{"lat", "place = { lat = …, lon = … }"},
                                Elsewhere{"lon", "place = { lat = …, lon = … }"},
                                Elsewhere{"ward", "place = { ward = \"…\" }"},
                                Elsewhere{"address", "place"},
                                Elsewhere{"languages", "tour.toml"},
                                Elsewhere{"title", "tour.toml; a site has a \"name\""}};
constexpr std::array kSiteKeys{
    Elsewhere{"category", "the top of the file, before the first [[scene]]"},
    Elsewhere{"summary", "the top of the file, before the first [[scene]]"},
    Elsewhere{"place", "the top of the file, before the first [[scene]]"},
    Elsewhere{"status", "the top of the file, before the first [[scene]]"},
    Elsewhere{"sources", "the top of the file, before the first [[scene]]"},
    Elsewhere{"yaw", "view = { yaw = …, pitch = …, fov = … }"},
    Elsewhere{"pitch", "view = { yaw = …, pitch = …, fov = … }"},
    Elsewhere{"roll", "level = { pitch = …, roll = … }"},
    Elsewhere{"fov", "view = { yaw = …, pitch = …, fov = … }"}};

void readPlace(const toml::table& table, const TomlSink& sink, SiteSource& site) {
    TableReader reader(table, "place", sink);
    Place place;
    const auto lat = reader.number("lat", {-90, 90});
    const auto lon = reader.number("lon", {-180, 180});
    place.ward = reader.string("ward").value_or("");
    place.address = reader.text("address");
    reader.finish();
    if (!lat || !lon) {
        if (!table.contains("lat") || !table.contains("lon")) {
            reader.error("",
                         "place needs both \"lat\" and \"lon\"",
                         "Add both, in degrees: place = { lat = 21.048, lon = 105.8367 }");
        }
        return;
    }
    place.lat = *lat;
    place.lon = *lon;
    site.place = place;
}

void readView(const toml::table& table, const TomlSink& sink, SceneSource& scene) {
    TableReader reader(table, "view", sink);
    scene.yaw = reader.number("yaw", {-180, 180});
    scene.pitch = reader.number("pitch", {-90, 90});
    scene.fov = reader.number("fov", {10, 120});
    reader.finish();
}

void readCoverage(const toml::table& table, const TomlSink& sink, SceneSource& scene) {
    TableReader reader(table, "coverage", sink);
    const auto yaw = reader.interval("yaw", {-180, 180});
    const auto pitch = reader.interval("pitch", {-90, 90});
    reader.finish();
    ViewLimits limits;
    if (yaw) {
        limits.yaw_min = yaw->min;
        limits.yaw_max = yaw->max;
    }
    if (pitch) {
        limits.pitch_min = pitch->min;
        limits.pitch_max = pitch->max;
    }
    if (yaw || pitch) {
        scene.edits.coverage = limits;
    }
}

/// { pitch, roll } of the camera, or false: the picture stays as it is.
void readLevel(TableReader& reader, SceneSource& scene) {
    const toml::node* found = reader.node("level");
    if (found == nullptr) {
        return;
    }
    if (const auto wanted = found->value_exact<bool>()) {
        // `true` is what happens anyway.
        scene.edits.level = *wanted ? std::nullopt : std::optional(Tilt{});
        return;
    }
    const toml::table* table = found->as_table();
    if (table == nullptr) {
        reader.error("level",
                     fmt::format("{} has the wrong kind of value", reader.quoted("level")),
                     "Write level = { pitch = 2.0, roll = -1.5 }, how the camera was tilted, or "
                     "level = false to leave the picture as it is.");
        return;
    }
    TableReader angles(*table, "level", reader.sink());
    scene.edits.level = Tilt{.pitch = angles.number("pitch", {-90, 90}).value_or(0.0),
                             .roll = angles.number("roll", {-180, 180}).value_or(0.0)};
    angles.finish();
}

/// The languages that a scene is spoken in; an empty list: it is not.
void readNarrate(TableReader& reader, SceneSource& scene) {
    if (reader.node("narrate") == nullptr) {
        return;
    }
    scene.narrate.emplace();
    for (const std::string& language : reader.strings("narrate")) {
        if (!isLanguageTag(language)) {
            reader.error("narrate",
                         fmt::format("\"{}\" is not a language", language),
                         "Write, say, narrate = [\"vi\", \"en\", \"zh\"].");
        } else if (std::ranges::find(*scene.narrate, language) == scene.narrate->end()) {
            scene.narrate->push_back(language);
        }
    }
}

/// Absent in `id` when there is only one scene: nothing then has to tell them apart.
void readSceneId(TableReader& reader, SceneSource& scene, int number, bool only_one) {
    const auto id = reader.string("id", only_one ? Need::kOptional : Need::kRequired);
    scene.id = id.value_or(only_one ? "main" : fmt::format("scene-{}", number));
    if (id && !isId(*id)) {
        const std::string better = slug(*id);
        reader.error(
            "id",
            fmt::format("\"{}\" cannot be the id of a scene", *id),
            fmt::format("Use small letters, digits and '-': {}", better.empty() ? "gate" : better));
    }
}

void readPanorama(TableReader& reader,
                  const SiteSource& site,
                  SceneSource& scene,
                  std::string_view folder_label) {
    const auto file = reader.string("panorama", Need::kRequired);
    if (!file || file->empty()) {
        return;
    }
    const auto found = findFile(site.folder, *file);
    if (!found.ok()) {
        reader.error("panorama",
                     fmt::format("panorama \"{}\" {}", *file, found.fault().what),
                     found.fault().cure);
        return;
    }
    scene.panorama = {*found, fmt::format("{}/{}", folder_label, *file)};
}

SceneSource readScene(const toml::table& table,
                      const SiteSource& site,
                      const TomlSink& sink,
                      int number,
                      bool only_one) {
    const std::string folder_label = "sites/" + site.id;
    const auto named = table["id"].value<std::string>();
    TableReader reader(
        table, named ? fmt::format("scene \"{}\"", *named) : fmt::format("scene {}", number), sink);
    SceneSource scene;
    scene.place = reader.place();
    readSceneId(reader, scene, number, only_one);
    scene.name = reader.text("name");
    readPanorama(reader, site, scene, folder_label);
    scene.heading = reader.number("heading", {-360, 360});
    if (const toml::table* view = reader.table("view")) {
        readView(*view, sink, scene);
    }
    if (const toml::table* coverage = reader.table("coverage")) {
        readCoverage(*coverage, sink, scene);
    }
    readLevel(reader, scene);
    if (const toml::table* script = reader.table("script")) {
        scene.script = readScript(*script, sink);
    }
    readNarrate(reader, scene);
    for (const toml::table* hotspot : reader.tables("hotspot")) {
        if (auto read = readHotspot(*hotspot, site, sink)) {
            scene.hotspots.push_back(std::move(*read));
        }
    }
    reader.finish(kSiteKeys);
    return scene;
}

void readScenes(TableReader& reader, SiteSource& site, const TomlSink& sink) {
    const auto tables = reader.tables("scene");
    if (tables.empty() && !reader.node("scene")) {
        reader.error("",
                     "the site has no scene",
                     "Add at its end: [[scene]] and, on the next line, panorama = \"….jpg\"");
    }
    int number = 0;
    for (const toml::table* table : tables) {
        SceneSource scene = readScene(*table, site, sink, ++number, tables.size() == 1);
        if (std::ranges::find(site.scenes, scene.id, &SceneSource::id) != site.scenes.end()) {
            sink.add(Severity::kError,
                     table->source(),
                     fmt::format("two scenes have the id \"{}\"", scene.id),
                     "Give one of them another id.");
            continue;
        }
        site.scenes.push_back(std::move(scene));
    }
}

void checkCategory(TableReader& reader, const TourSource& tour, const SiteSource& site) {
    if (site.category.empty() ||
        std::ranges::find(tour.categories, site.category, &Tour::Category::id) !=
            tour.categories.end()) {
        return;
    }
    std::vector<std::string> ids;
    for (const Tour::Category& category : tour.categories) {
        ids.push_back(category.id);
    }
    const std::string similar = nearest(site.category, ids);
    reader.error("category",
                 fmt::format("there is no category \"{}\"", site.category),
                 similar.empty()
                     ? fmt::format("Add [category.{}] with a name to tour.toml, or take "
                                   "one that is there: {}.",
                                   site.category,
                                   fmt::join(ids, ", "))
                     : fmt::format("Did you mean \"{}\"?", similar));
}

} // namespace

void readSiteFile(std::string_view bytes,
                  const TourSource& tour,
                  SiteSource& site,
                  Findings& findings) {
    const TomlSink sink{site.id, site.label, findings, tour.languages};
    const auto table = parseToml(bytes, sink);
    if (!table) {
        return;
    }
    TableReader reader(*table, "", sink);
    site.category = reader.string("category", Need::kRequired).value_or("");
    checkCategory(reader, tour, site);
    site.name = reader.text("name", Need::kRequired);
    site.summary = reader.text("summary");
    if (const toml::table* place = reader.table("place")) {
        readPlace(*place, sink, site);
    }
    site.status = reader.string("status").value_or("");
    if (!site.status.empty() && site.status != "draft" && site.status != "reviewed") {
        reader.error("status",
                     fmt::format("status is \"{}\"", site.status),
                     "Write \"draft\" or \"reviewed\".");
    }
    site.confidence = reader.string("confidence").value_or("");
    site.name_zh_status = reader.string("name_zh_status").value_or("");
    site.sources = reader.strings("sources");
    readScenes(reader, site, sink);
    reader.finish(kSceneKeys);
}

} // namespace vr360
