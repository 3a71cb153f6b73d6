#include "packager/build/report_page.h"

#include "core/package/base64.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace vr360 {
namespace {

// The content policy is the promise that the page asks nobody for anything, kept by the browser.
constexpr std::string_view kHead = R"(<!doctype html>
<html lang="{0}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{1}</title>
<style>
)";

constexpr std::string_view kStyle =
    R"(:root { color-scheme: light dark; --ground: #f6f5f2; --card: #fff; --ink: #1d1c1a; --soft: #65625c;
  --line: #dedbd4; --error: #b3261e; --warning: #8a5a00; --good: #2e6b34;
  --c0: #2f6f8f; --c1: #c8792b; --c2: #6a8f3c; --c3: #8a5a9e; --c4: #b8473f; --c5: #7a7a72; --c6: #c2a13a; }
@media (prefers-color-scheme: dark) { :root { --ground: #171715; --card: #22211f; --ink: #eceae5; --soft: #a7a39a;
  --line: #3a3833; --error: #ff8a80; --warning: #f0b95a; --good: #8ccf92;
  --c0: #5aa6c9; --c1: #e09a52; --c2: #93bb62; --c3: #b58ac8; --c4: #dd7a72; --c5: #9b9a92; --c6: #dcc163; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Noto Sans", sans-serif; }
main { max-width: 1160px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 19px; margin: 32px 0 12px; }
.soft { color: var(--soft); }
.end-good { color: var(--good); font-weight: 600; } .end-bad { color: var(--error); font-weight: 600; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr)); gap: 16px; margin-top: 20px; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 16px; min-width: 0; }
.card h2 { margin: 0 0 10px; font-size: 16px; display: flex; justify-content: space-between; gap: 12px; }
.bar { display: flex; height: 18px; border-radius: 5px; overflow: hidden; background: var(--line); }
.bar i { display: block; min-width: 2px; }
.legend { list-style: none; margin: 10px 0 0; padding: 0; display: grid; gap: 2px; }
.legend li { display: flex; gap: 8px; align-items: baseline; }
.legend b { width: 11px; height: 11px; border-radius: 3px; flex: none; }
.legend span:last-child { margin-left: auto; font-variant-numeric: tabular-nums; }
.sites { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 330px), 1fr)); gap: 16px; }
.site { padding: 0; overflow: hidden; display: flex; flex-direction: column; }
.thumb { display: flex; aspect-ratio: 2; background: var(--line); overflow: hidden; }
.thumb img { flex: 1 1 0; min-width: 0; width: 100%; height: 100%; object-fit: fill; }
.thumb.none { align-items: center; justify-content: center; color: var(--soft); aspect-ratio: 6; }
.body { padding: 12px 16px 14px; }
.body h3 { margin: 0; font-size: 17px; overflow-wrap: anywhere; }
.facts { display: flex; flex-wrap: wrap; gap: 2px 14px; margin: 6px 0 0; font-size: 14px; }
.share { height: 4px; border-radius: 2px; background: var(--line); margin: 8px 0 0; }
.share i { display: block; height: 100%; border-radius: 2px; background: var(--c0); }
.badge { display: inline-block; border-radius: 99px; padding: 0 9px; font-size: 13px; border: 1px solid currentColor; }
.error { color: var(--error); } .warning { color: var(--warning); } .note { color: var(--soft); }
.findings { margin: 10px 0 0; padding: 0; list-style: none; font-size: 14px; display: grid; gap: 8px; }
.findings li { border-left: 3px solid currentColor; padding-left: 10px; overflow-wrap: anywhere; }
.findings p { margin: 0; color: var(--ink); } .findings .where { color: var(--soft); font-size: 13px; margin-left: 6px; }
.findings .what { margin-top: 3px; }
details summary { cursor: pointer; font-size: 14px; margin-top: 10px; } .card > details:first-child > summary { margin-top: 0; }
@media print { .card { break-inside: avoid; } }
)";

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
        case '&':
            html += "&amp;";
            break;
        case '<':
            html += "&lt;";
            break;
        case '>':
            html += "&gt;";
            break;
        case '"':
            html += "&quot;";
            break;
        case '\'':
            html += "&#39;";
            break;
        default:
            html += c;
        }
    }
    return html;
}

