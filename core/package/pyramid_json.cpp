#include "core/package/json_read.h"
#include "core/package/json_write.h"
#include "core/package/panorama_json.h"
#include "core/package/pyramid.h"

#include <array>
#include <cstdio>
#include <limits>

namespace vr360 {

namespace {

constexpr std::string_view kFormat = "vr360-pyramid";
constexpr int kGridFault = 301;
constexpr int kMaxInteger = std::numeric_limits<int>::max();

/// Refuses a number that is not the one the grid has.
void checkGridNumber(JsonReader& reader, const JsonValue& value, int expected) {
    const int stated = reader.integer(value, 0, kMaxInteger);
    if (!reader.failed() && stated != expected) {
        reader.refuse(value,
                      kGridFault,
                      "is " + std::to_string(stated) + " where the grid has " +
                          std::to_string(expected));
    }
}

/// The elements of an array that must have a certain count; none if it has another.
const JsonValue::Array&
checkedItems(JsonReader& reader, const JsonValue& value, std::size_t count, const char* what) {
    static const JsonValue::Array kNone;
    const JsonValue::Array& items = reader.items(value);
    if (!reader.failed() && items.size() != count) {
        reader.refuse(value,
                      kGridFault,
                      "has " + std::to_string(items.size()) + " " + what + " where the grid has " +
                          std::to_string(count));
    }
    return reader.failed() ? kNone : items;
}

void checkRow(JsonReader& reader, const JsonValue& value, const GridRow& row) {
    const std::array expected = {row.y, row.height, row.width, row.columns};
    const JsonValue::Array& stated = checkedItems(reader, value, expected.size(), "numbers");
    for (std::size_t i = 0; i < stated.size(); ++i) {
        checkGridNumber(reader, stated[i], expected[i]);
    }
}

void checkLevel(JsonReader& reader, const JsonValue& value, const GridLevel& level) {
    checkGridNumber(reader, reader.need(value, "width"), level.width);
    checkGridNumber(reader, reader.need(value, "height"), level.height);
    const JsonValue::Array& rows =
        checkedItems(reader, reader.need(value, "rows"), level.rows.size(), "rows");
    for (std::size_t i = 0; i < rows.size() && !reader.failed(); ++i) {
        checkRow(reader, rows[i], level.rows[i]);
    }
}

/// What the document says about tiles and levels must be what its size demands.
void checkGrid(JsonReader& reader, const Grid& grid) {
    const JsonValue& tile = reader.need(reader.root(), "tile");
    checkGridNumber(reader, reader.need(tile, "max"), kMaxTilePixels);
    checkGridNumber(reader, reader.need(tile, "gutter"), kGutterPixels);
    const JsonValue::Array& levels = checkedItems(reader,
                                                  reader.need(reader.root(), "levels"),
                                                  static_cast<std::size_t>(grid.levelCount()),
                                                  "levels");
    for (std::size_t i = 0; i < levels.size() && !reader.failed(); ++i) {
        checkLevel(reader, levels[i], grid.level(static_cast<int>(i)));
    }
}

/// For people, so a number or a truth value is as good as a string.
std::string scalarText(JsonReader& reader, const JsonValue& value) {
    if (const auto* truth = value.as<bool>()) {
        return *truth ? "true" : "false";
    }
    if (const auto* number = value.as<double>()) {
        std::array<char, 32> text{};
        std::snprintf(text.data(), text.size(), "%.15g", *number);
        return text.data();
    }
    return reader.text(value);
}

void writeLevel(JsonWriter& json, const GridLevel& level) {
    json.beginObject();
    json.field("width", level.width);
    json.field("height", level.height);
    json.beginArrayField("rows");
    for (const GridRow& row : level.rows) {
        json.beginArray();
        for (const int number : {row.y, row.height, row.width, row.columns}) {
            json.value(number);
        }
        json.endArray();
    }
    json.endArray();
    json.endObject();
}

} // namespace

Result<Pyramid> readPyramid(std::string_view json, std::string_view name) {
    const Result<JsonValue> root = parseJson(json, name);
    if (!root) {
        return root.fault();
    }
    JsonReader reader(*root, name);
    reader.checkHeader(kFormat);
    Pyramid pyramid;
    const PanoramaSize size = readPanoramaSize(reader, *root);
    pyramid.limits = readLimits(reader, *root);
    pyramid.preview = readPreview(reader, *root);
    if (reader.failed()) {
        return reader.fault();
    }
    Result<Grid> grid = Grid::create(size.width, size.height);
    if (!grid) {
        return grid.fault();
    }
    pyramid.grid = std::move(grid).value();
    checkGrid(reader, pyramid.grid);
    for (const JsonValue::Member& member : reader.members(reader.need(*root, "encoding"))) {
        pyramid.encoding.emplace_back(member.key, scalarText(reader, member.value));
    }
    if (reader.failed()) {
        return reader.fault();
    }
    return pyramid;
}

std::string writePyramid(const Pyramid& pyramid) {
    const Grid& grid = pyramid.grid;
    JsonWriter json;
    json.beginDocument(kFormat);
    json.field("width", grid.width());
    json.field("height", grid.height());
    json.limitsField(pyramid.limits);
    json.field("preview", pyramid.preview);
    json.beginObjectField("tile");
    json.field("max", kMaxTilePixels);
    json.field("gutter", kGutterPixels);
    json.endObject();
    json.beginArrayField("levels");
    for (int level = 0; level < grid.levelCount(); ++level) {
        writeLevel(json, grid.level(level));
    }
    json.endArray();
    json.beginObjectField("encoding");
    for (const auto& [key, value] : pyramid.encoding) {
        json.field(key, value);
    }
    json.endObject();
    json.endObject();
    return json.take();
}

} // namespace vr360
