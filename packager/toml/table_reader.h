#pragma once

#include "core/tour/languages.h"
#include "packager/report/finding.h"

#include <toml++/toml.h>

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// Where what is wrong with a TOML file is written down.
struct TomlSink {
    std::string site;
    std::string file;
    Findings& findings;
    std::span<const std::string> languages; ///< the tour's; empty while they are not known

    void
    add(Severity severity, const toml::source_region& at, std::string what, std::string cure) const;
};

/// "line:column".
std::string placeOf(const toml::source_region& at);

/// Text of a TOML file → its tables. Syntax errors become one error finding.
std::optional<toml::table> parseToml(std::string_view bytes, const TomlSink& sink);

/// Takes a table apart key by key. Every method marks its key as known; `finish` then reports the
/// keys nobody asked for. A value of the wrong type is an error and reads as absent.
class TableReader {
public:
    /// `name` is how messages call the table: "[[scene]] \"gate\"".
    TableReader(const toml::table& table, std::string name, const TomlSink& sink)
        : table_(table), name_(std::move(name)), sink_(sink) {}

    enum class Need { kOptional, kRequired };
    struct Range {
        double min = 0.0;
        double max = 0.0;
    };

    [[nodiscard]] std::optional<std::string> string(std::string_view key,
                                                    Need need = Need::kOptional);
    [[nodiscard]] std::optional<double> number(std::string_view key, Range range);
    [[nodiscard]] std::vector<std::string> strings(std::string_view key);
    /// { vi = "…", en = "…" }. What is missing of the tour's languages is reported as a warning.
    [[nodiscard]] LocalizedText text(std::string_view key, Need need = Need::kOptional);
    /// A pair of numbers [min, max] within a range, min < max.
    [[nodiscard]] std::optional<Range> interval(std::string_view key, Range range);
    [[nodiscard]] const toml::table* table(std::string_view key);
    /// [[key]], in the file's order.
    [[nodiscard]] std::vector<const toml::table*> tables(std::string_view key);
    [[nodiscard]] const toml::node* node(std::string_view key);

    /// Reports every key that no method asked for, with what was probably meant. `elsewhere` are
    /// keys of other tables, with the table's name: a common slip in TOML is the wrong place.
    struct Elsewhere {
        std::string_view key;
        std::string_view table;
    };
    void finish(std::span<const Elsewhere> elsewhere = {});

    /// An error at a key's value, or at the table when the key is absent.
    void error(std::string_view key, std::string what, std::string cure) const;
    void warning(std::string_view key, std::string what, std::string cure) const;
    [[nodiscard]] std::string place() const { return placeOf(table_.source()); }
    [[nodiscard]] const TomlSink& sink() const { return sink_; }
    [[nodiscard]] std::string quoted(std::string_view key) const;

private:
    [[nodiscard]] const toml::source_region& sourceOf(std::string_view key) const;
    void wrongType(std::string_view key, std::string_view wanted) const;

    const toml::table& table_;
    std::string name_;
    TomlSink sink_;
    std::set<std::string, std::less<>> known_;
};

/// A table whose name is an id: [category.relic], [route.shore].
struct NamedTable {
    std::string id;
    const toml::table* table = nullptr;
};

/// The tables inside [kind.…], in the file's order. Names that are no ids and values that are no
/// tables become errors; `key` is what such a table has to hold, for the cure.
std::vector<NamedTable> namedTables(const toml::table& table,
                                    std::string_view kind,
                                    std::string_view key,
                                    const TomlSink& sink);

/// { vi = ["…", "…"], en = […] }: sentences by language.
std::vector<std::pair<std::string, std::vector<std::string>>> readScript(const toml::table& table,
                                                                         const TomlSink& sink);

} // namespace vr360
