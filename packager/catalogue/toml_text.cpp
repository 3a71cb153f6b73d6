#include "packager/catalogue/toml_text.h"

#include "packager/catalogue/toml_layout.h"
#include "packager/files/unicode.h"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <span>

namespace vr360 {
namespace {

std::string lineEndOf(std::string_view text) {
    const std::size_t end = text.find('\n');
    return end != std::string_view::npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
}

std::string withLineEnds(std::string_view text, std::string_view line_end) {
    std::string result;
    for (const char c : text) {
        result += c == '\n' ? line_end : std::string_view(&c, 1);
    }
    return result;
}

std::string keyLiteral(const std::string& key) {
    const bool is_bare = !key.empty() && std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
    return is_bare ? key : tomlLiteral(key);
}

/// A line at a place where a line begins, or at the end of a file without a last line end.
void insertLine(std::string& text, std::size_t at, const std::string& line) {
    const std::string end = lineEndOf(text);
    const bool begins = at == 0 || text[at - 1] == '\n' || text.substr(0, at) == "\xEF\xBB\xBF";
    text.insert(at, (begins ? "" : end) + line + end);
}

/// Behind the last key before the first header.
std::size_t endOfRoot(const TomlLayout& layout, const std::string& text) {
    std::size_t end = 0;
    for (const TomlLayout::Value& value : layout.values) {
        end = value.at_root ? std::max(end, value.next_line) : end;
    }
    if (end > 0) {
        return end;
    }
    return layout.headers.empty() ? text.size() : layout.headers.front().begin;
}

template <typename Item>
const Item* findPath(const std::vector<Item>& items, const TomlPath& path) {
    const auto it = std::ranges::find(items, path, &Item::path);
    return it == items.end() ? nullptr : &*it;
}

/// The last "name.vi = …" before the first header.
const TomlLayout::Value* lastDotted(const TomlLayout& layout, const TomlPath& table) {
    const TomlLayout::Value* last = nullptr;
    for (const TomlLayout::Value& value : layout.values) {
        if (value.at_root && value.next_line > 0 && value.path.size() > table.size() &&
            std::equal(table.begin(), table.end(), value.path.begin())) {
            last = &value;
        }
    }
    return last;
}

std::string dotted(const TomlPath& path) {
    std::string text;
    for (const std::string& key : path) {
        text += (text.empty() ? "" : ".") + keyLiteral(key);
    }
    return text;
}

void apply(std::string& text, const TomlEdit& edit) {
    const TomlLayout layout = layoutOf(text);
    const std::string literal = withLineEnds(edit.literal, lineEndOf(text));
    if (const auto* value = findPath(layout.values, edit.path)) {
        text.replace(value->begin, value->end - value->begin, literal);
        return;
    }
    const std::string assigned = fmt::format("{} = {}", keyLiteral(edit.path.back()), literal);
    if (edit.path.size() == 1) {
        insertLine(text, endOfRoot(layout, text), assigned);
        return;
    }
    const TomlPath parent(edit.path.begin(), edit.path.end() - 1);
    if (const auto* table = findPath(layout.inlines, parent)) {
        if (table->last_end > 0) {
            text.insert(table->last_end, ", " + assigned);
        } else {
            text.replace(table->begin, table->end - table->begin, "{ " + assigned + " }");
        }
    } else if (const auto* header = findPath(layout.headers, parent)) {
        insertLine(text, header->next_line, assigned);
    } else if (const auto* last = lastDotted(layout, parent)) {
        insertLine(text, last->next_line, fmt::format("{}.{}", dotted(parent), assigned));
    } else {
        apply(text, {parent, fmt::format("{{ {} }}", assigned)});
    }
}

std::optional<toml::table> parsed(std::string_view text) {
    const DecodedText decoded = decodeText(text);
    if (!decoded.problem.empty()) {
        return std::nullopt;
    }
    try {
        return toml::parse(decoded.text);
    } catch (const toml::parse_error&) {
        return std::nullopt;
    }
}

void erase(toml::table& table, std::span<const std::string> path) {
    toml::table* inner = table[path[0]].as_table();
    if (path.size() > 1 && inner != nullptr) {
        erase(*inner, path.subspan(1));
    }
    if (path.size() == 1 || (inner != nullptr && inner->empty())) {
        table.erase(path[0]);
    }
}

/// Without what was edited, and without tables that are empty then.
toml::table without(toml::table table, const std::vector<TomlEdit>& edits) {
    for (const TomlEdit& edit : edits) {
        erase(table, edit.path);
    }
    return table;
}

bool holds(const toml::table& table, const TomlEdit& edit) {
    const auto wanted = parsed("value = " + edit.literal);
    const toml::node* node = &table;
    for (const std::string& key : edit.path) {
        const toml::table* parent = node == nullptr ? nullptr : node->as_table();
        node = parent == nullptr ? nullptr : parent->get(key);
    }
    toml::table holder;
    if (node != nullptr) {
        node->visit([&](const auto& value) { holder.insert("value", value); });
    }
    return wanted && holder == *wanted;
}

} // namespace

Result<std::string> editToml(std::string_view text, const std::vector<TomlEdit>& edits) {
    const auto before = parsed(text);
    if (!before) {
        return Fault{"", "is not TOML", "Run vr360-pack check, and mend it first."};
    }
    std::string edited(text);
    for (const TomlEdit& edit : edits) {
        apply(edited, edit);
    }
    const auto after = parsed(edited);
    const bool good =
        after && without(*before, edits) == without(*after, edits) &&
        std::ranges::all_of(edits, [&](const TomlEdit& e) { return holds(*after, e); });
    if (!good) {
        return Fault{"",
                     "is written in a way that values cannot be put into",
                     "Change it by hand, or write texts as name = { vi = \"…\", en = \"…\" }."};
    }
    return edited;
}

std::string tomlLiteral(std::string_view text) {
    std::string literal = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            literal += '\\';
            literal += c;
        } else if (c == '\n') {
            literal += "\\n";
        } else if (c == '\t') {
            literal += "\\t";
        } else if (byte < 0x20 || byte == 0x7F) {
            literal += fmt::format("\\u{:04X}", byte);
        } else {
            literal += c;
        }
    }
    return literal + '"';
}

std::string tomlLiteral(double number) {
    std::string text = fmt::format("{}", number);
    return text.find_first_of(".e") == std::string::npos ? text + ".0" : text;
}

std::string tomlLiteral(const std::vector<std::string>& list) {
    if (list.size() == 1) {
        return fmt::format("[{}]", tomlLiteral(list[0]));
    }
    std::string text = "[";
    for (const std::string& item : list) {
        text += "\n  " + tomlLiteral(item) + ",";
    }
    return text + (list.empty() ? "]" : "\n]");
}

} // namespace vr360
