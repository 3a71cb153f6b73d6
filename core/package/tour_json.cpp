#include "core/package/json_read.h"
#include "core/package/json_write.h"

#include <limits>
#include <nlohmann/json.hpp>

namespace vr360 {

using nlohmann::ordered_json;

namespace {

constexpr std::string_view kFormat = "vr360-tour";

void readLanguages(JsonReader& reader, Tour& tour) {
    const JsonValue& languages = reader.need(reader.root(), "languages");
    UniqueIds seen;
    for (const JsonValue& value : reader.items(languages)) {
        const std::string tag = reader.languageTag(value);
        if (reader.failed()) {
            return;
        }
        seen.add(reader, value, tag);
        tour.languages.push_back(tag);
    }
    if (tour.languages.empty()) {
        reader.refuse(languages, 203, "must name one language at least");
    }
}

UniqueIds readCategories(JsonReader& reader, Tour& tour) {
    UniqueIds ids;
    for (const JsonValue& value : reader.items(reader.need(reader.root(), "categories"))) {
        const JsonValue& id = reader.need(value, "id");
        Tour::Category category{reader.id(id), reader.localized(reader.need(value, "name"))};
        if (reader.failed()) {
            break;
        }
        ids.add(reader, id, category.id);
        tour.categories.push_back(std::move(category));
    }
    return ids;
}

Tour::SiteEntry readEntry(JsonReader& reader, const JsonValue& value, const UniqueIds& categories) {
    Tour::SiteEntry entry;
    entry.id = reader.id(reader.need(value, "id"));
    const JsonValue& category = reader.need(value, "category");
    entry.category = reader.id(category);
    if (!reader.failed() && !categories.contains(entry.category)) {
        reader.refuse(category, 205, "there is no category " + inQuotes(entry.category));
    }
    entry.name = reader.localized(reader.need(value, "name"));
    if (const JsonValue* place = reader.find(value, "place")) {
        const auto [lat, lon] = reader.numberPair(*place);
        if (!reader.failed()) {
            reader.number(place->as<JsonValue::Array>()->at(0), -90.0, 90.0);
            reader.number(place->as<JsonValue::Array>()->at(1), -180.0, 180.0);
        }
        entry.place.emplace(lat, lon);
    }
    entry.file = reader.path(reader.need(value, "file"));
    return entry;
}

void readEntries(JsonReader& reader, Tour& tour, const UniqueIds& categories) {
    UniqueIds ids;
    for (const JsonValue& value : reader.items(reader.need(reader.root(), "sites"))) {
        Tour::SiteEntry entry = readEntry(reader, value, categories);
        if (reader.failed()) {
            return;
        }
        ids.add(reader, reader.need(value, "id"), entry.id);
        tour.sites.push_back(std::move(entry));
    }
    const JsonValue& start = reader.need(reader.root(), "start");
    tour.start = reader.id(start);
    if (!reader.failed() && !ids.contains(tour.start)) {
        reader.refuse(start, 205, "there is no site " + inQuotes(tour.start));
    }
}

void readFonts(JsonReader& reader, Tour& tour) {
    const JsonValue* fonts = reader.find(reader.root(), "fonts");
    if (fonts == nullptr) {
        return;
    }
    for (const JsonValue& value : reader.items(*fonts)) {
        Tour::Font font;
        font.family = reader.text(reader.need(value, "family"));
        font.weight = reader.integer(reader.need(value, "weight"), 1, 1000);
        font.otf = reader.path(reader.need(value, "otf"));
        font.woff2 = reader.path(reader.need(value, "woff2"));
        if (reader.failed()) {
            return;
        }
        tour.fonts.push_back(std::move(font));
    }
}

ordered_json entryJson(const Tour::SiteEntry& entry) {
    ordered_json value = {
        {"id", entry.id}, {"category", entry.category}, {"name", localizedJson(entry.name)}};
    if (entry.place) {
        value["place"] = ordered_json::array(
            {coordinateJson(entry.place->first), coordinateJson(entry.place->second)});
    }
    value["file"] = entry.file;
    return value;
}

ordered_json fontJson(const Tour::Font& font) {
    return {
        {"family", font.family}, {"weight", font.weight}, {"otf", font.otf}, {"woff2", font.woff2}};
}

} // namespace

Result<Tour> readTour(std::string_view json, std::string_view name) {
    const Result<JsonValue> root = parseJson(json, name);
    if (!root) {
        return root.fault();
    }
    JsonReader reader(*root, name);
    reader.checkHeader(kFormat);
    Tour tour;
    tour.release =
        reader.integer(reader.need(*root, "release"), 1, std::numeric_limits<int>::max());
    tour.generator = reader.text(reader.need(*root, "generator"));
    tour.title = reader.localized(reader.need(*root, "title"));
    readLanguages(reader, tour);
    tour.owner = reader.optionalLocalized(*root, "owner");
    tour.credits = reader.optionalLocalized(*root, "credits");
    const UniqueIds categories = readCategories(reader, tour);
    readEntries(reader, tour, categories);
    readFonts(reader, tour);
    if (reader.failed()) {
        return reader.fault();
    }
    return tour;
}

std::string writeTour(const Tour& tour) {
    ordered_json root = documentJson(kFormat.data());
    root["release"] = tour.release;
    root["generator"] = tour.generator;
    root["title"] = localizedJson(tour.title);
    root["languages"] = tour.languages;
    root["start"] = tour.start;
    setIfAny(root, "owner", tour.owner);
    setIfAny(root, "credits", tour.credits);
    ordered_json categories = ordered_json::array();
    for (const Tour::Category& category : tour.categories) {
        categories.push_back({{"id", category.id}, {"name", localizedJson(category.name)}});
    }
    root["categories"] = std::move(categories);
    ordered_json sites = ordered_json::array();
    for (const Tour::SiteEntry& entry : tour.sites) {
        sites.push_back(entryJson(entry));
    }
    root["sites"] = std::move(sites);
    if (!tour.fonts.empty()) {
        ordered_json fonts = ordered_json::array();
        for (const Tour::Font& font : tour.fonts) {
            fonts.push_back(fontJson(font));
        }
        root["fonts"] = std::move(fonts);
    }
    return jsonText(root);
}

} // namespace vr360