std::string sizeText(std::int64_t bytes) {
    const auto size = static_cast<double>(bytes);
    return size < 1e6   ? fmt::format("{:.1f} kB", size / 1e3)
           : size < 1e9 ? fmt::format("{:.1f} MB", size / 1e6)
                        : fmt::format("{:.2f} GB", size / 1e9);
}

std::string secondsText(double seconds) {
    if (seconds < 100.0) {
        return fmt::format("{:.1f} s", seconds);
    }
    const auto whole = std::lround(seconds);
    return fmt::format("{}:{:02} min", whole / 60, whole % 60);
}

/// A part of a stacked bar.
struct Part {
    std::string name;
    double amount = 0.0;
    std::string text;
};

class Page {
public:
    Page(const BuildReport& report,
         const ReportFigures& figures,
         std::string_view language,
         const MessageTable& words)
        : report_(report), figures_(figures), language_(language), words_(words) {}

    std::string make() {
        const std::string title =
            figures_.title.empty() ? tr("Report of a build") : escaped(figures_.title);
        html_ = fmt::format(fmt::runtime(kHead), language_, title);
        html_ += kStyle;
        html_ += fmt::format("</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n", title);
        addSummary();
        addCharts();
        addGeneral();
        addSites();
        html_ += "</main>\n</body>\n</html>\n";
        return std::move(html_);
    }

private:
    /// In the page's language, and escaped.
    [[nodiscard]] std::string tr(std::string_view message) const {
        return escaped(words_.translate(message));
    }

    [[nodiscard]] std::string endText() const {
        switch (report_.end) {
        case BuildEnd::kPublished:
            return fmt::format("release {}", report_.release);
        case BuildEnd::kPublishedPartly:
            return fmt::format(
                "release {}, without {} that failed", report_.release, report_.failed.size());
        case BuildEnd::kBadInput:
            return "Nothing published: there are errors.";
        case BuildEnd::kCannotWrite:
            return "Nothing published: cannot write.";
        case BuildEnd::kInterrupted:
            return "Interrupted; nothing published. The same command carries on from here.";
        case BuildEnd::kBusy:
            break;
        }
        return "Nothing published: the package is busy.";
    }

    void addSummary() {
        html_ += fmt::format(
            "<p><span class=\"{}\">{}</span> <span class=\"soft\">· {} · {} · {} · {}</span></p>\n",
            report_.end == BuildEnd::kPublished ? "end-good" : "end-bad",
            tr(endText()),
            tr(fmt::format("{} sites", figures_.sites.size())),
            tr(fmt::format("{} errors", report_.findings.count(Severity::kError))),
            tr(fmt::format("{} warnings", report_.findings.count(Severity::kWarning))),
            secondsText(report_.seconds));
    }

