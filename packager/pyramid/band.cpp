#include "packager/pyramid/band.h"

#include <cassert>

namespace vr360 {

Band::Band(BandMemory& memory, const GridLevel& level, int level_number, int row)
    : level_(level_number),
      row_(row),
      shape_(level.rows[static_cast<std::size_t>(row)]),
      width_(level.width),
      level_height_(level.height),
      stride_(std::ptrdiff_t{3} * (level.width + 2)),
      block_(memory.take(bytesFor(level.width, shape_.height))) {}

std::size_t Band::bytesFor(int level_width, int lines) {
    // Heights within a level differ by one; one size for all of them lets blocks be reused.
    const auto rounded = static_cast<std::size_t>((lines + 2 + 7) / 8 * 8);
    return std::size_t{3} * (static_cast<std::size_t>(level_width) + 2) * rounded;
}

const RowFilter& Band::filter() const {
    assert(!isFull());
    std::call_once(filter_made_,
                   [&] { filter_ = std::make_unique<RowFilter>(width_, shape_.width); });
    return *filter_;
}

} // namespace vr360
