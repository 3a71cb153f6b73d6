#pragma once

#include "core/package/tour.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace vr360 {

/// A number with a fixed count of decimals at most, written exactly so. (The double-to-text
/// conversions at hand write 179.97284200000001 for some of them.)
struct Decimal {
    std::int64_t scaled = 0; ///< value × 10^decimals
    int decimals = 0;
};
/// 1e-4° is under a tenth of a pixel of the widest panorama through the narrowest view.
Decimal angleDecimal(double degrees);
/// Subtitles count in milliseconds.
Decimal timeDecimal(double seconds);
/// 1e-6° of latitude are 11 cm.
Decimal coordinateDecimal(double degrees);

/// Writes a document from its first key to its last, compact, keys in the order they come.
/// The same calls give the same bytes. What is not UTF-8 is written as U+FFFD.
class JsonWriter {
public:
    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }

    void key(std::string_view name);
    void value(std::string_view text);
    void value(std::int64_t number);
    void value(Decimal number);
    void value(const LocalizedText& text);

    void field(std::string_view name, const auto& content) {
        key(name);
        value(content);
    }
    /// Writes a field only when there is something to say.
    void fieldIfAny(std::string_view name, const auto& content) {
        if (!content.empty()) {
            field(name, content);
        }
    }
    void beginObjectField(std::string_view name) {
        key(name);
        beginObject();
    }
    void beginArrayField(std::string_view name) {
        key(name);
        beginArray();
    }
    /// `format` and `version`, as every document begins.
    void beginDocument(std::string_view format);
    /// `limits`, absent for the whole sphere.
    void limitsField(const ViewLimits& limits);

    /// The text, ending in a newline. Everything must be closed.
    [[nodiscard]] std::string take();

private:
    void open(char bracket);
    void close(char bracket);
    void separate();

    std::string text_;
    int depth_ = 0;
    bool first_ = true; ///< nothing before in the innermost object or array, or a key just now
};

} // namespace vr360