    void
    addChart(std::string_view title, const std::string& total, const std::vector<Part>& parts) {
        double sum = 0.0;
        for (const Part& part : parts) {
            sum += part.amount;
        }
        if (sum <= 0.0) {
            return;
        }
        constexpr std::size_t kColours = 7;
        std::string bar;
        std::string legend;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            bar += fmt::format("<i style=\"width:{:.2f}%;background:var(--c{})\"></i>",
                               100.0 * parts[i].amount / sum,
                               i % kColours);
            legend += fmt::format("<li><b style=\"background:var(--c{})\"></b><span>{}</span>"
                                  "<span>{}</span></li>\n",
                                  i % kColours,
                                  tr(parts[i].name),
                                  parts[i].text);
        }
        html_ +=
            fmt::format("<section class=\"card\"><h2><span>{}</span><span>{}</span></h2>\n"
                        "<div class=\"bar\">{}</div>\n<ul class=\"legend\">\n{}</ul></section>\n",
                        tr(title),
                        total,
                        bar,
                        legend);
    }

    void addCharts() {
        html_ += "<div class=\"charts\">\n";
        std::vector<Part> bytes;
        for (const auto& [kind, size] : figures_.bytes) {
            bytes.push_back({kind, static_cast<double>(size), sizeText(size)});
        }
        addChart("Where the bytes are", sizeText(figures_.total_bytes), bytes);
        std::vector<Part> seconds;
        for (const auto& [stage, time] : report_.stages) {
            seconds.push_back({stage, time, secondsText(time)});
        }
        addChart("Where the time went", secondsText(report_.seconds), seconds);
        html_ += "</div>\n";
    }

    void addFindings(const std::vector<Finding>& findings) {
        html_ += "<ul class=\"findings\">\n";
        for (const Finding& finding : findings) {
            Finding place{.file = finding.file, .place = words_.translate(finding.place)};
            std::string where = headline(place);
            where.resize(where.size() - std::min<std::size_t>(where.size(), 2));
            html_ += fmt::format("<li class=\"{0}\"><span class=\"badge\">{1}</span>"
                                 "<span class=\"where\">{2}</span>\n"
                                 "<p class=\"what\">{3}</p>\n<p>{4}</p></li>\n",
                                 severityName(finding.severity),
                                 tr(severityName(finding.severity)),
                                 escaped(where),
                                 tr(finding.what),
                                 tr(finding.cure));
        }
        html_ += "</ul>\n";
    }

    void addGeneral() {
        if (!figures_.general.empty()) {
            html_ +=
                fmt::format("<h2>{}</h2>\n<section class=\"card\">", tr("The tour as a whole"));
            addByGravity(figures_.general);
            html_ += "</section>\n";
        }
    }

    void addSites() {
        if (figures_.sites.empty()) {
            return;
        }
        std::int64_t most = 1;
        for (const SiteFigures& site : figures_.sites) {
            most = std::max(most, site.bytes);
        }
        html_ += fmt::format("<h2>{}</h2>\n<div class=\"sites\">\n", tr("Sites"));
        for (const SiteFigures& site : figures_.sites) {
            addSite(site, most);
        }
        html_ += "</div>\n";
    }

    void addThumbnail(const SiteFigures& site) {
        if (site.thumbnail.empty()) {
            html_ += fmt::format("<div class=\"thumb none\">{}</div>\n", tr("no picture"));
            return;
        }
        html_ += "<div class=\"thumb\">";
        for (const std::string& tile : site.thumbnail) {
            html_ +=
                fmt::format("<img alt=\"\" src=\"data:image/webp;base64,{}\">", encodeBase64(tile));
        }
        html_ += "</div>\n";
    }

    void addSite(const SiteFigures& site, std::int64_t most) {
        html_ += "<article class=\"card site\">\n";
        addThumbnail(site);
        html_ += fmt::format("<div class=\"body\"><h3>{}</h3>\n<div class=\"facts soft\">",
                             escaped(site.name.empty() ? site.id : site.name));
        const auto fact = [&](const std::string& text) {
            html_ += fmt::format("<span>{}</span>", text);
        };
        if (!site.name.empty()) {
            fact(escaped(site.id));
        }
        if (site.width > 0) {
            fact(tr(site.scenes == 1 ? "1 scene" : fmt::format("{} scenes", site.scenes)));
            fact(fmt::format("{} × {}", site.width, site.height));
            fact(sizeText(site.bytes));
        }
        if (site.seconds > 0.0) {
            fact(secondsText(site.seconds));
        }
        html_ += "</div>\n";
        if (site.bytes > 0) {
            html_ +=
                fmt::format("<div class=\"share\"><i style=\"width:{:.1f}%\"></i></div>\n",
                            100.0 * static_cast<double>(site.bytes) / static_cast<double>(most));
        }
        addByGravity(site.findings);
        html_ += "</div></article>\n";
    }

    /// Errors are seen at once; the rest opens on a click.
    void addByGravity(const std::vector<Finding>& findings) {
        std::array<std::vector<Finding>, 2> parts;
        for (const Finding& finding : findings) {
            parts[finding.severity == Severity::kError ? 0 : 1].push_back(finding);
        }
        if (!parts[0].empty()) {
            addFindings(parts[0]);
        }
        if (!parts[1].empty()) {
            const bool is_grave = std::ranges::any_of(parts[1], [](const Finding& finding) {
                return finding.severity == Severity::kWarning;
            });
            html_ += fmt::format("<details><summary class=\"{}\">{}</summary>",
                                 is_grave ? "warning" : "note",
                                 tr(fmt::format("{} to look at", parts[1].size())));
            addFindings(parts[1]);
            html_ += "</details>\n";
        }
    }

    const BuildReport& report_;
    const ReportFigures& figures_;
    std::string_view language_;
    const MessageTable& words_;
    std::string html_;
};

} // namespace

std::string reportPage(const BuildReport& report,
                       const ReportFigures& figures,
                       std::string_view language,
                       const MessageTable& words) {
    return Page(report, figures, language, words).make();
}

} // namespace vr360
