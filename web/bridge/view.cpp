#include "web/bridge/bridge.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace vr360::web {
namespace {

/// A hotspot's place in the picture, in physical pixels.
struct HotspotOut {
    float x = 0.0F;
    float y = 0.0F;
    float visible = 0.0F; ///< 1 inside the picture, else 0
};
static_assert(sizeof(HotspotOut) == 12);

struct Session {
    explicit Session(const StageParams& params) : stage(params) {}

    Stage stage;
    std::vector<std::pair<std::uint32_t, Grid>> grids; ///< of the panoramas opened so far
    std::vector<Vec2> hotspots;                        ///< yaw, pitch in degrees
    std::vector<HotspotOut> projected;
    FrameOut out;
};

std::unique_ptr<Session> session;

const Grid* findGrid(std::uint32_t panorama) {
    const auto it = std::find_if(session->grids.begin(),
                                 session->grids.end(),
                                 [&](const auto& entry) { return entry.first == panorama; });
    return it == session->grids.end() ? nullptr : &it->second;
}

/// The grid of a panorama, made on its first use; nullptr for an impossible size.
const Grid* openGrid(std::uint32_t panorama, int width, int height) {
    if (const Grid* known = findGrid(panorama)) {
        return known;
    }
    Result<Grid> grid = Grid::create(width, height);
    if (!grid) {
        return nullptr;
    }
    session->grids.emplace_back(panorama, std::move(grid).value());
    return &session->grids.back().second;
}

View viewOf(double yaw, double pitch, double fov, int projection) {
    return {yaw, pitch, fov, static_cast<Projection>(projection)};
}

} // namespace

/// Starts anew. Everything else may be called after this only.
VR360_EXPORT(create)
void create(int layers, int max_loading, int uploads_a_frame, double fade_seconds) {
    StageParams params;
    params.store.layers = layers;
    params.store.max_loading = max_loading;
    params.store.uploads_a_frame = uploads_a_frame;
    params.fade_seconds = fade_seconds;
    session = std::make_unique<Session>(params);
}

VR360_EXPORT(resize)
void resize(int width, int height) {
    session->stage.resize({width, height});
}

/// Shows a panorama; returns 0 if no grid has this size.
VR360_EXPORT(show)
int show(std::uint32_t panorama,
         int width,
         int height,
         double yaw_min,
         double yaw_max,
         double pitch_min,
         double pitch_max,
         double yaw,
         double pitch,
         double fov,
         int projection) {
    const Grid* grid = openGrid(panorama, width, height);
    if (grid == nullptr) {
        return 0;
    }
    session->stage.show(panorama,
                        *grid,
                        {yaw_min, yaw_max, pitch_min, pitch_max},
                        viewOf(yaw, pitch, fov, projection));
    return 1;
}

VR360_EXPORT(prepare)
int prepare(std::uint32_t panorama, int width, int height, double yaw, double pitch, double fov) {
    const Grid* grid = openGrid(panorama, width, height);
    if (grid == nullptr) {
        return 0;
    }
    session->stage.prepare(panorama, *grid, viewOf(yaw, pitch, fov, 0));
    return 1;
}

VR360_EXPORT(forgetPrepared)
void forgetPrepared() {
    session->stage.forgetPrepared();
}

/// A tile's stored size, gutter included, as height · 65536 + width; 0 if the panorama lacks it.
VR360_EXPORT(tileSize)
std::uint32_t tileSize(std::uint32_t panorama, int level, int row, int column) {
    const Grid* grid = findGrid(panorama);
    const TileId id{static_cast<std::int16_t>(level),
                    static_cast<std::int16_t>(row),
                    static_cast<std::int16_t>(column)};
    if (grid == nullptr || !grid->contains(id)) {
        return 0;
    }
    const int gutters = 2 * kGutterPixels;
    return static_cast<std::uint32_t>(grid->tileHeight(id) + gutters) << 16U |
           static_cast<std::uint32_t>(grid->tileWidth(id) + gutters);
}

VR360_EXPORT(decoded)
int decoded(std::uint32_t number) {
    return session->stage.decoded(number) ? 1 : 0;
}

VR360_EXPORT(failed)
void failed(std::uint32_t number, double now, int permanent) {
    session->stage.failed(number, now, permanent != 0);
}

VR360_EXPORT(dropLayers)
void dropLayers() {
    session->stage.dropLayers();
}

