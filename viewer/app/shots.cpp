#include "viewer/app/shots.h"

#include "viewer/app/report.h"
#include "viewer/app/stats.h"
#include "viewer/app/tile_pump.h"
#include "viewer/app/visit.h"
#include "viewer/gpu/target.h"
#include "viewer/io/directory_source.h"

#include <algorithm>
#include <cstdio>
#include <thread>

namespace vr360 {
namespace {

// A view that needs more layers than there are would never settle, so shots may have more.
constexpr int kShotLayers = 256;

int usableThreads(const Options& options) {
    if (options.threads > 0)
        return options.threads;
    return std::clamp(static_cast<int>(std::thread::hardware_concurrency()), 2, 4);
}

/// Takes pictures of one scene, one after another.
class Photographer {
public:
    Photographer(const Options& options, Graphics& graphics, const ByteSource& source)
        : graphics_(graphics),
          stage_(stageParams(graphics)),
          pump_(source,
                panoramas_,
                stage_,
                graphics,
                {.threads = usableThreads(options),
                 .withhold_from_level = options.withhold_from_level,
                 .wake = {}}) {}

    Status show(const Scene& scene) {
        auto panorama = panoramas_.open(scene.panorama);
        if (!panorama)
            return panorama.fault();
        stage_.resize({1280, 720});
        stage_.show(*panorama, panoramas_.get(*panorama).grid, ViewLimits{}, scene.view);
        // What is asked for is what is drawn: no limits for the sake of comfort.
        stage_.control().liftLimits();
        return Done{};
    }

    Status take(const Scene& scene, const Shot& shot, Stats& stats) {
        const VkExtent2D extent{static_cast<std::uint32_t>(shot.width),
                                static_cast<std::uint32_t>(shot.height)};
        if (Status ready = prepareTarget(extent); !ready)
            return ready;
        stage_.resize({shot.width, shot.height});
        View view = arrivalView(scene, shot.yaw, shot.pitch, shot.fov);
        view.projection =
            shot.little_planet ? Projection::kStereographic : Projection::kRectilinear;
        stage_.control().setView(view);
        if (Status drawn = drawUntilSettled(stats); !drawn)
            return drawn;
        auto png = encodePng(offscreen_->pixels(), shot.width, shot.height);
        if (!png)
            return png.fault();
        return writeFile(shot.file, *png);
    }

    [[nodiscard]] const TilePump::Counts& counts() const { return pump_.counts(); }

private:
    static StageParams stageParams(Graphics& graphics) {
        StageParams params;
        params.store.layers = graphics.tiles().layers();
        params.fade_seconds = 0.0;
        return params;
    }

    Status prepareTarget(VkExtent2D extent) {
        if (offscreen_) {
            const VkExtent2D present = offscreen_->target().extent();
            if (present.width == extent.width && present.height == extent.height)
                return Done{};
        }
        offscreen_.reset();
        auto target = OffscreenTarget::create(graphics_.device(), extent);
        if (!target)
            return target.fault();
        offscreen_.emplace(std::move(target).value());
        if (!renderer_) {
            auto renderer = TileRenderer::create(
                graphics_.device(), offscreen_->target().pass(), graphics_.tiles().view());
            if (!renderer)
                return renderer.fault();
            renderer_ = std::move(renderer).value();
        }
        return Done{};
    }

    Status drawUntilSettled(Stats& stats) {
        while (true) {
            const double now = sinceStart() / 1000.0;
            pump_.collect(now);
            const Frame& frame = stage_.frame(now);
            pump_.carryOut(*frame.actions, now);
            if (stats.first_picture_ms < 0.0 && !frame.patches.empty())
                stats.first_picture_ms = sinceStart();
            if (frame.settled) {
                if (Status drawn = draw(frame, stats); !drawn)
                    return drawn;
                if (stats.sharp_ms < 0.0)
                    stats.sharp_ms = sinceStart();
                return Done{};
            }
            if (pump_.uploadsPrepared()) {
                if (Status uploaded = uploadOnly(); !uploaded)
                    return uploaded;
            } else if (!stage_.store().uploadsWaiting()) {
                waitForMore(now);
            }
        }
    }

