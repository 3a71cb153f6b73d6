#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vr360 {

/// A key, or a key within a table: {"category"}, {"name", "vi"}.
using TomlPath = std::vector<std::string>;

/// A value to be written: the literal as it stands in the file.
struct TomlEdit {
    TomlPath path;
    std::string literal;
};

/// Writes values into a TOML file's text and leaves everything else in it as it is to the byte:
/// comments, order, spaces, line ends. Values that are there are replaced; new ones go into the
/// table of their kind, or behind the last key before the first [header]. `text` is UTF-8, with or
/// without byte order mark. A fault when it is not TOML, or when the result would differ in
/// anything but the edits.
Result<std::string> editToml(std::string_view text, const std::vector<TomlEdit>& edits);

/// "text" → a TOML string on one line; numbers with a decimal point; a list with a line each.
std::string tomlLiteral(std::string_view text);
std::string tomlLiteral(double number);
std::string tomlLiteral(const std::vector<std::string>& list);

} // namespace vr360
