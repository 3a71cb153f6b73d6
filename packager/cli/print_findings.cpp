#include "packager/cli/print_findings.h"

#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <utility>

namespace vr360 {
namespace {

using nlohmann::ordered_json;

constexpr int kShownOfAKind = 4;

std::string painted(const Terminal& terminal, Severity severity) {
    switch (severity) {
    case Severity::kError:
        return terminal.paint(Terminal::Colour::kRed, "error");
    case Severity::kWarning:
        return terminal.paint(Terminal::Colour::kYellow, "warning");
    case Severity::kNote:
        break;
    }
    return terminal.paint(Terminal::Colour::kDim, "note");
}

/// Findings with the same cure in the same file are of one kind.
std::pair<std::string, std::string> kindOf(const Finding& finding) {
    return {finding.site + "/" + finding.file, finding.cure};
}

} // namespace

void printFindings(Terminal& terminal, const Findings& findings) {
    const std::vector<Finding> grouped = findings.grouped();
    std::map<std::pair<std::string, std::string>, int> kinds;
    for (const Finding& finding : grouped) {
        ++kinds[kindOf(finding)];
    }
    std::map<std::pair<std::string, std::string>, int> shown;
    const std::string* site = nullptr;
    for (const Finding& finding : grouped) {
        if (site == nullptr || *site != finding.site) {
            site = &finding.site;
            if (!site->empty()) {
                terminal.say(terminal.paint(Terminal::Colour::kBold, *site));
            }
        }
        const std::string_view indent = site->empty() ? "" : "  ";
        const auto kind = kindOf(finding);
        const int count = ++shown[kind];
        if (count <= kShownOfAKind) {
            Finding words = finding;
            words.place = terminal.tr(finding.place);
            words.what = terminal.tr(finding.what);
            terminal.say(fmt::format(
                "{}{}: {}", indent, painted(terminal, finding.severity), headline(words)));
            if (!finding.cure.empty()) {
                terminal.say(fmt::format("{}  {}", indent, terminal.tr(finding.cure)));
            }
        } else if (count == kShownOfAKind + 1) {
            terminal.say(fmt::format("{}… and {} more of this kind in {} (--json lists them all)",
                                     indent,
                                     kinds[kind] - kShownOfAKind,
                                     finding.file));
        }
    }
}

ordered_json toJson(const Findings& findings) {
    ordered_json list = ordered_json::array();
    for (const Finding& finding : findings.grouped()) {
        ordered_json entry{{"severity", severityName(finding.severity)},
                           {"site", finding.site},
                           {"file", finding.file},
                           {"place", finding.place},
                           {"what", finding.what},
                           {"cure", finding.cure}};
        if (finding.number != 0) {
            entry["number"] = fmt::format("V{}", finding.number);
        }
        list.push_back(std::move(entry));
    }
    return list;
}

void printJson(const ordered_json& document) {
    // Paths need not be UTF-8; a replacement character is better than no report.
    const std::string text =
        document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

} // namespace vr360
