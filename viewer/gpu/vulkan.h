#pragma once

// Vulkan without prototypes: volk loads every function at run time, so the program starts, and can
// say what is missing, on a machine without Vulkan. Tests replace single functions the same way.
#define VK_NO_PROTOTYPES
#include <volk.h>

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace vr360 {

/// "VK_ERROR_OUT_OF_DEVICE_MEMORY" and the like; the number for those not listed.
std::string vulkanResultName(VkResult result);

/// A fault about a Vulkan call: `what` is what was being done ("create the tile textures").
Fault vulkanFault(std::string_view what, VkResult result);

} // namespace vr360
