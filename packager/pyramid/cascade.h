#pragma once

#include "core/geometry/grid.h"
#include "packager/pyramid/band.h"
#include "packager/pyramid/line_halver.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace vr360 {

/// Lines of the finest level in, complete bands of all levels out: each line goes into the bands
/// that show it, and in linear light into the next coarser level. Lines come in order, from the
/// top down or from the bottom up. Holds at most two bands a level (one but at their border) and
/// the coarsest level in linear light. One thread at a time.
class Cascade {
public:
    using Sink = std::function<void(std::shared_ptr<const Band>)>;

    /// `grid` and `memory` must outlive it. `sink` gets each band once, when it is complete.
    Cascade(const Grid& grid, BandMemory& memory, Sink sink);

    /// Where line y of the finest level is to be written, width · 3 bytes of sRGB; then finish it.
    [[nodiscard]] std::uint8_t* finestLine(int y);
    void finishLine(int y);
    /// Line y as 16-bit sRGB instead; it reaches the coarser levels with all its bits.
    void addWideLine(int y, const std::uint16_t* samples);

    /// The whole coarsest level in linear light, once all lines are in.
    [[nodiscard]] const std::vector<std::uint16_t>& coarsest() const { return coarsest_; }

private:
    struct OpenBand {
        std::shared_ptr<Band> band;
        int missing = 0; ///< lines, gutter included
    };
    struct Level {
        std::vector<OpenBand> open;
        std::optional<LineHalver> halver;  ///< to the next coarser level
        std::vector<std::uint16_t> linear; ///< one line
    };

    OpenBand& bandFor(int level, int row);
    void placeLine(int level, int y);
    void placeCopy(int level, int row, int line, const std::uint8_t* from);
    void placeOverPole(int level, int row, int line, const std::uint8_t* from);
    void countLine(int level, int row);
    void passOn(int level, int y, const std::uint16_t* linear);
    [[nodiscard]] int rowOf(int level, int y) const;

    const Grid& grid_;
    BandMemory& memory_;
    Sink sink_;
    std::vector<Level> levels_;
    std::vector<std::uint16_t> coarsest_;
};

} // namespace vr360
