#include "packager/cli/commands.h"
#include "packager/cli/print_findings.h"

#include <fmt/format.h>

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

std::string counts(const Findings& findings) {
    const int errors = findings.count(Severity::kError);
    const int warnings = findings.count(Severity::kWarning);
    return fmt::format("{} error{}, {} warning{}",
                       errors,
                       errors == 1 ? "" : "s",
                       warnings,
                       warnings == 1 ? "" : "s");
}

std::string made(const BuildReport& report) {
    std::string text = fmt::format(
        "{} panorama{} cut", report.panoramas_built, report.panoramas_built == 1 ? "" : "s");
    if (report.tiles_reused > 0) {
        text += fmt::format(" ({} tiles were there from an interrupted run)", report.tiles_reused);
    }
    if (report.media_built > 0) {
        text += fmt::format(", {} narration{} or picture{} encoded",
                            report.media_built,
                            report.media_built == 1 ? "" : "s",
                            report.media_built == 1 ? "" : "s");
    }
    return text;
}

void printEnd(Terminal& terminal, const BuildOptions& options, const BuildReport& report) {
    const std::string package = options.package.string();
    switch (report.end) {
    case BuildEnd::kPublished:
    case BuildEnd::kPublishedPartly:
        terminal.say(fmt::format(
            "{} {}: release {} with {} site{}{}; {}; {:.2f} s",
            report.changed ? terminal.paint(Colour::kGreen, "Published")
                           : terminal.paint(Colour::kGreen, "Nothing changed in"),
            package,
            report.release,
            report.published.size(),
            report.published.size() == 1 ? "" : "s",
            report.failed.empty() ? ""
                                  : fmt::format(", without {} that failed", report.failed.size()),
            made(report),
            report.seconds));
        break;
    case BuildEnd::kBadInput:
        terminal.say(fmt::format(
            "{} {}. {}",
            terminal.paint(Colour::kRed, "Nothing published:"),
            counts(report.findings),
            report.failed.empty()
                ? ""
                : "Good sites are built and kept for the next run; --keep-going publishes them."));
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

ordered_json document(const BuildOptions& options, const BuildReport& report) {
    return {{"command", "build"},
            {"exit", static_cast<int>(exitOf(report.end))},
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

} // namespace

Exit runBuild(const Context& context, const BuildOptions& options) {
    Terminal& terminal = context.terminal;
    const BuildReport report = buildTour(
        options,
        [&](const BuildProgress& progress) {
            terminal.progress(progress.stage, progress.fraction, progress.rate, "MP/s");
        },
        context.stop);
    terminal.endProgress();
    printFindings(terminal, report.findings);
    printEnd(terminal, options, report);
    if (context.json) {
        printJson(document(options, report));
    }
    return exitOf(report.end);
}

Exit runCheck(const Context& context, const CheckOptions& options) {
    const CheckReport report = checkTour(options, context.stop);
    const int errors = report.findings.count(Severity::kError);
    const Exit exit = context.stop                   ? Exit::kTemporary
                      : report.usable && errors == 0 ? Exit::kDone
                                                     : Exit::kBadInput;
    printFindings(context.terminal, report.findings);
    context.terminal.say(fmt::format(
        "{} sites, {} scenes: {}", report.sites, report.scenes, counts(report.findings)));
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
