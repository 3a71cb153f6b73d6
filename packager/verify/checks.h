#pragma once

#include "core/package/pyramid.h"
#include "core/package/tour.h"
#include "packager/publish/checksums.h"
#include "packager/report/finding.h"
#include "packager/verify/package_view.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// What a package says about itself, as far as it can be read.
struct PackageFacts {
    Checksums listed;                           ///< of SHA256SUMS
    std::map<std::string, Checksums> panoramas; ///< hash → paths relative to the panorama's folder
    std::optional<Tour> tour;
    std::vector<Site> sites;
    std::map<std::string, Pyramid> pyramids; ///< by panorama
};

/// Error finding with a number of docs/format.md section 7.
Finding fault(int number, std::string file, std::string what);
Finding fault(std::string_view file, const Fault& fault);

/// Reads the documents; what cannot be read is a finding.
PackageFacts readFacts(const PackageView& view, std::vector<Finding>& findings);

/// Which of the files that are there belong to the release or are whole ones of earlier releases,
/// and which that should be there are not.
enum class Role {
    kListed, ///< by SHA256SUMS or a panorama's
    kKept,   ///< of an earlier release, whole if its name says so
    kExtra,  ///< nobody knows why it is there
};
struct FileTask {
    std::string path;
    Role role = Role::kListed;
    std::string sha256; ///< that it must have; empty where only its name tells
};
std::vector<FileTask>
sortFiles(const PackageView& view, const PackageFacts& facts, std::vector<Finding>& findings);

/// Everything that one document says about others: entries, scenes, categories, files, grids.
void checkReferences(const PackageView& view,
                     const PackageFacts& facts,
                     std::vector<Finding>& findings);

/// A file's bytes against its hash, its name and what its kind demands. Thread-safe.
std::vector<Finding>
checkContent(const FileTask& task, std::string_view bytes, const PackageFacts& facts, bool decode);

/// "panoramas/<hash>/rest" → hash and rest; false for other paths.
bool splitPanoramaPath(std::string_view path, std::string& hash, std::string& rest);

} // namespace vr360
