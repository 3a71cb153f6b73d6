// How many pictures a second the desktop viewer's own renderer makes while the view turns over
// tiles that have to be loaded first: no window, no screen to wait for, nothing read back.
//
//   vr360-view-frames PACKAGE [--size 3840x2160] [--seconds 10] [--turn 90] [--fov 90] [--gpu NAME]
//
// Prints one JSON object. "cold" begins with nothing loaded; "warm" is a second time round.

#include "viewer/app/graphics.h"
#include "viewer/app/report.h"
#include "viewer/app/stats.h"
#include "viewer/app/tile_pump.h"
#include "viewer/app/visit.h"
#include "viewer/gpu/target.h"
#include "viewer/io/directory_source.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

namespace vr360 {
namespace {

struct Settings {
    std::string package;
    std::string site;
    std::string size = "3840x2160";
    std::string gpu;
    double seconds = 10.0;
    double turn = 90.0; ///< degrees a second
    double fov = 90.0;
    int layers = 256;
    int threads = 4;
};

struct Figures {
    std::vector<double> frame_ms;
    double seconds = 0.0;
    int sharp = 0;  ///< frames in which every tile that the view wants was there
    int loaded = 0; ///< tiles uploaded meanwhile
};

double quantile(std::vector<double> values, double part) {
    if (values.empty())
        return 0.0;
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

/// Turns a view around a scene, drawing as fast as the device lets it.
class Panner {
public:
    Panner(const Settings& settings,
           Graphics& graphics,
           const ByteSource& source,
           Viewport viewport)
        : settings_(settings),
          graphics_(graphics),
          viewport_(viewport),
          stage_(stageParams(graphics)),
          pump_(source, panoramas_, stage_, graphics, {.threads = settings.threads, .wake = {}}) {}

    Status open(const Scene& scene) {
        auto panorama = panoramas_.open(scene.panorama);
        if (!panorama)
            return panorama.fault();
        auto target = OffscreenTarget::create(graphics_.device(),
                                              {static_cast<std::uint32_t>(viewport_.width),
                                               static_cast<std::uint32_t>(viewport_.height)});
        if (!target)
            return target.fault();
        target_.emplace(std::move(target).value());
        auto renderer = TileRenderer::create(
            graphics_.device(), target_->target().pass(), graphics_.tiles().view());
        if (!renderer)
            return renderer.fault();
        renderer_ = std::move(renderer).value();
        stage_.resize(viewport_);
        View view = scene.view;
        view.fov = settings_.fov;
        stage_.show(*panorama, panoramas_.get(*panorama).grid, scene.panorama.limits, view);
        stage_.control().autorotate(settings_.turn);
        return Done{};
    }

    Result<Figures> turn() {
        Figures figures;
        const int loaded_before = pump_.counts().uploaded;
        const double begin = sinceStart();
        double last = begin;
        while (last - begin < settings_.seconds * 1000.0) {
            if (Status drawn = frame(figures); !drawn)
                return drawn.fault();
            const double now = sinceStart();
            figures.frame_ms.push_back(now - last);
            last = now;
        }
        if (const VkResult result = graphics_.device().waitFor(graphics_.frames().lastSubmission());
            result != VK_SUCCESS)
            return vulkanFault("finish the last frame", result);
        figures.seconds = (sinceStart() - begin) / 1000.0;
        figures.loaded = pump_.counts().uploaded - loaded_before;
        return figures;
    }

private:
    static StageParams stageParams(Graphics& graphics) {
        StageParams params;
        params.store.layers = graphics.tiles().layers();
        return params;
    }

    /// One frame as the window's loop makes it, but for the window.
    Status frame(Figures& figures) {
        const double now = sinceStart() / 1000.0;
        pump_.collect(now);
        const Frame& frame = stage_.frame(now);
        pump_.carryOut(*frame.actions, now);
        figures.sharp += frame.settled ? 1 : 0;
        FrameRing& frames = graphics_.frames();
        if (const VkResult result = frames.begin(); result != VK_SUCCESS)
            return vulkanFault("begin a frame", result);
        const VkCommandBuffer commands = frames.commands();
        pump_.record(commands);
        target_->target().begin(commands, 0);
        const bool drawn =
            !frame.block || renderer_->draw(frames, *frame.block, frame.patches, frame.fade_from);
        RenderTarget::end(commands);
        if (!drawn)
            return vulkanFault("draw the tiles", VK_ERROR_OUT_OF_DEVICE_MEMORY);
        if (const VkResult result = frames.end(); result != VK_SUCCESS)
            return vulkanFault("draw a frame", result);
        return Done{};
    }

    const Settings& settings_;
    Graphics& graphics_;
    Viewport viewport_;
    Panoramas panoramas_;
    Stage stage_;
    std::optional<OffscreenTarget> target_;
    std::unique_ptr<TileRenderer> renderer_;
    TilePump pump_;
};

void print(const char* name, const Figures& figures, const char* end) {
    std::printf("\"%s\": {\"frames_a_second\": %.1f, \"median_ms\": %.3f, \"p99_ms\": %.3f, "
                "\"longest_ms\": %.2f, \"frames\": %zu, \"sharp_frames\": %d, \"tiles_loaded\": "
                "%d}%s",
                name,
                static_cast<double>(figures.frame_ms.size()) / figures.seconds,
                quantile(figures.frame_ms, 0.5),
                quantile(figures.frame_ms, 0.99),
                quantile(figures.frame_ms, 1.0),
                figures.frame_ms.size(),
                figures.sharp,
                figures.loaded,
                end);
}

Result<int> measure(const Settings& settings, Viewport viewport) {
    const DirectorySource source(settings.package);
    auto visit = Visit::open(source);
    if (!visit)
        return visit.fault();
    if (Status there = visit.value().go(settings.site, ""); !there)
        return there.fault();
    auto instance = Instance::create({.extensions = {}, .validate = false});
    if (!instance)
        return instance.fault();
    auto graphics = Graphics::create(
        **instance,
        {.gpu = settings.gpu, .layers = settings.layers, .cache_dir = cacheDirectory()});
    if (!graphics)
        return graphics.fault();
    Panner panner(settings, **graphics, source, viewport);
    if (Status opened = panner.open(visit->scene()); !opened)
        return opened.fault();
    const auto cold = panner.turn();
    if (!cold)
        return cold.fault();
    const auto warm = panner.turn();
    if (!warm)
        return warm.fault();
    std::printf("{\"device\": \"%s\", \"size\": \"%dx%d\", \"panorama\": %d, \"turn\": %.0f, ",
                (*graphics)->device().name().c_str(),
                viewport.width,
                viewport.height,
                visit->scene().panorama.width,
                settings.turn);
    print("cold", *cold, ", ");
    print("warm", *warm, "}\n");
    return 0;
}

} // namespace
} // namespace vr360

int main(int argc, char** argv) {
    vr360::startClock();
    vr360::Settings settings;
    CLI::App app{"Frames a second of the desktop renderer while the view turns"};
    app.add_option("package", settings.package)->required();
    app.add_option("--site", settings.site);
    app.add_option("--size", settings.size, "WIDTHxHEIGHT");
    app.add_option("--seconds", settings.seconds, "of each of the two turns");
    app.add_option("--turn", settings.turn, "degrees a second");
    app.add_option("--fov", settings.fov, "degrees");
    app.add_option("--layers", settings.layers, "tiles kept, 1 MiB each");
    app.add_option("--threads", settings.threads, "that decode");
    app.add_option("--gpu", settings.gpu, "number or part of the name");
    CLI11_PARSE(app, argc, argv);
    vr360::Viewport viewport{};
    if (std::sscanf(settings.size.c_str(), "%dx%d", &viewport.width, &viewport.height) != 2 ||
        viewport.width < 1 || viewport.height < 1) {
        std::fputs("--size wants WIDTHxHEIGHT\n", stderr);
        return vr360::kExitUsage;
    }
    const auto measured = vr360::measure(settings, viewport);
    if (!measured) {
        vr360::reportFault(measured.fault());
        return vr360::kExitNoDevice;
    }
    return *measured;
}
