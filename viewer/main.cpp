#include "viewer/app/options.h"
#include "viewer/app/shots.h"
#include "viewer/app/stats.h"
#include "viewer/app/window_app.h"

int main(int argc, char** argv) {
    vr360::startClock();
    const vr360::ParsedOptions parsed = vr360::parseOptions(argc, argv);
    if (parsed.leave)
        return parsed.exit_code;
    return parsed.options.shots.empty() ? vr360::runWindow(parsed.options)
                                        : vr360::runShots(parsed.options);
}
