#include "packager/report/finding.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace vr360 {

Finding
findingOf(Severity severity, std::string_view site, std::string_view file, const Fault& fault) {
    Finding finding{.severity = severity,
                    .site = std::string(site),
                    .file = std::string(file),
                    .what = fault.what,
                    .cure = fault.cure,
                    .number = fault.number};
    std::string_view where = fault.where;
    if (file.empty()) {
        finding.file = where;
    } else if (where.starts_with(file)) {
        where.remove_prefix(file.size());
        const std::size_t start = where.find_first_not_of(": ,");
        finding.place = start == std::string_view::npos ? "" : std::string(where.substr(start));
    } else {
        finding.place = where;
    }
    return finding;
}

void Findings::makeStrict() {
    strict_ = true;
    add(std::exchange(all_, {}));
}

void Findings::add(Finding finding) {
    if (strict_ && finding.severity == Severity::kWarning) {
        finding.severity = Severity::kError;
    }
    all_.push_back(std::move(finding));
}

void Findings::add(std::vector<Finding> findings) {
    for (Finding& finding : findings) {
        add(std::move(finding));
    }
}

int Findings::count(Severity severity) const {
    return static_cast<int>(
        std::ranges::count_if(all_, [&](const Finding& f) { return f.severity == severity; }));
}

bool Findings::hasErrors(std::string_view site) const {
    return std::ranges::any_of(
        all_, [&](const Finding& f) { return f.severity == Severity::kError && f.site == site; });
}

std::vector<Finding> Findings::grouped() const {
    std::vector<Finding> sorted = all_;
    std::ranges::stable_sort(sorted, [](const Finding& a, const Finding& b) {
        // Severities count upwards, errors come first.
        return std::tuple(a.site, -static_cast<int>(a.severity)) <
               std::tuple(b.site, -static_cast<int>(b.severity));
    });
    return sorted;
}

std::string headline(const Finding& finding) {
    std::string line = finding.file;
    if (!finding.place.empty()) {
        const bool is_position = finding.place[0] >= '0' && finding.place[0] <= '9';
        line += (line.empty() ? "" : is_position ? ":" : ", ") + finding.place;
    }
    line += line.empty() ? "" : ": ";
    line += finding.what;
    if (finding.number != 0) {
        line += " (V" + std::to_string(finding.number) + ")";
    }
    return line;
}

std::string_view severityName(Severity severity) {
    switch (severity) {
    case Severity::kNote:
        return "note";
    case Severity::kWarning:
        return "warning";
    case Severity::kError:
        return "error";
    }
    return "";
}

} // namespace vr360
