#include "core/package/tour.h"

#include <algorithm>

namespace vr360 {

namespace {

bool isIdCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Paths become parts of URLs and names on every file system, so what means something there is
/// out: drive and scheme colons, queries, fragments, escapes, controls.
bool isPathCharacter(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20U && byte != 0x7FU &&
           std::string_view("\\:?#%").find(c) == std::string_view::npos;
}

} // namespace

bool isId(std::string_view id) {
    bool after_word = false;
    for (const char c : id) {
        if (c == '-' ? !after_word : !isIdCharacter(c)) {
            return false;
        }
        after_word = c != '-';
    }
    return after_word;
}

bool isPackagePath(std::string_view path) {
    if (!std::all_of(path.begin(), path.end(), isPathCharacter)) {
        return false;
    }
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        const std::string_view segment = path.substr(at, end - at);
        if (segment.empty() || segment == "." || segment == "..") {
            return false;
        }
        at = end + 1;
    }
    return true;
}

const Tour::SiteEntry* Tour::findSite(std::string_view wanted) const {
    const auto found = std::find_if(sites.begin(), sites.end(), [wanted](const SiteEntry& entry) {
        return entry.id == wanted;
    });
    return found == sites.end() ? nullptr : &*found;
}

std::vector<std::pair<std::string, std::string>>
Scene::subtitlesFor(std::string_view narration_language) const {
    const auto find = [](const auto& list, std::string_view language) {
        return std::find_if(list.begin(), list.end(), [language](const auto& entry) {
            return entry.first == language;
        });
    };
    const auto narrated = find(narration, narration_language);
    if (narrated == narration.end()) {
        return subtitles;
    }
    // In the scene's order, so that a visitor's choices stay where they are.
    const auto& own = narrated->second.subtitles;
    std::vector<std::pair<std::string, std::string>> found;
    for (const auto& entry : subtitles) {
        const auto better = find(own, entry.first);
        found.push_back(better == own.end() ? entry : *better);
    }
    for (const auto& entry : own) {
        if (find(found, entry.first) == found.end()) {
            found.push_back(entry);
        }
    }
    return found;
}

const Scene* Site::findScene(std::string_view wanted) const {
    const auto found = std::find_if(
        scenes.begin(), scenes.end(), [wanted](const Scene& scene) { return scene.id == wanted; });
    return found == scenes.end() ? nullptr : &*found;
}

} // namespace vr360
