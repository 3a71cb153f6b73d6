#pragma once

#include "core/base/result.h"

#include <string>
#include <string_view>

namespace vr360 {

/// The messages that every image format has, worded once.

/// From errno after failing to open.
Fault cannotOpen(std::string_view label, int os_error);

/// The file ends too early or its data is broken. `share_read` is how much of the picture came
/// out, 0…1, or negative where nobody can tell; `detail` is the decoder's own words.
Fault damaged(std::string_view label, double share_read, std::string_view detail);

/// The header is not what the format demands.
Fault unreadableHeader(std::string_view label, std::string_view format, std::string_view detail);

/// A warning: what is transparent is shown black.
Fault transparentParts(std::string_view label);

/// A warning: printers' colours of an unknown printer.
Fault inksWithoutProfile(std::string_view label);

/// More than a decoder that needs the whole picture at once may take.
Fault tooLarge(std::string_view label, std::string_view format, int width, int height);

Fault stoppedReading(std::string_view label);

} // namespace vr360
