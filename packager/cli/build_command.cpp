#include "packager/build/report_page.h"
#include "packager/cli/commands.h"
#include "packager/cli/print_findings.h"
#include "packager/files/files.h"

#include <fmt/format.h>

#include <cmath>

namespace vr360 {
namespace {

using nlohmann::ordered_json;
using Colour = Terminal::Colour;

Exit exitOf(BuildEnd end) {
    switch (end) {
    case BuildEnd::kPublished:
        return Exit::kDone;
    case BuildEnd::kPublishedPartly:
        return Exit::kPartly;
    case BuildEnd::kBadInput:
        return Exit::kBadInput;
    case BuildEnd::kCannotWrite:
        return Exit::kCannotWrite;
    case BuildEnd::kInterrupted:
    case BuildEnd::kBusy:
        break;
    }
    return Exit::kTemporary;
}

/// "1 site", "5 sites": the number goes into the one or the other.
std::string
counted(const Terminal& terminal, std::size_t number, const char* one, const char* several) {
    return terminal.tr(fmt::format(fmt::runtime(number == 1 ? one : several), number));
}

std::string counts(const Terminal& terminal, const Findings& findings) {
    const auto number = [&](Severity severity) {
        return static_cast<std::size_t>(findings.count(severity));
    };
    return counted(terminal, number(Severity::kError), "{} error", "{} errors") + ", " +
           counted(terminal, number(Severity::kWarning), "{} warning", "{} warnings");
}

/// What a run published and made, in parts.
std::string made(const Terminal& terminal, const BuildReport& report) {
    std::vector<std::string> parts{
        terminal.tr(fmt::format("release {}", report.release)),
        counted(terminal, report.published.size(), "{} site", "{} sites")};
    if (!report.failed.empty()) {
        parts.push_back(terminal.tr(fmt::format("without {} that failed", report.failed.size())));
    }
    parts.push_back(counted(terminal,
                            static_cast<std::size_t>(report.panoramas_built),
                            "{} panorama cut",
                            "{} panoramas cut"));
    if (report.tiles_reused > 0) {
        parts.push_back(terminal.tr(
            fmt::format("{} tiles were there from an interrupted run", report.tiles_reused)));
    }
    if (report.media_built > 0) {
        parts.push_back(
            terminal.tr(fmt::format("{} narrations and pictures encoded", report.media_built)));
    }
    parts.push_back(terminal.tr(fmt::format("{:.2f} s", report.seconds)));
    return fmt::format("{}", fmt::join(parts, "; "));
}

void printEnd(Terminal& terminal, const BuildOptions& options, const BuildReport& report) {
    const std::string package = options.package.string();
    switch (report.end) {
    case BuildEnd::kPublished:
    case BuildEnd::kPublishedPartly:
        terminal.say(fmt::format(
            "{} {}: {}",
            terminal.paint(Colour::kGreen, report.changed ? "Published" : "Nothing changed in"),
            package,
            made(terminal, report)));
        break;
    case BuildEnd::kBadInput:
        terminal.say(fmt::format("{} {}.",
                                 terminal.paint(Colour::kRed, "Nothing published:"),
                                 counts(terminal, report.findings)));
        if (!report.failed.empty()) {
            terminal.say("Good sites are built and kept for the next run; --keep-going publishes "
                         "them.");
        }
        break;
    case BuildEnd::kCannotWrite:
        terminal.say(terminal.paint(Colour::kRed, "Nothing published: cannot write."));
        break;
    case BuildEnd::kInterrupted:
        terminal.say("Interrupted; nothing published. The same command carries on from here.");
        break;
    case BuildEnd::kBusy:
        terminal.say(terminal.paint(Colour::kRed, "Nothing published: the package is busy."));
        break;
    }
}

/// False after saying why not.
bool writePage(const Context& context, const BuildOptions& options, const BuildReport& report) {
    Terminal& terminal = context.terminal;
    const std::string page = reportPage(
        report, reportFigures(options.package, report), context.language, terminal.messages());
    const std::filesystem::path folder =
        options.report.has_parent_path() ? options.report.parent_path() : ".";
    const Status written = writeFileSafely(options.report, page, folder);
    if (!written.ok()) {
        const Fault& fault = written.fault();
        terminal.say(fmt::format("{} {} {}\n  {}",
                                 terminal.paint(Colour::kRed, "error:"),
                                 fault.where,
                                 terminal.tr(fault.what),
                                 terminal.tr(fault.cure)));
    }
    return written.ok();
}

ordered_json document(const BuildOptions& options, const BuildReport& report, Exit exit) {
    return {{"command", "build"},
            {"exit", static_cast<int>(exit)},
            {"package", options.package.string()},
            {"release", report.release},
            {"changed", report.changed},
            {"published", report.published},
            {"failed", report.failed},
            {"panoramas", report.panoramas},
            {"panoramas_built", report.panoramas_built},
            {"tiles_built", report.tiles_built},
            {"tiles_reused", report.tiles_reused},
            {"media_built", report.media_built},
            {"files_written", report.files_written},
            {"seconds", report.seconds},
            {"findings", toJson(report.findings)}};
}

/// Bars on a terminal; elsewhere, a line for each panorama that is done.
void showProgress(Terminal& terminal, const BuildProgress& progress) {
    if (!progress.item.empty()) {
        terminal.progressOf(progress.item, progress.item_fraction);
    }
    if (!terminal.isTerminal() && progress.item_done != nullptr) {
        const PanoramaRecord& done = *progress.item_done;
        terminal.say(fmt::format("{:3.0f} %  {}: {} tiles, {}, {:.1f} s",
                                 std::floor(progress.fraction * 100.0),
                                 progress.item,
                                 done.tiles,
                                 byteSize(static_cast<double>(done.bytes)),
                                 done.seconds));
    }
    terminal.progress(progress.stage, progress.fraction, progress.rate, "MP/s");
}

} // namespace

Exit runBuild(const Context& context, const BuildOptions& options) {
    Terminal& terminal = context.terminal;
    const BuildReport report = buildTour(
        options,
        [&](const BuildProgress& progress) { showProgress(terminal, progress); },
        context.stop);
    terminal.endProgress();
    printFindings(terminal, report.findings);
    printEnd(terminal, options, report);
    Exit exit = exitOf(report.end);
    if (!options.report.empty() && !writePage(context, options, report)) {
        exit = Exit::kCannotWrite;
    }
    if (context.json) {
        printJson(document(options, report, exit));
    }
    return exit;
}

Exit runCheck(const Context& context, const CheckOptions& options) {
    const CheckReport report = checkTour(
        options,
        [&](const BuildProgress& progress) { showProgress(context.terminal, progress); },
        context.stop);
    context.terminal.endProgress();
    const int errors = report.findings.count(Severity::kError);
    const Exit exit = context.stop                   ? Exit::kTemporary
                      : report.usable && errors == 0 ? Exit::kDone
                                                     : Exit::kBadInput;
    printFindings(context.terminal, report.findings);
    const Terminal& terminal = context.terminal;
    context.terminal.say(fmt::format(
        "{}, {}: {}",
        counted(terminal, static_cast<std::size_t>(report.sites), "{} site", "{} sites"),
        counted(terminal, static_cast<std::size_t>(report.scenes), "{} scene", "{} scenes"),
        counts(terminal, report.findings)));
    if (context.json) {
        printJson({{"command", "check"},
                   {"exit", static_cast<int>(exit)},
                   {"sites", report.sites},
                   {"scenes", report.scenes},
                   {"findings", toJson(report.findings)}});
    }
    return exit;
}

} // namespace vr360
