#pragma once

#include <string_view>

namespace vr360 {

/// Whether a path is one that the packager gives to files it names after their content; without
/// those of panoramas.
bool isObjectName(std::string_view path);

} // namespace vr360
