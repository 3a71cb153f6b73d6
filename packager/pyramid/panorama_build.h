#pragma once

#include "core/base/result.h"
#include "packager/pyramid/band_memory.h"
#include "packager/pyramid/build_pyramids.h"
#include "packager/pyramid/cascade.h"
#include "packager/pyramid/inspect.h"
#include "packager/pyramid/panorama_store.h"
#include "packager/pyramid/tile_cutter.h"
#include "packager/pyramid/tile_encoder.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace vr360 {

/// What a worker keeps from tile to tile.
struct WorkerTools {
    TileCutter cutter;
    TileEncoder encoder;
};

/// One panorama's way into its directory, in pieces that a scheduler hands to workers. Every
/// Status that is a fault is the end of this panorama.
class PanoramaBuild {
public:
    /// All references must outlive it.
    PanoramaBuild(const PyramidJob& job,
                  const PyramidSettings& settings,
                  BandMemory& memory,
                  const std::atomic<bool>& stop);

    /// Reads the header. First of all.
    Status plan();
    /// Opens the source and the directory. Second.
    Status open();

    [[nodiscard]] const Grid& grid() const { return *grid_; }
    /// Pixels of all tiles: the measure of progress.
    [[nodiscard]] std::int64_t pixelsTotal() const { return pixels_total_; }
    [[nodiscard]] std::size_t finestBandBytes() const;
    [[nodiscard]] int finestColumns() const; ///< most tiles in one row

    /// Decodes some lines; one thread at a time. Bands completed by it are appended to `bands`.
    Status step(std::vector<std::shared_ptr<const Band>>& bands);
    [[nodiscard]] bool isDecoded() const { return next_line_ == grid_->height(); }

    /// Cuts, encodes and stores one tile; any number of threads at a time.
    Status makeTile(const Band& band, int column, WorkerTools& tools);

    /// After all steps and tiles: preview, pyramid.json, sums, move into place.
    Result<PyramidOutcome> finish();

    /// Why it failed: a file that was changed meanwhile rather than a damaged one.
    [[nodiscard]] Fault explain(const Fault& fault) const;

    /// Removes what was made: for input that is bad, where carrying on later makes no sense.
    void discard();

private:
    Status readLines(int count);
    [[nodiscard]] bool isSourceUnchanged() const;

    const PyramidJob& job_;
    const PyramidSettings& settings_;
    BandMemory& memory_;
    const std::atomic<bool>& stop_;

    std::optional<PanoramaPlan> plan_;
    std::optional<Grid> grid_;
    std::int64_t pixels_total_ = 0;
    std::chrono::steady_clock::time_point began_;

    std::unique_ptr<StripSource> source_;
    std::unique_ptr<PanoramaStore> store_;
    std::optional<Cascade> cascade_;
    std::vector<std::shared_ptr<const Band>> ready_; ///< filled by the cascade
    std::vector<std::vector<std::uint16_t>> wide_lines_;
    int next_line_ = 0; ///< in the order of reading

    std::atomic<std::int64_t> tiles_{0};
    std::atomic<std::int64_t> reused_{0};
    std::atomic<std::int64_t> bytes_{0};
    std::vector<Fault> warnings_;
};

} // namespace vr360
