#pragma once

#include <string>

namespace vr360 {

/// Metadata of a PNG file, wherever in it they are: many programs write them behind the picture,
/// where a decoder that has not unpacked it does not look.
struct PngMetadata {
    std::string xmp;
    std::string exif; ///< TIFF structure
};

/// Looks at the heads of chunks and reads only the two it is about; what is damaged is not found.
PngMetadata readPngMetadata(const char* path);

} // namespace vr360
