#pragma once

#include "packager/catalogue/toml_text.h"

#include <cstddef>

namespace vr360 {

/// Where everything lies in a TOML file's text, as byte offsets. Only for text that a TOML parser
/// has found to be good.
struct TomlLayout {
    struct Value {
        TomlPath path; ///< with the header's before it
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t next_line = 0; ///< behind the line that it ends in; 0 within an inline table
        bool at_root = false;      ///< before the first header
    };
    /// { … }
    struct Inline {
        TomlPath path;
        std::size_t begin = 0;    ///< of the {
        std::size_t last_end = 0; ///< of its last value; 0 when it is empty
        std::size_t end = 0;      ///< behind the }
    };
    /// [path], or [[path]].
    struct Header {
        TomlPath path;
        std::size_t begin = 0; ///< of its line
        std::size_t next_line = 0;
    };
    std::vector<Value> values;
    std::vector<Inline> inlines;
    std::vector<Header> headers;
};

TomlLayout layoutOf(std::string_view text);

} // namespace vr360
