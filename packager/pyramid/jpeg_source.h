#pragma once

#include "packager/pyramid/strip_source.h"

namespace vr360 {

/// JPEG: baseline and progressive; RGB, YCbCr, grey, CMYK, YCCK.
Result<SourceHeader> readJpegHeader(const SourceFile& file);
Result<std::unique_ptr<StripSource>> openJpeg(const SourceFile& file);

} // namespace vr360
