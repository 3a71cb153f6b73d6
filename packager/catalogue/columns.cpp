#include "packager/catalogue/columns.h"

#include "core/tour/languages.h"
#include "packager/files/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace vr360 {
namespace {

using Kind = Column::Kind;

constexpr std::array<std::string_view, 3> kLocalized{"name", "summary", "address"};

std::string smallLetters(std::string_view text) {
    std::string small(text);
    std::ranges::transform(small, small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return small;
}

TomlPath localizedPath(std::string_view field, std::string_view language) {
    return field == "address" ? TomlPath{"place", "address", std::string(language)}
                              : TomlPath{std::string(field), std::string(language)};
}

void addLocalized(std::vector<Column>& columns,
                  std::string_view field,
                  std::span<const std::string> languages) {
    for (const std::string& language : languages) {
        columns.push_back(
            {fmt::format("{}.{}", field, language), Kind::kText, localizedPath(field, language)});
    }
}

/// "name.fr", where fr is a language that the tour need not have.
std::optional<Column> localizedColumn(std::string_view name) {
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos ||
        std::ranges::find(kLocalized, name.substr(0, dot)) == kLocalized.end() ||
        !isLanguageTag(name.substr(dot + 1))) {
        return std::nullopt;
    }
    return Column{
        std::string(name), Kind::kText, localizedPath(name.substr(0, dot), name.substr(dot + 1))};
}

std::string oneIn(const LocalizedText& text, const std::string& language) {
    const std::string* found = text.find(language);
    return found == nullptr ? std::string() : *found;
}

std::string numberText(double number) {
    return fmt::format("{}", number);
}

std::string withoutReturns(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r') {
            result += text[i];
        } else if (i + 1 == text.size() || text[i + 1] != '\n') {
            result += '\n';
        }
    }
    return result;
}

std::string panoramaCell(const SiteSource& site) {
    if (site.scenes.empty()) {
        return {};
    }
    std::string_view label = site.scenes[0].panorama.label;
    const std::string folder = fmt::format("sites/{}/", site.id);
    label.remove_prefix(label.starts_with(folder) ? folder.size() : 0);
    return std::string(label);
}

std::string placeCell(const Place& place, const Column& column) {
    if (column.kind == Kind::kLatitude) {
        return numberText(place.lat);
    }
    if (column.kind == Kind::kLongitude) {
        return numberText(place.lon);
    }
    return column.path[1] == "ward" ? place.ward : oneIn(place.address, column.path[2]);
}

std::string textCell(const SiteSource& site, const Column& column) {
    const std::string& field = column.path[0];
    if (field == "name" || field == "summary") {
        return oneIn(field == "name" ? site.name : site.summary, column.path[1]);
    }
    return field == "confidence" ? site.confidence : site.name_zh_status;
}

Result<std::string> angleLiteral(std::string_view cell, double limit) {
    double value = 0.0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error == std::errc() && end == cell.data() + cell.size() && std::isfinite(value)) {
        if (std::abs(value) <= limit) {
            return tomlLiteral(value);
        }
        return Fault{
            "",
            fmt::format("\"{}\" is not between {} and {}", cell, -limit, limit),
            "Write degrees with a decimal point, as in 21.048. If it was right before, the "
            "spreadsheet program took the point for thousands: format the column as text."};
    }
    std::string with_point(cell);
    std::ranges::replace(with_point, ',', '.');
    if (with_point != cell && angleLiteral(with_point, 1e9).ok()) {
        return Fault{"",
                     fmt::format("\"{}\" has a comma in place of the decimal point", cell),
                     fmt::format("Write {}, and format the column as text, so that the spreadsheet "
                                 "program leaves it so.",
                                 with_point)};
    }
    return Fault{"",
                 fmt::format("\"{}\" is not a number", cell),
                 "Write degrees with a decimal point, as in 21.048."};
}

