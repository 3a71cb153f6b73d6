#pragma once

#include "packager/build/assemble.h"
#include "packager/build/build.h"
#include "packager/build/media.h"
#include "packager/build/site_plan.h"
#include "packager/files/build_cache.h"
#include "packager/publish/object_store.h"
#include "packager/publish/release.h"
#include "packager/toml/load_tour.h"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace vr360 {

/// One run of buildTour: its stages in order, and what they hand on to each other. Single use; the
/// thread that calls it owns everything, the stages hand work to others by index.
class Builder {
public:
    Builder(const BuildOptions& options,
            const BuildListener& listener,
            const std::atomic<bool>& stop);
    BuildReport run();

private:
    // The stages. Each returns false when the run has ended, with report_.end set.
    bool load();
    bool plan();
    bool makeMediaFiles();
    bool cutPanoramas();
    bool assemble();
    bool publish();

    /// `items` gets the name of each job: "site/scene".
    Result<std::vector<PyramidJob>> missingPanoramas(std::vector<std::string>& items);
    void takePyramids(const std::vector<PyramidJob>& jobs,
                      std::vector<Result<PyramidOutcome>> outcomes);
    Result<bool> havePyramid(const std::string& hash);
    Status adoptPublishedSites(std::vector<Site>& sites);
    void settleLinks();
    Result<std::vector<std::string>> writeSites(const std::vector<Site>& sites);
    Result<Release> makeRelease(const std::vector<Site>& sites,
                                const std::vector<std::string>& files);
    Status addWebApp(Release& release);
    Status keepOldApp(Release& release);
    std::string chooseStart(const std::vector<Site>& sites);

    [[nodiscard]] bool isGood(std::size_t site) const;
    [[nodiscard]] std::vector<std::size_t> goodSites() const;
    /// What a fault of a stage means for the run: writing ends it, input ends the site.
    bool takeFault(const std::string& site, const std::string& file, const Fault& fault);
    bool end(BuildEnd how);
    bool endInterrupted() { return end(BuildEnd::kInterrupted); }
    void saveNowAndThen();
    void tell(BuildProgress progress);
    void tellCutting(const std::vector<PyramidJob>& jobs,
                     const std::vector<std::string>& items,
                     const PyramidProgress& progress,
                     double seconds);
    /// Runs a stage and notes how long it took.
    bool timed(std::string_view name, bool (Builder::*stage)());

    const BuildOptions& options_;
    const BuildListener& listener_;
    const std::atomic<bool>& stop_;
    std::mutex telling_;
    std::chrono::steady_clock::time_point saved_at_ = std::chrono::steady_clock::now();
    BuildReport report_;
    BuildCache cache_;
    std::filesystem::path work_;
    ObjectStore store_;
    LoadedTour loaded_;
    std::vector<SitePlan> plans_; ///< like loaded_.tour.sites
    Media media_;
    std::map<std::string, Pyramid> pyramids_;
    std::vector<Site> sites_; ///< to be published, in the tour's order
};

} // namespace vr360
