#include "packager/toml/table_reader.h"

#include "core/package/tour.h"
#include "packager/files/unicode.h"
#include "packager/pyramid/foreign_kind.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

std::string languageList(std::span<const std::string> languages) {
    return fmt::format("{}", fmt::join(languages, ", "));
}

/// The tables of a table in the file's order; toml++ keeps them by name.
template <typename Item>
void sortBySource(std::vector<std::pair<toml::source_position, Item>>& items) {
    std::ranges::stable_sort(items, [](const auto& a, const auto& b) {
        return std::pair(a.first.line, a.first.column) < std::pair(b.first.line, b.first.column);
    });
}

} // namespace

void TomlSink::add(Severity severity,
                   const toml::source_region& at,
                   std::string what,
                   std::string cure) const {
    findings.add({.severity = severity,
                  .site = site,
                  .file = file,
                  .place = placeOf(at),
                  .what = std::move(what),
                  .cure = std::move(cure)});
}

std::string placeOf(const toml::source_region& at) {
    return at.begin.line == 0 ? std::string()
                              : fmt::format("{}:{}", at.begin.line, at.begin.column);
}

namespace {

std::string_view lineOf(std::string_view text, std::size_t number) {
    for (; number > 1 && text.find('\n') != std::string_view::npos; --number) {
        text.remove_prefix(text.find('\n') + 1);
    }
    return text.substr(0, text.find('\n'));
}

/// "heading = 12,5"
bool hasDecimalComma(std::string_view line) {
    const std::size_t digits = line.find_first_not_of(" \t+-", line.find('=') + 1);
    const std::size_t comma = line.find_first_not_of("0123456789", digits);
    return digits != std::string_view::npos && comma > digits && comma + 1 < line.size() &&
           line[comma] == ',' && line[comma + 1] >= '0' && line[comma + 1] <= '9';
}

std::string cureForSyntax(const toml::parse_error& error, std::string_view line) {
    if (error.description().find("redefine") != std::string_view::npos) {
        return "Remove one of the two, or write [[scene]] with double brackets.";
    }
    if (line.find('=') != std::string_view::npos && hasDecimalComma(line)) {
        return "Write numbers with a decimal point: 12.5.";
    }
    return "Correct this line: key = value, texts in \"double quotes\".";
}

} // namespace

std::optional<toml::table> parseToml(std::string_view bytes, const TomlSink& sink) {
    if (const auto foreign = foreignText(bytes)) {
        sink.findings.add(findingOf(Severity::kError, sink.site, sink.file, *foreign));
        return std::nullopt;
    }
    const DecodedText decoded = decodeText(bytes);
    if (!decoded.problem.empty()) {
        sink.findings.add({.severity = Severity::kError,
                           .site = sink.site,
                           .file = sink.file,
                           .place = fmt::format("{}:1", decoded.line),
                           .what = decoded.problem,
                           .cure = "Save it as UTF-8 in your text editor."});
        return std::nullopt;
    }
    try {
        return toml::parse(decoded.text, sink.file);
    } catch (const toml::parse_error& error) {
        sink.add(Severity::kError,
                 error.source(),
                 fmt::format("not TOML: {}", error.description()),
                 cureForSyntax(error, lineOf(decoded.text, error.source().begin.line)));
        return std::nullopt;
    }
}

const toml::node* TableReader::node(std::string_view key) {
    known_.emplace(key);
    return table_.get(key);
}

std::string TableReader::quoted(std::string_view key) const {
    return name_.empty() ? fmt::format("\"{}\"", key) : fmt::format("\"{}\" of {}", key, name_);
}

const toml::source_region& TableReader::sourceOf(std::string_view key) const {
    const toml::node* found = table_.get(key);
    return found != nullptr ? found->source() : table_.source();
}

void TableReader::error(std::string_view key, std::string what, std::string cure) const {
    sink_.add(Severity::kError, sourceOf(key), std::move(what), std::move(cure));
}

void TableReader::warning(std::string_view key, std::string what, std::string cure) const {
    sink_.add(Severity::kWarning, sourceOf(key), std::move(what), std::move(cure));
}

void TableReader::wrongType(std::string_view key, std::string_view wanted) const {
    error(key,
          fmt::format("{} has the wrong kind of value", quoted(key)),
          fmt::format("Write {}.", wanted));
}

