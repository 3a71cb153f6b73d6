#include "viewer/app/walk.h"

#include "core/tour/languages.h"
#include "viewer/app/report.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <thread>
#include <utility>

namespace vr360 {
namespace {

constexpr double kSeekBarInterval = 0.25; // seconds between redraws while a narration plays
constexpr double kMinFrame = 1.0 / 250.0; // where presenting does not wait for the screen

StageParams stageParams(int layers) {
    StageParams params;
    params.store.layers = layers;
    return params;
}

std::string firstLanguage(const Options& options, const Tour& tour) {
    const char* environment = std::getenv("LANG");
    for (const std::string& wish :
         {options.language, std::string(environment ? environment : "")}) {
        const std::string tag = wish.substr(0, wish.find_first_of("_."));
        if (const int found = matchLanguage(tag, tour.languages); found >= 0)
            return tour.languages[found];
    }
    return tour.languages.empty() ? "en" : tour.languages.front();
}

NarrationPlayer::Output output(const Options& options) {
    return options.mute ? NarrationPlayer::Output::kSilent : NarrationPlayer::Output::kDevice;
}

int decodeThreads(const Options& options) {
    return options.threads > 0
               ? options.threads
               : std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 2, 4);
}

} // namespace

Walk::Walk(const Options& options,
           const ByteSource& source,
           Visit visit,
           Window& window,
           const Instance& instance)
    : options_(options),
      source_(source),
      window_(window),
      instance_(instance),

      visit_(std::move(visit)),
      guide_(source, background_, output(options), Window::wake),
      letters_(source, visit_.tour(), background_),
      picture_(source, background_),
      language_(firstLanguage(options, visit_.tour())),
      background_(Window::wake) {}

Walk::~Walk() {
    dropScreen();
}

/// Everything that hangs on the device, and the surface, which may be lost with it.
void Walk::dropScreen() {
    pump_.reset(); // its threads write into the device's memory
    screen_.reset();
    if (surface_ != VK_NULL_HANDLE)
        vkDestroySurfaceKHR(instance_.handle(), std::exchange(surface_, VK_NULL_HANDLE), nullptr);
}

Status Walk::start() {
    guide_.setLanguages(language_, visit_.tour().languages);
    if (options_.play)
        guide_.play();
    if (Status there = visit_.go(options_.site, options_.scene); !there)
        return there;
    if (Status made = makeScreen(); !made)
        return made;
    letters_.need(ui_.strings().allTexts());
    enterScene(arrivalView(visit_.scene(), options_.yaw, options_.pitch, options_.fov));
    stage_->control().autorotate(options_.pan);
    if (Status letters = letters_.makeNow(ui_, screen_->ui(), scale()); !letters)
        return letters;
    return Done{};
}

Status Walk::makeScreen() {
    const Window::Size size = window_.size();
    auto surface = window_.createSurface(instance_.handle());
    if (!surface)
        return surface.fault();
    surface_ = *surface;
    auto screen = Screen::create(
        instance_,
        {.surface = surface_,
         .gpu = options_.gpu,
         .layers = options_.layers,
         .cache_dir = cacheDirectory()},
        {static_cast<std::uint32_t>(size.width), static_cast<std::uint32_t>(size.height)});
    if (!screen)
        return screen.fault();
    screen_ = std::move(screen).value();
    stats_.device = screen_->graphics().device().name();
    if (!stage_) {
        options_.layers = screen_->graphics().tiles().layers();
        stage_ = std::make_unique<Stage>(stageParams(options_.layers));
        stage_->resize({std::max(size.width, 1), std::max(size.height, 1)});
    } else if (screen_->graphics().tiles().layers() < options_.layers) {
        return Fault{"graphics device",
                     "it has less room than before it was lost",
                     "Start again with --layers 64."};
    }
    pump_ = std::make_unique<TilePump>(
        source_,
        panoramas_,
        *stage_,
        screen_->graphics(),
        TilePumpParams{.threads = decodeThreads(options_), .wake = Window::wake});
    return Done{};
}

/// The device is lost: everything of it is made anew, once. A second loss without a frame shown in
/// between means that it would go on like this.
Status Walk::rebuild(double now) {
    const Fault lost{
        "graphics device",
        "the device was lost",
        "Update the graphics driver; look for overheating; VR360_GPU chooses another."};
    reportFault(lost);
    if (rebuilt_)
        return lost;
    rebuilt_ = true;
    pump_->abandon(now);
    stats_.tiles_decoded += pump_->counts().decoded;
    stats_.tiles_uploaded += pump_->counts().uploaded;
    stats_.tiles_failed += pump_->counts().failed;
    dropScreen();
    stage_->dropLayers();
    if (Status made = makeScreen(); !made)
        return made;
    picture_.deviceLost();
    frames_due_ = 3;
    return letters_.deviceLost(ui_, screen_->ui());
}

float Walk::scale() const {
    if (options_.ui_scale > 0.0)
        return static_cast<float>(options_.ui_scale);
    // A monitor that does not tell its density gives itself away by its pixels.
    const Window::Size size = window_.size();
    const double by_size = std::floor(std::min(size.width, size.height) / 1080.0 * 4.0) / 4.0;
    return static_cast<float>(std::max({1.0, window_.scale(), by_size}));
}