/// Everything for the next picture; see Stage::frame.
VR360_EXPORT(frame)
const FrameOut* frame(double now) {
    const Frame& f = session->stage.frame(now);
    const StoreActions& actions = *f.actions;
    FrameOut& out = session->out;
    out.patches = address(f.patches.data());
    out.patch_count = static_cast<std::uint32_t>(f.patches.size());
    out.fade_from = static_cast<std::uint32_t>(f.fade_from);
    out.block = address(f.block);
    out.flags =
        (f.changed ? kChanged : 0U) | (f.settled ? kSettled : 0U) | (f.moving ? kMoving : 0U);
    out.starts = address(actions.start.data());
    out.start_count = static_cast<std::uint32_t>(actions.start.size());
    out.cancels = address(actions.cancel.data());
    out.cancel_count = static_cast<std::uint32_t>(actions.cancel.size());
    out.uploads = address(actions.upload.data());
    out.upload_count = static_cast<std::uint32_t>(actions.upload.size());
    out.loading = static_cast<std::uint32_t>(session->stage.store().loadingCount());
    const View& view = session->stage.view();
    out.yaw = view.yaw;
    out.pitch = view.pitch;
    out.fov = view.fov;
    out.next_retry =
        session->stage.store().nextRetry().value_or(std::numeric_limits<double>::infinity());
    return &out;
}

/// Room for `count` pairs of doubles (yaw, pitch in degrees) of the scene's hotspots.
VR360_EXPORT(hotspots)
Vec2* hotspots(int count) {
    session->hotspots.assign(static_cast<std::size_t>(count), Vec2{});
    session->projected.assign(static_cast<std::size_t>(count), HotspotOut{});
    return session->hotspots.data();
}

/// Where the hotspots are in the picture now: HotspotOut for each. `margin` in pixels: this far
/// outside still counts as visible.
VR360_EXPORT(projectHotspots)
const HotspotOut* projectHotspots(double margin) {
    const Camera camera = session->stage.camera();
    const Viewport& viewport = camera.viewport();
    for (std::size_t i = 0; i < session->hotspots.size(); ++i) {
        const Vec2 at = session->hotspots[i];
        const Camera::Projected p = camera.project(direction({radians(at.x), radians(at.y)}));
        const bool inside = p.in_front && p.pixel.x >= -margin && p.pixel.y >= -margin &&
                            p.pixel.x <= viewport.width + margin &&
                            p.pixel.y <= viewport.height + margin;
        session->projected[i] = {
            static_cast<float>(p.pixel.x), static_cast<float>(p.pixel.y), inside ? 1.0F : 0.0F};
    }
    return session->projected.data();
}

// A visitor's hands; see ViewControl. Positions are physical pixels.

VR360_EXPORT(setView)
void setView(double yaw, double pitch, double fov) {
    ViewControl& control = session->stage.control();
    control.setView(viewOf(yaw, pitch, fov, static_cast<int>(control.view().projection)));
}

VR360_EXPORT(travelTo)
void travelTo(double yaw, double pitch, double fov, double seconds, double now) {
    ViewControl& control = session->stage.control();
    control.travelTo(
        viewOf(yaw, pitch, fov, static_cast<int>(control.view().projection)), seconds, now);
}

VR360_EXPORT(grab)
void grab(double x, double y, double now) {
    session->stage.control().grab({x, y}, now);
}

VR360_EXPORT(drag)
void drag(double x, double y, double now) {
    session->stage.control().drag({x, y}, now);
}

VR360_EXPORT(release)
void release(double now) {
    session->stage.control().release(now);
}

VR360_EXPORT(pinchStart)
void pinchStart(double ax, double ay, double bx, double by) {
    session->stage.control().pinchStart({ax, ay}, {bx, by});
}

VR360_EXPORT(pinch)
void pinch(double ax, double ay, double bx, double by) {
    session->stage.control().pinch({ax, ay}, {bx, by});
}

VR360_EXPORT(pinchEnd)
void pinchEnd() {
    session->stage.control().pinchEnd();
}

VR360_EXPORT(zoom)
void zoom(double steps, double x, double y, double now) {
    session->stage.control().zoom(steps, {x, y}, now);
}

VR360_EXPORT(steer)
void steer(double right, double up, double closer) {
    session->stage.control().steer(right, up, closer);
}

VR360_EXPORT(autorotate)
void autorotate(double speed) {
    session->stage.control().autorotate(speed);
}

} // namespace vr360::web
