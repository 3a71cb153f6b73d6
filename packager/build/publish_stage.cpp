#include "packager/build/builder.h"

#include "packager/files/files.h"
#include "packager/files/optional_file.h"
#include "packager/publish/references.h"
#include "packager/publish/web_app.h"
#include "packager/pyramid/sha256.h"
#include "packager/words/fonts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kGenerator = "vr360-pack " VR360_VERSION;
constexpr std::uint64_t kMaxJson = std::uint64_t{64} << 20;

/// Folders whose files are named after their content; what else SHA256SUMS lists is the web viewer.
bool isObjectPath(std::string_view path) {
    constexpr std::array<std::string_view, 6> kFolders{
        "sites/", "panoramas/", "audio/", "subtitles/", "fonts/", "media/"};
    return std::ranges::any_of(kFolders,
                               [&](std::string_view folder) { return path.starts_with(folder); });
}

} // namespace

bool Builder::publish() {
    const auto files = writeSites(sites_);
    if (!files.ok()) {
        return takeFault("", "", files.fault()) && end(BuildEnd::kCannotWrite);
    }
    auto release = makeRelease(sites_, *files);
    if (!release.ok()) {
        return takeFault("", "", release.fault()) && end(BuildEnd::kBadInput);
    }
    const Findings& found = report_.findings;
    if (found.hasErrors("") || (!options_.keep_going && found.count(Severity::kError) > 0)) {
        return end(BuildEnd::kBadInput); // Strictly taken, what was warned of since then.
    }
    if (const Status flushed = store_.flush(); !flushed.ok()) {
        return takeFault("", "", flushed.fault());
    }
    if (stop_) {
        return endInterrupted();
    }
    const auto published = publishRelease(options_.package, work_, std::move(release).value());
    if (!published.ok()) {
        return takeFault("", "", published.fault()) && end(BuildEnd::kCannotWrite);
    }
    report_.release = published->number;
    report_.changed = published->changed;
    report_.files_written = store_.filesWritten();
    for (const Site& site : sites_) {
        report_.published.push_back(site.id);
    }
    report_.end = report_.failed.empty() ? BuildEnd::kPublished : BuildEnd::kPublishedPartly;
    return true;
}

/// With --only, the sites that were not asked for stay as they are published.
Status Builder::adoptPublishedSites(std::vector<Site>& sites) {
    if (options_.only.empty()) {
        return Done{};
    }
    const auto old_bytes = readFileIfThere(options_.package / kTourJson, kTourJson, kMaxJson);
    if (!old_bytes.ok()) {
        return old_bytes.fault();
    }
    const auto old = readTour(old_bytes->value_or(""), kTourJson);
    std::vector<Site> all;
    for (const std::string& id : loaded_.all_sites) {
        const auto built = std::ranges::find(sites, id, &Site::id);
        if (built != sites.end()) {
            all.push_back(std::move(*built));
            continue;
        }
        const bool wanted = std::ranges::find(options_.only, id) != options_.only.end();
        const Tour::SiteEntry* entry = old.ok() && !wanted ? old->findSite(id) : nullptr;
        if (entry == nullptr) {
            continue;
        }
        const auto bytes = readFileIfThere(options_.package / entry->file, entry->file, kMaxJson);
        if (!bytes.ok()) {
            return bytes.fault();
        }
        auto site = readSite(bytes->value_or(""), entry->file);
        if (site.ok() &&
            std::ranges::find(loaded_.tour.categories, site->category, &Tour::Category::id) !=
                loaded_.tour.categories.end()) {
            all.push_back(std::move(site).value());
        } else {
            report_.findings.add({.severity = Severity::kWarning,
                                  .site = id,
                                  .file = entry->file,
                                  .what = "as published before it cannot be kept; left out",
                                  .cure = "Build without --only."});
        }
    }
    sites = std::move(all);
    return Done{};
}

Result<std::vector<std::string>> Builder::writeSites(const std::vector<Site>& sites) {
    std::vector<std::string> files;
    for (const Site& site : sites) {
        auto path = store_.put("sites", site.id + ".", ".json", writeSite(site));
        if (!path.ok()) {
            return path.fault();
        }
        files.push_back(std::move(path).value());
    }
    return files;
}

