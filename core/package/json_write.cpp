#include "core/package/json_write.h"

#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

namespace vr360 {

using nlohmann::ordered_json;

namespace {

/// A number with at most so many decimals. The quotient of two whole numbers is the double
/// nearest to the decimal fraction meant, and its shortest text is that fraction.
ordered_json rounded(double value, double steps) {
    const double scaled = std::round(value * steps);
    const double result = scaled / steps;
    if (result == std::trunc(result) && std::abs(result) < 1e15) {
        return static_cast<std::int64_t>(result);
    }
    return result;
}

bool wholeSphere(const ViewLimits& limits) {
    return limits.wholeCircle() && limits.pitch_min <= -90.0 && limits.pitch_max >= 90.0;
}

} // namespace

ordered_json angleJson(double degrees) {
    return rounded(degrees, 1e4);
}

ordered_json timeJson(double seconds) {
    return rounded(seconds, 1e3);
}

ordered_json coordinateJson(double degrees) {
    return rounded(degrees, 1e6);
}

ordered_json localizedJson(const LocalizedText& text) {
    ordered_json object = ordered_json::object();
    for (const auto& [tag, words] : text.all()) {
        object[tag] = words;
    }
    return object;
}

void setIfAny(ordered_json& object, const char* key, const LocalizedText& text) {
    if (!text.empty()) {
        object[key] = localizedJson(text);
    }
}

void setIfAny(ordered_json& object, const char* key, std::string_view text) {
    if (!text.empty()) {
        object[key] = text;
    }
}

void setLimits(ordered_json& object, const ViewLimits& limits) {
    if (!wholeSphere(limits)) {
        object["limits"] = {
            {"yaw", {angleJson(limits.yaw_min), angleJson(limits.yaw_max)}},
            {"pitch", {angleJson(limits.pitch_min), angleJson(limits.pitch_max)}},
        };
    }
}

ordered_json documentJson(const char* format) {
    return {{"format", format}, {"version", kPackageVersion}};
}

std::string jsonText(const ordered_json& value) {
    // Files are written from what people typed; a stray byte must not end the program.
    return value.dump(-1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace vr360
