#include "packager/build/report_figures.h"

#include "core/package/pyramid.h"
#include "core/package/tour.h"
#include "packager/files/files.h"
#include "packager/publish/checksums.h"
#include "packager/publish/references.h"
#include "packager/publish/release.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxJson = std::uint64_t{64} << 20;
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kKinds{
    {{"panoramas/", "Panoramas"},
     {"audio/", "Narrations"},
     {"media/", "Pictures"},
     {"fonts/", "Fonts"},
     {"subtitles/", "Subtitles"},
     {"sites/", "Texts"}}};
constexpr std::string_view kOther = "Web viewer";

std::int64_t sizeOf(const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    return error ? 0 : static_cast<std::int64_t>(size);
}

std::int64_t sizeOfFolder(const fs::path& folder) {
    std::int64_t bytes = 0;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        std::error_code ignored;
        bytes += it->is_regular_file(ignored) ? sizeOf(it->path()) : 0;
    }
    return bytes;
}

class Figures {
public:
    Figures(const fs::path& package, const BuildReport& report)
        : package_(package), report_(report) {}

    ReportFigures take() {
        addFailed();
        const auto bytes = readFile(package_ / kTourJson, kTourJson, kMaxJson);
        const auto tour = bytes.ok() ? readTour(*bytes, kTourJson) : Result<Tour>(bytes.fault());
        if (tour.ok()) {
            figures_.title = tour->title.in(tour->languages.front(), tour->languages);
            for (const Tour::SiteEntry& entry : tour->sites) {
                addSite(entry, *tour);
            }
            addRelease();
        }
        addFindings();
        return std::move(figures_);
    }

private:
    void addFailed() {
        for (const std::string& id : report_.failed) {
            figures_.sites.push_back({.id = id, .failed = true});
        }
    }

    void addSite(const Tour::SiteEntry& entry, const Tour& tour) {
        SiteFigures* figures = find(entry.id);
        if (figures == nullptr) {
            figures = &figures_.sites.emplace_back(SiteFigures{.id = entry.id});
        }
        figures->name = entry.name.in(tour.languages.front(), tour.languages);
        const auto bytes = readFile(package_ / entry.file, entry.file, kMaxJson);
        const auto site = bytes.ok() ? readSite(*bytes, entry.file) : Result<Site>(bytes.fault());
        if (!site.ok()) {
            return;
        }
        figures->bytes += sizeOf(package_ / entry.file);
        for (const std::string& path : filesOf(*site)) {
            figures->bytes += sizeOf(package_ / path);
        }
        for (const std::string& hash : panoramasOf(*site)) {
            figures->bytes += panoramaBytes(hash);
            const auto cut = report_.cut.find(hash);
            figures->seconds += cut == report_.cut.end() ? 0.0 : cut->second.seconds;
        }
        figures->scenes = static_cast<int>(site->scenes.size());
        for (const Scene& scene : site->scenes) {
            if (scene.panorama.width > figures->width) {
                figures->width = scene.panorama.width;
                figures->height = scene.panorama.height;
            }
        }
        figures->thumbnail = coarsestLevel(site->scenes.front().panorama.id);
    }

    /// The tiles of level 0, which has one row, in their order.
    [[nodiscard]] std::vector<std::string> coarsestLevel(const std::string& hash) const {
        std::vector<std::string> tiles;
        while (true) {
            const std::string name = fmt::format("panoramas/{}/0/0/{}.webp", hash, tiles.size());
            auto bytes = readFile(package_ / name, name, kMaxJson);
            if (!bytes.ok()) {
                return tiles;
            }
            tiles.push_back(std::move(bytes).value());
        }
    }

    std::int64_t panoramaBytes(const std::string& hash) {
        const auto [it, added] = panoramas_.try_emplace(hash, 0);
        if (added) {
            it->second = sizeOfFolder(package_ / "panoramas" / hash);
        }
        return it->second;
    }

    /// By what SHA256SUMS lists: earlier releases' files may lie beside it.
    void addRelease() {
        const auto text = readFile(package_ / kChecksumsName, kChecksumsName, kMaxJson);
        const auto listed =
            text.ok() ? readChecksums(*text, kChecksumsName) : Result<Checksums>(text.fault());
        if (!listed.ok()) {
            return;
        }
        std::map<std::string_view, std::int64_t> by_kind;
        for (const auto& [path, hash] : *listed) {
            const std::string_view kind = kindOf(path);
            by_kind[kind] += kind == kKinds[0].second
                                 ? panoramaBytes(fs::path(path).parent_path().filename().string())
                                 : sizeOf(package_ / path);
        }
        for (const auto& [kind, bytes] : by_kind) {
            figures_.bytes.emplace_back(kind, bytes);
            figures_.total_bytes += bytes;
        }
        std::ranges::stable_sort(
            figures_.bytes, std::ranges::greater{}, [](const auto& part) { return part.second; });
    }

    static std::string_view kindOf(std::string_view path) {
        for (const auto& [folder, kind] : kKinds) {
            if (path.starts_with(folder)) {
                return kind;
            }
        }
        return path == kTourJson ? kKinds.back().second : kOther;
    }

    void addFindings() {
        for (const Finding& finding : report_.findings.grouped()) {
            if (finding.site.empty()) {
                figures_.general.push_back(finding);
                continue;
            }
            SiteFigures* site = find(finding.site);
            if (site == nullptr) {
                site = &figures_.sites.emplace_back(SiteFigures{.id = finding.site});
            }
            site->findings.push_back(finding);
        }
    }

    SiteFigures* find(std::string_view id) {
        const auto it = std::ranges::find(figures_.sites, id, &SiteFigures::id);
        return it == figures_.sites.end() ? nullptr : &*it;
    }

    const fs::path& package_;
    const BuildReport& report_;
    ReportFigures figures_;
    std::map<std::string, std::int64_t> panoramas_; ///< bytes by hash
};

} // namespace

ReportFigures reportFigures(const fs::path& package, const BuildReport& report) {
    return Figures(package, report).take();
}

} // namespace vr360
