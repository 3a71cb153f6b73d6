#include "packager/build/builder.h"

#include "packager/files/files.h"
#include "packager/files/optional_file.h"
#include "packager/files/parallel.h"
#include "packager/publish/package_lock.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

namespace vr360 {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds kSaveInterval{1};

} // namespace

Builder::Builder(const BuildOptions& options,
                 const BuildListener& listener,
                 const std::atomic<bool>& stop)
    : options_(options),
      listener_(listener),
      stop_(stop),
      cache_(options.tour),
      work_(options.package / kWorkFolder),
      store_(options.package, work_, cache_) {}

BuildReport Builder::run() {
    (void)(timed("Looking", &Builder::load) && timed("Looking", &Builder::plan) &&
           timed("Encoding narrations and pictures", &Builder::makeMediaFiles) &&
           timed("Cutting panoramas", &Builder::cutPanoramas) &&
           timed("Publishing", &Builder::assemble) && timed("Publishing", &Builder::publish));
    cache_.save();
    return std::move(report_);
}

bool Builder::timed(std::string_view name, bool (Builder::*stage)()) {
    const auto begun = std::chrono::steady_clock::now();
    const bool goes_on = (this->*stage)();
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    if (report_.stages.empty() || report_.stages.back().first != name) {
        report_.stages.emplace_back(name, 0.0);
    }
    report_.stages.back().second += seconds;
    return goes_on;
}

bool Builder::load() {
    auto loaded = loadTour(options_.tour, options_.only, report_.findings);
    if (!loaded) {
        return end(BuildEnd::kBadInput);
    }
    loaded_ = std::move(*loaded);
    return true;
}

bool Builder::plan() {
    const std::vector<SiteSource>& sites = loaded_.tour.sites;
    plans_.resize(sites.size());
    std::atomic<std::size_t> done{0};
    parallelFor(sites.size(), options_.threads, stop_, [&](std::size_t i) {
        plans_[i] =
            planSite(loaded_.tour, sites[i], options_.settings, Look::kForBuild, cache_, stop_);
        tell({.stage = "Looking",
              .fraction = static_cast<double>(++done) / static_cast<double>(sites.size())});
        saveNowAndThen();
    });
    for (const SitePlan& plan : plans_) {
        report_.findings.add(plan.findings);
    }
    if (stop_) {
        return endInterrupted();
    }
    if (options_.strict) {
        report_.findings.makeStrict();
    }
    // What is wrong with the tour itself is no site's fault that others could be published without.
    return report_.findings.hasErrors("") ? end(BuildEnd::kBadInput) : true;
}

bool Builder::isGood(std::size_t site) const {
    return !report_.findings.hasErrors(loaded_.tour.sites[site].id);
}

std::vector<std::size_t> Builder::goodSites() const {
    std::vector<std::size_t> good;
    for (std::size_t i = 0; i < plans_.size(); ++i) {
        if (isGood(i)) {
            good.push_back(i);
        }
    }
    return good;
}

bool Builder::makeMediaFiles() {
    std::vector<const SitePlan*> plans;
    for (const std::size_t i : goodSites()) {
        plans.push_back(&plans_[i]);
    }
    const MediaWork work = findMediaWork(plans, store_, cache_, media_);
    std::atomic<std::size_t> done{0};
    makeMedia(
        work,
        store_,
        cache_,
        options_.threads,
        [&] {
            tell({.stage = "Encoding narrations and pictures",
                  .fraction = static_cast<double>(++done) / static_cast<double>(work.size())});
            saveNowAndThen();
        },
        stop_,
        media_);
    report_.media_built = media_.made;
    return stop_ ? endInterrupted() : true;
}

