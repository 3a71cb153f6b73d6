#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// A table as spreadsheet programs save it, all cells as text.
struct CsvTable {
    struct Row {
        int number = 0; ///< as spreadsheets count: from 1, whatever lines a cell spans
        std::vector<std::string> cells;
    };
    std::vector<Row> rows; ///< without those that are empty; the first holds the columns' names
};

/// Reads comma, semicolon or tab separated values (whichever the first row has most of, or the one
/// that a line "sep=;" names): UTF-8 with or without byte order mark, UTF-16 with one; any line
/// ends; "quoted" cells with line breaks, separators and "" in them. Line breaks within a cell
/// become "\n", text becomes NFC. Faults name the row.
Result<CsvTable> readCsv(std::string_view bytes, std::string_view label);

/// A table as spreadsheet programs open it without asking: UTF-8 with a byte order mark, CRLF,
/// cells quoted where they must be. `separator` is ',', ';' or '\t'.
std::string writeCsv(const std::vector<std::vector<std::string>>& rows, char separator);

/// Spreadsheets take text that begins with = + - @ (or a tab or carriage return) for a formula and
/// run it. An apostrophe in front keeps it text; unguarded takes it off again. Every text survives
/// both.
std::string guarded(std::string_view text);
std::string unguarded(std::string_view cell);

/// "A" … "Z", "AA" …: how spreadsheets call column `index` (from 0).
std::string columnLetters(std::size_t index);

} // namespace vr360
