#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <string>

namespace vr360 {

/// Where the built web viewer lies: $VR360_WEB_DIR, else beside the program as the build or an
/// installation leaves it. Empty if there is none.
std::filesystem::path findWebApp();

/// Path in the package → bytes of every file of the web viewer.
Result<std::map<std::string, std::string>> readWebApp(const std::filesystem::path& folder);

} // namespace vr360
