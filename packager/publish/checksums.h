#pragma once

#include "core/base/result.h"

#include <map>
#include <string>
#include <string_view>

namespace vr360 {

/// Path → SHA-256, as SHA256SUMS holds it; sorted by path.
using Checksums = std::map<std::string, std::string, std::less<>>;

/// In the format that `sha256sum -c` reads: hash, two spaces, path, newline.
std::string writeChecksums(const Checksums& checksums);

/// The exact inverse: anything that writeChecksums would not have written is a fault (V104), so
/// that a flipped bit shows. `name` is for messages.
Result<Checksums> readChecksums(std::string_view text, std::string_view name);

} // namespace vr360
