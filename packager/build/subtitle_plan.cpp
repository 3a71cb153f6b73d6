#include "packager/build/subtitle_plan.h"

#include "packager/narrate/drafts.h"
#include "packager/words/tour_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

/// Narrations whose lengths differ by less were recorded to the same times.
constexpr double kSameLengthSeconds = 0.1;

/// "zh" is there as "zh-Hans" too.
bool isIn(std::string_view tag, std::string_view language) {
    return tag == language || tag.starts_with(fmt::format("{}-", language));
}

class SubtitlePlanner {
public:
    SubtitlePlanner(const TourSource& tour,
                    const SiteSource& site,
                    const SceneSource& scene,
                    ScenePlan& plan,
                    std::vector<Finding>& findings)
        : tour_(tour), site_(site), scene_(scene), plan_(plan), findings_(findings) {}

    void run() {
        if (plan_.narrations.empty()) {
            plan_.subtitles = read(scene_.subtitles, nullptr);
            reportNoNarration();
        } else {
            const NarrationPlan& lead = plan_.narrations[0];
            const std::vector<LanguageFile> files = filesOfLead(lead.language);
            plan_.subtitles = read(files, &lead);
            requireSubtitles(files);
        }
        for (std::size_t i = 1; i < plan_.narrations.size(); ++i) {
            NarrationPlan& narration = plan_.narrations[i];
            narration.subtitles = read(filesTimedTo(narration.language), &narration);
            borrow(narration);
        }
        reportLost();
    }

private:
    [[nodiscard]] std::vector<LanguageFile> filesTimedTo(std::string_view narration) const {
        std::vector<LanguageFile> files;
        for (const TimedSubtitles& timed : scene_.timed_subtitles) {
            if (timed.narration == narration) {
                files.push_back(timed.subtitles);
            }
        }
        return files;
    }

    /// Those that name the first narration, and those that name none.
    std::vector<LanguageFile> filesOfLead(std::string_view language) {
        std::vector<LanguageFile> files = filesTimedTo(language);
        for (const LanguageFile& file : scene_.subtitles) {
            const auto twin = std::ranges::find(files, file.language, &LanguageFile::language);
            if (twin == files.end()) {
                files.push_back(file);
            } else {
                add(Severity::kError,
                    file.file.label,
                    fmt::format("and {} are both subtitles in {} for the narration in {}",
                                twin->file.path.filename().string(),
                                file.language,
                                language),
                    "Remove the one that is not wanted.");
            }
        }
        return files;
    }

    std::vector<SubtitlePlan> read(const std::vector<LanguageFile>& files,
                                   const NarrationPlan* narration) {
        const bool is_heard = narration != nullptr && narration->facts.duration > 0.0;
        const NarrationFacts* heard = is_heard ? &narration->facts : nullptr;
        const TourNames names(tour_);
        std::vector<SubtitlePlan> plans;
        for (const LanguageFile& source : inTourOrder(files, tour_)) {
            const TourFile& file = source.file;
            SubtitleFile read = readSubtitleFile(file, source.language, site_.id);
            const bool usable = read.usable();
            add(std::move(read.findings));
            const CueContext context{.language = source.language,
                                     .site = site_.id,
                                     .file = file.label,
                                     .narration = heard,
                                     .spoken = is_heard ? narration->language : "",
                                     .names = &names};
            PreparedCues prepared = prepareCues(read.cues, context);
            add(std::move(prepared.findings));
            if (heard != nullptr && !heard->machine_voice) {
                checkWhoTimed(file);
            }
            SubtitlePlan subtitles{source.language, std::move(prepared.cues)};
            if (subtitles.cues.empty() && usable) {
                add(Severity::kError,
                    file.label,
                    "has nothing to show while somebody speaks: all of its cues lie in the silence "
                    "before or after",
                    "Check that narration and subtitles belong together.");
                continue;
            }
            plans.push_back(std::move(subtitles));
        }
        return plans;
    }

    /// A person's recording in place of the draft that the subtitles were made for.
    void checkWhoTimed(const TourFile& file) {
        if (subtitleDraftState(file.path, "") == DraftState::kStale) {
            add(Severity::kWarning,
                file.label,
                "was timed to a machine's voice, and the narration is a person's now",
                "Correct its times, then nobody is warned any more.");
        }
    }

