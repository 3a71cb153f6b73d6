#include "viewer/app/options.h"
#include "viewer/app/shots.h"
#include "viewer/app/stats.h"

int main(int argc, char** argv) {
    vr360::startClock();
    const vr360::ParsedOptions parsed = vr360::parseOptions(argc, argv);
    if (parsed.leave)
        return parsed.exit_code;
    return vr360::runShots(parsed.options);
}
