#include "packager/catalogue/catalogue.h"

#include "packager/catalogue/columns.h"
#include "packager/catalogue/csv.h"
#include "packager/files/files.h"
#include "packager/files/unicode.h"
#include "packager/toml/load_tour.h"
#include "packager/toml/site_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace vr360 {
namespace {

namespace fs = std::filesystem;
using Kind = Column::Kind;

constexpr std::uint64_t kMaxTableBytes = std::uint64_t{64} << 20;
constexpr std::uint64_t kMaxTomlBytes = std::uint64_t{8} << 20;

/// A site.toml before and after a row.
struct SiteText {
    SiteSource site;
    fs::path file;
    std::string before; ///< empty for a new one
    std::string after;
};

class Importer {
public:
    Importer(const ImportOptions& options, ImportReport& report)
        : options_(options),
          label_(options.table.filename().string()),
          report_(report),
          folders_(options.tour / "sites") {}

    void run() {
        auto tour = loadTourFile(options_.tour, report_.findings);
        if (!tour) {
            return;
        }
        tour_ = std::move(*tour);
        const auto bytes = readFile(options_.table, label_, kMaxTableBytes);
        auto table = bytes.ok() ? readCsv(*bytes, label_) : Result<CsvTable>(bytes.fault());
        if (!table.ok()) {
            report_.findings.add(findingOf(Severity::kError, "", label_, table.fault()));
            return;
        }
        if (!readColumns(*table)) {
            return;
        }
        report_.usable = true;
        for (std::size_t i = 1; i < table->rows.size() && !report_.cannot_write; ++i) {
            takeRow(table->rows[i]);
        }
    }

private:
    bool readColumns(const CsvTable& table) {
        const std::vector<std::string> names =
            table.rows.empty() ? std::vector<std::string>() : table.rows[0].cells;
        bool good = true;
        for (std::size_t i = 0; i < names.size(); ++i) {
            std::string similar;
            auto column = findColumn(names[i], tour_.languages, similar);
            const std::string place = fmt::format("row 1, column {}", columnLetters(i));
            if (!column && !trimmed(names[i]).empty()) {
                good = good && similar.empty();
                report_.findings.add(
                    {.severity = similar.empty() ? Severity::kWarning : Severity::kError,
                     .file = label_,
                     .place = place,
                     .what = fmt::format("there is no column \"{}\"", trimmed(names[i])),
                     .cure = similar.empty() ? "It is left out. docs/editors.md lists the columns."
                                             : fmt::format("Did you mean \"{}\"?", similar)});
            }
            const bool is_twice = column && std::ranges::any_of(columns_, [&](const auto& other) {
                                      return other && other->name == column->name;
                                  });
            if (is_twice) {
                good = false;
                report_.findings.add(
                    {.severity = Severity::kError,
                     .file = label_,
                     .place = place,
                     .what = fmt::format("the column \"{}\" is there twice", column->name),
                     .cure = "Remove one of the two."});
            }
            columns_.push_back(std::move(column));
        }
        if (columnOf(Kind::kId) == columns_.size()) {
            report_.findings.add(
                {.severity = Severity::kError,
                 .file = label_,
                 .place = "row 1",
                 .what = "has no column \"id\"",
                 .cure = "Write the columns' names into the first row: id, category, name.vi, … "
                         "(vr360-pack export-csv writes a table to start from)."});
            return false;
        }
        return good;
    }

    [[nodiscard]] std::size_t columnOf(Kind kind) const {
        const auto it = std::ranges::find_if(
            columns_, [&](const auto& column) { return column && column->kind == kind; });
        return static_cast<std::size_t>(it - columns_.begin());
    }

    void takeRow(const CsvTable::Row& row) {
        row_ = &row;
        row_failed_ = false;
        const std::string id(trimmed(cell(columnOf(Kind::kId))));
        SiteText text;
        if (checkCells() && checkId(id) && open(id, text)) {
            edit(text);
        }
        if (row_failed_) {
            ++report_.failed;
        } else if (text.after == text.before) {
            ++report_.unchanged;
        } else {
            write(text);
        }
    }

    [[nodiscard]] std::string_view cell(std::size_t column) const {
        return column < row_->cells.size() ? std::string_view(row_->cells[column]) : "";
    }

    bool checkCells() {
        for (std::size_t i = columns_.size(); i < row_->cells.size(); ++i) {
            if (!trimmed(row_->cells[i]).empty()) {
                fail(i,
                     "is beyond the last column that has a name",
                     "Check for a separator in a text that is not in \"quotes\"; saving from a "
                     "spreadsheet program sets them.");
                return false;
            }
        }
        return true;
    }

    bool checkId(const std::string& id) {
        const std::size_t column = columnOf(Kind::kId);
        if (id.empty()) {
            fail(column, "the site has no id", "Write the name of the site's folder.");
        } else if (!isId(id)) {
            const std::string better = slug(id);
            fail(column,
                 fmt::format("\"{}\" cannot be the id of a site", id),
                 fmt::format("Use small letters, digits and '-': {}",
                             better.empty() ? "my-site" : better));
        } else if (!seen_.insert(id).second) {
            fail(column,
                 fmt::format("\"{}\" is there a second time", id),
                 "Remove one of the two rows, or give it another id.");
        }
        return !row_failed_;
    }

