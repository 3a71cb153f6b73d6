#include "packager/files/files.h"
#include "packager/files/unicode.h"
#include "packager/toml/site_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vr360 {
namespace {

constexpr std::array<std::string_view, 7> kAudioEndings{
    "wav", "flac", "mp3", "ogg", "oga", "opus", "aiff"};
constexpr std::array<std::string_view, 2> kSubtitleEndings{"vtt", "srt"};

/// "gate.narration.vi.wav" → its parts.
struct SceneFileName {
    std::string scene;
    std::string role;
    std::string language;
    std::string ending; ///< small letters
};

std::optional<SceneFileName> parseName(std::string_view name) {
    std::vector<std::string> parts(1);
    for (const char c : name) {
        if (c == '.') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    if (parts.size() != 4) {
        return std::nullopt;
    }
    std::ranges::transform(parts[3], parts[3].begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return SceneFileName{parts[0], parts[1], parts[2], parts[3]};
}

bool isOneOf(std::string_view word, std::span<const std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

struct Checker {
    SiteSource& site;
    Findings& findings;

    void report(Severity severity, const std::string& file, std::string what, std::string cure) {
        findings.add({.severity = severity,
                      .site = site.id,
                      .file = fmt::format("sites/{}/{}", site.id, file),
                      .what = std::move(what),
                      .cure = std::move(cure)});
    }

    [[nodiscard]] std::vector<std::string> sceneIds() const {
        std::vector<std::string> ids;
        for (const SceneSource& scene : site.scenes) {
            ids.push_back(scene.id);
        }
        return ids;
    }

    /// False after saying what is wrong with the name.
    bool check(const SceneFileName& name, const std::string& file) {
        const bool is_audio = name.role == "narration";
        if (!is_audio && name.role != "subtitles") {
            const std::string similar = nearest(name.role, {"narration", "subtitles"});
            if (!similar.empty()) {
                report(Severity::kWarning,
                       file,
                       "is named almost like a narration or subtitles, and not used",
                       fmt::format("Did you mean {}.{}.{}.{}?",
                                   name.scene,
                                   similar,
                                   name.language,
                                   name.ending));
            }
            return false;
        }
        if (std::ranges::find(site.scenes, name.scene, &SceneSource::id) == site.scenes.end()) {
            const std::string similar = nearest(name.scene, sceneIds());
            report(Severity::kWarning,
                   file,
                   fmt::format("belongs to no scene: there is no \"{}\" here", name.scene),
                   similar.empty()
                       ? fmt::format("Name it after one of: {}.", fmt::join(sceneIds(), ", "))
                       : fmt::format("Did you mean {}.{}.{}.{}?",
                                     similar,
                                     name.role,
                                     name.language,
                                     name.ending));
            return false;
        }
        if (!isLanguageTag(name.language)) {
            report(Severity::kError,
                   file,
                   fmt::format("\"{}\" is not a language", name.language),
                   fmt::format(
                       "Name it {}.{}.vi.{} (or en, zh, …).", name.scene, name.role, name.ending));
            return false;
        }
        const auto endings = is_audio ? std::span<const std::string_view>(kAudioEndings)
                                      : std::span<const std::string_view>(kSubtitleEndings);
        if (!isOneOf(name.ending, endings)) {
            report(Severity::kError,
                   file,
                   fmt::format("{} of the kind .{} cannot be read", name.role, name.ending),
                   is_audio ? "Export it as WAV, FLAC, MP3 or Ogg."
                            : "Save it as WebVTT (.vtt) or SubRip (.srt).");
            return false;
        }
        return true;
    }

    void take(const SceneFileName& name, const FolderIndex::Entry& entry) {
        SceneSource& scene = *std::ranges::find(site.scenes, name.scene, &SceneSource::id);
        auto& files = name.role == "narration" ? scene.narrations : scene.subtitles;
        const auto twin = std::ranges::find(files, name.language, &LanguageFile::language);
        if (twin != files.end()) {
            report(Severity::kError,
                   entry.name,
                   fmt::format("and {} are both the {} of scene \"{}\" in {}",
                               twin->file.path.filename().string(),
                               name.role,
                               name.scene,
                               name.language),
                   "Remove the one that is not wanted.");
            return;
        }
        files.push_back(
            {name.language, {entry.path, fmt::format("sites/{}/{}", site.id, entry.name)}});
    }
};

} // namespace

void findSceneFiles(SiteSource& site, Findings& findings) {
    Checker checker{site, findings};
    // In the order of names, so that the order of languages does not depend on the disk.
    const FolderIndex index(site.folder);
    for (const FolderIndex::Entry& entry : index.entries()) {
        const auto name = entry.is_folder ? std::nullopt : parseName(entry.name);
        if (name && checker.check(*name, entry.name)) {
            checker.take(*name, entry);
        }
    }
}

} // namespace vr360
