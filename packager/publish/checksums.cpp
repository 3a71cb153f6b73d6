#include "packager/publish/checksums.h"

#include "core/package/tour.h"

#include <fmt/format.h>

#include <algorithm>

namespace vr360 {
namespace {

constexpr std::size_t kHashDigits = 64;

bool isSha256(std::string_view text) {
    return text.size() == kHashDigits && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

} // namespace

std::string writeChecksums(const Checksums& checksums) {
    std::string text;
    for (const auto& [path, hash] : checksums) {
        text += hash;
        text += "  ";
        text += path;
        text += '\n';
    }
    return text;
}

Result<Checksums> readChecksums(std::string_view text, std::string_view name) {
    Checksums checksums;
    int line = 0;
    while (!text.empty()) {
        ++line;
        const std::size_t end = text.find('\n');
        const std::string_view entry = text.substr(0, end);
        const bool readable = end != std::string_view::npos && entry.size() > kHashDigits + 2 &&
                              isSha256(entry.substr(0, kHashDigits)) &&
                              entry.substr(kHashDigits, 2) == "  " &&
                              isPackagePath(entry.substr(kHashDigits + 2));
        const std::string path(readable ? entry.substr(kHashDigits + 2) : "");
        if (!readable || (!checksums.empty() && !(checksums.rbegin()->first < path))) {
            return Fault{.where = fmt::format("{}:{}", name, line),
                         .what = readable ? "is out of order" : "is not a line of checksums",
                         .cure = "Build the package again.",
                         .number = 104};
        }
        checksums.emplace_hint(checksums.end(), path, entry.substr(0, kHashDigits));
        text.remove_prefix(end + 1);
    }
    return checksums;
}

} // namespace vr360
