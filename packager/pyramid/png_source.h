#pragma once

#include "packager/pyramid/strip_source.h"

namespace vr360 {

/// PNG: 1…16 bits, palette, transparency (shown on black).
Result<SourceHeader> readPngHeader(const SourceFile& file);
Result<std::unique_ptr<StripSource>> openPng(const SourceFile& file);

} // namespace vr360
