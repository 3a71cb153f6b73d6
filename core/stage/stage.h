#pragma once

#include "core/geometry/camera.h"
#include "core/geometry/grid.h"
#include "core/stage/view_control.h"
#include "core/tiles/patches.h"
#include "core/tiles/select.h"
#include "core/tiles/tile_store.h"
#include "shaders/frame_block.h"

#include <memory>
#include <span>
#include <vector>

namespace vr360 {

struct StageParams {
    StoreParams store;
    SelectParams select;
    double fade_seconds = 0.6; ///< from one scene to the next; 0 cuts
};

/// What one frame needs from its surroundings, and what to draw. Valid until the next frame.
struct Frame {
    const StoreActions* actions = nullptr; ///< do `upload` before drawing, then start and cancel
    const FrameBlock* block = nullptr;
    std::span<const Patch> patches; ///< in drawing order; those from `fade_from` on are blended
    std::size_t fade_from = 0;      ///< over what is drawn before them
    bool changed = true;            ///< false: the last picture still stands, draw nothing
    bool settled = false;           ///< every tile that the view wants is in this picture
    bool moving = false;            ///< ask again soon, even if nothing happens outside
};

/// One frame, for both viewers: input → view → tiles wanted → store → patches.
///
/// Owns no pixels, no clock and no thread. Surroundings call `frame` and carry out its actions;
/// they answer with `decoded` and `failed`. Lives on the main thread.
class Stage {
public:
    explicit Stage(const StageParams& params);

    [[nodiscard]] ViewControl& control() { return control_; }
    [[nodiscard]] const View& view() const { return control_.view(); }
    [[nodiscard]] TileStore& store() { return store_; }

    void resize(const Viewport& viewport);

    /// Shows a panorama, at a view. What is shown now fades out.
    /// `panorama` is the caller's number for it, the same whenever it comes back.
    void show(std::uint32_t panorama, const Grid& grid, const ViewLimits& limits, const View& view);

    /// Tiles of a scene that may come next, asked for when nothing else is left to do.
    void prepare(std::uint32_t panorama, const Grid& grid, const View& view);
    void forgetPrepared();

    /// See TileStore.
    bool decoded(std::uint32_t number) { return store_.decoded(number); }
    void failed(std::uint32_t number, double now, bool permanent) {
        store_.failed(number, now, permanent);
    }
    void dropLayers();

    /// Everything for the next picture. `now` in seconds, never running backwards.
    const Frame& frame(double now);

    /// Where a direction is in the picture now, for labels that follow the view.
    [[nodiscard]] Camera camera() const { return {control_.view(), control_.viewport()}; }

private:
    struct Shown {
        std::uint32_t panorama = 0;
        Grid grid;
        int level = 0;
        double yaw_offset = 0.0; ///< its own yaw is the view's plus this, degrees
    };
    struct Prepared {
        std::uint32_t panorama = 0;
        Grid grid;
        View view;
    };

    void collectWants();
    [[nodiscard]] bool wantsMet() const;
    [[nodiscard]] bool uploadsShow() const;
    Coverage addPatches(const Shown& shown, float opacity);
    void drawShown(double now);
    void fillBlock();
    [[nodiscard]] Camera cameraOf(const Shown& shown) const;

    StageParams params_;
    ViewControl control_;
    TileStore store_;
    std::vector<Shown> shown_; ///< the last is the present one; before it, what fades out
    double fade_start_ = -1.0; ///< negative: the new scene has nothing to show yet
    std::vector<std::uint32_t> pinned_;
    std::vector<Prepared> prepared_;
    std::vector<WantedTile> scratch_;
    std::vector<TileStore::Want> wants_;
    std::size_t own_wants_ = 0; ///< the first of `wants_`, those of the present scene's view
    std::vector<Patch> patches_;
    StoreActions actions_;
    FrameBlock block_{};
    Frame frame_;
    View last_view_;
    Viewport last_viewport_;
    bool dirty_ = true;
};

} // namespace vr360
