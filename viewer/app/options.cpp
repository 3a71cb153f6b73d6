#include "viewer/app/options.h"

#include "viewer/app/report.h"
#include "viewer/gpu/fault_injection.h"

#include <CLI/CLI.hpp>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <sstream>

#ifndef VR360_VERSION
#error "VR360_VERSION comes from the build"
#endif

namespace vr360 {
namespace {

constexpr int kMaxSide = 16384;

bool parseSize(const std::string& text, int& width, int& height) {
    std::istringstream in(text);
    char x = 0;
    return in >> width >> x >> height && x == 'x' && in.peek() == EOF && width > 0 && height > 0 &&
           width <= kMaxSide && height <= kMaxSide;
}

std::string checkSize(const std::string& text) {
    int width = 0;
    int height = 0;
    return parseSize(text, width, height)
               ? std::string()
               : "\"" + text + "\" is no size; write for instance 1920x1080 (at most 16384 a side)";
}

/// Lines "yaw pitch fov WxH out.png [planet]"; empty ones and those after '#' are skipped.
std::string readShots(const std::string& file, std::vector<Shot>& shots) {
    std::ifstream in(file);
    if (!in)
        return file + ": cannot be read";
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        std::istringstream words(line.substr(0, line.find('#')));
        double yaw = 0.0;
        double pitch = 0.0;
        double fov = 0.0;
        std::string size;
        std::string planet;
        Shot shot;
        if (!(words >> yaw)) {
            if (words.eof())
                continue;
            words.clear();
        }
        if (!(words >> pitch >> fov >> size >> shot.file) ||
            !parseSize(size, shot.width, shot.height))
            return file + ":" + std::to_string(number) +
                   ": not of the form \"yaw pitch fov WIDTHxHEIGHT out.png\"";
        shot.little_planet = words >> planet && planet == "planet";
        shot.yaw = yaw;
        shot.pitch = pitch;
        shot.fov = fov;
        shots.push_back(shot);
    }
    return shots.empty() ? file + ": no shots in it" : std::string();
}

bool isSet(const char* variable) {
    const char* value = std::getenv(variable);
    return value && *value && std::string(value) != "0";
}

struct Raw {
    std::string size;
    std::string shot;
    std::string shots;
    std::string projection = "flat";
    std::string inject;
};

void describe(CLI::App& app, Options& options, Raw& raw) {
    app.set_version_flag("--version", "vr360-view " VR360_VERSION);
    app.add_option("PACKAGE", options.package, "Package, as vr360-pack build writes it")
        ->required();
    app.add_option("--site", options.site, "Where to begin (id of a site)");
    app.add_option("--scene", options.scene, "Scene of that site (id)");
    app.add_option("--yaw", options.yaw, "Degrees to the right of the image centre");
    app.add_option("--pitch", options.pitch, "Degrees upwards")->check(CLI::Range(-90.0, 90.0));
    app.add_option("--fov", options.fov, "Horizontal field of view in degrees")
        ->check(CLI::Range(1.0, 330.0));
    app.add_option("--projection", raw.projection, "flat or planet")
        ->check(CLI::IsMember({"flat", "planet"}));
    app.add_option("--lang", options.language, "Language: vi, en or zh");
    app.add_flag("--fullscreen", options.fullscreen, "Fill the screen");
    app.add_flag("--kiosk", options.kiosk, "Full screen for a public place: no quitting by keys");
    app.add_option("--size", raw.size, "Size of the window or picture, WIDTHxHEIGHT")
        ->check(CLI::Validator(checkSize, "WxH"));
    app.add_option("--shot", raw.shot, "Write this PNG instead of opening a window");
    app.add_flag("--play", options.play, "Begin with the narration playing");
    app.add_flag("--mute", options.mute, "No sound");
    app.add_option("--ui-scale", options.ui_scale, "Size of panels and letters; 1 is usual")
        ->check(CLI::Range(0.5, 4.0));
    app.add_flag("--stats", options.stats, "Print times as JSON at the end");
    app.add_flag("--validate", options.validate, "Check every Vulkan call (also VR360_VALIDATE=1)");
    app.add_option("--gpu", options.gpu, "Number or part of the name (also VR360_GPU)");
    app.add_option("--layers", options.layers, "Texture memory in tiles of 1 MiB")
        ->check(CLI::Range(16, 2048));
    app.add_option("--threads", options.threads, "Threads that decode tiles")
        ->check(CLI::Range(1, 16));
    // For tests; left out of --help.
    app.add_option("--shots", raw.shots)->group("");
    app.add_option("--withhold", options.withhold_from_level)->group("");
    app.add_option("--quit-after", options.quit_after)->group("");
    app.add_option("--pan", options.pan)->group("");
    app.add_option("--inject", raw.inject)->group("");
}

std::string complete(Options& options, const Raw& raw) {
    if (!raw.size.empty())
        parseSize(raw.size, options.width, options.height);
    const bool planet = raw.projection == "planet";
    if (!planet && options.fov && *options.fov > 150.0)
        return "--fov: a flat picture shows at most 150°; for more, add --projection planet";
    if (!raw.shots.empty()) {
        if (std::string mistake = readShots(raw.shots, options.shots); !mistake.empty())
            return mistake;
    }
    if (!raw.shot.empty())
        options.shots.push_back({options.yaw,
                                 options.pitch,
                                 options.fov,
                                 options.width,
                                 options.height,
                                 planet,
                                 raw.shot});
    if (Status planned = planFaults(raw.inject); !planned)
        return planned.fault().where + ": " + planned.fault().what;
    if (isSet("VR360_VALIDATE"))
        options.validate = true;
    if (const char* gpu = std::getenv("VR360_GPU"); gpu && options.gpu.empty())
        options.gpu = gpu;
    return {};
}

} // namespace

ParsedOptions parseOptions(int argc, const char* const* argv) {
    ParsedOptions parsed;
    Raw raw;
    CLI::App app("Shows a vr360 package in a window, or draws a view of it into a file.",
                 "vr360-view");
    describe(app, parsed.options, raw);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        parsed.leave = true;
        parsed.exit_code = app.exit(error, std::cout, std::cerr) == 0 ? kExitDone : kExitUsage;
        return parsed;
    }
    if (const std::string mistake = complete(parsed.options, raw); !mistake.empty()) {
        std::cerr << "vr360-view: " << mistake << "\n";
        parsed.leave = true;
        parsed.exit_code = kExitUsage;
    }
    return parsed;
}

} // namespace vr360
