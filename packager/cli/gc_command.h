#pragma once

#include "packager/cli/commands.h"
#include "packager/gc/collect_garbage.h"

namespace vr360 {

Exit runGc(const Context& context, const GarbageOptions& options);

} // namespace vr360
