#include "packager/cli/commands.h"
#include "packager/cli/print_findings.h"

#include <fmt/format.h>

#include <cerrno>

namespace vr360 {
namespace {

Exit exitOf(const Fault& fault) {
    if (fault.os_error == EINTR) {
        return Exit::kTemporary;
    }
    if (fault.where == "--only") {
        return Exit::kUsage;
    }
    return fault.os_error != 0 ? Exit::kCannotWrite : Exit::kBadInput;
}

} // namespace

Exit runExport(const Context& context, const ExportOptions& options) {
    Terminal& terminal = context.terminal;
    const auto report = exportPackage(
        options,
        [&](double fraction) { terminal.progress("Exporting", fraction, 0.0, ""); },
        context.stop);
    terminal.endProgress();
    if (!report) {
        const Fault& fault = report.fault();
        const Exit exit = exitOf(fault);
        if (context.stop) {
            terminal.say("Interrupted.");
        } else {
            terminal.say(fmt::format("{} {}: {}\n  {}",
                                     terminal.paint(Terminal::Colour::kRed, "error:"),
                                     fault.where,
                                     terminal.tr(fault.what),
                                     terminal.tr(fault.cure)));
        }
        if (context.json) {
            printJson(
                {{"command", "export"},
                 {"exit", static_cast<int>(exit)},
                 {"error", {{"where", fault.where}, {"what", fault.what}, {"cure", fault.cure}}}});
        }
        return exit;
    }
    terminal.say(fmt::format("{} {}: {} scenes, {} images, {}; {:.1f} s",
                             terminal.paint(Terminal::Colour::kGreen, "Exported"),
                             options.folder.string(),
                             report->scenes,
                             report->images,
                             byteSize(static_cast<double>(report->bytes)),
                             report->seconds));
    for (const std::string& what : report->left_out) {
        terminal.say(fmt::format("  left out: {}", terminal.tr(what)));
    }
    terminal.say(fmt::format("Now, in {}: npm install. README.txt there says more.",
                             options.folder.string()));
    if (context.json) {
        printJson({{"command", "export"},
                   {"exit", 0},
                   {"for", nameOf(options.viewer)},
                   {"scenes", report->scenes},
                   {"panoramas", report->panoramas},
                   {"images", report->images},
                   {"bytes", report->bytes},
                   {"left_out", report->left_out},
                   {"seconds", report->seconds}});
    }
    return Exit::kDone;
}

} // namespace vr360
