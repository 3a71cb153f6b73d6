#pragma once

#include "packager/pyramid/file_handle.h"
#include "packager/pyramid/strip_source.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace vr360 {

/// A Photoshop file (PSD or PSB) with all read but the pixels of its flattened picture.
struct PsdFile {
    enum class Colours { kGrey, kRgb, kCmyk };

    FileHandle stream;
    bool large = false; ///< PSB: made for pictures over 30,000 pixels
    int width = 0;
    int height = 0;
    bool wide = false; ///< 16 bits a channel
    Colours colours = Colours::kRgb;
    bool has_alpha = false; ///< the channel after the colours; they are laid on white by it
    std::string icc;
    std::string xmp;
    std::string exif;
    bool packed = false;
    /// Where the lines of the channels that matter begin, channel by channel; one more at the end.
    std::vector<std::int64_t> starts;

    [[nodiscard]] int colourChannels() const {
        return colours == Colours::kGrey ? 1 : colours == Colours::kRgb ? 3 : 4;
    }
    [[nodiscard]] int channels() const { return colourChannels() + (has_alpha ? 1 : 0); }
    [[nodiscard]] std::size_t planeLineBytes() const {
        return static_cast<std::size_t>(width) * (wide ? 2 : 1);
    }
};

Result<PsdFile> openPsdFile(const SourceFile& file);

} // namespace vr360
