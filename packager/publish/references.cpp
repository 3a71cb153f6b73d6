#include "packager/publish/references.h"

namespace vr360 {
namespace {

void addNarration(const Narration& narration, std::set<std::string>& files) {
    files.insert(narration.opus);
    files.insert(narration.mp3);
}

void addSubtitles(const std::vector<std::pair<std::string, std::string>>& subtitles,
                  std::set<std::string>& files) {
    for (const auto& [language, path] : subtitles) {
        files.insert(path);
    }
}

} // namespace

std::set<std::string> filesOf(const Site& site) {
    std::set<std::string> files;
    for (const Scene& scene : site.scenes) {
        for (const auto& [language, narration] : scene.narration) {
            addNarration(narration, files);
            addSubtitles(narration.subtitles, files);
        }
        addSubtitles(scene.subtitles, files);
        for (const Hotspot& spot : scene.hotspots) {
            files.insert(spot.picture);
            if (spot.narration) {
                addNarration(*spot.narration, files);
            }
        }
    }
    files.erase("");
    return files;
}

std::set<std::string> panoramasOf(const Site& site) {
    std::set<std::string> panoramas;
    for (const Scene& scene : site.scenes) {
        panoramas.insert(scene.panorama.id);
    }
    return panoramas;
}

} // namespace vr360
