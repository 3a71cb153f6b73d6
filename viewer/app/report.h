#pragma once

#include "core/base/result.h"

namespace vr360 {

/// Exit codes, as docs give them.
inline constexpr int kExitDone = 0;
inline constexpr int kExitIncomplete = 1; ///< pictures written, but tiles were missing in them
inline constexpr int kExitUsage = 2;
inline constexpr int kExitBadInput = 65;
inline constexpr int kExitNoDevice = 69; ///< no Vulkan, no display, device lost for good
inline constexpr int kExitInternal = 70; ///< the validation layer has complained
inline constexpr int kExitCannotWrite = 73;

/// One line to stderr: program, place, what, cure.
void reportFault(const Fault& fault);

} // namespace vr360
