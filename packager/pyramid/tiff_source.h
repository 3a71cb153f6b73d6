#pragma once

#include "packager/pyramid/strip_source.h"

namespace vr360 {

/// TIFF and BigTIFF: 8 and 16 bits, RGB and grey, strips and tiles, whatever libtiff unpacks.
/// The first picture of the file counts.
Result<SourceHeader> readTiffHeader(const SourceFile& file);
Result<std::unique_ptr<StripSource>> openTiff(const SourceFile& file);

} // namespace vr360
