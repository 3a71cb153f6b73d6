#include "packager/cli/commands.h"
#include "packager/cli/print_findings.h"
#include "packager/narrate/narrate.h"

#include <fmt/format.h>

namespace vr360 {

Exit runNarrate(const Context& context, const NarrateCommand& command) {
    Terminal& terminal = context.terminal;
    const NarrateReport report = narrateTour(
        {.tour = command.tour,
         .languages = command.languages,
         .only = command.only,
         .threads = command.threads},
        [&](double fraction) { terminal.progress("Speaking", fraction, 0.0, ""); },
        context.stop);
    terminal.endProgress();
    Exit exit = Exit::kDone;
    if (context.stop) {
        exit = Exit::kTemporary;
    } else if (report.cannot_write) {
        exit = Exit::kCannotWrite;
    } else if (!report.usable || report.findings.count(Severity::kError) > 0) {
        exit = Exit::kBadInput;
    }
    printFindings(terminal, report.findings);
    terminal.say(
        fmt::format("{} narrations spoken ({}), {} up to date, {} by people left alone; {} "
                    "subtitle files written",
                    report.spoken,
                    duration(report.seconds),
                    report.current,
                    report.recordings,
                    report.subtitles));
    if (context.json) {
        printJson({{"command", "narrate"},
                   {"exit", static_cast<int>(exit)},
                   {"spoken", report.spoken},
                   {"current", report.current},
                   {"recordings", report.recordings},
                   {"subtitles", report.subtitles},
                   {"seconds", report.seconds},
                   {"findings", toJson(report.findings)}});
    }
    return exit;
}

} // namespace vr360
