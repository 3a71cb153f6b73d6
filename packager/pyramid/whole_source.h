#pragma once

#include "packager/pyramid/strip_source.h"

#include <memory>

namespace vr360 {

/// Most pixels that decoders which cannot stream may unpack: with what they need besides, memory
/// stays within 2 GB.
inline constexpr std::int64_t kMaxWholePixels = std::int64_t{1} << 28U;

/// A picture that a decoder unpacked at once, RGBA interleaved.
struct WholePicture {
    using Free = void (*)(void*);

    int width = 0;
    int height = 0;
    SampleDepth depth = SampleDepth::k8;
    std::unique_ptr<void, Free> rgba{nullptr, [](void*) {}};
};

/// Gives such a picture line by line: on black where it is transparent, in sRGB by its profile.
std::unique_ptr<StripSource>
wholeSource(const SourceFile& file, WholePicture picture, std::string_view icc);

} // namespace vr360
