#pragma once

#include "core/base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

enum class Severity {
    kNote,    ///< worth knowing; nothing to do
    kWarning, ///< published, but somebody should look at it
    kError,   ///< what it is about is not published
};

/// Something a person should know about a tour or a package.
struct Finding {
    Severity severity = Severity::kWarning;
    std::string site;  ///< id of the site it is about; empty for the tour as a whole
    std::string file;  ///< relative to the tour or the package
    std::string place; ///< in the file: "line:column", "cue 3 at 12.4 s"; may be empty
    std::string what;
    std::string cure;
    int number = 0; ///< docs/format.md section 7 (101 for V101), else 0
};

/// A fault said about a file of a site. Where the fault begins with the file's name, only the
/// rest becomes the place.
Finding
findingOf(Severity severity, std::string_view site, std::string_view file, const Fault& fault);

/// Findings in the order they were made. Not thread-safe: workers make their own and the main
/// thread joins them.
class Findings {
public:
    /// Warnings count as errors: those that are there and those still to come.
    void makeStrict();

    void add(Finding finding);
    void add(std::vector<Finding> findings);

    [[nodiscard]] const std::vector<Finding>& all() const { return all_; }
    [[nodiscard]] int count(Severity severity) const;
    [[nodiscard]] bool hasErrors(std::string_view site) const;
    /// Grouped for reading: the tour's own first, then by site; errors before warnings before
    /// notes; otherwise as they came.
    [[nodiscard]] std::vector<Finding> grouped() const;

private:
    std::vector<Finding> all_;
    bool strict_ = false;
};

/// "sites/a/site.toml:3:1: what" without the cure, on one line.
std::string headline(const Finding& finding);
/// "error", "warning", "note".
std::string_view severityName(Severity severity);

} // namespace vr360
