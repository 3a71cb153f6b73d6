#pragma once

#include "viewer/app/options.h"

namespace vr360 {

/// Opens a window and shows the package until the visitor leaves. Returns the exit code.
int runWindow(const Options& options);

} // namespace vr360