Result<std::string> categoryLiteral(std::string_view cell, const TourSource& tour) {
    std::vector<std::string> ids;
    for (const Tour::Category& category : tour.categories) {
        ids.push_back(category.id);
    }
    if (std::ranges::find(ids, cell) != ids.end()) {
        return tomlLiteral(cell);
    }
    const std::string similar = nearest(cell, ids);
    return Fault{"",
                 fmt::format("there is no category \"{}\"", cell),
                 similar.empty()
                     ? fmt::format("Add [category.{}] with a name to tour.toml, or take one that "
                                   "is there: {}.",
                                   isId(cell) ? std::string(cell) : slug(cell),
                                   fmt::join(ids, ", "))
                     : fmt::format("Did you mean \"{}\"?", similar)};
}

std::vector<std::string> linesOf(std::string_view cell) {
    std::vector<std::string> lines;
    while (!cell.empty()) {
        const std::size_t end = std::min(cell.find('\n'), cell.size());
        if (const std::string_view line = trimmed(cell.substr(0, end)); !line.empty()) {
            lines.emplace_back(line);
        }
        cell.remove_prefix(std::min(end + 1, cell.size()));
    }
    return lines;
}

} // namespace

std::vector<Column> catalogueColumns(std::span<const std::string> languages) {
    std::vector<Column> columns{{"id", Kind::kId, {}}, {"category", Kind::kCategory, {"category"}}};
    addLocalized(columns, "name", languages);
    addLocalized(columns, "summary", languages);
    columns.push_back({"lat", Kind::kLatitude, {"place", "lat"}});
    columns.push_back({"lon", Kind::kLongitude, {"place", "lon"}});
    columns.push_back({"ward", Kind::kText, {"place", "ward"}});
    addLocalized(columns, "address", languages);
    columns.push_back({"status", Kind::kStatus, {"status"}});
    columns.push_back({"confidence", Kind::kText, {"confidence"}});
    columns.push_back({"name_zh_status", Kind::kText, {"name_zh_status"}});
    columns.push_back({"sources", Kind::kList, {"sources"}});
    columns.push_back({"panorama", Kind::kPanorama, {}});
    return columns;
}

std::optional<Column>
findColumn(std::string_view name, std::span<const std::string> languages, std::string& similar) {
    const std::string wanted = smallLetters(trimmed(name));
    std::vector<std::string> names;
    for (Column& column : catalogueColumns(languages)) {
        if (smallLetters(column.name) == wanted) {
            return std::move(column);
        }
        names.push_back(column.name);
    }
    auto localized = localizedColumn(trimmed(name));
    similar = localized ? std::string() : nearest(wanted, names);
    // Columns of an editor's own are short and many: "STT" is no mistake for "lat".
    const int near = std::max(1, static_cast<int>(wanted.size()) / 4);
    if (editDistance(wanted, similar) > near) {
        similar.clear();
    }
    return localized;
}

std::string cellOf(const SiteSource& site, const Column& column) {
    switch (column.kind) {
    case Kind::kId:
        return site.id;
    case Kind::kCategory:
        return site.category;
    case Kind::kStatus:
        return site.status;
    case Kind::kList:
        return withoutReturns(fmt::format("{}", fmt::join(site.sources, "\n")));
    case Kind::kPanorama:
        return panoramaCell(site);
    case Kind::kLatitude:
    case Kind::kLongitude:
    case Kind::kText:
        break;
    }
    if (column.path[0] == "place") {
        return site.place ? withoutReturns(placeCell(*site.place, column)) : std::string();
    }
    return withoutReturns(textCell(site, column));
}

Result<std::string> literalOf(std::string_view cell, const Column& column, const TourSource& tour) {
    switch (column.kind) {
    case Kind::kCategory:
        return categoryLiteral(cell, tour);
    case Kind::kLatitude:
        return angleLiteral(cell, 90);
    case Kind::kLongitude:
        return angleLiteral(cell, 180);
    case Kind::kStatus:
        if (cell != "draft" && cell != "reviewed") {
            return Fault{"",
                         fmt::format("status is \"{}\"", cell),
                         "Write draft or reviewed, or leave the cell empty."};
        }
        break;
    case Kind::kList:
        return tomlLiteral(linesOf(cell));
    case Kind::kId:
    case Kind::kText:
    case Kind::kPanorama:
        break;
    }
    return tomlLiteral(cell);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlank = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(kBlank);
    if (begin == std::string_view::npos) {
        return {};
    }
    return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

} // namespace vr360
