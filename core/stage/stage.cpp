#include "core/stage/stage.h"

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

/// One panorama's tiles in the store.
class PanoramaResidency final : public Residency {
public:
    PanoramaResidency(const TileStore& store, std::uint32_t panorama)
        : store_(store), panorama_(panorama) {}
    [[nodiscard]] int layerOf(TileId id) const override { return store_.layerOf({panorama_, id}); }

private:
    const TileStore& store_;
    std::uint32_t panorama_;
};

void setVec(float (&out)[4], double x, double y, double z) {
    out[0] = static_cast<float>(x);
    out[1] = static_cast<float>(y);
    out[2] = static_cast<float>(z);
    out[3] = 0.0F;
}

} // namespace

Stage::Stage(const StageParams& params) : params_(params), store_(params.store) {}

void Stage::resize(const Viewport& viewport) {
    control_.setViewport(viewport);
}

void Stage::show(std::uint32_t panorama,
                 const Grid& grid,
                 const ViewLimits& limits,
                 const View& view) {
    const double old_yaw = control_.view().yaw;
    control_.setBounds(limits, grid.width());
    control_.setView(view);
    dirty_ = true;
    if (!shown_.empty() && shown_.back().panorama == panorama) {
        return;
    }
    // What fades out keeps its picture where it is although the new scene counts yaw from
    // elsewhere.
    for (Shown& shown : shown_) {
        shown.yaw_offset += yawDifference(control_.view().yaw, old_yaw);
    }
    if (shown_.size() > 1) {
        shown_.erase(shown_.begin(), shown_.end() - 1);
    }
    if (params_.fade_seconds <= 0.0) {
        shown_.clear();
    }
    for (const std::uint32_t old : pinned_) {
        store_.pin(old, false);
    }
    pinned_.clear();
    shown_.push_back({panorama, grid, 0, 0.0});
    for (const Shown& shown : shown_) {
        store_.pin(shown.panorama, true);
        pinned_.push_back(shown.panorama);
    }
    store_.forgive(panorama);
    fade_start_ = -1.0;
}

void Stage::prepare(std::uint32_t panorama, const Grid& grid, const View& view) {
    prepared_.push_back({panorama, grid, view});
}

void Stage::forgetPrepared() {
    prepared_.clear();
}

void Stage::dropLayers() {
    store_.dropLayers();
    dirty_ = true;
}

Camera Stage::cameraOf(const Shown& shown) const {
    View view = control_.view();
    view.yaw = wrapYaw(view.yaw + shown.yaw_offset);
    return {view, control_.viewport()};
}

void Stage::collectWants() {
    wants_.clear();
    Shown& present = shown_.back();
    wants_.push_back({{present.panorama, kPreviewTile}});
    present.level = selectTiles(present.grid, cameraOf(present), params_.select, scratch_);
    for (const WantedTile& tile : scratch_) {
        wants_.push_back({{present.panorama, tile.id}});
    }
    own_wants_ = wants_.size();
    // What fades out is kept, not completed.
    for (std::size_t i = 0; i + 1 < shown_.size(); ++i) {
        const Shown& old = shown_[i];
        scratch_.clear();
        visibleTiles(old.grid, cameraOf(old), old.level, scratch_);
        for (const WantedTile& tile : scratch_) {
            wants_.push_back({{old.panorama, tile.id}, false});
        }
    }
    if (wantsMet()) {
        for (const Prepared& next : prepared_) {
            wants_.push_back({{next.panorama, kPreviewTile}});
            selectTiles(next.grid, {next.view, control_.viewport()}, params_.select, scratch_);
            for (const WantedTile& tile : scratch_) {
                wants_.push_back({{next.panorama, tile.id}});
            }
        }
    }
}

bool Stage::wantsMet() const {
    return std::all_of(wants_.begin(),
                       wants_.begin() + static_cast<std::ptrdiff_t>(own_wants_),
                       [&](const auto& want) {
                           return store_.layerOf(want.key) >= 0 || store_.givenUp(want.key);
                       });
}

