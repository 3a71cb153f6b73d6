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

/// The name of a file that belongs to a scene, as its parts. "gate.narration.vi.wav";
/// "gate.subtitles.en.vtt"; "gate.narration.zh.subtitles.en.vtt", timed to a certain narration.
struct SceneFileName {
    std::string scene;
    std::string narration_role; ///< "narration", if somebody could spell; else empty
    std::string narration;      ///< language of the narration it is timed to
    std::string role;
    std::string language;
    std::string ending; ///< small letters

    [[nodiscard]] std::string text() const {
        const std::string timed_to =
            narration_role.empty() ? "" : fmt::format("{}.{}.", narration_role, narration);
        return fmt::format("{}.{}{}.{}.{}", scene, timed_to, role, language, ending);
    }
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
    if (parts.size() != 4 && parts.size() != 6) {
        return std::nullopt;
    }
    std::ranges::transform(parts.back(), parts.back().begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    if (parts.size() == 4) {
        return SceneFileName{parts[0], "", "", parts[1], parts[2], parts[3]};
    }
    return SceneFileName{parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]};
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
        return checkRole(name, file) && checkScene(name, file) &&
               checkLanguage(name, name.language, &SceneFileName::language, file) &&
               (name.narration_role.empty() ||
                checkLanguage(name, name.narration, &SceneFileName::narration, file)) &&
               checkEnding(name, file);
    }

    bool checkRole(const SceneFileName& name, const std::string& file) {
        const bool is_timed = !name.narration_role.empty();
        const bool is_right = name.role == "subtitles" || (!is_timed && name.role == "narration");
        if (is_right && (!is_timed || name.narration_role == "narration")) {
            return true;
        }
        SceneFileName meant = name;
        meant.role = is_right   ? name.role
                     : is_timed ? nearest(name.role, {"subtitles"})
                                : nearest(name.role, {"narration", "subtitles"});
        if (is_timed && name.narration_role != "narration") {
            meant.narration_role = nearest(name.narration_role, {"narration"});
        }
        if (!meant.role.empty() && meant.narration_role.empty() == !is_timed) {
            report(Severity::kWarning,
                   file,
                   "is named almost like a narration or subtitles, and not used",
                   fmt::format("Did you mean {}?", meant.text()));
        }
        return false;
    }

    bool checkScene(const SceneFileName& name, const std::string& file) {
        if (std::ranges::find(site.scenes, name.scene, &SceneSource::id) != site.scenes.end()) {
            return true;
        }
        SceneFileName meant = name;
        meant.scene = nearest(name.scene, sceneIds());
        report(Severity::kWarning,
               file,
               fmt::format("belongs to no scene: there is no \"{}\" here", name.scene),
               meant.scene.empty()
                   ? fmt::format("Name it after one of: {}.", fmt::join(sceneIds(), ", "))
                   : fmt::format("Did you mean {}?", meant.text()));
        return false;
    }

    bool checkLanguage(const SceneFileName& name,
                       const std::string& language,
                       std::string SceneFileName::*part,
                       const std::string& file) {
        if (isLanguageTag(language)) {
            return true;
        }
        SceneFileName better = name;
        better.*part = "vi";
        report(Severity::kError,
               file,
               fmt::format("\"{}\" is not a language", language),
               fmt::format("Name it {} (or en, zh, …).", better.text()));
        return false;
    }

    bool checkEnding(const SceneFileName& name, const std::string& file) {
        const bool is_audio = name.role == "narration";
        const auto endings = is_audio ? std::span<const std::string_view>(kAudioEndings)
                                      : std::span<const std::string_view>(kSubtitleEndings);
        if (isOneOf(name.ending, endings)) {
            return true;
        }
        report(Severity::kError,
               file,
               fmt::format("{} of the kind .{} cannot be read", name.role, name.ending),
               is_audio ? "Export it as WAV, FLAC, MP3 or Ogg."
                        : "Save it as WebVTT (.vtt) or SubRip (.srt).");
        return false;
    }

    /// The file that a scene has for the same purpose already.
    static const TourFile* twinOf(const SceneFileName& name, const SceneSource& scene) {
        const auto same = [&](const LanguageFile& file) { return file.language == name.language; };
        if (!name.narration_role.empty()) {
            const auto twin =
                std::ranges::find_if(scene.timed_subtitles, [&](const TimedSubtitles& timed) {
                    return timed.narration == name.narration && same(timed.subtitles);
                });
            return twin == scene.timed_subtitles.end() ? nullptr : &twin->subtitles.file;
        }
        const auto& files = name.role == "narration" ? scene.narrations : scene.subtitles;
        const auto twin = std::ranges::find_if(files, same);
        return twin == files.end() ? nullptr : &twin->file;
    }

    void take(const SceneFileName& name, const FolderIndex::Entry& entry) {
        SceneSource& scene = *std::ranges::find(site.scenes, name.scene, &SceneSource::id);
        if (const TourFile* twin = twinOf(name, scene)) {
            report(Severity::kError,
                   entry.name,
                   fmt::format("and {} are both the {} of scene \"{}\" in {}",
                               twin->path.filename().string(),
                               name.role,
                               name.scene,
                               name.language),
                   "Remove the one that is not wanted.");
            return;
        }
        LanguageFile file{name.language,
                          {entry.path, fmt::format("sites/{}/{}", site.id, entry.name)}};
        if (!name.narration_role.empty()) {
            scene.timed_subtitles.push_back({name.narration, std::move(file)});
        } else if (name.role == "narration") {
            scene.narrations.push_back(std::move(file));
        } else {
            scene.subtitles.push_back(std::move(file));
        }
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
