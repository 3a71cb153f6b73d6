#include "core/package/panorama_json.h"

#include "core/package/pyramid.h"

namespace vr360 {

namespace {

constexpr std::size_t kMaxPreviewBytes = 1536;
constexpr double kNarrowest = 0.001; ///< what stays a range when angles are rounded

/// `[min, max]` of an angle: `min` within ±bound, `max` above it.
std::pair<double, double>
readRange(JsonReader& reader, const JsonValue& value, double bound, double widest) {
    const std::pair<double, double> range = reader.numberPair(value);
    if (reader.failed()) {
        return range;
    }
    const auto [min, max] = range;
    // Sums of decimals may be a bit more than they should.
    if (!(min >= -bound && min <= bound && max - min >= kNarrowest && max - min <= widest + 1e-9)) {
        reader.refuse(value, 204, "must be a range of angles, the smaller first");
    }
    return range;
}

} // namespace

PanoramaSize readPanoramaSize(JsonReader& reader, const JsonValue& object) {
    const JsonValue& width = reader.need(object, "width");
    PanoramaSize size;
    size.width = reader.integer(width, 2, kMaxPanoramaWidth);
    size.height = reader.integer(reader.need(object, "height"), 2, kMaxPanoramaWidth);
    if (!reader.failed()) {
        const Result<Grid> grid = Grid::create(size.width, size.height);
        if (!grid) {
            reader.refuse(width, 204, grid.fault().what, grid.fault().cure);
        }
    }
    return size;
}

ViewLimits readLimits(JsonReader& reader, const JsonValue& object) {
    ViewLimits limits;
    const JsonValue* value = reader.find(object, "limits");
    if (value == nullptr) {
        return limits;
    }
    // Yaw may go past 180: what is real of a panorama may lie across the seam.
    const auto yaw = readRange(reader, reader.need(*value, "yaw"), 180.0, 360.0);
    const JsonValue& pitch_value = reader.need(*value, "pitch");
    const auto pitch = readRange(reader, pitch_value, 90.0, 180.0);
    if (!reader.failed() && pitch.second > 90.0) {
        reader.refuse(pitch_value, 204, "must not go above the zenith, 90");
    }
    if (!reader.failed()) {
        limits = {yaw.first, yaw.second, pitch.first, pitch.second};
    }
    return limits;
}

std::string readPreview(JsonReader& reader, const JsonValue& object) {
    const JsonValue& value = reader.need(object, "preview");
    const std::string& url = reader.text(value);
    if (reader.failed()) {
        return {};
    }
    constexpr std::string_view kStart = "data:image/webp;base64,";
    if (url.compare(0, kStart.size(), kStart) != 0) {
        reader.refuse(value, 305, "must begin with " + std::string(kStart));
        return {};
    }
    const Result<std::string> bytes = decodeDataUrl(url, "preview");
    if (!bytes) {
        reader.refuse(value, 305, bytes.fault().what);
    } else if (bytes->empty() || bytes->size() > kMaxPreviewBytes) {
        reader.refuse(value,
                      305,
                      "must have 1 to " + std::to_string(kMaxPreviewBytes) + " bytes, not " +
                          std::to_string(bytes->size()));
    }
    return url;
}

} // namespace vr360
