#pragma once

#include "core/base/result.h"

#include <optional>
#include <string_view>

namespace vr360 {

/// Kinds of files that editors take for a picture, a text or a sound, and that the packager does
/// not read, told by their first bytes (64 are enough): what it is, and how to make something
/// readable of it. Absent for everything else. `where` of the fault is empty.
std::optional<Fault> foreignPicture(std::string_view start);
std::optional<Fault> foreignText(std::string_view start);

} // namespace vr360
