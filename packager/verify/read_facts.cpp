#include "packager/files/files.h"
#include "packager/publish/release.h"
#include "packager/verify/checks.h"

#include <fmt/format.h>

#include <set>

namespace vr360 {
namespace {

constexpr std::string_view kRebuild = "Build the package again.";

void readPanoramas(const PackageView& view, PackageFacts& facts, std::vector<Finding>& findings) {
    std::set<std::string> hashes;
    std::string hash;
    std::string rest;
    for (const auto& [path, size] : view.files()) {
        if (splitPanoramaPath(path, hash, rest)) {
            hashes.insert(hash);
        }
    }
    for (const auto& [path, sha256] : facts.listed) {
        if (splitPanoramaPath(path, hash, rest)) {
            hashes.insert(hash);
        }
    }
    for (const std::string& panorama : hashes) {
        const std::string folder = "panoramas/" + panorama + "/";
        const std::string sums = folder + std::string(kChecksumsName);
        const auto text = view.read(sums);
        auto checksums = text.ok() ? readChecksums(*text, sums) : Result<Checksums>(text.fault());
        if (!checksums.ok()) {
            findings.push_back(fault(sums, checksums.fault()));
            continue;
        }
        facts.panoramas.emplace(panorama, std::move(checksums).value());
        const std::string name = folder + "pyramid.json";
        const auto json = view.read(name);
        auto pyramid = json.ok() ? readPyramid(*json, name) : Result<Pyramid>(json.fault());
        if (pyramid.ok()) {
            facts.pyramids.emplace(panorama, std::move(pyramid).value());
        } else {
            findings.push_back(fault(name, pyramid.fault()));
        }
    }
}

void readSites(const PackageView& view, PackageFacts& facts, std::vector<Finding>& findings) {
    const PackageReader reader(view);
    auto tour = reader.tour();
    if (!tour.ok()) {
        findings.push_back(fault(kTourJson, tour.fault()));
        return;
    }
    for (const Tour::SiteEntry& entry : tour->sites) {
        auto site = reader.site(entry);
        if (site.ok()) {
            facts.sites.push_back(std::move(site).value());
        } else {
            Finding finding = fault(entry.file, site.fault());
            finding.site = entry.id;
            findings.push_back(std::move(finding));
        }
    }
    facts.tour = std::move(tour).value();
}

} // namespace

Finding fault(int number, std::string file, std::string what) {
    return {.severity = Severity::kError,
            .file = std::move(file),
            .what = std::move(what),
            .cure = std::string(kRebuild),
            .number = number};
}

Finding fault(std::string_view file, const Fault& reason) {
    Finding finding = findingOf(Severity::kError, "", file, reason);
    if (finding.cure.empty()) {
        finding.cure = kRebuild;
    }
    return finding;
}

bool splitPanoramaPath(std::string_view path, std::string& hash, std::string& rest) {
    constexpr std::string_view kFolder = "panoramas/";
    if (!path.starts_with(kFolder)) {
        return false;
    }
    path.remove_prefix(kFolder.size());
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos || !isShortHash(path.substr(0, slash))) {
        return false;
    }
    hash = path.substr(0, slash);
    rest = path.substr(slash + 1);
    return true;
}

PackageFacts readFacts(const PackageView& view, std::vector<Finding>& findings) {
    PackageFacts facts;
    const auto text = view.read(kChecksumsName);
    auto listed =
        text.ok() ? readChecksums(*text, kChecksumsName) : Result<Checksums>(text.fault());
    if (listed.ok()) {
        facts.listed = std::move(listed).value();
    } else {
        findings.push_back(fault(kChecksumsName, listed.fault()));
    }
    if (facts.listed.contains(kChecksumsName)) {
        findings.push_back(fault(104, std::string(kChecksumsName), "lists itself"));
    }
    readPanoramas(view, facts, findings);
    readSites(view, facts, findings);
    return facts;
}

} // namespace vr360
