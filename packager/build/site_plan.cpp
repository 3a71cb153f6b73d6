#include "packager/build/site_plan.h"

#include "packager/build/cached_facts.h"
#include "packager/build/pictures.h"
#include "packager/build/subtitle_plan.h"
#include "packager/pyramid/cut_off.h"
#include "packager/pyramid/strip_source.h"

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
            Look look,
            BuildCache& cache,
            const std::atomic<bool>& stop)
        : tour_(tour), site_(site), settings_(settings), look_(look), cache_(cache), stop_(stop) {}

    SitePlan run() {
        for (const SceneSource& scene : site_.scenes) {
            if (stop_) {
                break;
            }
            ScenePlan plan;
            planPanorama(scene, plan);
            planNarrations(scene, plan);
            planSubtitles(tour_, site_, scene, plan, plan_.findings);
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
        auto image = look_ == Look::kForCheck ? lookAtHeader(scene) : identify(scene, plan);
        if (!image.ok()) {
            add(Severity::kError, file, image.fault());
            return;
        }
        for (const Fault& warning : image->warnings) {
            add(Severity::kWarning, file, warning);
        }
        plan.image = std::move(image).value();
    }

    Result<ImageInfo> identify(const SceneSource& scene, ScenePlan& plan) {
        const TourFile& file = scene.panorama;
        const auto sha256 = cache_.hashOf(file.path, file.label);
        if (!sha256.ok()) {
            return sha256.fault();
        }
        plan.panorama = identifyPanorama(*sha256, settings_, scene.edits);
        return cachedImageInfo(file, *sha256, scene.edits, cache_);
    }

    Result<ImageInfo> lookAtHeader(const SceneSource& scene) {
        const TourFile& file = scene.panorama;
        auto image = inspectPanorama(file.path, file.label, scene.edits);
        if (image.ok() && mayBeCutOff(file.path)) {
            if (Status whole = readThrough(file.path, file.label, scene.edits, stop_);
                !whole.ok()) {
                return whole.fault();
            }
        }
        return image;
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

    void planNarrations(const SceneSource& scene, ScenePlan& plan) {
        for (const LanguageFile& file : inTourOrder(scene.narrations, tour_)) {
            plan.narrations.push_back(planNarration(file.language, file.file));
        }
        for (const std::string& language : scene.narrate.value_or(std::vector<std::string>{})) {
            if (std::ranges::find(scene.narrations, language, &LanguageFile::language) ==
                scene.narrations.end()) {
                noteMissing(scene, language);
            }
        }
    }

    void noteMissing(const SceneSource& scene, const std::string& language) {
        const bool has_script = std::ranges::any_of(
            scene.script, [&](const auto& entry) { return entry.first == language; });
        plan_.findings.push_back(
            {.severity = Severity::kNote,
             .site = site_.id,
             .file = site_.label,
             .place = scene.place,
             .what = fmt::format(
                 "scene \"{}\" is to be narrated in {}, and is not yet", scene.id, language),
             .cure =
                 fmt::format("Add {}.narration.{}.wav{}.",
                             scene.id,
                             language,
                             has_script ? ", or let a machine speak it: vr360-pack narrate" : "")});
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
                if (const auto header = readHeader({picture.file.path, picture.file.label});
                    !header.ok()) {
                    picture.key.clear();
                    add(Severity::kError, picture.file, header.fault());
                }
            }
            plan.spot_narrations.push_back(std::move(narration));
            plan.spot_pictures.push_back(std::move(picture));
        }
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
    Look look_;
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
                  Look look,
                  BuildCache& cache,
                  const std::atomic<bool>& stop) {
    return Planner(tour, site, settings, look, cache, stop).run();
}

} // namespace vr360
