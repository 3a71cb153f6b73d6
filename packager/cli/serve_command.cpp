#include "packager/cli/commands.h"
#include "packager/serve/server.h"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <thread>

namespace vr360 {

Exit runServe(const Context& context, const ServeCommand& command) {
    Terminal& terminal = context.terminal;
    std::error_code ignored;
    if (!std::filesystem::exists(command.package / "tour.json", ignored)) {
        terminal.say(
            fmt::format("{} {} holds no tour.json\n  Name a package that build has written.",
                        terminal.paint(Terminal::Colour::kRed, "error:"),
                        command.package.string()));
        return Exit::kBadInput;
    }
    if (!std::filesystem::exists(command.package / "index.html", ignored)) {
        terminal.say(fmt::format("{} the package has no web viewer; its files are served all the "
                                 "same\n  Build it again without --no-web.",
                                 terminal.paint(Terminal::Colour::kYellow, "warning:")));
    }
    const auto server = Server::start({.package = command.package,
                                       .host = command.host,
                                       .port = command.port,
                                       .port_chosen = command.port_chosen});
    if (!server.ok()) {
        const Fault& fault = server.fault();
        terminal.say(fmt::format("{} {}: {}\n  {}",
                                 terminal.paint(Terminal::Colour::kRed, "error:"),
                                 fault.where,
                                 fault.what,
                                 fault.cure));
        return Exit::kTemporary;
    }
    // On stdout, so that scripts can read the address.
    for (const std::string& address : (*server)->addresses()) {
        fmt::print("{}\n", address);
    }
    std::fflush(stdout);
    terminal.say("Serving; Ctrl-C ends it.");
    while (!context.stop) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return Exit::kDone;
}

} // namespace vr360