std::optional<std::string> TableReader::string(std::string_view key, Need need) {
    const toml::node* found = node(key);
    if (found == nullptr) {
        if (need == Need::kRequired) {
            error(key,
                  fmt::format("{} is missing", quoted(key)),
                  fmt::format("Add: {} = \"…\"", key));
        }
        return std::nullopt;
    }
    const auto value = found->value_exact<std::string>();
    if (!value) {
        wrongType(key, fmt::format("{} = \"…\"", key));
        return std::nullopt;
    }
    if (value->empty() && need == Need::kRequired) {
        error(key, fmt::format("{} is empty", quoted(key)), "Write something between the quotes.");
        return std::nullopt;
    }
    return value;
}

std::optional<double> TableReader::number(std::string_view key, Range range) {
    const toml::node* found = node(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const auto value = found->is_number() ? found->value<double>() : std::nullopt;
    if (!value) {
        wrongType(key, fmt::format("{} = 12.5, a number without quotes", key));
        return std::nullopt;
    }
    if (!(*value >= range.min && *value <= range.max)) {
        error(key,
              fmt::format("{} is {}, which is out of range", quoted(key), *value),
              fmt::format("Write a number from {} to {}.", range.min, range.max));
        return std::nullopt;
    }
    return value;
}

std::vector<std::string> TableReader::strings(std::string_view key) {
    const toml::node* found = node(key);
    std::vector<std::string> values;
    if (found == nullptr) {
        return values;
    }
    const toml::array* array = found->as_array();
    if (array == nullptr) {
        wrongType(key, fmt::format("{} = [\"…\", \"…\"]", key));
        return values;
    }
    for (const toml::node& item : *array) {
        if (const auto value = item.value_exact<std::string>()) {
            values.push_back(*value);
        } else {
            sink_.add(Severity::kError,
                      item.source(),
                      fmt::format("an item of {} is not a text", quoted(key)),
                      "Put it in \"double quotes\".");
        }
    }
    return values;
}

LocalizedText TableReader::text(std::string_view key, Need need) {
    const toml::node* found = node(key);
    if (found == nullptr) {
        if (need == Need::kRequired) {
            error(key,
                  fmt::format("{} is missing", quoted(key)),
                  fmt::format("Add: {} = {{ vi = \"…\", en = \"…\", zh = \"…\" }}", key));
        }
        return {};
    }
    const toml::table* table = found->as_table();
    if (table == nullptr) {
        wrongType(key, fmt::format("{} = {{ vi = \"…\", en = \"…\", zh = \"…\" }}", key));
        return {};
    }
    std::vector<std::pair<toml::source_position, std::pair<std::string, std::string>>> texts;
    for (const auto& [tag, node] : *table) {
        const auto value = node.value_exact<std::string>();
        if (!isLanguageTag(tag.str())) {
            sink_.add(Severity::kError,
                      tag.source(),
                      fmt::format("\"{}\" in {} is not a language", tag.str(), quoted(key)),
                      "Write a language's short name: vi, en, zh, …");
        } else if (!value) {
            sink_.add(Severity::kError,
                      node.source(),
                      fmt::format("{} in {} is not a text", tag.str(), quoted(key)),
                      "Put it in \"double quotes\".");
        } else if (!value->empty()) {
            texts.push_back({tag.source().begin, {std::string(tag.str()), *value}});
        }
    }
    sortBySource(texts);
    LocalizedText localized;
    for (auto& [at, entry] : texts) {
        localized.set(entry.first, std::move(entry.second));
    }
    if (localized.empty() && need == Need::kRequired) {
        error(key, fmt::format("{} is empty", quoted(key)), "Write it in at least one language.");
        return localized;
    }
    std::vector<std::string> missing;
    for (const std::string& language : sink_.languages) {
        if (localized.find(language) == nullptr) {
            missing.push_back(language);
        }
    }
    if (!missing.empty() && !localized.empty()) {
        warning(key,
                fmt::format("{} is not there in {}; {} is shown instead",
                            quoted(key),
                            languageList(missing),
                            localized.find(sink_.languages[0]) != nullptr
                                ? sink_.languages[0]
                                : localized.all().front().first),
                fmt::format("Add: {} = \"…\"", missing.front()));
    }
    return localized;
}

std::optional<TableReader::Range> TableReader::interval(std::string_view key, Range range) {
    const toml::node* found = node(key);
    if (found == nullptr) {
        return std::nullopt;
    }
    const toml::array* pair = found->as_array();
    if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_number() ||
        !(*pair)[1].is_number()) {
        wrongType(key, fmt::format("{} = [{}, {}]", key, range.min, range.max));
        return std::nullopt;
    }
    const Range value{*(*pair)[0].value<double>(), *(*pair)[1].value<double>()};
    if (!(value.min >= range.min && value.max <= range.max && value.min < value.max)) {
        error(
            key,
            fmt::format("{} is [{}, {}], which is no interval", quoted(key), value.min, value.max),
            fmt::format("Write the smaller number first, within {} … {}.", range.min, range.max));
        return std::nullopt;
    }
    return value;
}

