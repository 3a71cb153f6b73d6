#include "packager/cli/commands.h"
#include "packager/cli/print_findings.h"
#include "packager/verify/verify.h"

#include <fmt/format.h>

namespace vr360 {

Exit runVerify(const Context& context, const VerifyCommand& command) {
    Terminal& terminal = context.terminal;
    const VerifyReport report = verifyPackage(
        {.package = command.package, .threads = command.threads, .decode = command.decode},
        [&](double fraction) { terminal.progress("Verifying", fraction, 0.0, ""); },
        context.stop);
    terminal.endProgress();
    const Exit exit = context.stop     ? Exit::kTemporary
                      : report.whole() ? Exit::kDone
                                       : Exit::kBadInput;
    printFindings(terminal, report.findings);
    const std::string counts =
        fmt::format("{} sites, {} panoramas, {} tiles, {} files, {}; {:.2f} s",
                    report.sites,
                    report.panoramas,
                    report.tiles,
                    report.files,
                    byteSize(static_cast<double>(report.bytes)),
                    report.seconds);
    if (context.stop) {
        terminal.say("Interrupted.");
    } else if (report.whole()) {
        terminal.say(fmt::format(
            "{} {}", terminal.paint(Terminal::Colour::kGreen, "Whole:"), terminal.tr(counts)));
        if (report.narrations > 0) {
            terminal.say(fmt::format("Spoken: {:.1f} minutes in {} narrations; {} subtitle cues",
                                     report.narration_seconds / 60.0,
                                     report.narrations,
                                     report.cues));
        }
    } else {
        terminal.say(fmt::format(
            "{} {}. {}",
            terminal.paint(Terminal::Colour::kRed, "Not whole:"),
            terminal.tr(fmt::format("{} faults", report.findings.count(Severity::kError))),
            terminal.tr(counts)));
    }
    if (context.json) {
        printJson({{"command", "verify"},
                   {"exit", static_cast<int>(exit)},
                   {"whole", report.whole()},
                   {"sites", report.sites},
                   {"panoramas", report.panoramas},
                   {"tiles", report.tiles},
                   {"files", report.files},
                   {"kept_files", report.kept_files},
                   {"narrations", report.narrations},
                   {"narration_seconds", report.narration_seconds},
                   {"cues", report.cues},
                   {"bytes", report.bytes},
                   {"seconds", report.seconds},
                   {"findings", toJson(report.findings)}});
    }
    return exit;
}

} // namespace vr360