Coverage Stage::addPatches(const Shown& shown, float opacity) {
    const std::size_t first = patches_.size();
    const Coverage coverage = buildPatches(shown.grid,
                                           cameraOf(shown),
                                           shown.level,
                                           PanoramaResidency(store_, shown.panorama),
                                           opacity,
                                           patches_);
    const auto turn = static_cast<float>(radians(shown.yaw_offset));
    for (std::size_t i = first; turn != 0.0F && i < patches_.size(); ++i) {
        patches_[i].lon0 -= turn;
        patches_[i].lon1 -= turn;
    }
    return coverage;
}

/// Fills the patch list: what fades out, and over it what is there now.
void Stage::drawShown(double now) {
    patches_.clear();
    double share = 1.0;
    if (shown_.size() > 1) {
        share = fade_start_ < 0.0 ? 0.0 : (now - fade_start_) / params_.fade_seconds;
        if (share >= 1.0) {
            shown_.erase(shown_.begin(), shown_.end() - 1);
            share = 1.0;
        }
    }
    for (std::size_t i = 0; i + 1 < shown_.size(); ++i) {
        addPatches(shown_[i], 1.0F);
    }
    frame_.fade_from = patches_.size();
    const double smooth = share * share * (3.0 - 2.0 * share);
    const Coverage coverage = addPatches(shown_.back(), static_cast<float>(smooth));
    if (shown_.size() == 1) {
        frame_.fade_from = patches_.size();
    } else if (fade_start_ < 0.0 && coverage.complete) {
        fade_start_ = now; // the new scene has something to show everywhere: let it in
    }
    frame_.settled = shown_.size() == 1 && coverage.complete && wantsMet();
    frame_.patches = patches_;
}

void Stage::fillBlock() {
    const Camera camera = this->camera();
    const Rotation& r = camera.rotation();
    const Vec2 half = camera.halfExtent();
    setVec(block_.camera_right, r.right.x, r.right.y, r.right.z);
    setVec(block_.camera_up, r.up.x, r.up.y, r.up.z);
    setVec(block_.camera_forward, r.forward.x, r.forward.y, r.forward.z);
    setVec(block_.projection,
           1.0 / half.x,
           1.0 / half.y,
           static_cast<double>(camera.view().projection));
}

/// True if an upload of this frame is of what is shown; tiles of prepared scenes change no picture.
bool Stage::uploadsShow() const {
    return std::any_of(actions_.upload.begin(), actions_.upload.end(), [&](const Upload& upload) {
        return std::any_of(shown_.begin(), shown_.end(), [&](const Shown& shown) {
            return shown.panorama == upload.key.panorama;
        });
    });
}

const Frame& Stage::frame(double now) {
    frame_.actions = &actions_;
    frame_.block = &block_;
    actions_.clear();
    const bool advancing = control_.advance(now);
    if (shown_.empty()) {
        frame_.patches = {};
        frame_.changed = dirty_;
        dirty_ = false;
        frame_.settled = frame_.moving = false;
        return frame_;
    }
    collectWants();
    store_.update(wants_, now, actions_);
    const bool fading = shown_.size() > 1;
    frame_.changed = dirty_ || fading || uploadsShow() || control_.view() != last_view_ ||
                     control_.viewport() != last_viewport_;
    if (frame_.changed) {
        fillBlock();
        drawShown(now);
    } else {
        frame_.settled = frame_.settled && wantsMet();
    }
    // A tile given up for good changes no picture, but it ends the waiting.
    if (!frame_.changed && !frame_.settled) {
        drawShown(now);
    }
    last_view_ = control_.view();
    last_viewport_ = control_.viewport();
    dirty_ = false;
    frame_.moving = advancing || control_.moving() || shown_.size() > 1 || store_.uploadsWaiting();
    return frame_;
}

} // namespace vr360
