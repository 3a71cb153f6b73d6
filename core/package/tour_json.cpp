#include "core/package/json_read.h"
#include "core/package/json_write.h"

#include <limits>

namespace vr360 {

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

UniqueIds readEntries(JsonReader& reader, Tour& tour, const UniqueIds& categories) {
    UniqueIds ids;
    for (const JsonValue& value : reader.items(reader.need(reader.root(), "sites"))) {
        Tour::SiteEntry entry = readEntry(reader, value, categories);
        if (reader.failed()) {
            return ids;
        }
        ids.add(reader, reader.need(value, "id"), entry.id);
        tour.sites.push_back(std::move(entry));
    }
    const JsonValue& start = reader.need(reader.root(), "start");
    tour.start = reader.id(start);
    if (!reader.failed() && !ids.contains(tour.start)) {
        reader.refuse(start, 205, "there is no site " + inQuotes(tour.start));
    }
    return ids;
}

void readStops(JsonReader& reader,
               const JsonValue& stops,
               Tour::Route& route,
               const UniqueIds& sites) {
    UniqueIds seen;
    for (const JsonValue& value : reader.items(stops)) {
        const std::string site = reader.id(value);
        if (!reader.failed() && !sites.contains(site)) {
            reader.refuse(value, 205, "there is no site " + inQuotes(site));
        }
        if (reader.failed()) {
            return;
        }
        seen.add(reader, value, site);
        route.sites.push_back(site);
    }
    if (route.sites.empty()) {
        reader.refuse(stops, 203, "must name one site at least");
    }
}

void readRoutes(JsonReader& reader, Tour& tour, const UniqueIds& sites) {
    const JsonValue* routes = reader.find(reader.root(), "routes");
    if (routes == nullptr) {
        return;
    }
    UniqueIds ids;
    for (const JsonValue& value : reader.items(*routes)) {
        Tour::Route route;
        const JsonValue& id = reader.need(value, "id");
        route.id = reader.id(id);
        route.title = reader.localized(reader.need(value, "title"));
        route.text = reader.optionalLocalized(value, "text");
        readStops(reader, reader.need(value, "sites"), route, sites);
        if (reader.failed()) {
            return;
        }
        ids.add(reader, id, route.id);
        tour.routes.push_back(std::move(route));
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

void writeEntry(JsonWriter& json, const Tour::SiteEntry& entry) {
    json.beginObject();
    json.field("id", entry.id);
    json.field("category", entry.category);
    json.field("name", entry.name);
    if (entry.place) {
        json.beginArrayField("place");
        json.value(coordinateDecimal(entry.place->first));
        json.value(coordinateDecimal(entry.place->second));
        json.endArray();
    }
    json.field("file", entry.file);
    json.endObject();
}

void writeRoutes(JsonWriter& json, const std::vector<Tour::Route>& routes) {
    if (routes.empty()) {
        return;
    }
    json.beginArrayField("routes");
    for (const Tour::Route& route : routes) {
        json.beginObject();
        json.field("id", route.id);
        json.field("title", route.title);
        json.fieldIfAny("text", route.text);
        json.beginArrayField("sites");
        for (const std::string& site : route.sites) {
            json.value(site);
        }
        json.endArray();
        json.endObject();
    }
    json.endArray();
}

void writeFonts(JsonWriter& json, const std::vector<Tour::Font>& fonts) {
    if (fonts.empty()) {
        return;
    }
    json.beginArrayField("fonts");
    for (const Tour::Font& font : fonts) {
        json.beginObject();
        json.field("family", font.family);
        json.field("weight", font.weight);
        json.field("otf", font.otf);
        json.field("woff2", font.woff2);
        json.endObject();
    }
    json.endArray();
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
    const UniqueIds sites = readEntries(reader, tour, categories);
    readRoutes(reader, tour, sites);
    readFonts(reader, tour);
    if (reader.failed()) {
        return reader.fault();
    }
    return tour;
}

std::string writeTour(const Tour& tour) {
    JsonWriter json;
    json.beginDocument(kFormat);
    json.field("release", tour.release);
    json.field("generator", tour.generator);
    json.field("title", tour.title);
    json.beginArrayField("languages");
    for (const std::string& language : tour.languages) {
        json.value(language);
    }
    json.endArray();
    json.field("start", tour.start);
    json.fieldIfAny("owner", tour.owner);
    json.fieldIfAny("credits", tour.credits);
    json.beginArrayField("categories");
    for (const Tour::Category& category : tour.categories) {
        json.beginObject();
        json.field("id", category.id);
        json.field("name", category.name);
        json.endObject();
    }
    json.endArray();
    json.beginArrayField("sites");
    for (const Tour::SiteEntry& entry : tour.sites) {
        writeEntry(json, entry);
    }
    json.endArray();
    writeRoutes(json, tour.routes);
    writeFonts(json, tour.fonts);
    json.endObject();
    return json.take();
}

} // namespace vr360
