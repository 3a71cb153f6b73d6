#pragma once

#include "core/base/result.h"
#include "packager/catalogue/toml_text.h"
#include "packager/toml/tour_source.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// A column of the catalogue: a value of site.toml.
struct Column {
    enum class Kind {
        kId,       ///< the site's folder
        kCategory, ///< an id of tour.toml
        kText,     ///< in one language or in none
        kLatitude,
        kLongitude,
        kStatus,
        kList,     ///< a line each
        kPanorama, ///< of the first scene; only for sites that have no scene yet
    };
    std::string name; ///< in the table's first row: "name.vi"
    Kind kind = Kind::kText;
    TomlPath path; ///< in site.toml; empty for kId and kPanorama
};

/// Every column that there is, texts in each of the languages.
std::vector<Column> catalogueColumns(std::span<const std::string> languages);

/// The column that a name in the first row means: capitals and spaces around do not matter.
/// Absent when there is none; `similar` is then the name that was probably meant, or empty.
std::optional<Column>
findColumn(std::string_view name, std::span<const std::string> languages, std::string& similar);

/// What a site has in a column, unguarded; empty where it has nothing.
std::string cellOf(const SiteSource& site, const Column& column);

/// What a cell says, as it stands in site.toml. Faults have no place.
Result<std::string> literalOf(std::string_view cell, const Column& column, const TourSource& tour);

/// Without spaces and line breaks around it.
std::string_view trimmed(std::string_view text);

} // namespace vr360
