// What visitors do, and what they see of it.

#include "core/tour/languages.h"
#include "viewer/app/report.h"
#include "viewer/app/walk.h"

#include <cmath>
#include <cstdlib>

namespace vr360 {
namespace {

constexpr double kMessageSeconds = 5.0;
constexpr double kTravelSeconds = 0.7;

} // namespace

void Walk::carryOut(const UiActions& actions, double now) {
    if (actions.toggle_play)
        guide_.togglePlay();
    if (actions.seek)
        guide_.seek(*actions.seek);
    if (actions.language)
        setLanguage(*actions.language);
    if (actions.subtitle_language)
        guide_.chooseSubtitles(*actions.subtitle_language);
    if (actions.narration_language)
        guide_.chooseNarration(*actions.narration_language);
    if (actions.subtitle_language || actions.narration_language || actions.language)
        letters_.need(guide_.subtitleTexts());
    if (actions.toggle_fullscreen)
        pressed(Key::kFullscreen, now);
    if (actions.zoom != 0.0) {
        const Viewport viewport = stage_->control().viewport();
        stage_->control().zoom(actions.zoom, {viewport.width * 0.5, viewport.height * 0.5}, now);
    }
    if (actions.close_card)
        card_ = nullptr;
    if (actions.go)
        go(actions.go->site, actions.go->scene, Arrival{}, false);
}

void Walk::pressed(Key key, double now) {
    switch (key) {
    case Key::kPageDown:
        step(1);
        break;
    case Key::kPageUp:
        step(-1);
        break;
    case Key::kHome:
        stage_->control().travelTo(visit_.scene().view, kTravelSeconds, now);
        break;
    case Key::kSpace:
        guide_.togglePlay();
        break;
    case Key::kSites:
        ui_.toggleSites();
        break;
    case Key::kSubtitles:
        guide_.chooseSubtitles(guide_.subtitleLanguage().empty() ? language_ : std::string());
        letters_.need(guide_.subtitleTexts());
        break;
    case Key::kFullscreen:
        if (!options_.kiosk)
            window_.setFullscreen(!window_.fullscreen());
        break;
    case Key::kEscape:
        if (card_)
            card_ = nullptr;
        else if (!ui_.closePanels() && window_.fullscreen() && !options_.kiosk)
            window_.setFullscreen(false);
        break;
    case Key::kQuit:
        leaving_ = leaving_ || !options_.kiosk;
        break;
    default:
        break;
    }
}

void Walk::tapped(double x, double y) {
    const int marker = ui_.markerAt(model_, static_cast<float>(x), static_cast<float>(y));
    if (marker >= 0)
        activate(*model_.markers[marker].hotspot);
    else if (!ui_.closePanels())
        card_ = nullptr;
}

void Walk::activate(const Hotspot& hotspot) {
    switch (hotspot.kind) {
    case Hotspot::Kind::kScene:
        go({}, hotspot.scene, hotspot.arrive, true);
        break;
    case Hotspot::Kind::kSite:
        go(hotspot.site, hotspot.scene, hotspot.arrive, false);
        break;
    case Hotspot::Kind::kInfo:
    case Hotspot::Kind::kUrl:
        card_ = card_ == &hotspot ? nullptr : &hotspot;
        break;
    case Hotspot::Kind::kAudio:
        guide_.toggleSound(*hotspot.narration);
        break;
    }
    if (card_)
        ui_.closePanels();
}

/// `turn`: keep the compass direction, as when walking on.
void Walk::go(const std::string& site, const std::string& scene, const Arrival& arrive, bool turn) {
    const double from_heading = visit_.scene().heading;
    const View from = stage_->view();
    // The hotspot that led here goes with its scene, and with it `arrive`.
    const Arrival arrival = arrive;
    const std::string scene_before = visit_.site().id + "/" + visit_.scene().id;
    card_ = nullptr;
    ui_.forgetCard();
    model_.markers.clear();
    if (Status there = visit_.go(site, scene); !there) {
        reportFault(there.fault());
        message_ = ui_.strings()("site_failed");
        message_until_ = sinceStart() / 1000.0 + kMessageSeconds;
        frames_due_ = 3;
        return;
    }
    if (visit_.site().id + "/" + visit_.scene().id == scene_before)
        return;
    View view = visit_.scene().view;
    if (turn)
        view = {.yaw = wrapYaw(from.yaw + from_heading - visit_.scene().heading),
                .pitch = from.pitch,
                .fov = from.fov};
    view.yaw = arrival.yaw.value_or(view.yaw);
    view.pitch = arrival.pitch.value_or(view.pitch);
    view.fov = arrival.fov.value_or(view.fov);
    enterScene(view);
}

void Walk::step(int direction) {
    const auto stop = visit_.neighbour(direction);
    if (stop)
        go(stop->site, stop->scene, Arrival{}, false);
    else
        reportFault(stop.fault());
}

void Walk::enterScene(const View& view) {
    const Scene& scene = visit_.scene();
    const auto panorama = panoramas_.open(scene.panorama);
    if (!panorama) {
        reportFault(panorama.fault());
        message_ = ui_.strings()("site_failed");
        message_until_ = sinceStart() / 1000.0 + kMessageSeconds;
        return;
    }
    stage_->show(*panorama, panoramas_.get(*panorama).grid, scene.panorama.limits, view);
    stage_->forgetPrepared();
    for (const Hotspot& hotspot : scene.hotspots) {
        const Scene* next = hotspot.kind == Hotspot::Kind::kScene
                                ? visit_.site().findScene(hotspot.scene)
                                : nullptr;
        const auto number = next ? panoramas_.open(next->panorama) : Result<std::uint32_t>(Fault{});
        if (number)
            stage_->prepare(*number, panoramas_.get(*number).grid, next->view);
    }
    guide_.enter(scene);
    letters_.need(allTexts(visit_.site()));
    letters_.need(guide_.subtitleTexts());
    // What the languages to be chosen call themselves.
    for (const auto& tags : {guide_.subtitleLanguages(), guide_.narrationLanguages()})
        for (const std::string& tag : tags)
            letters_.need(languageName(tag));
    window_.setTitle(visit_.site().name.in(language_, visit_.tour().languages) + " – " +
                     visit_.tour().title.in(language_, visit_.tour().languages));
    frames_due_ = 3;
}

void Walk::setLanguage(const std::string& language) {
    language_ = language;
    guide_.setLanguages(language, visit_.tour().languages);
}

void Walk::fillModel(double now) {
    (void)now;
    model_.tour = &visit_.tour();
    model_.site = &visit_.site();
    model_.scene = visit_.sceneIndex();
    model_.language = language_;
    model_.subtitle_languages = guide_.subtitleLanguages();
    model_.subtitle_language = guide_.subtitleLanguage();
    model_.narration_languages = guide_.narrationLanguages();
    model_.narration_language = guide_.narrationLanguage();
    const NarrationPlayer::Clock clock = guide_.clock();
    model_.narration = {.available = guide_.hasNarration(),
                        .failed = clock.failed,
                        .playing = clock.playing,
                        .machine_voice = guide_.machineVoice(),
                        .position = clock.position,
                        .duration = clock.duration};
    model_.subtitle = guide_.subtitle();
    model_.sounding = guide_.sounding();
    model_.message = message_;
    model_.fullscreen = window_.fullscreen();
    model_.can_leave = !options_.kiosk;
    fillMarkers();
    picture_.choose(card_ ? card_->picture : std::string(), screen_->ui());
    model_.card = {.hotspot = card_,
                   .texture = picture_.texture(),
                   .texture_width = picture_.width(),
                   .texture_height = picture_.height()};
}

void Walk::fillMarkers() {
    model_.markers.clear();
    const Camera camera = stage_->camera();
    const Viewport viewport = stage_->control().viewport();
    for (const Hotspot& hotspot : visit_.scene().hotspots) {
        const Camera::Projected seen =
            camera.project(direction({radians(hotspot.yaw), radians(hotspot.pitch)}));
        const bool inside = seen.in_front && seen.pixel.x > 0.0 && seen.pixel.y > 0.0 &&
                            seen.pixel.x < viewport.width && seen.pixel.y < viewport.height;
        if (inside)
            model_.markers.push_back(
                {.hotspot = &hotspot,
                 .title = hotspot.title.in(language_, visit_.tour().languages),
                 .pixel = seen.pixel,
                 .sounding = hotspot.narration && hotspot.narration->opus == model_.sounding});
    }
}

} // namespace vr360
