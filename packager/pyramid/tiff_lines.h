#pragma once

#include "packager/pyramid/tiff_file.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace vr360 {

/// The lines of a TIFF file one after the other, with the channels of a pixel side by side, however
/// they are stored: in strips or tiles, together or each channel on its own.
class TiffLines {
public:
    /// Both must outlive it.
    TiffLines(const SourceFile& file, const TiffFile& open);

    /// Makes room; fails where the file claims absurd pieces.
    Status start();
    /// The next line, or nullptr where the file is damaged (`open.message` says how).
    const std::uint8_t* next();

private:
    Status startStrips();
    Status startTiles();
    const std::uint8_t* nextOfStrips();
    const std::uint8_t* nextOfTiles();
    bool readTileRow();
    void place(const std::uint8_t* samples,
               std::size_t count,
               std::size_t plane,
               std::uint8_t* to) const;

    [[nodiscard]] std::size_t planes() const { return open_.planar ? open_.channels : 1; }
    [[nodiscard]] std::size_t lineBytes() const {
        return open_.pixelBytes() * static_cast<std::size_t>(open_.width);
    }

    const SourceFile& file_;
    const TiffFile& open_;
    bool tiled_;
    /// Of all planes but the first: reading them in turns by one handle would unpack a strip anew
    /// for each line.
    std::vector<TiffHandle> more_planes_;
    std::uint32_t tile_width_ = 0;
    std::uint32_t tile_height_ = 1;
    std::vector<std::uint8_t> piece_; ///< a plane's line, or a tile
    std::vector<std::uint8_t> lines_; ///< one, or those of a row of tiles
    std::uint32_t next_ = 0;
};

} // namespace vr360
