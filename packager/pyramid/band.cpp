#include "packager/pyramid/band.h"

#include <cassert>

namespace vr360 {

Band::Band(BandMemory& memory, int level, int level_width, int row, const GridRow& shape)
    : level_(level),
      row_(row),
      shape_(shape),
      width_(level_width),
      stride_(std::ptrdiff_t{3} * (level_width + 2)),
      block_(memory.take(bytesFor(level_width, shape.height))) {}

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
