#pragma once

#include <string_view>

namespace vr360 {

/// assets/strings/packager/vi.json, put in by the build.
extern const std::string_view kVietnameseMessages;

} // namespace vr360
