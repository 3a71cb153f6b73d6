#include "packager/cli/arguments.h"
#include "packager/cli/gc_command.h"
#include "packager/cli/terminal.h"

#include <atomic>
#include <csignal>
#include <exception>

namespace {

using namespace vr360;

std::atomic<bool> g_stop{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler must not wait");

extern "C" void requestStop(int signal) {
    g_stop.store(true);
    // A second Ctrl-C ends at once, as people expect; nothing that is published breaks.
    std::signal(signal, SIG_DFL);
}

struct Runner {
    const Context& context;

    Exit operator()(const BuildOptions& options) const { return runBuild(context, options); }
    Exit operator()(const CheckOptions& options) const { return runCheck(context, options); }
    Exit operator()(const VerifyCommand& command) const { return runVerify(context, command); }
    Exit operator()(const SampleCommand& command) const { return runSample(context, command); }
    Exit operator()(const NarrateCommand& command) const { return runNarrate(context, command); }
    Exit operator()(const ServeCommand& command) const { return runServe(context, command); }
    Exit operator()(const ExportOptions& options) const { return runExport(context, options); }
    Exit operator()(const ImportOptions& options) const { return runImport(context, options); }
    Exit operator()(const ExportCsvCommand& command) const {
        return runExportCsv(context, command);
    }
    Exit operator()(const GarbageOptions& options) const { return runGc(context, options); }
    Exit operator()(const NewCommand& command) const { return runNew(context, command.folder); }
};

} // namespace

int main(int argc, char** argv) {
    std::signal(SIGINT, requestStop);
    std::signal(SIGTERM, requestStop);
    std::signal(SIGPIPE, SIG_IGN);
    Terminal terminal;
    try {
        Exit exit = Exit::kDone;
        const auto arguments = readArguments(argc, argv, exit);
        if (arguments) {
            terminal.speak(arguments->language);
            const Context context{terminal, g_stop, arguments->json, arguments->language};
            exit = std::visit(Runner{context}, arguments->command);
        }
        return static_cast<int>(exit);
    } catch (const std::bad_alloc&) {
        terminal.say("vr360-pack: out of memory. Use fewer --jobs or a machine with more.");
        return static_cast<int>(Exit::kTemporary);
    } catch (const std::exception& error) {
        terminal.say(std::string("vr360-pack: ") + error.what());
        return static_cast<int>(Exit::kTemporary);
    }
}
