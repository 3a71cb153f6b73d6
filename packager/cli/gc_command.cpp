#include "packager/cli/gc_command.h"

#include "packager/cli/print_findings.h"

#include <fmt/format.h>

#include <cerrno>

namespace vr360 {
namespace {

Exit exitOf(const Fault& fault) {
    if (fault.os_error == EAGAIN) {
        return Exit::kTemporary;
    }
    return fault.os_error != 0 ? Exit::kCannotWrite : Exit::kBadInput;
}

Exit reportFault(const Context& context, const Fault& fault) {
    const Exit exit = exitOf(fault);
    context.terminal.say(fmt::format("{} {}: {}\n  {}",
                                     context.terminal.paint(Terminal::Colour::kRed, "error:"),
                                     fault.where,
                                     fault.what,
                                     fault.cure));
    if (context.json) {
        printJson(
            {{"command", "gc"},
             {"exit", static_cast<int>(exit)},
             {"error", {{"where", fault.where}, {"what", fault.what}, {"cure", fault.cure}}}});
    }
    return exit;
}

std::string described(const GarbageOptions& options, const GarbageReport& report) {
    if (report.files == 0) {
        return fmt::format("Nothing to free in {}.", options.package.string());
    }
    return fmt::format(
        "{} {} in {}, of what the release does not use. Panoramas: {}; other files: {}; kept: {}.",
        options.dry_run ? "Would free" : "Freed",
        byteSize(static_cast<double>(report.bytes)),
        options.package.string(),
        report.panoramas,
        report.files - report.panorama_files,
        byteSize(static_cast<double>(report.kept_bytes)));
}

} // namespace

Exit runGc(const Context& context, const GarbageOptions& options) {
    const auto report = collectGarbage(options, context.stop);
    if (!report.ok()) {
        return reportFault(context, report.fault());
    }
    const Exit exit = report->interrupted ? Exit::kTemporary : Exit::kDone;
    if (report->interrupted) {
        context.terminal.say("Interrupted. The same command carries on from here.");
    }
    context.terminal.say(described(options, *report));
    for (const std::string& path : report->unknown) {
        context.terminal.say(fmt::format("  left alone: {} (no build has written it)", path));
    }
    if (context.json) {
        printJson({{"command", "gc"},
                   {"exit", static_cast<int>(exit)},
                   {"dry_run", options.dry_run},
                   {"freed_panoramas", report->panoramas},
                   {"freed_files", report->files},
                   {"freed_bytes", report->bytes},
                   {"kept_bytes", report->kept_bytes},
                   {"unknown", report->unknown}});
    }
    return exit;
}

} // namespace vr360
