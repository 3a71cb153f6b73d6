#pragma once

#include "packager/pyramid/strip_source.h"

namespace vr360 {

/// Photoshop's PSD and PSB: their flattened picture, 8 or 16 bits, line by line.
Result<SourceHeader> readPsdHeader(const SourceFile& file);
Result<std::unique_ptr<StripSource>> openPsd(const SourceFile& file);

} // namespace vr360