    /// What the site has so far.
    bool open(const std::string& id, SiteText& text) {
        text.site.id = id;
        text.site.label = fmt::format("sites/{}/site.toml", id);
        const FolderIndex::Entry* entry = folders_.find(id);
        text.site.folder = entry != nullptr ? entry->path : options_.tour / "sites" / id;
        text.file = text.site.folder / "site.toml";
        std::error_code ignored;
        if (!fs::exists(text.file, ignored)) {
            return true;
        }
        auto bytes = readFile(text.file, text.site.label, kMaxTomlBytes);
        if (!bytes.ok()) {
            fail(columnOf(Kind::kId),
                 fmt::format("{} {}", text.site.label, bytes.fault().what),
                 bytes.fault().cure);
            return false;
        }
        text.before = text.after = std::move(bytes).value();
        Findings of_site;
        readSiteFile(text.before, tour_, text.site, of_site);
        return true;
    }

    void edit(SiteText& text) {
        std::vector<TomlEdit> edits;
        std::string panorama;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            const std::string_view value = trimmed(cell(i));
            if (!columns_[i] || columns_[i]->kind == Kind::kId || value.empty()) {
                continue;
            }
            const std::string guarded_now = guarded(cellOf(text.site, *columns_[i]));
            if (value == trimmed(guarded_now) || value == cellOf(text.site, *columns_[i])) {
                continue;
            }
            if (columns_[i]->kind == Kind::kPanorama) {
                panorama = unguarded(value);
                continue;
            }
            auto literal = literalOf(unguarded(value), *columns_[i], tour_);
            if (literal.ok()) {
                edits.push_back({columns_[i]->path, std::move(literal).value()});
            } else {
                fail(i, literal.fault().what, literal.fault().cure);
            }
        }
        if (!row_failed_) {
            checkComplete(text.site, edits);
        }
        if (!row_failed_) {
            apply(text, edits, panorama);
        }
    }

    /// Whether the site has everything that it must have, after the edits.
    void checkComplete(const SiteSource& site, const std::vector<TomlEdit>& edits) {
        const auto sets = [&](std::string_view key, std::string_view inner) {
            return std::ranges::any_of(edits, [&](const TomlEdit& edit) {
                return edit.path[0] == key && (inner.empty() || edit.path[1] == inner);
            });
        };
        if (site.category.empty() && !sets("category", "")) {
            fail(columnOf(Kind::kCategory), "the site has no category", "Write a category's id.");
        }
        if (site.name.empty() && !sets("name", "")) {
            fail(columnNamed("name"), "the site has no name", "Write it in at least one language.");
        }
        const bool has_lat = site.place || sets("place", "lat");
        const bool has_lon = site.place || sets("place", "lon");
        if (sets("place", "") && !(has_lat && has_lon)) {
            fail(columnOf(has_lat ? Kind::kLongitude : Kind::kLatitude),
                 fmt::format("{} is missing: a place needs lat and lon", has_lat ? "lon" : "lat"),
                 "Write both, or neither and no ward or address.");
        }
    }

    [[nodiscard]] std::size_t columnNamed(std::string_view key) const {
        const auto it = std::ranges::find_if(columns_, [&](const auto& column) {
            return column && !column->path.empty() && column->path[0] == key;
        });
        return static_cast<std::size_t>(it - columns_.begin());
    }

    void apply(SiteText& text, const std::vector<TomlEdit>& edits, const std::string& panorama) {
        auto edited = editToml(text.before, edits);
        if (!edited.ok()) {
            fail(columnOf(Kind::kId),
                 fmt::format("{} {}", text.site.label, edited.fault().what),
                 edited.fault().cure);
            return;
        }
        text.after = std::move(edited).value();
        if (panorama.empty()) {
            return;
        }
        if (!text.site.scenes.empty()) {
            fail(columnOf(Kind::kPanorama),
                 fmt::format("{} has another panorama in its first scene", text.site.label),
                 "Change it there, or leave the cell empty: scenes are not changed by import.");
            return;
        }
        text.after += fmt::format("\n[[scene]]\npanorama = {}\n", tomlLiteral(panorama));
    }

    void write(const SiteText& text) {
        Status written = makeDirectories(text.site.folder);
        if (written.ok()) {
            written = writeFileSafely(text.file, text.after, text.site.folder);
        }
        if (!written.ok()) {
            report_.findings.add(findingOf(Severity::kError, "", "", written.fault()));
            report_.cannot_write = true;
            return;
        }
        ++(text.before.empty() ? report_.created : report_.updated);
    }

    /// Of a column that is not there, only the row is named.
    void fail(std::size_t column, std::string what, std::string cure) {
        row_failed_ = true;
        std::string place = fmt::format("row {}", row_->number);
        if (column < columns_.size()) {
            place += fmt::format(", column {} ({})", columnLetters(column), columns_[column]->name);
        } else if (column < row_->cells.size()) {
            place += fmt::format(", column {}", columnLetters(column));
        }
        report_.findings.add({.severity = Severity::kError,
                              .file = label_,
                              .place = std::move(place),
                              .what = std::move(what),
                              .cure = std::move(cure)});
    }

    const ImportOptions& options_;
    std::string label_;
    ImportReport& report_;
    FolderIndex folders_;
    TourSource tour_;
    std::vector<std::optional<Column>> columns_;
    std::set<std::string> seen_;
    const CsvTable::Row* row_ = nullptr;
    bool row_failed_ = false;
};

} // namespace

ImportReport importCatalogue(const ImportOptions& options) {
    ImportReport report;
    Importer(options, report).run();
    return report;
}

} // namespace vr360
