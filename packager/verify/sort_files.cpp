#include "packager/publish/object_names.h"
#include "packager/publish/release.h"
#include "packager/verify/checks.h"

#include <fmt/format.h>

namespace vr360 {
namespace {

class Sorter {
public:
    Sorter(const PackageView& view, const PackageFacts& facts, std::vector<Finding>& findings)
        : view_(view), facts_(facts), findings_(findings) {}

    std::vector<FileTask> run() {
        for (const auto& [path, size] : view_.files()) {
            if (path != kChecksumsName) {
                tasks_.push_back(sort(path));
            }
        }
        for (const auto& [path, sha256] : facts_.listed) {
            if (!view_.has(path)) {
                findings_.push_back(fault(101, path, "is missing"));
            }
        }
        for (const auto& [hash, checksums] : facts_.panoramas) {
            for (const auto& [path, sha256] : checksums) {
                const std::string full = fmt::format("panoramas/{}/{}", hash, path);
                if (!view_.has(full)) {
                    TileId tile;
                    findings_.push_back(
                        fault(parseTilePath(path, tile) ? 302 : 101, full, "is missing"));
                }
            }
        }
        for (const std::string& path : view_.oddities()) {
            findings_.push_back(fault(102, path, "is neither a file nor a folder"));
        }
        return std::move(tasks_);
    }

private:
    FileTask sort(const std::string& path) {
        if (const auto listed = facts_.listed.find(path); listed != facts_.listed.end()) {
            return {path, Role::kListed, listed->second};
        }
        std::string hash;
        std::string rest;
        if (splitPanoramaPath(path, hash, rest)) {
            return sortInPanorama(path, hash, rest);
        }
        // An MP3 is named after its sister's bytes; without her it is nobody's.
        const bool orphan =
            path.ends_with(".mp3") && !view_.has(path.substr(0, path.size() - 4) + ".opus");
        if (isObjectName(path) && !orphan) {
            return {path, Role::kKept, ""};
        }
        findings_.push_back(fault(102, path, "belongs to nothing"));
        return {path, Role::kExtra, ""};
    }

    FileTask
    sortInPanorama(const std::string& path, const std::string& hash, const std::string& rest) {
        const bool in_release =
            facts_.listed.contains(fmt::format("panoramas/{}/{}", hash, kChecksumsName));
        if (rest == kChecksumsName) {
            // Of the release: found above. Of an earlier one: nothing but its own content vouches
            // for it, and every tile it lists.
            return {path, Role::kKept, ""};
        }
        const auto panorama = facts_.panoramas.find(hash);
        if (panorama != facts_.panoramas.end()) {
            const auto listed = panorama->second.find(rest);
            if (listed != panorama->second.end()) {
                return {path, in_release ? Role::kListed : Role::kKept, listed->second};
            }
        }
        TileId tile;
        findings_.push_back(
            fault(parseTilePath(rest, tile) ? 303 : 102, path, "belongs to nothing"));
        return {path, Role::kExtra, ""};
    }

    const PackageView& view_;
    const PackageFacts& facts_;
    std::vector<Finding>& findings_;
    std::vector<FileTask> tasks_;
};

} // namespace

std::vector<FileTask>
sortFiles(const PackageView& view, const PackageFacts& facts, std::vector<Finding>& findings) {
    return Sorter(view, facts, findings).run();
}

} // namespace vr360