    /// What a narration lacks, it takes from the first one.
    void borrow(NarrationPlan& narration) {
        const NarrationFacts& lead = plan_.narrations[0].facts;
        if (lead.duration <= 0.0 || narration.facts.duration <= 0.0) {
            return;
        }
        const bool same_times =
            std::abs(lead.duration - narration.facts.duration) < kSameLengthSeconds;
        std::vector<std::string> borrowed;
        for (const SubtitlePlan& subtitles : plan_.subtitles) {
            const bool own =
                std::ranges::find(narration.subtitles,
                                  subtitles.language,
                                  &SubtitlePlan::language) != narration.subtitles.end();
            if (own || same_times) {
                continue;
            }
            narration.subtitles.push_back(
                stretched(subtitles, narration.facts.duration / lead.duration));
            borrowed.push_back(subtitles.language);
        }
        if (!borrowed.empty()) {
            add(Severity::kWarning,
                narration.file.label,
                fmt::format("has no subtitles of its own in {}: those of the narration in {} are "
                            "stretched to its length, and only roughly in time",
                            fmt::join(borrowed, ", "),
                            plan_.narrations[0].language),
                fmt::format("Add {}.narration.{}.subtitles.{}.vtt, timed to it.",
                            scene_.id,
                            narration.language,
                            borrowed[0]));
        }
    }

    static SubtitlePlan stretched(SubtitlePlan plan, double factor) {
        for (Cue& cue : plan.cues) {
            cue.start *= factor;
            cue.end *= factor;
        }
        return plan;
    }

    void requireSubtitles(const std::vector<LanguageFile>& files) {
        for (const std::string_view language : kRequiredSubtitles) {
            if (std::ranges::any_of(files, [&](const LanguageFile& file) {
                    return isIn(file.language, language);
                })) {
                continue;
            }
            findings_.push_back(
                {.severity = Severity::kError,
                 .site = site_.id,
                 .file = site_.label,
                 .place = scene_.place,
                 .what = fmt::format("scene \"{}\" has a narration and no subtitles in {}",
                                     scene_.id,
                                     language == "en" ? "English (en)" : "Chinese (zh)"),
                 .cure = fmt::format("Add sites/{}/{}.subtitles.{}.vtt (or .srt).",
                                     site_.id,
                                     scene_.id,
                                     language)});
        }
    }

    void reportNoNarration() {
        if (!scene_.subtitles.empty()) {
            add(Severity::kWarning,
                scene_.subtitles[0].file.label,
                fmt::format("scene \"{}\" has subtitles and no narration", scene_.id),
                fmt::format("Add {}.narration.{}.wav, or remove the subtitles.",
                            scene_.id,
                            tour_.languages[0]));
        }
    }

    /// Subtitles for a narration that is not there.
    void reportLost() {
        for (const TimedSubtitles& timed : scene_.timed_subtitles) {
            if (std::ranges::find(plan_.narrations, timed.narration, &NarrationPlan::language) ==
                plan_.narrations.end()) {
                add(Severity::kWarning,
                    timed.subtitles.file.label,
                    fmt::format("is not used: there is no narration in {}", timed.narration),
                    fmt::format(
                        "Add {}.narration.{}.wav, or remove it.", scene_.id, timed.narration));
            }
        }
    }

    void add(Severity severity, const std::string& file, std::string what, std::string cure) {
        findings_.push_back({.severity = severity,
                             .site = site_.id,
                             .file = file,
                             .what = std::move(what),
                             .cure = std::move(cure)});
    }

    void add(std::vector<Finding> found) {
        findings_.insert(findings_.end(),
                         std::make_move_iterator(found.begin()),
                         std::make_move_iterator(found.end()));
    }

    const TourSource& tour_;
    const SiteSource& site_;
    const SceneSource& scene_;
    ScenePlan& plan_;
    std::vector<Finding>& findings_;
};

} // namespace

std::vector<LanguageFile> inTourOrder(std::vector<LanguageFile> files, const TourSource& tour) {
    std::ranges::stable_sort(files, {}, [&](const LanguageFile& file) {
        return std::ranges::find(tour.languages, file.language) - tour.languages.begin();
    });
    return files;
}

void planSubtitles(const TourSource& tour,
                   const SiteSource& site,
                   const SceneSource& scene,
                   ScenePlan& plan,
                   std::vector<Finding>& findings) {
    SubtitlePlanner(tour, site, scene, plan, findings).run();
}

} // namespace vr360
