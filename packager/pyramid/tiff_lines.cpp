#include "packager/pyramid/tiff_lines.h"

#include "packager/pyramid/source_faults.h"

#include <algorithm>
#include <cstring>

namespace vr360 {

TiffLines::TiffLines(const SourceFile& file, const TiffFile& open)
    : file_(file), open_(open), tiled_(TIFFIsTiled(open.tiff.get()) != 0) {}

Status TiffLines::start() {
    return tiled_ ? startTiles() : startStrips();
}

Status TiffLines::startStrips() {
    // libtiff's own idea of a line: no less may be given to it.
    piece_.resize(std::max(lineBytes() / planes(),
                           static_cast<std::size_t>(TIFFScanlineSize64(open_.tiff.get()))));
    lines_.resize(open_.planar ? lineBytes() : 0);
    for (std::size_t plane = 1; plane < planes(); ++plane) {
        more_planes_.push_back(reopen(file_, open_));
        if (!more_planes_.back()) {
            return unreadableHeader(file_.label, "TIFF", *open_.message);
        }
    }
    return Done{};
}

Status TiffLines::startTiles() {
    TIFF* const tiff = open_.tiff.get();
    tile_width_ = tiffField<std::uint32_t>(tiff, TIFFTAG_TILEWIDTH, 0);
    tile_height_ = tiffField<std::uint32_t>(tiff, TIFFTAG_TILELENGTH, 0);
    const std::uint64_t tile_bytes = TIFFTileSize64(tiff);
    const std::uint64_t wanted =
        std::uint64_t{tile_width_} * tile_height_ * open_.pixelBytes() / planes();
    constexpr auto kMost = static_cast<std::uint64_t>(kMaxTiffPiece);
    if (tile_bytes == 0 || tile_bytes != wanted || tile_bytes > kMost ||
        lineBytes() * tile_height_ > kMost) {
        return unreadableHeader(file_.label, "TIFF", "impossible tiles");
    }
    piece_.resize(tile_bytes);
    lines_.resize(lineBytes() * tile_height_);
    return Done{};
}

const std::uint8_t* TiffLines::next() {
    const std::uint8_t* const line = tiled_ ? nextOfTiles() : nextOfStrips();
    ++next_;
    return line;
}

const std::uint8_t* TiffLines::nextOfStrips() {
    for (std::size_t plane = 0; plane < planes(); ++plane) {
        TIFF* const handle = plane == 0 ? open_.tiff.get() : more_planes_[plane - 1].get();
        if (TIFFReadScanline(handle, piece_.data(), next_, static_cast<std::uint16_t>(plane)) !=
            1) {
            return nullptr;
        }
        if (open_.planar) {
            place(piece_.data(), static_cast<std::size_t>(open_.width), plane, lines_.data());
        }
    }
    return open_.planar ? lines_.data() : piece_.data();
}

const std::uint8_t* TiffLines::nextOfTiles() {
    if (next_ % tile_height_ == 0 && !readTileRow()) {
        return nullptr;
    }
    return lines_.data() + lineBytes() * (next_ % tile_height_);
}

bool TiffLines::readTileRow() {
    const auto width = static_cast<std::uint32_t>(open_.width);
    const std::size_t tile_line = piece_.size() / tile_height_;
    for (std::size_t plane = 0; plane < planes(); ++plane) {
        for (std::uint32_t x = 0; x < width; x += tile_width_) {
            if (TIFFReadTile(open_.tiff.get(),
                             piece_.data(),
                             x,
                             next_,
                             0,
                             static_cast<std::uint16_t>(plane)) < 0) {
                return false;
            }
            for (std::size_t y = 0; y < tile_height_; ++y) {
                place(piece_.data() + tile_line * y,
                      std::min(tile_width_, width - x),
                      plane,
                      lines_.data() + lineBytes() * y + open_.pixelBytes() * x);
            }
        }
    }
    return true;
}

/// `count` pixels, or samples of one plane, to where their pixels are.
void TiffLines::place(const std::uint8_t* samples,
                      std::size_t count,
                      std::size_t plane,
                      std::uint8_t* to) const {
    if (!open_.planar) {
        std::memcpy(to, samples, count * open_.pixelBytes());
        return;
    }
    const std::size_t bytes = open_.sampleBytes();
    for (std::size_t i = 0; i < count; ++i) {
        std::memcpy(to + i * open_.pixelBytes() + plane * bytes, samples + i * bytes, bytes);
    }
}

} // namespace vr360