Result<bool> Builder::havePyramid(const std::string& hash) {
    if (pyramids_.contains(hash)) {
        return true;
    }
    const std::string folder = "panoramas/" + hash;
    const std::string name = folder + "/pyramid.json";
    std::error_code ignored;
    if (!fs::exists(options_.package / folder, ignored)) {
        return false;
    }
    const auto json = readFileIfThere(options_.package / name, name, std::uint64_t{16} << 20);
    if (!json.ok()) {
        return json.fault();
    }
    auto pyramid = readPyramid(json->value_or(""), name);
    if (pyramid.ok() && fs::exists(options_.package / folder / kChecksumsName, ignored)) {
        pyramids_.emplace(hash, std::move(pyramid).value());
        return true;
    }
    // Somebody has damaged it: out of the way, and cut again.
    fs::rename(options_.package / folder, work_ / (hash + ".damaged"), ignored);
    fs::remove_all(work_ / (hash + ".damaged"), ignored);
    return false;
}

Result<std::vector<PyramidJob>> Builder::missingPanoramas(std::vector<std::string>& items) {
    std::vector<PyramidJob> jobs;
    std::set<std::string> wanted;
    for (const std::size_t i : goodSites()) {
        const SiteSource& site = loaded_.tour.sites[i];
        for (std::size_t k = 0; k < site.scenes.size(); ++k) {
            const PanoramaIdentity& identity = plans_[i].scenes[k].panorama;
            if (!wanted.insert(identity.hash).second) {
                continue;
            }
            const auto there = havePyramid(identity.hash);
            if (!there.ok()) {
                return there.fault();
            }
            if (*there) {
                continue;
            }
            items.push_back(fmt::format("{}/{}", site.id, site.scenes[k].id));
            jobs.push_back({.source = site.scenes[k].panorama.path,
                            .label = site.scenes[k].panorama.label,
                            .edits = site.scenes[k].edits,
                            .identity = identity,
                            .destination = options_.package / "panoramas" / identity.hash,
                            .work_dir = work_});
        }
    }
    return jobs;
}

bool Builder::cutPanoramas() {
    std::vector<std::string> items;
    const auto missing = missingPanoramas(items);
    if (!missing.ok()) {
        return takeFault("", "", missing.fault()) && end(BuildEnd::kCannotWrite);
    }
    const std::vector<PyramidJob>& jobs = *missing;
    if (jobs.empty()) {
        return true;
    }
    if (const Status made = makeDirectories(options_.package / "panoramas"); !made.ok()) {
        return takeFault("", "", made.fault());
    }
    const auto begun = std::chrono::steady_clock::now();
    auto outcomes = buildPyramids(
        jobs,
        options_.settings,
        options_.threads,
        [&](const PyramidProgress& progress) {
            tellCutting(
                jobs,
                items,
                progress,
                std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count());
        },
        stop_);
    takePyramids(jobs, std::move(outcomes));
    if (stop_) {
        return endInterrupted();
    }
    return report_.end != BuildEnd::kCannotWrite;
}

void Builder::tellCutting(const std::vector<PyramidJob>& jobs,
                          const std::vector<std::string>& items,
                          const PyramidProgress& progress,
                          double seconds) {
    BuildProgress step{.stage = "Cutting panoramas",
                       .item = items[progress.job],
                       .item_fraction = progress.finished != nullptr ? 1.0 : progress.fraction};
    if (progress.megapixels_total > 0.0) {
        step.fraction = progress.megapixels_done / progress.megapixels_total;
    }
    if (seconds > 0.0) {
        step.rate = progress.megapixels_done / seconds;
    }
    if (progress.finished != nullptr && progress.finished->ok()) {
        const PyramidOutcome& outcome = progress.finished->value();
        const auto [it, added] = report_.cut.try_emplace(
            jobs[progress.job].identity.hash,
            PanoramaRecord{
                .tiles = outcome.tiles, .bytes = outcome.bytes, .seconds = outcome.seconds});
        step.item_done = &it->second;
    }
    tell(step);
}

