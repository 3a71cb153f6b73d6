#include "packager/catalogue/toml_layout.h"

#include <algorithm>

namespace vr360 {
namespace {

constexpr std::string_view kBlank = " \t";
constexpr std::string_view kBlankLines = " \t\r\n";

class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {
        at_ = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    }

    TomlLayout scan() {
        while (skipBlankLines()) {
            if (text_[at_] == '[') {
                scanHeader();
            } else {
                scanStatement();
            }
        }
        return std::move(layout_);
    }

private:
    [[nodiscard]] bool isAt(std::string_view what) const {
        return text_.substr(std::min(at_, text_.size())).starts_with(what);
    }

    void skip(std::string_view characters) {
        at_ = std::min(text_.find_first_not_of(characters, at_), text_.size());
    }

    void skipLine() {
        const std::size_t end = text_.find('\n', at_);
        at_ = end == std::string_view::npos ? text_.size() : end + 1;
    }

    /// Also comments. False at the end.
    bool skipBlankLines() {
        skip(kBlankLines);
        while (isAt("#")) {
            skipLine();
            skip(kBlankLines);
        }
        return at_ < text_.size();
    }

    void scanHeader() {
        TomlLayout::Header header{.begin = text_.rfind('\n', at_) + 1};
        skip("[");
        header.path = scanKey();
        skipLine();
        header.next_line = at_;
        prefix_ = header.path;
        layout_.headers.push_back(std::move(header));
    }

    void scanStatement() {
        TomlPath path = prefix_;
        for (std::string& key : scanKey()) {
            path.push_back(std::move(key));
        }
        const std::size_t index = scanAssigned(path);
        skipLine();
        layout_.values[index].next_line = at_;
    }

    /// "= value" → its index in layout_.values.
    std::size_t scanAssigned(const TomlPath& path) {
        skip(kBlank);
        at_ = std::min(at_ + 1, text_.size()); // =
        skip(kBlank);
        const std::size_t index = layout_.values.size();
        layout_.values.push_back({.path = path, .begin = at_, .at_root = layout_.headers.empty()});
        scanValue(path);
        layout_.values[index].end = at_;
        return index;
    }

    TomlPath scanKey() {
        TomlPath path;
        while (true) {
            skip(kBlank);
            const std::size_t begin = at_;
            if (isAt("\"") || isAt("'")) {
                scanString();
                const std::size_t length = at_ - begin;
                path.emplace_back(text_.substr(begin + 1, length < 2 ? 0 : length - 2));
            } else {
                at_ = std::min(text_.find_first_of(".=]} \t\r\n", at_), text_.size());
                path.emplace_back(text_.substr(begin, at_ - begin));
            }
            skip(kBlank);
            if (!isAt(".")) {
                return path;
            }
            ++at_;
        }
    }

    void scanValue(const TomlPath& path) {
        if (isAt("\"") || isAt("'")) {
            scanString();
        } else if (isAt("[")) {
            scanArray(path);
        } else if (isAt("{")) {
            scanInlineTable(path);
        } else {
            const std::size_t end = std::min(text_.find_first_of(",]}#\r\n", at_), text_.size());
            const std::size_t last = text_.find_last_not_of(kBlank, end - 1);
            at_ = std::max(at_, std::min(end, last + 1));
        }
    }

    void scanString() {
        const char mark = text_[at_];
        const std::string triple(3, mark);
        const bool is_long = isAt(triple);
        at_ += is_long ? 3 : 1;
        while (at_ < text_.size()) {
            if (mark == '"' && text_[at_] == '\\') {
                at_ = std::min(at_ + 2, text_.size());
            } else if (text_[at_] != mark || (is_long && !isAt(triple))) {
                ++at_;
            } else {
                at_ += is_long ? 3 : 1;
                // Up to two more marks before the closing three belong to the text.
                for (int more = 0; more < 2 && is_long && isAt(std::string_view(&mark, 1));
                     ++more) {
                    ++at_;
                }
                return;
            }
        }
    }

    void scanArray(const TomlPath& path) {
        ++at_;
        while (skipBlankLines() && !isAt("]")) {
            const std::size_t before = at_;
            // Items have no path of their own: nothing is written into them.
            TomlPath item = path;
            item.emplace_back();
            scanValue(item);
            skipBlankLines();
            at_ += isAt(",") || at_ == before ? 1 : 0;
        }
        at_ = std::min(at_ + 1, text_.size());
    }

    void scanInlineTable(const TomlPath& path) {
        TomlLayout::Inline table{.path = path, .begin = at_};
        ++at_;
        while (skipBlankLines() && !isAt("}")) {
            TomlPath inner = path;
            for (std::string& key : scanKey()) {
                inner.push_back(std::move(key));
            }
            table.last_end = layout_.values[scanAssigned(inner)].end;
            skipBlankLines();
            at_ += isAt(",") ? 1 : 0;
        }
        at_ = std::min(at_ + 1, text_.size());
        table.end = at_;
        layout_.inlines.push_back(std::move(table));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    TomlPath prefix_;
    TomlLayout layout_;
};

} // namespace

TomlLayout layoutOf(std::string_view text) {
    return Scanner(text).scan();
}

} // namespace vr360