double Walk::timeout(double now) {
    const NarrationPlayer::Clock clock = guide_.clock();
    double wait = 3600.0;
    if (frames_due_ > 0 || events_left_ || was_moving_ || ui_.animating())
        wait = std::max(kMinFrame - (now - last_frame_), 0.0);
    if (clock.playing)
        wait = std::min({wait, kSeekBarInterval, guide_.nextChange() + 0.005});
    if (const auto retry = stage_->store().nextRetry())
        wait = std::min(wait, std::max(*retry - now, 0.0));
    if (!message_.empty())
        wait = std::min(wait, std::max(message_until_ - now, 0.0));
    if (window_.minimised())
        wait = std::max(wait, 0.1); // nothing is drawn, whatever moves
    if (options_.quit_after > 0.0)
        wait = std::min(wait, std::max(options_.quit_after - now, 0.0));
    return wait;
}

Status Walk::run(const std::atomic<bool>& quit) {
    double bar_drawn = 0.0;
    while (!leaving_ && !quit) {
        window_.wait(timeout(sinceStart() / 1000.0));
        const double now = sinceStart() / 1000.0;
        if (options_.quit_after > 0.0 && now >= options_.quit_after)
            break;
        handleInput(now);
        if (background_.finish())
            frames_due_ = std::max(frames_due_, 2);
        if (window_.minimised())
            continue;
        pump_->collect(now);
        const Frame& frame = stage_->frame(now);
        pump_->carryOut(*frame.actions, now);
        if (!message_.empty() && now >= message_until_) {
            message_.clear();
            frames_due_ = std::max(frames_due_, 1);
        }
        const bool bar_moves =
            guide_.clock().playing != model_.narration.playing ||
            guide_.subtitle() != model_.subtitle || guide_.sounding() != model_.sounding ||
            (guide_.clock().playing && now - bar_drawn >= kSeekBarInterval * 0.9);
        was_moving_ = frame.moving;
        if (!frame.changed && frames_due_ == 0 && !ui_.animating() && !bar_moves)
            continue;
        bar_drawn = now;
        if (Status drawn = drawFrame(frame, now); !drawn)
            return drawn;
    }
    return Done{};
}

void Walk::handleInput(double now) {
    hands_.add(window_.takeEvents());
    const Hands::Outcome outcome =
        hands_.handle(stage_->control(), ui_.wantsPointer(), static_cast<double>(scale()), now);
    events_left_ = outcome.more;
    if (outcome.anything)
        frames_due_ = 3;
    if (outcome.resized) {
        const Window::Size size = window_.size();
        if (size.width > 0 && size.height > 0) {
            stage_->resize({size.width, size.height});
            screen_->resize(
                {static_cast<std::uint32_t>(size.width), static_cast<std::uint32_t>(size.height)});
        }
    }
    for (const Key key : outcome.keys)
        pressed(key, now);
    if (outcome.tapped)
        tapped(outcome.tap_x, outcome.tap_y);
    leaving_ = leaving_ || (outcome.close && !options_.kiosk);
}

Status Walk::drawFrame(const Frame& frame, double now) {
    const double begin = sinceStart();
    letters_.update(ui_, screen_->ui(), scale());
    picture_.update(screen_->ui());
    fillModel(now);
    UiInput input;
    input.width = static_cast<float>(stage_->control().viewport().width);
    input.height = static_cast<float>(stage_->control().viewport().height);
    input.scale = ui_.fonts().scale;
    input.seconds = static_cast<float>(now - last_frame_);
    hands_.fill(input);
    const UiActions actions = ui_.frame(input, model_);
    const Screen::Outcome outcome = screen_->draw(
        frame, &ui_.drawData(), [this](VkCommandBuffer commands) { pump_->record(commands); });
    if (outcome == Screen::Outcome::kLost)
        return rebuild(now);
    if (outcome == Screen::Outcome::kShown) {
        frames_due_ = std::max(frames_due_ - 1, 0);
        rebuilt_ = false;
        measure(begin, frame);
    } else {
        frames_due_ = std::max(frames_due_, 1);
    }
    last_frame_ = now;
    carryOut(actions, now);
    return Done{};
}

void Walk::measure(double begin, const Frame& frame) {
    const double end = sinceStart();
    stats_.frame_ms.push_back(static_cast<float>(end - begin));
    if (was_moving_ && begin - last_frame_ * 1000.0 < 250.0)
        stats_.interval_ms.push_back(static_cast<float>(begin - last_frame_ * 1000.0));
    if (stats_.first_picture_ms < 0.0 && !frame.patches.empty())
        stats_.first_picture_ms = end;
    if (stats_.sharp_ms < 0.0 && frame.settled)
        stats_.sharp_ms = end;
}

Stats Walk::takeStats() {
    Stats stats = stats_;
    if (pump_) {
        stats.tiles_decoded += pump_->counts().decoded;
        stats.tiles_uploaded += pump_->counts().uploaded;
        stats.tiles_failed += pump_->counts().failed;
    }
    return stats;
}

} // namespace vr360
