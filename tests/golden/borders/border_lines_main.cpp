// vr360-border-lines VIEW REFERENCE …: can the borders of the tiles be seen? As JSON.

#include "border_lines.h"
#include "core/tiles/select.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <iostream>
#include <string>

namespace golden = vr360::golden;

int main(int argc, char** argv) {
    CLI::App app{"How much the error of a viewer's picture changes across the borders of tiles"};
    std::string view_path;
    std::string reference_path;
    vr360::View view;
    int width = 0;
    app.add_option("VIEW", view_path, "a viewer's picture")->required();
    app.add_option("REFERENCE", reference_path, "what it should be")->required();
    app.add_option("--yaw", view.yaw)->required();
    app.add_option("--pitch", view.pitch)->required();
    app.add_option("--fov", view.fov)->required();
    app.add_option("--panorama-width", width, "of the panorama, twice its height")->required();
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    std::string error;
    const auto seen = golden::readPicture(view_path, error);
    const auto reference = seen ? golden::readPicture(reference_path, error) : std::nullopt;
    const auto grid = vr360::Grid::create(width, width / 2);
    if (!reference || !grid.ok() || seen->width != reference->width ||
        seen->height != reference->height) {
        std::cerr << "vr360-border-lines: "
                  << (!error.empty() ? error : "sizes do not fit together") << "\n";
        return 65;
    }
    const vr360::Camera camera(view, {seen->width, seen->height});
    const int level = vr360::chooseLevel(grid.value(), camera, {});
    const golden::BorderLines lines =
        golden::measureBorders(*seen, *reference, camera, grid.value().level(level));
    std::printf("{\"level\": %d, \"runs\": %d, \"border_step\": %.4f, \"elsewhere_step\": %.4f, "
                "\"border_ridge\": %.4f, \"elsewhere_ridge\": %.4f, \"worst\": %.3f, "
                "\"worst_at\": [%.0f, %.0f]}\n",
                level,
                lines.runs,
                lines.border.step,
                lines.elsewhere.step,
                lines.border.ridge,
                lines.elsewhere.ridge,
                lines.worst_step,
                lines.worst_at.x,
                lines.worst_at.y);
    return 0;
}
