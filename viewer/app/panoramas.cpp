#include "viewer/app/panoramas.h"

namespace vr360 {

Result<std::uint32_t> Panoramas::open(const PanoramaRef& ref) {
    if (const auto it = numbers_.find(ref.id); it != numbers_.end())
        return it->second;
    auto grid = Grid::create(ref.width, ref.height);
    if (!grid) {
        Fault fault = grid.fault();
        fault.where = "panoramas/" + ref.id;
        return fault;
    }
    const auto number = static_cast<std::uint32_t>(list_.size());
    list_.push_back({ref.id, std::move(grid).value(), ref.preview});
    numbers_.emplace(ref.id, number);
    return number;
}

} // namespace vr360
