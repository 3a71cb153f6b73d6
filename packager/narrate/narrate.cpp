#include "packager/narrate/narrate.h"

#include "packager/files/files.h"
#include "packager/files/parallel.h"
#include "packager/narrate/drafts.h"
#include "packager/narrate/scene_draft.h"
#include "packager/toml/load_tour.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

namespace vr360 {
namespace {

/// A finding that keeps no draft from being made: most sites miss something until they have one.
bool isAboutScript(const Finding& finding) {
    return finding.severity == Severity::kError;
}

/// What to speak a scene in: what was asked for; else what its site says, else the tour's own
/// language. What a machine has drafted before is kept up to date.
std::vector<std::string>
languagesFor(const NarrateOptions& options, const TourSource& tour, const SceneSource& scene) {
    if (!options.languages.empty()) {
        return options.languages;
    }
    std::vector<std::string> languages =
        scene.narrate.value_or(std::vector<std::string>{tour.languages[0]});
    for (const LanguageFile& narration : scene.narrations) {
        if (std::ranges::find(languages, narration.language) == languages.end() &&
            speechDraftState(narration.file.path, "") == DraftState::kStale) {
            languages.push_back(narration.language);
        }
    }
    return languages;
}

} // namespace

NarrateReport narrateTour(const NarrateOptions& options,
                          const std::function<void(double)>& progress,
                          const std::atomic<bool>& stop) {
    NarrateReport report;
    Findings found;
    const auto loaded = loadTour(options.tour, options.only, found);
    for (const Finding& finding : found.all()) {
        if (isAboutScript(finding)) {
            report.findings.add(finding);
        }
    }
    if (!loaded) {
        return report;
    }
    report.usable = true;
    const TourSource& tour = loaded->tour;
    for (const std::string& language : options.languages) {
        if (voiceFor(language).empty()) {
            report.findings.add({.severity = Severity::kError,
                                 .what = fmt::format("no voice is known for \"{}\"", language),
                                 .cure = "Leave it out of --lang, and record it."});
            return report;
        }
    }
    struct Task {
        const SiteSource* site;
        const SceneSource* scene;
    };
    std::vector<Task> tasks;
    for (const SiteSource& site : tour.sites) {
        for (const SceneSource& scene : site.scenes) {
            if (!scene.script.empty() && !found.hasErrors(site.id)) {
                tasks.push_back({&site, &scene});
            }
        }
    }
    std::vector<SceneDraft> drafts(tasks.size());
    std::mutex mutex;
    std::size_t done = 0;
    parallelFor(tasks.size(), options.threads, stop, [&](std::size_t i) {
        drafts[i] = draftScene(tour,
                               *tasks[i].site,
                               *tasks[i].scene,
                               languagesFor(options, tour, *tasks[i].scene),
                               stop);
        const std::lock_guard lock(mutex);
        if (progress) {
            progress(static_cast<double>(++done) / static_cast<double>(tasks.size()));
        }
    });
    for (SceneDraft& draft : drafts) {
        report.findings.add(std::move(draft.findings));
        report.cannot_write = report.cannot_write || draft.cannot_write;
        report.spoken += draft.spoken;
        report.current += draft.current;
        report.recordings += draft.recordings;
        report.subtitles += draft.subtitles;
        report.seconds += draft.seconds;
    }
    return report;
}

} // namespace vr360
