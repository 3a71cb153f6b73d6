#pragma once

#include "core/base/result.h"

#include <string>

namespace vr360 {

/// For tests: makes chosen calls of the device fail, once each. `plan` is a list such as
/// "submit:30:lost,acquire:10:outdated,present:12:outdated,allocate:5:memory,acquire:7:surface":
/// the 30th submission says that the device is lost, and so on. Calls are counted from the time a
/// device is opened. To be called once, before any device is; a fault if the plan cannot be read.
Status planFaults(const std::string& plan);

/// Puts the plan's functions into place of the device's. Called when a device has been opened.
void installPlannedFaults();

} // namespace vr360
