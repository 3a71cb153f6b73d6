#pragma once

#include "core/package/tour.h"
#include "packager/build/site_plan.h"
#include "packager/publish/object_store.h"

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace vr360 {

/// What narrations and pictures became in the package, by the keys of their plans.
struct Media {
    std::map<std::string, Result<Narration>> narrations;
    std::map<std::string, Result<std::string>> pictures; ///< paths
    int made = 0;                                        ///< of these, not there before
};

/// Narrations and pictures that the plans need and the package does not hold yet.
struct MediaWork {
    std::vector<const NarrationPlan*> narrations;
    std::vector<const PicturePlan*> pictures;

    [[nodiscard]] std::size_t size() const { return narrations.size() + pictures.size(); }
};

/// Sorts what is there already into `media` and returns the rest, each once.
MediaWork findMediaWork(const std::vector<const SitePlan*>& plans,
                        ObjectStore& store,
                        BuildCache& cache,
                        Media& media);

/// Does the work on `threads` threads. `step` is called after each piece, from any thread.
/// Faults of writing have os_error set, as has an interrupted piece (EINTR).
void makeMedia(const MediaWork& work,
               ObjectStore& store,
               BuildCache& cache,
               int threads,
               const std::function<void()>& step,
               const std::atomic<bool>& stop,
               Media& media);

} // namespace vr360
