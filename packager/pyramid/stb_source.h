#pragma once

#include "packager/pyramid/strip_source.h"

namespace vr360 {

/// Radiance (HDR), TGA and BMP, by stb_image.
Result<SourceHeader> readStbHeader(const SourceFile& file);
Result<std::unique_ptr<StripSource>> openStb(const SourceFile& file);

/// TGA files begin with nothing of their own: whether stb_image would read it.
bool looksLikeTga(const SourceFile& file);

} // namespace vr360
