#pragma once

#include "viewer/app/options.h"

namespace vr360 {

/// Draws the asked-for views into files: no window, no display. Returns the exit code.
int runShots(const Options& options);

} // namespace vr360
