// How near pyramids of tiles come to the panorama they were made of: structural similarity over the
// whole sphere, and PSNR of views at the horizon, halfway up and under the zenith, level by level.
// Prints a Markdown table. Views are drawn with one bilinear sample a pixel, as dense at their
// middle as the level is at the equator; those of the panorama likewise at the finest level, while
// for coarser ones each pixel is the mean of the samples of its area.

#include "compare.h"
#include "stored_level.h"
#include "structure.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

using namespace vr360;
using namespace vr360::golden;

constexpr double kPi = 3.14159265358979323846;
constexpr double kViewFov = 75.0;
constexpr int kPitches[] = {0, 45, 80};
constexpr int kYaws[] = {-170, -80, 10, 100};

struct Options {
    std::string image;
    std::vector<std::string> reduced;
    std::vector<std::string> plain;
    int levels = 4;
    bool stored_values = false;
    bool area = false;
};

struct Contender {
    std::string folder;
    TileLayout layout = TileLayout::kReduced;
    SphereSimilarity similarity;
    std::vector<double> squares = std::vector<double>(std::size(kPitches), 0.0);
};

[[noreturn]] void give(const std::string& error) {
    std::fprintf(stderr, "%s\n", error.c_str());
    std::exit(65);
}

/// A view whose middle has as many pixels as `level_width` has around the equator.
ReferenceView viewOf(double yaw, double pitch, double fov, int level_width, double aspect) {
    const double width = level_width * std::tan(fov * kPi / 360.0) / kPi;
    return {.yaw = yaw,
            .pitch = pitch,
            .fov = fov,
            .width = std::max(16, static_cast<int>(width)),
            .height = std::max(16, static_cast<int>(width * aspect))};
}

class Measurement {
public:
    Measurement(const Options& options, const Picture& panorama, const Grid& grid, int level)
        : panorama_(panorama), width_(grid.level(level).width) {
        const int steps = 1 << (grid.levelCount() - 1 - level);
        params_.min_samples = steps == 1 ? (options.area ? 4 : 1) : std::max(2, steps);
        params_.max_samples = params_.min_samples;
        params_.linear_light = steps > 1 && !options.stored_values;
        for (const std::string& folder : options.reduced) {
            contenders_.push_back({.folder = folder, .layout = TileLayout::kReduced});
        }
        for (const std::string& folder : options.plain) {
            contenders_.push_back({.folder = folder, .layout = TileLayout::kPlain});
        }
        for (const Contender& contender : contenders_) {
            std::string error;
            auto stored = StoredLevel::load(contender.folder, contender.layout, grid, level, error);
            if (!stored) {
                give(error);
            }
            stored_.push_back(std::move(*stored));
        }
    }

    void print(int level) {
        measureSphere();
        measureViews();
        for (const Contender& contender : contenders_) {
            std::printf(
                "| %d | %s | %.5f |", level, contender.folder.c_str(), contender.similarity.mean());
            for (const double squares : contender.squares) {
                const double mean = squares / std::size(kYaws);
                std::printf(" %.2f |", 10.0 * std::log10(255.0 * 255.0 / mean));
            }
            std::printf("\n");
        }
        std::fflush(stdout);
    }

private:
    /// The faces of a cube cover the sphere once.
    void measureSphere() {
        for (const auto& [yaw, pitch] :
             {std::pair{0, 0}, {90, 0}, {180, 0}, {-90, 0}, {0, 90}, {0, -90}}) {
            const ReferenceView face = viewOf(yaw, pitch, 90.0, width_, 1.0);
            const Picture reference = renderReference(panorama_, face, params_);
            for (std::size_t i = 0; i < contenders_.size(); ++i) {
                contenders_[i].similarity.add(stored_[i].draw(face), reference, face.fov);
            }
        }
    }

    void measureViews() {
        for (std::size_t p = 0; p < std::size(kPitches); ++p) {
            for (const int yaw : kYaws) {
                const ReferenceView view = viewOf(yaw, kPitches[p], kViewFov, width_, 0.5625);
                const Picture reference = renderReference(panorama_, view, params_);
                for (std::size_t i = 0; i < contenders_.size(); ++i) {
                    const double decibels = comparePictures(stored_[i].draw(view),
                                                            reference,
                                                            {0, 0, view.width, view.height})
                                                .psnr;
                    contenders_[i].squares[p] += 255.0 * 255.0 * std::pow(10.0, -0.1 * decibels);
                }
            }
        }
    }

    const Picture& panorama_;
    int width_;
    ReferenceParams params_;
    std::vector<Contender> contenders_;
    std::vector<StoredLevel> stored_;
};

} // namespace

int main(int argc, char** argv) {
    Options options;
    CLI::App app("How near pyramids of tiles come to their panorama");
    app.add_option("image", options.image, "JPEG or PNG of a whole sphere")->required();
    app.add_option("--reduced", options.reduced, "pyramids of docs/format.md");
    app.add_option("--plain", options.plain, "pyramids of `vips dzsave` (its _files folder)");
    app.add_option("--levels", options.levels, "how many, from the finest");
    app.add_flag("--stored-values", options.stored_values, "means of stored values, not of light");
    app.add_flag("--area", options.area, "means over pixels' areas at the finest level, too");
    CLI11_PARSE(app, argc, argv);

    std::string error;
    const std::optional<Picture> panorama = readPicture(options.image, error);
    if (!panorama) {
        give(error);
    }
    const Result<Grid> grid = Grid::create(panorama->width, panorama->height);
    if (!grid) {
        give(options.image + ": " + grid.fault().what);
    }
    std::printf("| level | pyramid | sphere SSIM | PSNR at pitch 0° | 45° | 80° |\n"
                "| --- | --- | --- | --- | --- | --- |\n");
    const int finest = grid->levelCount() - 1;
    for (int level = finest; level > std::max(-1, finest - options.levels); --level) {
        Measurement(options, *panorama, *grid, level).print(level);
    }
    return 0;
}
