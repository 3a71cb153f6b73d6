#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vr360 {

/// A picture to be taken without a window.
struct Shot {
    std::optional<double> yaw, pitch, fov; ///< degrees; absent: the scene's own
    int width = 1280;
    int height = 720;
    bool little_planet = false;
    std::string file;
};

/// What the command line asks for.
struct Options {
    std::string package;
    std::string site;
    std::string scene;
    std::optional<double> yaw, pitch, fov;
    std::string language;
    bool fullscreen = false;
    bool kiosk = false;
    int width = 1280;
    int height = 720;
    double ui_scale = 0.0; ///< 0: the monitor's
    bool play = false;     ///< narration from the start
    bool mute = false;

    std::vector<Shot> shots; ///< not empty: offscreen
    int withhold_from_level = -1;

    bool validate = false;
    std::string gpu;
    int layers = 128;
    int threads = 0; ///< 0: by the machine
    bool stats = false;
    double quit_after = 0.0; ///< seconds; 0: never
    double pan = 0.0;        ///< degrees a second that the view turns by itself, for measuring
};

struct ParsedOptions {
    Options options;
    bool leave = false; ///< --help, --version or a mistake: nothing else to do
    int exit_code = 0;
};

/// Reads arguments and the environment (VR360_VALIDATE, VR360_GPU). Prints help and mistakes.
ParsedOptions parseOptions(int argc, const char* const* argv);

} // namespace vr360