const toml::table* TableReader::table(std::string_view key) {
    const toml::node* found = node(key);
    if (found != nullptr && !found->is_table()) {
        wrongType(key, fmt::format("{} = {{ … }}", key));
        return nullptr;
    }
    return found == nullptr ? nullptr : found->as_table();
}

std::vector<const toml::table*> TableReader::tables(std::string_view key) {
    std::vector<const toml::table*> found_tables;
    const toml::node* found = node(key);
    if (found == nullptr) {
        return found_tables;
    }
    const toml::array* array = found->as_array();
    if (array == nullptr ||
        !std::ranges::all_of(*array, [](const toml::node& item) { return item.is_table(); })) {
        wrongType(key, fmt::format("[[{}]] with double brackets", key));
        return found_tables;
    }
    for (const toml::node& item : *array) {
        found_tables.push_back(item.as_table());
    }
    return found_tables;
}

void TableReader::finish(std::span<const Elsewhere> elsewhere) {
    const std::vector<std::string> known(known_.begin(), known_.end());
    std::vector<std::pair<toml::source_position, const toml::key*>> unknown;
    for (const auto& [key, node] : table_) {
        if (!known_.contains(key.str())) {
            unknown.push_back({key.source().begin, &key});
        }
    }
    sortBySource(unknown);
    for (const auto& [at, key] : unknown) {
        const auto moved = std::ranges::find(elsewhere, key->str(), &Elsewhere::key);
        const std::string similar = nearest(key->str(), known);
        std::string cure = fmt::format("Known here: {}.", fmt::join(known, ", "));
        if (moved != elsewhere.end()) {
            cure = fmt::format("It belongs to {}.", moved->table);
        } else if (!similar.empty()) {
            cure = fmt::format("Did you mean \"{}\"?", similar);
        }
        sink_.add(Severity::kError,
                  key->source(),
                  fmt::format("unknown key {}", quoted(key->str())),
                  std::move(cure));
    }
}

std::vector<NamedTable> namedTables(const toml::table& table,
                                    std::string_view kind,
                                    std::string_view key,
                                    const TomlSink& sink) {
    std::vector<std::pair<toml::source_position, NamedTable>> found;
    for (const auto& [name, node] : table) {
        const std::string id(name.str());
        if (!isId(id)) {
            sink.add(Severity::kError,
                     name.source(),
                     fmt::format("\"{}\" cannot be the id of a {}", id, kind),
                     fmt::format("Use small letters, digits and '-': {}", slug(id)));
        } else if (const toml::table* inside = node.as_table()) {
            found.push_back({name.source().begin, {id, inside}});
        } else {
            sink.add(
                Severity::kError,
                name.source(),
                fmt::format("{} \"{}\" is not a table", kind, id),
                fmt::format("Write [{}.{}] and, on the next line, {} = {{ … }}", kind, id, key));
        }
    }
    sortBySource(found);
    std::vector<NamedTable> tables;
    for (const auto& [at, named] : found) {
        tables.push_back(named);
    }
    return tables;
}

std::vector<std::pair<std::string, std::vector<std::string>>> readScript(const toml::table& table,
                                                                         const TomlSink& sink) {
    std::vector<std::pair<toml::source_position, std::pair<std::string, std::vector<std::string>>>>
        scripts;
    TableReader reader(table, "script", sink);
    for (const auto& [tag, node] : table) {
        if (!isLanguageTag(tag.str())) {
            sink.add(Severity::kError,
                     tag.source(),
                     fmt::format("\"{}\" in script is not a language", tag.str()),
                     "Write a language's short name: vi, en, zh, …");
            continue;
        }
        scripts.push_back(
            {tag.source().begin, {std::string(tag.str()), reader.strings(tag.str())}});
    }
    sortBySource(scripts);
    std::vector<std::pair<std::string, std::vector<std::string>>> result;
    for (auto& [at, script] : scripts) {
        if (!script.second.empty()) {
            result.push_back(std::move(script));
        }
    }
    return result;
}

} // namespace vr360
