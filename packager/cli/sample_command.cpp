#include "packager/cli/commands.h"
#include "packager/sample/sample.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>

namespace vr360 {

Exit runSample(const Context& context, const SampleCommand& command) {
    Terminal& terminal = context.terminal;
    const std::vector<std::string> sites = sampleSites();
    for (const std::string& id : command.only) {
        if (std::ranges::find(sites, id) == sites.end()) {
            terminal.say(fmt::format("error: the sample tour has no site \"{}\"", id));
            return Exit::kUsage;
        }
    }
    const Status written = writeSample(
        {.directory = command.folder,
         .width = command.width,
         .only = command.only,
         .threads = command.threads},
        [&](const SampleProgress& progress) {
            terminal.progress("Drawing",
                              static_cast<double>(progress.done) /
                                  static_cast<double>(progress.total),
                              0.0,
                              "");
        },
        context.stop);
    terminal.endProgress();
    if (context.stop) {
        terminal.say("Interrupted.");
        return Exit::kTemporary;
    }
    if (!written.ok()) {
        const Fault& fault = written.fault();
        terminal.say(fmt::format("error: {}: {}\n  {}", fault.where, fault.what, fault.cure));
        return fault.os_error != 0 ? Exit::kCannotWrite : Exit::kBadInput;
    }
    terminal.say(fmt::format("Drawn: {}. Now: vr360-pack build {} -o PACKAGE",
                             command.folder.string(),
                             command.folder.string()));
    return Exit::kDone;
}

} // namespace vr360
