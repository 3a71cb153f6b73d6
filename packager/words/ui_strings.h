#pragma once

#include <string>
#include <utility>
#include <vector>

namespace vr360 {

/// The viewers' own words: language → all texts of assets/strings/<language>.json, as they were
/// when this program was built. Fonts have to show them too.
const std::vector<std::pair<std::string, std::string>>& uiStrings();

} // namespace vr360