    void waitForMore(double now) {
        if (!pump_.idle()) {
            pump_.waitForAnswer();
        } else if (const auto retry = stage_.store().nextRetry()) {
            std::this_thread::sleep_for(
                std::chrono::duration<double>(std::max(*retry - now, 0.001)));
        }
    }

    Status uploadOnly() {
        if (const VkResult result = graphics_.frames().begin(); result != VK_SUCCESS)
            return vulkanFault("begin a frame", result);
        pump_.record(graphics_.frames().commands());
        if (const VkResult result = graphics_.frames().end(); result != VK_SUCCESS)
            return vulkanFault("copy tiles", result);
        return Done{};
    }

    Status draw(const Frame& frame, Stats& stats) {
        const double begin = sinceStart();
        FrameRing& frames = graphics_.frames();
        if (const VkResult result = frames.begin(); result != VK_SUCCESS)
            return vulkanFault("begin a frame", result);
        const VkCommandBuffer commands = frames.commands();
        pump_.record(commands);
        offscreen_->target().begin(commands, 0);
        const bool drawn = renderer_->draw(frames, *frame.block, frame.patches, frame.fade_from);
        RenderTarget::end(commands);
        if (!drawn)
            return vulkanFault("draw the tiles", VK_ERROR_OUT_OF_DEVICE_MEMORY);
        offscreen_->recordReadback(commands);
        if (const VkResult result = frames.end(); result != VK_SUCCESS)
            return vulkanFault("draw the picture", result);
        if (const VkResult result = graphics_.device().waitFor(frames.lastSubmission());
            result != VK_SUCCESS)
            return vulkanFault("finish the picture", result);
        stats.frame_ms.push_back(static_cast<float>(sinceStart() - begin));
        return Done{};
    }

    Graphics& graphics_;
    Panoramas panoramas_;
    Stage stage_;
    std::optional<OffscreenTarget> offscreen_;
    std::unique_ptr<TileRenderer> renderer_;
    TilePump pump_;
};

int takeAll(const Options& options, const Scene& scene, Photographer& photographer, Stats& stats) {
    if (Status shown = photographer.show(scene); !shown) {
        reportFault(shown.fault());
        return kExitBadInput;
    }
    for (const Shot& shot : options.shots) {
        if (Status taken = photographer.take(scene, shot, stats); !taken) {
            reportFault(taken.fault());
            return taken.fault().where == shot.file ? kExitCannotWrite : kExitNoDevice;
        }
    }
    return photographer.counts().failed > 0 ? kExitIncomplete : kExitDone;
}

} // namespace

int runShots(const Options& options) {
    const DirectorySource source(options.package);
    auto visit = Visit::open(source);
    if (!visit) {
        reportFault(visit.fault());
        return kExitBadInput;
    }
    if (Status there = visit.value().go(options.site, options.scene); !there) {
        reportFault(there.fault());
        return kExitBadInput;
    }
    auto instance = Instance::create({.extensions = {}, .validate = options.validate});
    if (!instance) {
        reportFault(instance.fault());
        return kExitNoDevice;
    }
    Stats stats;
    int exit_code = kExitDone;
    {
        auto graphics = Graphics::create(*instance.value(),
                                         {.gpu = options.gpu,
                                          .layers = std::max(options.layers, kShotLayers),
                                          .cache_dir = cacheDirectory()});
        if (!graphics) {
            reportFault(graphics.fault());
            return kExitNoDevice;
        }
        stats.device = (*graphics)->device().name();
        Photographer photographer(options, **graphics, source);
        exit_code = takeAll(options, visit->scene(), photographer, stats);
        stats.tiles_decoded = photographer.counts().decoded;
        stats.tiles_uploaded = photographer.counts().uploaded;
        stats.tiles_failed = photographer.counts().failed;
    }
    stats.validation_messages = instance.value()->validationMessages();
    if (options.stats)
        std::fputs(statsJson(stats).c_str(), stdout);
    return stats.validation_messages > 0 ? kExitInternal : exit_code;
}

} // namespace vr360
