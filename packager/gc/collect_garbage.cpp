#include "packager/gc/collect_garbage.h"

#include "packager/files/files.h"
#include "packager/publish/object_names.h"
#include "packager/publish/package_lock.h"
#include "packager/publish/references.h"
#include "packager/publish/release.h"
#include "packager/pyramid/sha256.h"
#include "packager/verify/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

Fault notWhole(const std::string& file, const std::string& what) {
    return {.where = file,
            .what = what,
            .cure = "Nothing was removed. Build the tour again, or see what verify says."};
}

/// What the release consists of: paths, and the panoramas whose folders belong to it whole.
struct Needed {
    std::set<std::string, std::less<>> files;
    std::set<std::string> panoramas;
};

/// A package that does not hold together is no ground for removing anything: every document must
/// be what SHA256SUMS says, and every file that a site names must be listed there.
Result<Needed> readNeeded(const PackageView& view) {
    const auto text = view.read(kChecksumsName);
    const auto sums =
        text.ok() ? readChecksums(*text, kChecksumsName) : Result<Checksums>(text.fault());
    if (!sums.ok()) {
        return notWhole(sums.fault().where, sums.fault().what);
    }
    const auto document = [&](const std::string& path) -> Result<std::string> {
        auto bytes = view.read(path);
        if (!bytes.ok()) {
            return notWhole(path, bytes.fault().what);
        }
        const auto listed = sums->find(path);
        return listed != sums->end() && listed->second == sha256(*bytes)
                   ? bytes
                   : notWhole(path, "is not what SHA256SUMS says");
    };
    const auto tour_text = document(std::string(kTourJson));
    const auto tour =
        tour_text.ok() ? readTour(*tour_text, kTourJson) : Result<Tour>(tour_text.fault());
    if (!tour.ok()) {
        return tour.fault();
    }
    Needed needed;
    needed.files.insert(std::string(kChecksumsName));
    for (const auto& [path, hash] : *sums) {
        needed.files.insert(path);
    }
    for (const Tour::SiteEntry& entry : tour->sites) {
        const auto site_text = document(entry.file);
        const auto site =
            site_text.ok() ? readSite(*site_text, entry.file) : Result<Site>(site_text.fault());
        if (!site.ok()) {
            return site.fault();
        }
        needed.panoramas.merge(panoramasOf(*site));
        for (const std::string& path : filesOf(*site)) {
            if (!needed.files.contains(path)) {
                return notWhole(
                    path, fmt::format("is used by {} and not listed in SHA256SUMS", entry.id));
            }
        }
    }
    return needed;
}

/// What is there and not needed.
struct Garbage {
    struct Panorama {
        int files = 0;
        std::uint64_t bytes = 0;
    };
    std::map<std::string, Panorama> panoramas; ///< by hash
    std::map<std::string, std::uint64_t> files;
};

Garbage findGarbage(const PackageView& view, const Needed& needed, GarbageReport& report) {
    Garbage garbage;
    std::string hash;
    std::string rest;
    for (const auto& [path, size] : view.files()) {
        const bool in_panorama = splitPanoramaPath(path, hash, rest);
        if (in_panorama && !needed.panoramas.contains(hash)) {
            ++garbage.panoramas[hash].files;
            garbage.panoramas[hash].bytes += size;
        } else if (in_panorama || needed.files.contains(path)) {
            report.kept_bytes += size;
        } else if (isObjectName(path)) {
            garbage.files[path] = size;
        } else {
            report.unknown.push_back(path);
            report.kept_bytes += size;
        }
    }
    return garbage;
}

Status removeFile(const fs::path& file) {
    std::error_code error;
    fs::remove(file, error);
    return error ? Status(writeFault(file, error.value())) : Status(Done{});
}

/// Out of the way as one first, so that no half of it is ever taken for a panorama.
Status removePanorama(const fs::path& folder, const fs::path& work) {
    const fs::path aside = work / (folder.filename().string() + ".unused");
    std::error_code error;
    fs::remove_all(aside, error);
    fs::rename(folder, aside, error);
    if (error) {
        return writeFault(folder, error.value());
    }
    fs::remove_all(aside, error);
    return error ? Status(writeFault(aside, error.value())) : Status(Done{});
}

Status removeAll(const GarbageOptions& options,
                 const fs::path& work,
                 const Garbage& garbage,
                 const std::atomic<bool>& stop,
                 GarbageReport& report) {
    for (const auto& [hash, panorama] : garbage.panoramas) {
        if (stop) {
            break;
        }
        const fs::path folder = options.package / "panoramas" / hash;
        if (Status removed = options.dry_run ? Status(Done{}) : removePanorama(folder, work);
            !removed.ok()) {
            return removed;
        }
        ++report.panoramas;
        report.files += panorama.files;
        report.panorama_files += panorama.files;
        report.bytes += panorama.bytes;
    }
    for (const auto& [path, size] : garbage.files) {
        if (stop) {
            break;
        }
        if (Status removed = options.dry_run ? Status(Done{}) : removeFile(options.package / path);
            !removed.ok()) {
            return removed;
        }
        ++report.files;
        report.bytes += size;
    }
    report.interrupted = stop;
    return Done{};
}

} // namespace

Result<GarbageReport> collectGarbage(const GarbageOptions& options, const std::atomic<bool>& stop) {
    std::error_code ignored;
    const fs::path tour = options.package / kTourJson;
    if (!fs::exists(tour, ignored) && !fs::exists(options.package / kWorkFolder, ignored)) {
        return Fault{
            options.package.string(), "is no package", "Name a folder that build has written."};
    }
    const auto lock = PackageLock::take(options.package);
    if (!lock.ok()) {
        return lock.fault();
    }
    if (!options.dry_run) {
        if (const Status finished = finishPublishing(options.package, lock->workFolder());
            !finished.ok()) {
            return finished.fault();
        }
    }
    const PackageView view(options.package);
    const auto needed = readNeeded(view);
    if (!needed.ok()) {
        return needed.fault();
    }
    GarbageReport report;
    const Garbage garbage = findGarbage(view, *needed, report);
    if (const Status removed = removeAll(options, lock->workFolder(), garbage, stop, report);
        !removed.ok()) {
        return removed.fault();
    }
    return report;
}

} // namespace vr360
