#include "viewer/app/window_app.h"

#include "viewer/app/quit_signal.h"
#include "viewer/app/report.h"
#include "viewer/app/walk.h"

#include <cstdio>

namespace vr360 {
namespace {

int walk(const Options& options,
         const ByteSource& source,
         Visit visit,
         Window& window,
         const Instance& instance,
         const QuitSignal& quit,
         Stats& stats) {
    Walk walk(options, source, std::move(visit), window, instance);
    int exit_code = kExitDone;
    if (Status started = walk.start(); !started) {
        reportFault(started.fault());
        exit_code = started.fault().where == "graphics device" ? kExitNoDevice : kExitBadInput;
    } else if (Status done = walk.run(quit.asked()); !done) {
        reportFault(done.fault());
        exit_code = kExitNoDevice;
    }
    stats = walk.takeStats();
    return exit_code;
}

} // namespace

int runWindow(const Options& options) {
    const QuitSignal quit(Window::wake);
    const DirectorySource source(options.package);
    auto visit = Visit::open(source);
    if (!visit) {
        reportFault(visit.fault());
        return kExitBadInput;
    }
    auto window = Window::create({.title = "vr360",
                                  .width = options.width,
                                  .height = options.height,
                                  .fullscreen = options.fullscreen || options.kiosk,
                                  .cursor = !options.kiosk});
    if (!window) {
        reportFault(window.fault());
        return kExitNoDevice;
    }
    auto instance =
        Instance::create({.extensions = Window::vulkanExtensions(), .validate = options.validate});
    if (!instance) {
        reportFault(instance.fault());
        return kExitNoDevice;
    }
    Stats stats;
    const int exit_code =
        walk(options, source, std::move(visit).value(), **window, **instance, quit, stats);
    stats.validation_messages = (*instance)->validationMessages();
    if (options.stats)
        std::fputs(statsJson(stats).c_str(), stdout);
    return stats.validation_messages > 0 ? kExitInternal : exit_code;
}

} // namespace vr360
