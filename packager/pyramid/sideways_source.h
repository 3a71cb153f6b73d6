#pragma once

#include "packager/pyramid/strip_source.h"

#include <memory>

namespace vr360 {

/// A picture that is stored lying on its side (EXIF orientation 5…8), put upright. Its first line
/// needs a pixel of every stored line, so all of the picture is held (ScratchLines: a large one in
/// a file).
std::unique_ptr<StripSource>
sidewaysSource(std::unique_ptr<StripSource> source, int orientation, const SourceFile& file);

} // namespace vr360
