#include "packager/catalogue/catalogue.h"
#include "packager/cli/commands.h"
#include "packager/cli/print_findings.h"
#include "packager/files/files.h"

#include <fmt/format.h>

#include <cstdio>

namespace vr360 {
namespace {

Exit exitOf(const ImportReport& report) {
    if (report.cannot_write) {
        return Exit::kCannotWrite;
    }
    if (report.usable && report.failed == 0) {
        return Exit::kDone;
    }
    return report.taken() > 0 ? Exit::kPartly : Exit::kBadInput;
}

/// False when stdout does not take it, as with a full disk.
bool print(const std::string& text) {
    return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() &&
           std::fflush(stdout) == 0;
}

} // namespace

Exit runImport(const Context& context, const ImportOptions& options) {
    Terminal& terminal = context.terminal;
    const ImportReport report = importCatalogue(options);
    const Exit exit = exitOf(report);
    printFindings(terminal, report.findings);
    terminal.say(fmt::format("{} sites made, {} changed, {} as they were; {} rows with errors, of "
                             "which nothing was taken",
                             report.created,
                             report.updated,
                             report.unchanged,
                             report.failed));
    if (context.json) {
        printJson({{"command", "import"},
                   {"exit", static_cast<int>(exit)},
                   {"created", report.created},
                   {"updated", report.updated},
                   {"unchanged", report.unchanged},
                   {"failed", report.failed},
                   {"findings", toJson(report.findings)}});
    }
    return exit;
}

Exit runExportCsv(const Context& context, const ExportCsvCommand& command) {
    Terminal& terminal = context.terminal;
    Findings findings;
    const auto table = exportCatalogue(command.tour, command.separator, findings);
    printFindings(terminal, findings);
    if (!table) {
        return Exit::kBadInput;
    }
    if (command.table.empty()) {
        if (!print(*table)) {
            terminal.say("Standard output cannot be written to.");
            return Exit::kCannotWrite;
        }
    } else {
        const std::filesystem::path folder =
            command.table.has_parent_path() ? command.table.parent_path() : ".";
        if (const Status written = writeFileSafely(command.table, *table, folder); !written.ok()) {
            const Fault& fault = written.fault();
            terminal.say(fmt::format("{} {} {}\n  {}",
                                     terminal.paint(Terminal::Colour::kRed, "error:"),
                                     fault.where,
                                     terminal.tr(fault.what),
                                     terminal.tr(fault.cure)));
            return Exit::kCannotWrite;
        }
    }
    return findings.count(Severity::kError) > 0 ? Exit::kBadInput : Exit::kDone;
}

} // namespace vr360
