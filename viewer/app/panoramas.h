#pragma once

#include "core/geometry/grid.h"
#include "core/package/tour.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace vr360 {

/// The panoramas met so far, by the number that the stage knows them by. A panorama keeps its
/// number, so its tiles are found again when a visitor comes back.
class Panoramas {
public:
    struct Panorama {
        std::string id;
        Grid grid;
        std::string preview; ///< data URL
    };

    /// The number of a scene's panorama; a fault when its size makes no grid.
    Result<std::uint32_t> open(const PanoramaRef& ref);
    [[nodiscard]] const Panorama& get(std::uint32_t number) const { return list_[number]; }

private:
    std::vector<Panorama> list_;
    std::map<std::string, std::uint32_t> numbers_;
};

} // namespace vr360
