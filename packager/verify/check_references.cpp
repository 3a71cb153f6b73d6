#include "packager/files/files.h"
#include "packager/publish/object_store.h"
#include "packager/publish/references.h"
#include "packager/publish/release.h"
#include "packager/pyramid/sha256.h"
#include "packager/verify/checks.h"

#include <fmt/format.h>
#include <webp/decode.h>

#include <algorithm>
#include <set>

namespace vr360 {
namespace {

constexpr std::size_t kMaxPreviewBytes = 1536;
/// JSON keeps numbers exactly; what differs was changed.
bool sameLimits(const ViewLimits& a, const ViewLimits& b) {
    return a.yaw_min == b.yaw_min && a.yaw_max == b.yaw_max && a.pitch_min == b.pitch_min &&
           a.pitch_max == b.pitch_max;
}

class ReferenceCheck {
public:
    ReferenceCheck(const PackageView& view,
                   const PackageFacts& facts,
                   std::vector<Finding>& findings)
        : view_(view), facts_(facts), findings_(findings) {}

    void run() {
        if (!facts_.tour) {
            return;
        }
        const Tour& tour = *facts_.tour;
        refer(std::string(kTourJson), std::string(kTourJson));
        for (const Tour::SiteEntry& entry : tour.sites) {
            refer(std::string(kTourJson), entry.file);
            if (entry.file != fmt::format("sites/{}.{}.json", entry.id, hashInName(entry.file))) {
                add(105, entry.file, "is not named after its site and content");
            }
        }
        for (const Tour::Font& font : tour.fonts) {
            refer(std::string(kTourJson), font.otf);
            refer(std::string(kTourJson), font.woff2);
        }
        for (const Site& site : facts_.sites) {
            checkSite(site);
        }
        for (const auto& [hash, pyramid] : facts_.pyramids) {
            checkPyramid(hash, pyramid);
        }
        findUnreferenced();
    }

private:
    void checkSite(const Site& site) {
        const Tour::SiteEntry* entry = facts_.tour->findSite(site.id);
        const std::string file = entry != nullptr ? entry->file : site.id;
        if (entry != nullptr && (entry->category != site.category || !(entry->name == site.name))) {
            add(205, file, "says another name or category than tour.json", site.id);
        }
        for (const std::string& path : filesOf(site)) {
            refer(file, path);
        }
        for (const Scene& scene : site.scenes) {
            checkScene(site, scene, file);
        }
    }

    void checkScene(const Site& site, const Scene& scene, const std::string& file) {
        const std::string sums = fmt::format("panoramas/{}/{}", scene.panorama.id, kChecksumsName);
        refer(file, sums);
        const auto pyramid = facts_.pyramids.find(scene.panorama.id);
        if (pyramid != facts_.pyramids.end()) {
            const Pyramid& actual = pyramid->second;
            if (actual.grid.width() != scene.panorama.width ||
                actual.grid.height() != scene.panorama.height ||
                !sameLimits(actual.limits, scene.panorama.limits) ||
                actual.preview != scene.panorama.preview) {
                add(205,
                    file,
                    fmt::format("scene \"{}\" says other things about its panorama than "
                                "pyramid.json",
                                scene.id),
                    site.id);
            }
        }
        for (const Hotspot& spot : scene.hotspots) {
            checkLink(site, scene, spot, file);
        }
    }

    void
    checkLink(const Site& site, const Scene& scene, const Hotspot& spot, const std::string& file) {
        if (spot.kind != Hotspot::Kind::kSite && spot.kind != Hotspot::Kind::kScene) {
            return;
        }
        const std::string& target = spot.kind == Hotspot::Kind::kSite ? spot.site : site.id;
        if (facts_.tour->findSite(target) == nullptr) {
            add(205,
                file,
                fmt::format("scene \"{}\" links to no site \"{}\"", scene.id, target),
                site.id);
            return;
        }
        const auto to = std::ranges::find(facts_.sites, target, &Site::id);
        if (to != facts_.sites.end() && !spot.scene.empty() &&
            to->findScene(spot.scene) == nullptr) {
            add(205,
                file,
                fmt::format("scene \"{}\" links to no scene \"{}\" of \"{}\"",
                            scene.id,
                            spot.scene,
                            target),
                site.id);
        }
    }

