#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace vr360 {

/// readFile for a file that need not be there: absent then. What is there and cannot be read is a
/// fault, so that a disk's bad moment is not taken for a fresh start.
Result<std::optional<std::string>> readFileIfThere(const std::filesystem::path& file,
                                                   std::string_view label,
                                                   std::uint64_t limit = std::uint64_t{1} << 30);

} // namespace vr360