void Builder::takePyramids(const std::vector<PyramidJob>& jobs,
                           std::vector<Result<PyramidOutcome>> outcomes) {
    std::map<std::string, const Fault*> faults;
    for (std::size_t i = 0; i < jobs.size(); ++i) {
        Result<PyramidOutcome>& outcome = outcomes[i];
        if (!outcome.ok()) {
            faults[jobs[i].identity.hash] = &outcome.fault();
            continue;
        }
        ++report_.panoramas_built;
        report_.tiles_built += outcome->tiles - outcome->reused_tiles;
        report_.tiles_reused += outcome->reused_tiles;
        pyramids_.emplace(jobs[i].identity.hash, std::move(outcome).value().pyramid);
    }
    for (const std::size_t i : goodSites()) {
        const SiteSource& site = loaded_.tour.sites[i];
        for (std::size_t k = 0; k < site.scenes.size(); ++k) {
            const auto fault = faults.find(plans_[i].scenes[k].panorama.hash);
            if (fault != faults.end()) {
                (void)takeFault(site.id, site.scenes[k].panorama.label, *fault->second);
            }
        }
    }
}

bool Builder::assemble() {
    for (std::size_t i = 0; i < plans_.size(); ++i) {
        const SiteSource& source = loaded_.tour.sites[i];
        if (isGood(i)) {
            auto site = assembleSite(source, plans_[i], media_, pyramids_, store_);
            if (site.ok()) {
                sites_.push_back(std::move(site).value());
            } else if (!takeFault(source.id, "", site.fault())) {
                return false;
            }
        }
        if (!isGood(i)) {
            report_.failed.push_back(source.id);
        }
    }
    if (report_.failed.empty() || options_.keep_going) {
        if (const Status adopted = adoptPublishedSites(sites_); !adopted.ok()) {
            return takeFault("", "", adopted.fault()) && end(BuildEnd::kCannotWrite);
        }
        settleLinks();
    }
    if (sites_.empty() || (!report_.failed.empty() && !options_.keep_going)) {
        (void)store_.flush();
        return end(BuildEnd::kBadInput);
    }
    return true;
}

/// A dead link is an error only where warnings are: then its site goes, and with it what links to
/// others had.
void Builder::settleLinks() {
    for (;;) {
        dropDeadLinks(sites_, loaded_.all_sites, report_.findings);
        const auto fails = [&](const Site& site) {
            if (!report_.findings.hasErrors(site.id)) {
                return false;
            }
            report_.failed.push_back(site.id);
            return true;
        };
        if (std::erase_if(sites_, fails) == 0) {
            return;
        }
    }
}

bool Builder::takeFault(const std::string& site, const std::string& file, const Fault& fault) {
    if (fault.os_error == EINTR) {
        return endInterrupted();
    }
    if (fault.os_error != 0) {
        Finding finding = findingOf(Severity::kError, "", "", fault);
        const auto& all = report_.findings.all();
        // A full disk fails every panorama in the same way; once is enough.
        if (std::ranges::none_of(all, [&](const Finding& other) {
                return other.what == finding.what && other.site.empty();
            })) {
            report_.findings.add(std::move(finding));
        }
        return end(BuildEnd::kCannotWrite);
    }
    report_.findings.add(findingOf(Severity::kError, site, file, fault));
    return true;
}

bool Builder::end(BuildEnd how) {
    report_.end = how;
    return false;
}

/// What was found out and encoded is worth nothing to the next run unless the cache knows of it.
void Builder::saveNowAndThen() {
    const std::lock_guard lock(telling_);
    const auto now = std::chrono::steady_clock::now();
    if (now - saved_at_ >= kSaveInterval) {
        cache_.save();
        saved_at_ = now;
    }
}

void Builder::tell(BuildProgress progress) {
    const std::lock_guard lock(telling_);
    if (listener_) {
        progress.fraction = std::clamp(progress.fraction, 0.0, 1.0);
        listener_(progress);
    }
}

} // namespace vr360
