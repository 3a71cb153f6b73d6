#pragma once

#include "core/stage/stage.h"
#include "viewer/app/graphics.h"
#include "viewer/app/panoramas.h"
#include "viewer/io/tile_loader.h"

#include <deque>
#include <functional>
#include <unordered_map>
#include <vector>

namespace vr360 {

struct TilePumpParams {
    int threads = 2;
    /// Tiles of this level and finer are treated as missing where row + column is odd: makes a
    /// picture in the middle of loading that is the same every time. Negative: none.
    int withhold_from_level = -1;
    std::function<void()> wake; ///< an answer is there; called on worker threads
};

/// Carries out what the stage asks for: files → worker threads → staging memory → texture layers.
/// Main thread.
class TilePump {
public:
    TilePump(const ByteSource& source,
             const Panoramas& panoramas,
             Stage& stage,
             Graphics& graphics,
             TilePumpParams params);

    /// Hands decoded tiles to the stage. True when the next frame may differ for it.
    bool collect(double now);
    /// Starts and cancels what a frame asks for and prepares its uploads. To be called once for
    /// every frame of the stage, drawn or not.
    void carryOut(const StoreActions& actions, double now);
    /// Records the uploads prepared since the last call, before the render pass.
    void record(VkCommandBuffer commands);
    [[nodiscard]] bool uploadsPrepared() const { return !copies_.empty(); }
    /// The device is lost: everything under way counts as failed, to be tried again. Afterwards
    /// this object can only be destroyed.
    void abandon(double now);
    void waitForAnswer() { loader_.waitForAnswer(); }
    /// True when nothing is queued or being decoded.
    [[nodiscard]] bool idle() const { return under_way_.empty() && waiting_.empty(); }

    struct Counts {
        int decoded = 0;
        int uploaded = 0;
        int failed = 0; ///< tiles that could not be read or decoded, each reported once
    };
    [[nodiscard]] const Counts& counts() const { return counts_; }

private:
    struct Decoded {
        int slot = 0;
        int width = 0;
        int height = 0;
    };

    void begin(const LoadRequest& request, double now);
    void beginPreview(const LoadRequest& request, const std::string& data_url, double now);
    void beginWaiting(double now);
    void cancel(std::uint32_t number);
    void answered(const TileAnswer& answer, double now);
    void report(const Fault& fault);

    const Panoramas& panoramas_;
    Stage& stage_;
    Graphics& graphics_;
    TilePumpParams params_;
    std::deque<LoadRequest> waiting_;                    ///< for a staging slot
    std::unordered_map<std::uint32_t, int> under_way_;   ///< request → slot, with the workers
    std::unordered_map<std::uint32_t, Decoded> decoded_; ///< waiting for their layer
    std::vector<TileTextures::Copy> copies_;
    std::vector<int> copied_slots_;
    std::vector<TileAnswer> answers_;
    Counts counts_;
    TileLoader loader_; ///< last: its threads end before what they write into
};

} // namespace vr360
