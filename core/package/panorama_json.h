#pragma once

#include "core/package/json_read.h"

namespace vr360 {

/// What site and pyramid documents both say about a panorama.

/// `width` and `height` of an object, checked to have a grid.
struct PanoramaSize {
    int width = 0;
    int height = 0;
};
PanoramaSize readPanoramaSize(JsonReader& reader, const JsonValue& object);

/// `limits` of an object; the whole sphere if absent.
ViewLimits readLimits(JsonReader& reader, const JsonValue& object);

/// `preview` of an object: a WebP image as a data URL of bounded size; V305 if it is not.
std::string readPreview(JsonReader& reader, const JsonValue& object);

} // namespace vr360
