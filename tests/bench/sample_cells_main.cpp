// What the sample tour's pictures look like and what they cost: for each site a cell for a contact
// sheet (the view a visitor begins with above the whole panorama) and the CPU seconds of composing
// and of drawing it at a width.
//
//   vr360-sample-cells FOLDER WIDTH [SITE…]
//
// With a WIDTH of 0 nothing is drawn at full size; `-` as FOLDER writes no cells.

#include "packager/sample/render/image_file.h"
#include "packager/sample/render/panorama.h"
#include "packager/sample/render/shade.h"
#include "packager/sample/sample.h"
#include "packager/sample/words.h"

#include <fmt/format.h>

#include <ctime>
#include <filesystem>

namespace {

using namespace vr360;
using namespace vr360::sample;

constexpr int kCell = 384;
constexpr int kViewRows = 224;
constexpr float kFieldOfView = 92.0F; // degrees across the view

double cpuSeconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::vector<std::uint8_t> panorama(const World& world, int width) {
    const std::atomic<bool> stop{false};
    std::vector<std::uint8_t> bytes;
    const Status drawn =
        drawPanorama(world, width, 1, stop, [&](std::span<const std::uint8_t> rows, int) -> Status {
            bytes.insert(bytes.end(), rows.begin(), rows.end());
            return Done{};
        });
    return drawn.ok() ? bytes : std::vector<std::uint8_t>{};
}

/// The flat view straight ahead and a little up, four rays a pixel.
std::vector<std::uint8_t> view(const World& world) {
    const float scale = 2.0F * std::tan(radians(0.5F * kFieldOfView)) / kCell;
    const V3 ahead = world.look(0.0F, 7.0F).direction;
    const V3 right = normalized(cross(ahead, {0.0F, 0.0F, 1.0F}));
    const V3 up = cross(right, ahead);
    const SkyDome dome(world.sky(), 128);
    std::vector<std::uint8_t> bytes;
    for (int y = 0; y < kViewRows; ++y) {
        RowLight row{dome, {}};
        for (int x = 0; x < kCell; ++x) {
            V3 sum;
            for (int k = 0; k < 4; ++k) {
                const float sx =
                    static_cast<float>(x) + 0.25F + 0.5F * static_cast<float>(k % 2) - 0.5F * kCell;
                const float sy = static_cast<float>(y) + 0.25F + 0.5F * static_cast<float>(k / 2) -
                                 0.5F * kViewRows;
                const V3 d = normalized(ahead + right * (scale * sx) - up * (scale * sy));
                const Sample seen = trace(world, {world.eye(), d}, 0.5F * scale, row);
                sum += developed(seen.light, world.sky().exposure());
            }
            for (const float v : {sum.x, sum.y, sum.z}) {
                bytes.push_back(static_cast<std::uint8_t>(std::clamp(v * 63.75F, 0.0F, 255.0F)));
            }
        }
    }
    return bytes;
}

bool writeCell(const std::filesystem::path& path, const World& world) {
    std::vector<std::uint8_t> bytes = view(world);
    const std::vector<std::uint8_t> whole = panorama(world, kCell);
    bytes.insert(bytes.end(), whole.begin(), whole.end());
    auto file = JpegFile::create(path, kCell, kViewRows + kCell / 2);
    return file.ok() && file.value().write(bytes, kViewRows + kCell / 2).ok() &&
           file.value().finish().ok();
}

} // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        fmt::print(stderr, "vr360-sample-cells FOLDER WIDTH [SITE…]\n");
        return 64;
    }
    const std::string folder = arguments[1];
    const int width = std::atoi(arguments[2]);
    std::vector<std::string> sites(arguments + 3, arguments + count);
    if (sites.empty()) {
        sites = sampleSites();
    }
    double total = 0.0;
    double worst = 0.0;
    for (const std::string& id : sites) {
        const auto site = readSiteWords(id);
        if (!site.ok()) {
            fmt::print(stderr, "{} {}\n", site.fault().where, site.fault().what);
            return 1;
        }
        const double begin = cpuSeconds();
        const Composed composed = compose(site->picture);
        const double ready = cpuSeconds();
        if (width > 0) {
            panorama(*composed.world, width);
        }
        const double drawn = cpuSeconds();
        fmt::print("{:32} {:10} compose {:5.2f} s, draw {:6.2f} s\n",
                   id,
                   site->picture.kind,
                   ready - begin,
                   drawn - ready);
        total += drawn - begin;
        worst = std::max(worst, drawn - begin);
        if (folder != "-" &&
            !writeCell(std::filesystem::path(folder) / (id + ".jpg"), *composed.world)) {
            fmt::print(stderr, "{}: cells cannot be written there\n", folder);
            return 1;
        }
    }
    fmt::print("{} sites, mean {:.2f} s, worst {:.2f} s\n",
               sites.size(),
               total / static_cast<double>(sites.size()),
               worst);
    return 0;
}
