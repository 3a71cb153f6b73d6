#pragma once

#include "core/package/tour.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace vr360 {

/// Compact numbers: rounded, whole ones without a point. 1e-4° is under a tenth of a pixel of the
/// widest panorama seen through the narrowest view, 1e-3 s is what subtitles count in, 1e-6° of
/// latitude are 11 cm.
nlohmann::ordered_json angleJson(double degrees);
nlohmann::ordered_json timeJson(double seconds);
nlohmann::ordered_json coordinateJson(double degrees);

nlohmann::ordered_json localizedJson(const LocalizedText& text);
/// Sets a key only when there is something to say.
void setIfAny(nlohmann::ordered_json& object, const char* key, const LocalizedText& text);
void setIfAny(nlohmann::ordered_json& object, const char* key, std::string_view text);
/// `limits`, absent for the whole sphere.
void setLimits(nlohmann::ordered_json& object, const ViewLimits& limits);

/// An object that begins as every document does.
nlohmann::ordered_json documentJson(const char* format);

/// Compact, ending in a newline. What is not UTF-8 is written as U+FFFD.
std::string jsonText(const nlohmann::ordered_json& value);

} // namespace vr360
