#pragma once

#include "packager/pyramid/strip_source.h"

namespace vr360 {

/// WebP, lossy and lossless; of an animation nothing.
Result<SourceHeader> readWebpHeader(const SourceFile& file);
Result<std::unique_ptr<StripSource>> openWebp(const SourceFile& file);

} // namespace vr360
