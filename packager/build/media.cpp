#include "packager/build/media.h"

#include "packager/build/pictures.h"
#include "packager/files/files.h"
#include "packager/files/parallel.h"
#include "packager/pyramid/sha256.h"
#include "packager/pyramid/source_stamp.h"

#include <cerrno>
#include <optional>
#include <set>

namespace vr360 {
namespace {

using nlohmann::json;

Narration narrationOf(const NarrationFacts& facts, std::string opus, std::string mp3) {
    return {.opus = std::move(opus),
            .mp3 = std::move(mp3),
            .duration = facts.duration,
            .machine_voice = facts.machine_voice,
            .peaks = facts.peaks};
}

/// A narration made by an earlier run, if its files still hold what they should.
std::optional<Narration>
findNarration(const std::string& key, ObjectStore& store, BuildCache& cache) {
    const auto kept = cache.find("audio of " + key);
    if (!kept) {
        return std::nullopt;
    }
    try {
        NarrationFacts facts;
        facts.duration = kept->at("duration").get<double>();
        facts.machine_voice = kept->at("machine").get<bool>();
        facts.peaks = kept->at("peaks").get<std::string>();
        Narration narration = narrationOf(
            facts, kept->at("opus").get<std::string>(), kept->at("mp3").get<std::string>());
        if (!store.holds(narration.opus) ||
            !store.holds(narration.mp3, kept->at("mp3_sha256").get<std::string>())) {
            return std::nullopt;
        }
        return narration;
    } catch (const json::exception&) {
        return std::nullopt;
    }
}

std::optional<std::string>
findPicture(const std::string& key, ObjectStore& store, BuildCache& cache) {
    const auto kept = cache.find("media of " + key);
    if (!kept || !kept->is_string() || !store.holds(kept->get<std::string>())) {
        return std::nullopt;
    }
    return kept->get<std::string>();
}

/// A key ends with the hash of the source's bytes. They may have been saved anew since: then what
/// was made of them is not what the key says.
bool isAsPlanned(const TourFile& file, std::string_view key, BuildCache& cache) {
    const auto now = cache.hashOf(file.path, file.label);
    return now.ok() && key.ends_with(*now);
}

Result<Narration> makeOne(const NarrationPlan& plan,
                          ObjectStore& store,
                          BuildCache& cache,
                          const std::atomic<bool>& stop) {
    auto audio = encodeNarration(plan.file.path, plan.file.label, plan.facts, stop);
    if (!isAsPlanned(plan.file, plan.key, cache)) {
        return changedMeanwhile(plan.file.label);
    }
    if (!audio.ok()) {
        return audio.fault();
    }
    const std::string hash = shortHash(sha256(audio->opus));
    // In this order: an MP3 alone, under the hash of a file that is not there, would be nobody's.
    const auto opus = store.put("audio", "", ".opus", audio->opus);
    const auto mp3 = opus.ok() ? store.put("audio", "", ".mp3", audio->mp3, hash) : opus;
    if (!mp3.ok() || !opus.ok()) {
        return mp3.ok() ? opus.fault() : mp3.fault();
    }
    const NarrationFacts& facts = plan.facts;
    cache.keep("audio of " + plan.key,
               {{"opus", *opus},
                {"mp3", *mp3},
                {"mp3_sha256", sha256(audio->mp3)},
                {"duration", facts.duration},
                {"machine", facts.machine_voice},
                {"peaks", facts.peaks}});
    return narrationOf(facts, *opus, *mp3);
}

Result<std::string> makeOne(const PicturePlan& plan,
                            ObjectStore& store,
                            BuildCache& cache,
                            const std::atomic<bool>& stop) {
    auto bytes = makePicture(plan.file, stop);
    if (!isAsPlanned(plan.file, plan.key, cache)) {
        return changedMeanwhile(plan.file.label);
    }
    if (!bytes.ok()) {
        return bytes;
    }
    if (stop) {
        return Fault{plan.file.label, "was interrupted", "Run the same command again.", 0, EINTR};
    }
    auto path = store.put("media", "", ".webp", *bytes);
    if (path.ok()) {
        cache.keep("media of " + plan.key, *path);
    }
    return path;
}

} // namespace

MediaWork findMediaWork(const std::vector<const SitePlan*>& plans,
                        ObjectStore& store,
                        BuildCache& cache,
                        Media& media) {
    MediaWork work;
    std::set<std::string> seen;
    const auto wantNarration = [&](const NarrationPlan& plan) {
        if (plan.key.empty() || !seen.insert(plan.key).second) {
            return;
        }
        if (auto found = findNarration(plan.key, store, cache)) {
            media.narrations.emplace(plan.key, std::move(*found));
        } else {
            work.narrations.push_back(&plan);
        }
    };
    const auto wantPicture = [&](const PicturePlan& plan) {
        if (plan.key.empty() || !seen.insert(plan.key).second) {
            return;
        }
        if (auto found = findPicture(plan.key, store, cache)) {
            media.pictures.emplace(plan.key, std::move(*found));
        } else {
            work.pictures.push_back(&plan);
        }
    };
    for (const SitePlan* site : plans) {
        for (const ScenePlan& scene : site->scenes) {
            for (const NarrationPlan& plan : scene.narrations) {
                wantNarration(plan);
            }
            for (const NarrationPlan& plan : scene.spot_narrations) {
                wantNarration(plan);
            }
            for (const PicturePlan& plan : scene.spot_pictures) {
                wantPicture(plan);
            }
        }
    }
    return work;
}

void makeMedia(const MediaWork& work,
               ObjectStore& store,
               BuildCache& cache,
               int threads,
               const std::function<void()>& step,
               const std::atomic<bool>& stop,
               Media& media) {
    const std::size_t narrations = work.narrations.size();
    std::vector<std::optional<Result<Narration>>> made_narrations(narrations);
    std::vector<std::optional<Result<std::string>>> made_pictures(work.pictures.size());
    parallelFor(work.size(), threads, stop, [&](std::size_t i) {
        if (i < narrations) {
            made_narrations[i] = makeOne(*work.narrations[i], store, cache, stop);
        } else {
            made_pictures[i - narrations] =
                makeOne(*work.pictures[i - narrations], store, cache, stop);
        }
        step();
    });
    for (std::size_t i = 0; i < narrations; ++i) {
        if (made_narrations[i]) {
            media.made += made_narrations[i]->ok() ? 1 : 0;
            media.narrations.emplace(work.narrations[i]->key, std::move(*made_narrations[i]));
        }
    }
    for (std::size_t i = 0; i < made_pictures.size(); ++i) {
        if (made_pictures[i]) {
            media.made += made_pictures[i]->ok() ? 1 : 0;
            media.pictures.emplace(work.pictures[i]->key, std::move(*made_pictures[i]));
        }
    }
}

} // namespace vr360
