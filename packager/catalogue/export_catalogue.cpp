#include "packager/catalogue/catalogue.h"

#include "packager/catalogue/columns.h"
#include "packager/catalogue/csv.h"
#include "packager/toml/load_tour.h"

#include <algorithm>

namespace vr360 {
namespace {

void addLanguages(std::vector<std::string>& languages, const LocalizedText& text) {
    for (const auto& [language, words] : text.all()) {
        if (std::ranges::find(languages, language) == languages.end()) {
            languages.push_back(language);
        }
    }
}

/// The tour's, and whatever else its sites have texts in.
std::vector<std::string> languagesOf(const TourSource& tour) {
    std::vector<std::string> languages = tour.languages;
    for (const SiteSource& site : tour.sites) {
        addLanguages(languages, site.name);
        addLanguages(languages, site.summary);
        if (site.place) {
            addLanguages(languages, site.place->address);
        }
    }
    return languages;
}

bool isNumber(const Column& column) {
    return column.kind == Column::Kind::kLatitude || column.kind == Column::Kind::kLongitude;
}

} // namespace

std::optional<std::string>
exportCatalogue(const std::filesystem::path& folder, char separator, Findings& findings) {
    Findings of_tour;
    const auto loaded = loadTour(folder, {}, of_tour);
    if (!loaded) {
        findings = std::move(of_tour);
        return std::nullopt;
    }
    const std::vector<Column> columns = catalogueColumns(languagesOf(loaded->tour));
    std::vector<std::vector<std::string>> rows(1);
    for (const Column& column : columns) {
        rows[0].push_back(column.name);
    }
    for (const SiteSource& site : loaded->tour.sites) {
        if (site.name.empty() && site.category.empty()) {
            for (const Finding& finding : of_tour.all()) {
                if (finding.site == site.id && finding.severity == Severity::kError) {
                    findings.add(finding);
                }
            }
            continue;
        }
        std::vector<std::string>& row = rows.emplace_back();
        for (const Column& column : columns) {
            const std::string cell = cellOf(site, column);
            row.push_back(isNumber(column) ? cell : guarded(cell));
        }
    }
    return writeCsv(rows, separator);
}

} // namespace vr360
