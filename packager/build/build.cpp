#include "packager/build/build.h"

#include "packager/build/builder.h"
#include "packager/files/files.h"
#include "packager/files/parallel.h"
#include "packager/publish/package_lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <mutex>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

/// A folder that is no package must not become one by a slip of the hand.
Status checkTarget(const fs::path& package) {
    std::error_code error;
    if (!fs::exists(package, error)) {
        return Done{};
    }
    if (!fs::is_directory(package, error)) {
        return Fault{package.string(), "is a file", "Name a folder to write to.", 0, ENOTDIR};
    }
    const bool is_package = fs::exists(package / kTourJson, error) ||
                            fs::exists(package / kWorkFolder, error) ||
                            fs::exists(package / "panoramas", error);
    if (fs::exists(package / "tour.toml", error) ||
        (!is_package && !fs::is_empty(package, error))) {
        return Fault{package.string(),
                     "holds other files and is no package",
                     "Name a new or an empty folder.",
                     0,
                     EEXIST};
    }
    return Done{};
}

/// What earlier runs left unfinished and nobody can carry on with.
void sweep(const fs::path& work, bool finished) {
    std::error_code error;
    std::vector<fs::path> rubbish;
    for (fs::directory_iterator it(work, error), end; !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        const bool resumable = name.ends_with(".partial") && isShortHash(name.substr(0, 24));
        if (name != "lock" && (finished || !resumable) && name != kNextFolder) {
            rubbish.push_back(it->path());
        }
    }
    for (const fs::path& path : rubbish) {
        fs::remove_all(path, error);
    }
}

BuildReport refused(const Fault& fault) {
    BuildReport report;
    report.end = fault.os_error == EAGAIN ? BuildEnd::kBusy : BuildEnd::kCannotWrite;
    report.findings.add(findingOf(Severity::kError, "", "", fault));
    return report;
}

/// As much of a site as link checking needs.
Site outlineOf(const SiteSource& source) {
    Site site{.id = source.id};
    for (const SceneSource& scene : source.scenes) {
        Scene outline{.id = scene.id};
        for (const HotspotSource& spot : scene.hotspots) {
            outline.hotspots.push_back(spot.spot);
        }
        site.scenes.push_back(std::move(outline));
    }
    return site;
}

} // namespace

BuildReport buildTour(const BuildOptions& options,
                      const BuildListener& listener,
                      const std::atomic<bool>& stop) {
    const auto begun = std::chrono::steady_clock::now();
    // A tour that cannot be read must not leave an empty package behind.
    std::error_code ignored;
    if (fs::exists(options.tour / "tour.toml", ignored)) {
        if (const Status target = checkTarget(options.package); !target.ok()) {
            return refused(target.fault());
        }
    } else {
        return Builder(options, listener, stop).run();
    }
    const auto lock = PackageLock::take(options.package);
    if (!lock.ok()) {
        return refused(lock.fault());
    }
    if (const Status finished = finishPublishing(options.package, lock->workFolder());
        !finished.ok()) {
        return refused(finished.fault());
    }
    sweep(lock->workFolder(), false);
    BuildReport report = Builder(options, listener, stop).run();
    sweep(lock->workFolder(),
          report.end == BuildEnd::kPublished || report.end == BuildEnd::kPublishedPartly);
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

CheckReport checkTour(const CheckOptions& options,
                      const BuildListener& listener,
                      const std::atomic<bool>& stop) {
    CheckReport report;
    BuildCache cache(options.tour);
    const auto loaded = loadTour(options.tour, {}, report.findings);
    if (!loaded) {
        return report;
    }
    report.usable = true;
    const std::vector<SiteSource>& sites = loaded->tour.sites;
    std::vector<SitePlan> plans(sites.size());
    std::mutex telling;
    std::size_t done = 0;
    parallelFor(sites.size(), options.threads, stop, [&](std::size_t i) {
        plans[i] = planSite(loaded->tour, sites[i], {}, Look::kForCheck, cache, stop);
        const std::lock_guard lock(telling);
        ++done;
        listener({.stage = "Looking",
                  .fraction = static_cast<double>(done) / static_cast<double>(sites.size())});
    });
    std::vector<Site> outlines;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        report.findings.add(plans[i].findings);
        report.scenes += static_cast<int>(sites[i].scenes.size());
        if (!report.findings.hasErrors(sites[i].id)) {
            outlines.push_back(outlineOf(sites[i]));
        }
    }
    report.sites = static_cast<int>(sites.size());
    dropDeadLinks(outlines, loaded->all_sites, report.findings);
    if (options.strict) {
        report.findings.makeStrict();
    }
    cache.save();
    return report;
}

} // namespace vr360
