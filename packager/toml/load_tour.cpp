#include "packager/toml/load_tour.h"

#include "packager/files/files.h"
#include "packager/files/unicode.h"
#include "packager/toml/routes.h"
#include "packager/toml/site_file.h"
#include "packager/toml/table_reader.h"

#include <fmt/format.h>

#include <algorithm>

namespace vr360 {
namespace {

namespace fs = std::filesystem;
using Need = TableReader::Need;

constexpr std::string_view kTourFile = "tour.toml";
constexpr std::uint64_t kMaxTomlBytes = std::uint64_t{8} << 20;

void readLanguages(TableReader& reader, TourSource& tour) {
    if (reader.node("languages") == nullptr) {
        reader.error("languages",
                     "\"languages\" is missing",
                     "Add the tour's own language first: languages = [\"vi\", \"en\", \"zh\"]");
        return;
    }
    for (std::string& tag : reader.strings("languages")) {
        if (!isLanguageTag(tag)) {
            reader.error("languages",
                         fmt::format("\"{}\" is not a language", tag),
                         "Write short names: vi, en, zh, …");
        } else if (std::ranges::find(tour.languages, tag) != tour.languages.end()) {
            reader.warning(
                "languages", fmt::format("\"{}\" is there twice", tag), "Remove one of the two.");
        } else {
            tour.languages.push_back(std::move(tag));
        }
    }
    if (tour.languages.empty()) {
        reader.error("languages", "\"languages\" is empty", "Write at least one: [\"vi\"]");
    }
}

void readCategories(const toml::table& table, const TomlSink& sink, TourSource& tour) {
    for (const NamedTable& named : namedTables(table, "category", "name", sink)) {
        TableReader reader(*named.table, fmt::format("category \"{}\"", named.id), sink);
        tour.categories.push_back({named.id, reader.text("name", Need::kRequired)});
        reader.finish();
    }
}

/// What tour.toml says; the order of sites, if it has one, into `order`.
bool readTourFile(TourSource& tour, std::vector<std::string>& order, Findings& findings) {
    const auto found = findFile(tour.folder, kTourFile);
    const auto bytes = found.ok() ? readFile(*found, kTourFile, kMaxTomlBytes)
                                  : Result<std::string>(found.fault());
    if (!bytes.ok()) {
        Finding finding = findingOf(Severity::kError, "", kTourFile, bytes.fault());
        if (!found.ok()) {
            finding.what = fmt::format("is not in {}", tour.folder.string());
            finding.cure =
                "Name the folder that holds tour.toml; `vr360-pack new DIR` makes one to "
                "start from.";
        }
        findings.add(std::move(finding));
        return false;
    }
    const TomlSink unaware{"", std::string(kTourFile), findings, {}};
    const auto table = parseToml(*bytes, unaware);
    if (!table) {
        return false;
    }
    TableReader languages(*table, "", unaware);
    readLanguages(languages, tour);

    const TomlSink sink{"", std::string(kTourFile), findings, tour.languages};
    TableReader reader(*table, "", sink);
    (void)reader.node("languages");
    tour.title = reader.text("title", Need::kRequired);
    tour.start = reader.string("start").value_or("");
    tour.owner = reader.text("owner");
    tour.credits = reader.text("credits");
    order = reader.strings("sites");
    if (const toml::table* categories = reader.table("category")) {
        readCategories(*categories, sink, tour);
    }
    if (const toml::table* routes = reader.table("route")) {
        tour.routes = readRoutes(*routes, sink);
    }
    reader.finish();
    return !findings.hasErrors("");
}

/// The folders of sites, those that tour.toml names first.
std::vector<FolderIndex::Entry> siteFolders(const fs::path& tour_folder,
                                            const std::vector<std::string>& order,
                                            Findings& findings) {
    const FolderIndex index(tour_folder / "sites");
    std::vector<FolderIndex::Entry> folders;
    for (const std::string& id : order) {
        const FolderIndex::Entry* entry = index.find(id);
        if (entry == nullptr || !entry->is_folder) {
            const std::string similar = nearest(id, index.names());
            findings.add({.severity = Severity::kWarning,
                          .file = std::string(kTourFile),
                          .what = fmt::format("\"sites\" names \"{}\", which is not there", id),
                          .cure = similar.empty() ? "Remove it."
                                                  : fmt::format("Did you mean \"{}\"?", similar)});
            continue;
        }
        folders.push_back(*entry);
    }
    for (const FolderIndex::Entry& entry : index.entries()) {
        if (entry.is_folder && std::ranges::find(order, entry.name) == order.end()) {
            folders.push_back(entry);
        }
    }
    return folders;
}

/// What to do about a folder whose name cannot be an id; another folder may have the better one.
std::string cureForFolder(const std::string& name, const std::vector<std::string>& folders) {
    const std::string better = slug(name);
    const auto other = std::ranges::find_if(folders, [&](const std::string& folder) {
        return folder != name && !better.empty() && slug(folder) == better;
    });
    if (std::ranges::count(folders, name) > 1) {
        return fmt::format("Two folders have this name, with its marks written in two ways: delete "
                           "the one that is not wanted, and rename the other to \"{}\".",
                           better);
    }
    if (other != folders.end()) {
        return fmt::format("There is also a folder \"{}\": delete the one that is not wanted, or "
                           "rename this one to something like \"{}-2\".",
                           *other,
                           better);
    }
    return fmt::format("Rename the folder to \"{}\": small letters, digits and '-'. QR codes will "
                       "carry it.",
                       better.empty() ? "my-site" : better);
}

/// What to do about a folder without site.toml, in which something else may be meant for it.
std::string cureForNoSiteFile(const FolderIndex& folder) {
    std::string similar = nearest("site.toml", folder.names());
    for (const FolderIndex::Entry& entry : folder.entries()) {
        if (entry.is_folder || !slug(entry.name).starts_with("site-")) {
            continue;
        }
        if (!entry.name.ends_with(".txt") && !entry.name.ends_with(".toml")) {
            return fmt::format(
                "\"{}\" is not read: save what it says as plain text in UTF-8, under "
                "the name site.toml.",
                entry.name);
        }
        similar = entry.name;
    }
    return similar.empty() ? "Write one with the site's name, category and a [[scene]]."
                           : fmt::format("Rename \"{}\" to site.toml.", similar);
}

/// False when the folder is no site at all.
bool openSite(const FolderIndex::Entry& folder,
              const std::vector<std::string>& folders,
              SiteSource& site,
              Findings& findings) {
    site.id = folder.name;
    site.folder = folder.path;
    site.label = fmt::format("sites/{}/site.toml", folder.name);
    if (!isId(site.id)) {
        findings.add({.severity = Severity::kError,
                      .site = site.id,
                      .file = "sites/" + site.id,
                      .what = "the folder's name cannot be a site's id",
                      .cure = cureForFolder(site.id, folders)});
        return true;
    }
    const FolderIndex inside(folder.path);
    if (inside.find("site.toml") != nullptr) {
        return true;
    }
    if (inside.entries().empty()) {
        findings.add({.severity = Severity::kWarning,
                      .file = "sites/" + site.id,
                      .what = "is an empty folder, and left out",
                      .cure = "Remove it, or write a site.toml in it."});
        return false;
    }
    findings.add({.severity = Severity::kError,
                  .site = site.id,
                  .file = site.label,
                  .what = "is not there",
                  .cure = cureForNoSiteFile(inside)});
    return true;
}

void checkOnly(std::span<const std::string> only, const LoadedTour& loaded, Findings& findings) {
    for (const std::string& id : only) {
        if (std::ranges::find(loaded.all_sites, id) == loaded.all_sites.end()) {
            const std::string similar = nearest(id, loaded.all_sites);
            findings.add({.severity = Severity::kError,
                          .file = "sites/" + id,
                          .what = "there is no such site",
                          .cure = similar.empty()
                                      ? "Correct --only."
                                      : fmt::format("Did you mean --only {}?", similar)});
        }
    }
}

void checkStart(LoadedTour& loaded, Findings& findings) {
    TourSource& tour = loaded.tour;
    if (tour.start.empty() ||
        std::ranges::find(loaded.all_sites, tour.start) != loaded.all_sites.end()) {
        return;
    }
    const std::string similar = nearest(tour.start, loaded.all_sites);
    findings.add({.severity = Severity::kError,
                  .file = std::string(kTourFile),
                  .what = fmt::format("start names \"{}\", and there is no such site", tour.start),
                  .cure = similar.empty() ? "Write the id (the folder's name) of one that is there."
                                          : fmt::format("Did you mean \"{}\"?", similar)});
}

} // namespace

std::optional<TourSource> loadTourFile(const fs::path& folder, Findings& findings) {
    TourSource tour;
    tour.folder = folder;
    std::vector<std::string> order;
    return readTourFile(tour, order, findings) ? std::optional(std::move(tour)) : std::nullopt;
}

std::optional<LoadedTour>
loadTour(const fs::path& folder, std::span<const std::string> only, Findings& findings) {
    LoadedTour loaded;
    loaded.tour.folder = folder;
    std::vector<std::string> order;
    if (!readTourFile(loaded.tour, order, findings)) {
        return std::nullopt;
    }
    const std::vector<FolderIndex::Entry> entries = siteFolders(folder, order, findings);
    std::vector<std::string> names;
    for (const FolderIndex::Entry& entry : entries) {
        names.push_back(entry.name);
    }
    for (const FolderIndex::Entry& entry : entries) {
        SiteSource site;
        const bool wanted = only.empty() || std::ranges::find(only, entry.name) != only.end();
        Findings of_others;
        if (!openSite(entry, names, site, wanted ? findings : of_others)) {
            continue;
        }
        loaded.all_sites.push_back(site.id);
        if (!wanted) {
            continue;
        }
        if (!findings.hasErrors(site.id)) {
            const auto bytes = readFile(site.folder / "site.toml", site.label, kMaxTomlBytes);
            if (bytes.ok()) {
                readSiteFile(*bytes, loaded.tour, site, findings);
                findSceneFiles(site, findings);
            } else {
                findings.add(findingOf(Severity::kError, site.id, site.label, bytes.fault()));
            }
        }
        loaded.tour.sites.push_back(std::move(site));
    }
    if (loaded.all_sites.empty()) {
        findings.add({.severity = Severity::kError,
                      .file = "sites",
                      .what = "the tour has no site",
                      .cure = "Make a folder sites/<id>/ with a site.toml in it."});
        return std::nullopt;
    }
    checkOnly(only, loaded, findings);
    checkStart(loaded, findings);
    checkRoutes(loaded.tour.routes, loaded.all_sites, findings);
    return findings.hasErrors("") ? std::nullopt : std::optional(std::move(loaded));
}

} // namespace vr360
