#include "packager/serve/server.h"

#include <algorithm>
#include <charconv>

namespace vr360 {
namespace {

/// All of a text as a number; false for anything else.
bool readNumber(std::string_view text, std::size_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

} // namespace

ByteRange parseRange(std::string_view header, std::size_t size) {
    constexpr std::string_view kUnit = "bytes=";
    const std::size_t dash = header.find('-');
    if (!header.starts_with(kUnit) || dash == std::string_view::npos ||
        header.find(',') != std::string_view::npos) {
        return {};
    }
    const std::string_view from = header.substr(kUnit.size(), dash - kUnit.size());
    const std::string_view to = header.substr(dash + 1);
    std::size_t first = 0;
    std::size_t last = 0;
    if (from.empty()) {
        // The last so many bytes.
        if (!readNumber(to, last)) {
            return {};
        }
        if (last == 0 || size == 0) {
            return {.kind = ByteRange::Kind::kUnsatisfiable};
        }
        return {ByteRange::Kind::kPart, size - std::min(last, size), size - 1};
    }
    if (!readNumber(from, first) || (!to.empty() && (!readNumber(to, last) || last < first))) {
        return {};
    }
    if (first >= size) {
        return {.kind = ByteRange::Kind::kUnsatisfiable};
    }
    return {ByteRange::Kind::kPart, first, to.empty() ? size - 1 : std::min(last, size - 1)};
}

} // namespace vr360
