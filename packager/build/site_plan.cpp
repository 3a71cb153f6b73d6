#include "packager/build/site_plan.h"

#include "packager/build/cached_facts.h"
#include "packager/build/pictures.h"
#include "packager/words/tour_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vr360 {
namespace {

class Planner {
public:
    Planner(const TourSource& tour,
            const SiteSource& site,
            const PyramidSettings& settings,
            BuildCache& cache,
            const std::atomic<bool>& stop)
        : tour_(tour), site_(site), settings_(settings), cache_(cache), stop_(stop) {}

    SitePlan run() {
        for (const SceneSource& scene : site_.scenes) {
            if (stop_) {
                break;
            }
            ScenePlan plan;
            planPanorama(scene, plan);
            planNarrations(scene, plan);
            planSubtitles(scene, plan);
            planHotspots(scene, plan);
            plan_.scenes.push_back(std::move(plan));
        }
        return std::move(plan_);
    }

private:
    void planPanorama(const SceneSource& scene, ScenePlan& plan) {
        if (scene.panorama.path.empty()) {
            return; // Said when site.toml was read.
        }
        const TourFile& file = scene.panorama;
        const auto sha256 = cache_.hashOf(file.path, file.label);
        if (!sha256.ok()) {
            add(Severity::kError, file, sha256.fault());
            return;
        }
        plan.panorama = identifyPanorama(*sha256, settings_, scene.edits);
        auto image = cachedImageInfo(file, *sha256, scene.edits, cache_);
        if (!image.ok()) {
            add(Severity::kError, file, image.fault());
            return;
        }
        for (const Fault& warning : image->warnings) {
            add(Severity::kWarning, file, warning);
        }
        plan.image = std::move(image).value();
    }

    NarrationPlan planNarration(const std::string& language, const TourFile& file) {
        NarrationPlan plan{.language = language, .file = file};
        const auto sha256 = cache_.hashOf(file.path, file.label);
        if (!sha256.ok()) {
            add(Severity::kError, file, sha256.fault());
            return plan;
        }
        plan.key = fmt::format("{}; {}", narrationKey(), *sha256);
        auto facts = cachedNarrationFacts(file, plan.key, cache_, stop_);
        if (!facts.ok()) {
            add(Severity::kError, file, facts.fault());
            return plan;
        }
        for (const Fault& warning : facts->warnings) {
            add(Severity::kWarning, file, warning);
        }
        plan.facts = std::move(facts).value();
        return plan;
    }

    /// In the tour's order of languages, so that the first is the one subtitles are timed to.
    void planNarrations(const SceneSource& scene, ScenePlan& plan) {
        for (const LanguageFile* file : inTourOrder(scene.narrations)) {
            plan.narrations.push_back(planNarration(file->language, file->file));
        }
    }

    void planSubtitles(const SceneSource& scene, ScenePlan& plan) {
        const NarrationFacts* lead =
            plan.narrations.empty() || plan.narrations[0].facts.duration <= 0.0
                ? nullptr
                : &plan.narrations[0].facts;
        const TourNames names(tour_);
        for (const LanguageFile* source : inTourOrder(scene.subtitles)) {
            const TourFile& file = source->file;
            SubtitleFile read = readSubtitleFile(file, source->language, site_.id);
            const bool usable = read.usable();
            add(std::move(read.findings));
            const CueContext context{.language = source->language,
                                     .site = site_.id,
                                     .file = file.label,
                                     .narration = lead,
                                     .spoken = lead == nullptr ? "" : plan.narrations[0].language,
                                     .names = &names};
            PreparedCues prepared = prepareCues(read.cues, context);
            add(std::move(prepared.findings));
            SubtitlePlan subtitles{source->language, file, std::move(prepared.cues)};
            if (subtitles.cues.empty() && usable) {
                add(Severity::kError,
                    file,
                    {"",
                     "has nothing to show while somebody speaks: all of its cues lie in the "
                     "silence "
                     "before or after",
                     "Check that narration and subtitles belong together."});
                continue;
            }
            plan.subtitles.push_back(std::move(subtitles));
        }
        requireSubtitles(scene);
    }

    void requireSubtitles(const SceneSource& scene) {
        if (scene.narrations.empty()) {
            if (!scene.subtitles.empty()) {
                plan_.findings.push_back(
                    {.severity = Severity::kWarning,
                     .site = site_.id,
                     .file = scene.subtitles[0].file.label,
                     .what = fmt::format("scene \"{}\" has subtitles and no narration", scene.id),
                     .cure = fmt::format("Add {}.narration.{}.wav, or remove the subtitles.",
                                         scene.id,
                                         tour_.languages[0])});
            }
            return;
        }
        for (const std::string_view language : kRequiredSubtitles) {
            const bool there = std::ranges::any_of(scene.subtitles, [&](const LanguageFile& file) {
                return file.language == language ||
                       file.language.starts_with(fmt::format("{}-", language));
            });
            if (!there) {
                plan_.findings.push_back(
                    {.severity = Severity::kError,
                     .site = site_.id,
                     .file = site_.label,
                     .place = scene.place,
                     .what = fmt::format("scene \"{}\" has a narration and no subtitles in {}",
                                         scene.id,
                                         language == "en" ? "English (en)" : "Chinese (zh)"),
                     .cure = fmt::format("Add sites/{}/{}.subtitles.{}.vtt (or .srt).",
                                         site_.id,
                                         scene.id,
                                         language)});
            }
        }
    }

    void planHotspots(const SceneSource& scene, ScenePlan& plan) {
        for (const HotspotSource& spot : scene.hotspots) {
            NarrationPlan narration;
            PicturePlan picture;
            if (spot.audio) {
                narration = planNarration("", *spot.audio);
            }
            if (spot.picture) {
                picture.file = *spot.picture;
                const auto sha256 = cache_.hashOf(picture.file.path, picture.file.label);
                if (sha256.ok()) {
                    picture.key = fmt::format("{}; {}", pictureKey(), *sha256);
                } else {
                    add(Severity::kError, picture.file, sha256.fault());
                }
            }
            plan.spot_narrations.push_back(std::move(narration));
            plan.spot_pictures.push_back(std::move(picture));
        }
    }

    [[nodiscard]] std::vector<const LanguageFile*>
    inTourOrder(const std::vector<LanguageFile>& files) const {
        std::vector<const LanguageFile*> sorted;
        sorted.reserve(files.size());
        for (const LanguageFile& file : files) {
            sorted.push_back(&file);
        }
        std::ranges::stable_sort(sorted, {}, [&](const LanguageFile* file) {
            return std::ranges::find(tour_.languages, file->language) - tour_.languages.begin();
        });
        return sorted;
    }

    void add(Severity severity, const TourFile& file, const Fault& fault) {
        if (!stop_) {
            plan_.findings.push_back(findingOf(severity, site_.id, file.label, fault));
        }
    }

    void add(std::vector<Finding> findings) {
        plan_.findings.insert(plan_.findings.end(), findings.begin(), findings.end());
    }

    const TourSource& tour_;
    const SiteSource& site_;
    const PyramidSettings& settings_;
    BuildCache& cache_;
    const std::atomic<bool>& stop_;
    SitePlan plan_;
};

} // namespace

bool SitePlan::failed() const {
    return std::ranges::any_of(
        findings, [](const Finding& finding) { return finding.severity == Severity::kError; });
}

SitePlan planSite(const TourSource& tour,
                  const SiteSource& site,
                  const PyramidSettings& settings,
                  BuildCache& cache,
                  const std::atomic<bool>& stop) {
    return Planner(tour, site, settings, cache, stop).run();
}

} // namespace vr360
