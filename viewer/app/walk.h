#pragma once

#include "viewer/app/guide.h"
#include "viewer/app/hands.h"
#include "viewer/app/letters.h"
#include "viewer/app/options.h"
#include "viewer/app/pictures.h"
#include "viewer/app/screen.h"
#include "viewer/app/stats.h"
#include "viewer/app/tile_pump.h"
#include "viewer/app/visit.h"
#include "viewer/io/directory_source.h"
#include "viewer/ui/ui.h"
#include "viewer/window/window.h"

#include <atomic>
#include <memory>
#include <optional>
#include <string>

namespace vr360 {

/// A visitor's walk through a package in a window: the place where window, panels, picture, sound
/// and files meet. Main thread.
class Walk {
public:
    Walk(const Options& options,
         const ByteSource& source,
         Visit visit,
         Window& window,
         const Instance& instance);
    ~Walk();
    Walk(const Walk&) = delete;
    Walk& operator=(const Walk&) = delete;

    /// Opens device and first scene.
    Status start();
    /// Runs until the visitor leaves, `quit` becomes true, or nothing can be shown any more.
    Status run(const std::atomic<bool>& quit);

    Stats takeStats();

private:
    // walk.cpp: the loop
    double timeout(double now);
    void handleInput(double now);
    Status drawFrame(const Frame& frame, double now);
    Status rebuild(double now);
    Status makeScreen();
    void dropScreen();
    void measure(double begin, const Frame& frame);
    [[nodiscard]] float scale() const;

    // walk_actions.cpp: what visitors do
    void carryOut(const UiActions& actions, double now);
    void pressed(Key key, double now);
    void tapped(double x, double y);
    void activate(const Hotspot& hotspot);
    void go(const std::string& site, const std::string& scene, const Arrival& arrive, bool turn);
    void step(int direction);
    void enterScene(const View& view);
    void setLanguage(const std::string& language);
    void fillModel(double now);
    void fillMarkers();

    Options options_;
    const ByteSource& source_;
    Window& window_;
    const Instance& instance_;
    VkSurfaceKHR surface_ = VK_NULL_HANDLE;
    Visit visit_;
    Panoramas panoramas_;
    std::unique_ptr<Stage> stage_; ///< once it is known how many tiles the device can hold
    std::unique_ptr<Screen> screen_;
    std::unique_ptr<TilePump> pump_;
    Guide guide_;
    Letters letters_;
    CardPicture picture_;
    Ui ui_;
    UiModel model_;
    Hands hands_;
    std::string language_;
    const Hotspot* card_ = nullptr;
    std::string message_;
    double message_until_ = 0.0;
    bool events_left_ = false;
    int frames_due_ = 3; ///< drawn even if the picture is the same: panels need a few to settle
    bool leaving_ = false;
    bool rebuilt_ = false; ///< since the last frame that was shown
    double last_frame_ = 0.0;
    bool was_moving_ = false;
    Stats stats_;
    Background background_; ///< last: its thread ends before what its jobs use
};

} // namespace vr360