    void checkPyramid(const std::string& hash, const Pyramid& pyramid) {
        const std::string file = fmt::format("panoramas/{}/pyramid.json", hash);
        const auto key = std::ranges::find(
            pyramid.encoding, std::string("key"), &std::pair<std::string, std::string>::first);
        if (key == pyramid.encoding.end() || shortHash(sha256(key->second)) != hash) {
            add(105, file, "is in a folder that is not named after its encoding.key");
        }
        checkPreview(file, pyramid);
        const auto checksums = facts_.panoramas.find(hash);
        if (checksums != facts_.panoramas.end()) {
            checkGrid(hash, pyramid.grid, checksums->second);
        }
    }

    /// Every tile of the grid is listed, and nothing else.
    void checkGrid(const std::string& hash, const Grid& grid, const Checksums& checksums) {
        const std::string folder = fmt::format("panoramas/{}/", hash);
        std::int64_t tiles = 0;
        for (const auto& [path, sha256] : checksums) {
            TileId tile;
            if (parseTilePath(path, tile) && grid.contains(tile) && tile.level >= 0) {
                ++tiles;
            } else if (path != "pyramid.json") {
                add(303, folder + path, "is no tile of the grid");
            }
        }
        if (!checksums.contains("pyramid.json")) {
            add(101, folder + std::string(kChecksumsName), "does not list pyramid.json");
        }
        if (tiles != grid.tileCount()) {
            reportMissingTiles(folder, grid, checksums);
        }
    }

    void reportMissingTiles(const std::string& folder, const Grid& grid, const Checksums& sums) {
        for (int level = 0; level < grid.levelCount(); ++level) {
            const auto rows = static_cast<int>(grid.level(level).rows.size());
            for (int row = 0; row < rows; ++row) {
                for (int column = 0; column < grid.row(level, row).columns; ++column) {
                    const std::string path = fmt::format("{}/{}/{}.webp", level, row, column);
                    if (!sums.contains(path)) {
                        add(302, folder + path, "is not listed");
                    }
                }
            }
        }
    }

    void checkPreview(const std::string& file, const Pyramid& pyramid) {
        const auto bytes = decodeDataUrl(pyramid.preview, file);
        int width = 0;
        int height = 0;
        const bool readable =
            bytes.ok() && WebPGetInfo(reinterpret_cast<const std::uint8_t*>(bytes->data()),
                                      bytes->size(),
                                      &width,
                                      &height) != 0;
        if (!readable || width != kPreviewWidth + 2 * kGutterPixels ||
            height != kPreviewHeight + 2 * kGutterPixels || bytes->size() > kMaxPreviewBytes) {
            add(305, file, "has a preview that is no WebP image of 98 × 50 pixels and 1.5 KB");
        }
    }

    void refer(const std::string& from, const std::string& path) {
        if (!referenced_.insert(path).second) {
            return;
        }
        if (!view_.has(path)) {
            add(205, from, fmt::format("refers to {}, which is not there", path));
        } else if (!facts_.listed.contains(path)) {
            add(205, from, fmt::format("refers to {}, which SHA256SUMS does not list", path));
        }
    }

    /// The web viewer's files are known by SHA256SUMS alone; what the packager names after its
    /// content must be wanted by somebody.
    void findUnreferenced() {
        std::string hash;
        std::string rest;
        for (const auto& [path, sha256] : facts_.listed) {
            const bool named = !hashInName(path).empty() || splitPanoramaPath(path, hash, rest);
            const bool own_folder = path.starts_with("sites/") || path.starts_with("audio/") ||
                                    path.starts_with("subtitles/") || path.starts_with("media/") ||
                                    path.starts_with("panoramas/") ||
                                    (path.starts_with("fonts/") && named);
            if (own_folder && !referenced_.contains(path)) {
                add(102, path, "is listed, and nothing refers to it");
            }
        }
        if (!facts_.listed.contains(kTourJson)) {
            add(104, std::string(kChecksumsName), "does not list tour.json");
        }
    }

    void add(int number, std::string file, std::string what, std::string site = {}) {
        Finding finding = fault(number, std::move(file), std::move(what));
        finding.site = std::move(site);
        findings_.push_back(std::move(finding));
    }

    const PackageView& view_;
    const PackageFacts& facts_;
    std::vector<Finding>& findings_;
    std::set<std::string> referenced_;
};

} // namespace

void checkReferences(const PackageView& view,
                     const PackageFacts& facts,
                     std::vector<Finding>& findings) {
    ReferenceCheck(view, facts, findings).run();
}

} // namespace vr360
