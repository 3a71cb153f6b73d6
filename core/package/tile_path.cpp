#include "core/package/pyramid.h"

#include <array>
#include <cassert>
#include <limits>

namespace vr360 {

namespace {

constexpr std::string_view kExtension = ".webp";

/// A number without sign or leading zeros, at the start of a text; it is taken off.
bool takeNumber(std::string_view& text, std::int16_t& number) {
    std::size_t digits = 0;
    int value = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
        value = value * 10 + (text[digits] - '0');
        if (value > std::numeric_limits<std::int16_t>::max()) {
            return false;
        }
        ++digits;
    }
    if (digits == 0 || (digits > 1 && text[0] == '0')) {
        return false;
    }
    number = static_cast<std::int16_t>(value);
    text.remove_prefix(digits);
    return true;
}

bool takeSlash(std::string_view& text) {
    if (text.empty() || text[0] != '/') {
        return false;
    }
    text.remove_prefix(1);
    return true;
}

} // namespace

std::string tilePath(std::string_view panorama, TileId id) {
    assert(id.level >= 0 && "the preview is in pyramid.json, not in a file");
    std::string path = "panoramas/";
    path += panorama;
    for (const std::int16_t part : std::array{id.level, id.row, id.column}) {
        path += '/';
        path += std::to_string(part);
    }
    path += kExtension;
    return path;
}

bool parseTilePath(std::string_view path, TileId& id) {
    TileId parsed;
    if (takeNumber(path, parsed.level) && takeSlash(path) && takeNumber(path, parsed.row) &&
        takeSlash(path) && takeNumber(path, parsed.column) && path == kExtension) {
        id = parsed;
        return true;
    }
    return false;
}

} // namespace vr360
