// vr360-reference PANORAMA …: what a perfect viewer would show.

#include "reference_view.h"

#include <CLI/CLI.hpp>

#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace golden = vr360::golden;

namespace {

constexpr int kBadInput = 65;
constexpr int kCannotWrite = 73;

struct Shot {
    golden::ReferenceView view;
    std::string output;
};

bool parseSize(const std::string& text, int& width, int& height) {
    char between = 0;
    char after = 0;
    std::istringstream in(text);
    return (in >> width >> between >> height) && between == 'x' && !(in >> after) && width > 0 &&
           height > 0;
}

/// Lines of "yaw pitch fov WxH out.png [planet]" (no spaces in the name; `planet` is
/// stereographic); empty ones and those that begin with # are left out.
std::optional<std::vector<Shot>> readShots(const std::string& path, std::string& error) {
    std::ifstream in(path);
    if (!in) {
        error = path + ": cannot be opened";
        return {};
    }
    std::vector<Shot> shots;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (line.empty() || line[0] == '#') {
            continue;
        }
        Shot shot;
        std::string size;
        std::string planet;
        std::istringstream words(line);
        if (!(words >> shot.view.yaw >> shot.view.pitch >> shot.view.fov >> size) ||
            !parseSize(size, shot.view.width, shot.view.height) || !(words >> shot.output)) {
            error = path + ":" + std::to_string(number) +
                    ": not \"yaw pitch fov WIDTHxHEIGHT out.png [planet]\"";
            return {};
        }
        if (words >> planet && planet == "planet") {
            shot.view.projection = golden::ReferenceProjection::kStereographic;
        }
        shots.push_back(shot);
    }
    return shots;
}

int fail(int code, const std::string& message) {
    std::cerr << "vr360-reference: " << message << "\n";
    return code;
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Views of an equirectangular panorama, each pixel the mean of the area it covers"};
    std::string panorama;
    std::string size = "1280x720";
    std::string shots_file;
    Shot shot;
    golden::ReferenceParams params;
    bool planet = false;
    app.add_option("PANORAMA", panorama, "JPEG or PNG of the whole sphere")->required();
    app.add_option("OUT", shot.output, "PNG");
    app.add_option("--yaw", shot.view.yaw, "degrees to the right")->capture_default_str();
    app.add_option("--pitch", shot.view.pitch, "degrees up")->capture_default_str();
    app.add_option("--fov", shot.view.fov, "degrees across the width")->capture_default_str();
    app.add_option("--size", size, "WIDTHxHEIGHT, pixels")->capture_default_str();
    app.add_option("--shots", shots_file, "many at once: lines of \"yaw pitch fov WxH out.png\"");
    app.add_flag("--planet", planet, "stereographic instead of rectilinear");
    app.add_flag("--linear", params.linear_light, "take means in linear light");
    app.add_option("--samples", params.min_samples, "a pixel and axis, at least")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    app.add_option("--max-samples", params.max_samples, "a pixel and axis, at most")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    app.add_option("--threads", params.threads)->check(CLI::Range(1, 256))->capture_default_str();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    params.max_samples = std::max(params.min_samples, params.max_samples);

    std::string error;
    std::vector<Shot> shots;
    if (!shots_file.empty()) {
        auto listed = readShots(shots_file, error);
        if (!listed) {
            return fail(kBadInput, error);
        }
        shots = std::move(*listed);
    } else if (shot.output.empty() || !parseSize(size, shot.view.width, shot.view.height)) {
        return fail(2, "give OUT and --size WIDTHxHEIGHT, or --shots FILE");
    } else {
        if (planet) {
            shot.view.projection = golden::ReferenceProjection::kStereographic;
        }
        shots.push_back(shot);
    }
    const auto image = golden::readPicture(panorama, error);
    if (!image) {
        return fail(kBadInput, error);
    }
    for (const Shot& each : shots) {
        const golden::Picture picture = golden::renderReference(*image, each.view, params);
        if (!golden::writePng(each.output, picture, error)) {
            return fail(kCannotWrite, error);
        }
    }
    return 0;
}
