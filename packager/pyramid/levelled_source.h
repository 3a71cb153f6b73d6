#pragma once

#include "packager/pyramid/build_pyramids.h"
#include "packager/pyramid/strip_source.h"

#include <memory>

namespace vr360 {

/// The whole sphere with its horizon levelled: `source` is one that was taken with this tilt. An
/// output line needs the source's lines as far up and down as the tilt reaches, so a band of twice
/// that height is held (ScratchLines: a large one in a file). Each line is first brought to as
/// many pixels as its circle has at the equator's density, and then sampled by a Lanczos filter of
/// three lobes both ways: so nothing that is finer than the result survives near the poles.
std::unique_ptr<StripSource>
levelledSource(std::unique_ptr<StripSource> source, const Tilt& tilt, const SourceFile& file);

} // namespace vr360
