#include "packager/catalogue/csv.h"

#include "packager/files/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace vr360 {
namespace {

constexpr std::array kSeparators{',', ';', '\t'};
constexpr std::string_view kFormulaStarts = "=+-@\t\r";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// "sep=;" in a line of its own, as some programs write and all of them read.
std::optional<char> takeSeparatorLine(std::string_view& text) {
    constexpr std::string_view kStart = "sep=";
    const std::size_t end = text.find_first_of("\r\n");
    if (end != kStart.size() + 1 || !text.starts_with(kStart)) {
        return std::nullopt;
    }
    const char separator = text[kStart.size()];
    text.remove_prefix(text.substr(end).starts_with("\r\n") ? end + 2 : end + 1);
    return separator;
}

/// What the first row has most of, outside of quotes.
char guessSeparator(std::string_view text) {
    std::array<int, kSeparators.size()> counts{};
    bool quoted = false;
    for (const char c : text) {
        quoted = quoted != (c == '"');
        if (!quoted && (c == '\n' || c == '\r')) {
            break;
        }
        for (std::size_t i = 0; i < kSeparators.size() && !quoted; ++i) {
            counts[i] += c == kSeparators[i] ? 1 : 0;
        }
    }
    return kSeparators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

class CsvReader {
public:
    CsvReader(std::string_view text, char separator, std::string_view label)
        : text_(text), separator_(separator), label_(label) {}

    Result<CsvTable> read() {
        while (at_ < text_.size()) {
            if (Status cell = readCell(); !cell.ok()) {
                return cell.fault();
            }
        }
        if (!row_.cells.empty()) {
            endRow();
        }
        return std::move(table_);
    }

private:
    /// A cell and the separator or line end behind it.
    Status readCell() {
        std::string cell;
        if (text_[at_] == '"') {
            if (Status quoted = readQuoted(cell); !quoted.ok()) {
                return quoted;
            }
        } else {
            const std::array<char, 3> ends{separator_, '\r', '\n'};
            const std::size_t end = std::min(
                text_.find_first_of(std::string_view(ends.data(), ends.size()), at_), text_.size());
            cell = text_.substr(at_, end - at_);
            at_ = end;
        }
        row_.cells.push_back(std::move(cell));
        if (at_ < text_.size() && text_[at_] == separator_) {
            ++at_;
            if (at_ == text_.size()) {
                row_.cells.emplace_back(); // a separator at the very end: one more, empty
            }
        } else {
            takeLineEnd();
            endRow();
        }
        return Done{};
    }

    Status readQuoted(std::string& cell) {
        ++at_;
        while (true) {
            if (at_ == text_.size()) {
                return fault("has a quotation mark that is never closed",
                             "Put a \" at the end of that cell; quotation marks within a cell are "
                             "written twice.");
            }
            const char c = text_[at_];
            if (c == '"') {
                if (!text_.substr(at_ + 1).starts_with('"')) {
                    break;
                }
                ++at_;
            }
            if (c == '\r') {
                cell += '\n';
                at_ += text_.substr(at_ + 1).starts_with('\n') ? 2 : 1;
            } else {
                cell += c;
                ++at_;
            }
        }
        ++at_;
        if (at_ < text_.size() && text_[at_] != separator_ && text_[at_] != '\n' &&
            text_[at_] != '\r') {
            return fault("has text behind a closing quotation mark",
                         "Write quotation marks within a cell twice, or save the table again from "
                         "the spreadsheet program.");
        }
        return Done{};
    }

    void takeLineEnd() {
        if (at_ < text_.size()) {
            at_ += text_.substr(at_).starts_with("\r\n") ? 2 : 1;
        }
    }

    void endRow() {
        const int number = row_.number;
        if (std::ranges::any_of(row_.cells,
                                [](const std::string& cell) { return !cell.empty(); })) {
            table_.rows.push_back(std::move(row_));
        }
        row_ = {number + 1, {}};
    }

    [[nodiscard]] Fault fault(std::string what, std::string cure) const {
        return {fmt::format(
                    "{}: row {}, column {}", label_, row_.number, columnLetters(row_.cells.size())),
                std::move(what),
                std::move(cure)};
    }

    std::string_view text_;
    char separator_;
    std::string_view label_;
    std::size_t at_ = 0;
    CsvTable::Row row_{1, {}};
    CsvTable table_;
};

std::string quoted(const std::string& cell, char separator) {
    const bool needs = cell.find_first_of("\"\r\n") != std::string::npos ||
                       cell.find(separator) != std::string::npos || cell.starts_with(' ') ||
                       cell.ends_with(' ');
    if (!needs) {
        return cell;
    }
    std::string text = "\"";
    for (const char c : cell) {
        text += c;
        if (c == '"') {
            text += c;
        }
    }
    return text + '"';
}

} // namespace

Result<CsvTable> readCsv(std::string_view bytes, std::string_view label) {
    const DecodedText decoded = decodeText(bytes);
    if (!decoded.problem.empty()) {
        return Fault{fmt::format("{}: line {}", label, decoded.line),
                     decoded.problem,
                     "In Excel, choose Save as, and \"CSV UTF-8\" as the kind of file."};
    }
    std::string_view text = decoded.text;
    const auto named = takeSeparatorLine(text);
    return CsvReader(text, named.value_or(guessSeparator(text)), label).read();
}

std::string writeCsv(const std::vector<std::vector<std::string>>& rows, char separator) {
    std::string text(kByteOrderMark);
    for (const std::vector<std::string>& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0) {
                text += separator;
            }
            text += quoted(row[i], separator);
        }
        text += "\r\n";
    }
    return text;
}

std::string guarded(std::string_view text) {
    const std::size_t start = text.find_first_not_of('\'');
    const bool is_formula = start != std::string_view::npos &&
                            kFormulaStarts.find(text[start]) != std::string_view::npos;
    return (is_formula ? "'" : "") + std::string(text);
}

std::string unguarded(std::string_view cell) {
    const std::size_t start = cell.find_first_not_of('\'');
    const bool is_guarded = start != std::string_view::npos && start > 0 &&
                            kFormulaStarts.find(cell[start]) != std::string_view::npos;
    return std::string(cell.substr(is_guarded ? 1 : 0));
}

std::string columnLetters(std::size_t index) {
    std::string letters;
    for (std::size_t rest = index + 1; rest > 0; rest = (rest - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
    }
    return letters;
}

} // namespace vr360