std::string Builder::chooseStart(const std::vector<Site>& sites) {
    const std::string& wanted = loaded_.tour.start;
    if (wanted.empty() || std::ranges::find(sites, wanted, &Site::id) != sites.end()) {
        return wanted.empty() ? sites.front().id : wanted;
    }
    report_.findings.add(
        {.severity = Severity::kWarning,
         .file = "tour.toml",
         .what = fmt::format("start names \"{}\", which is not published; visits begin at \"{}\"",
                             wanted,
                             sites.front().id),
         .cure = "It changes back when that site is published."});
    return sites.front().id;
}

Result<Release> Builder::makeRelease(const std::vector<Site>& sites,
                                     const std::vector<std::string>& files) {
    const TourSource& source = loaded_.tour;
    Release release;
    Tour& tour = release.tour;
    tour.generator = kGenerator;
    tour.title = source.title;
    tour.languages = source.languages;
    tour.start = chooseStart(sites);
    tour.owner = source.owner;
    tour.credits = source.credits;
    tour.categories = source.categories;
    tour.routes = publishedRoutes(source.routes, sites, report_.findings);
    std::set<std::string> listed(files.begin(), files.end());
    std::set<std::string> panoramas;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        const Site& site = sites[i];
        Tour::SiteEntry entry{
            .id = site.id, .category = site.category, .name = site.name, .file = files[i]};
        if (site.place) {
            entry.place = {site.place->lat, site.place->lon};
        }
        tour.sites.push_back(std::move(entry));
        listed.merge(filesOf(site));
        panoramas.merge(panoramasOf(site));
    }
    report_.panoramas = static_cast<int>(panoramas.size());
    for (const std::string& hash : panoramas) {
        listed.insert(fmt::format("panoramas/{}/{}", hash, kChecksumsName));
    }
    auto fonts = makeFonts(tour, sites, store_, cache_, report_.findings);
    if (!fonts.ok()) {
        return fonts.fault();
    }
    FontSet set = std::move(fonts).value();
    for (const Tour::Font& font : set.fonts) {
        listed.insert({font.otf, font.woff2});
    }
    tour.fonts = std::move(set.fonts);
    release.loose = std::move(set.licences);
    for (const std::string& path : listed) {
        const auto sha256 = store_.hashOf(path);
        if (!sha256.ok()) {
            return sha256.fault();
        }
        release.files[path] = *sha256;
    }
    if (const Status added = addWebApp(release); !added.ok()) {
        return added.fault();
    }
    return release;
}

Status Builder::addWebApp(Release& release) {
    if (options_.web) {
        const fs::path folder = findWebApp();
        if (folder.empty()) {
            report_.findings.add(
                {.severity = Severity::kWarning,
                 .what = "the package has no web viewer: none was found beside this program",
                 .cure = "Build the target \"web\", set VR360_WEB_DIR, or say --no-web."});
        } else {
            auto app = readWebApp(folder);
            if (!app.ok()) {
                return app.fault();
            }
            release.loose.merge(app.value());
        }
    }
    for (const auto& [path, bytes] : release.loose) {
        release.files[path] = sha256(bytes);
    }
    return keepOldApp(release);
}

/// Files of the web viewer that an earlier release had stay, as all files do: pages that are open
/// somewhere may still ask for them.
Status Builder::keepOldApp(Release& release) {
    const auto text = readFileIfThere(options_.package / kChecksumsName, kChecksumsName, kMaxJson);
    if (!text.ok()) {
        return text.fault();
    }
    const auto old = readChecksums(text->value_or(""), kChecksumsName);
    if (!old.ok()) {
        return Done{}; // Damaged: nothing says which files they were.
    }
    for (const auto& [path, hash] : *old) {
        if (isObjectPath(path) || path == kTourJson || release.files.contains(path)) {
            continue;
        }
        const auto now = store_.hashOf(path);
        if (now.ok() && *now == hash) {
            release.files[path] = hash;
        }
    }
    return Done{};
}

} // namespace vr360
