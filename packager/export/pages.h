#pragma once

#include "packager/export/export.h"

#include <string_view>
#include <utility>
#include <vector>

namespace vr360 {

/// A file of packager/export/pages, as it was when this program was built.
std::string_view pageText(std::string_view name);

/// npm packages, with versions, that a viewer's page loads: those that it is tested with
/// (package.json).
std::vector<std::pair<std::string_view, std::string_view>> foreignPackages(ForeignViewer viewer);

} // namespace vr360
