#include "packager/cli/commands.h"
#include "packager/cli/print_findings.h"
#include "packager/narrate/narrate.h"
#include "packager/starter/starter.h"

#include <fmt/format.h>

namespace vr360 {

Exit runNew(const Context& context, const std::filesystem::path& folder) {
    Terminal& terminal = context.terminal;
    if (const Status written = writeStarter(folder); !written.ok()) {
        const Fault& fault = written.fault();
        terminal.say(fmt::format("{} {} {}\n  {}",
                                 terminal.paint(Terminal::Colour::kRed, "error:"),
                                 fault.where,
                                 terminal.tr(fault.what),
                                 terminal.tr(fault.cure)));
        return fault.os_error != 0 ? Exit::kCannotWrite : Exit::kBadInput;
    }
    // A voice makes it a better example; without espeak-ng it is a tour all the same.
    const NarrateReport report = narrateTour({.tour = folder}, {}, context.stop);
    if (report.spoken == 0) {
        terminal.say("Without narration: espeak-ng is not there or has no Vietnamese voice.");
    }
    terminal.say(
        fmt::format("{} {}\nNext: vr360-pack build {} -o PACKAGE, vr360-pack serve PACKAGE",
                    terminal.paint(Terminal::Colour::kGreen, "Made"),
                    folder.string(),
                    folder.string()));
    return Exit::kDone;
}

} // namespace vr360
