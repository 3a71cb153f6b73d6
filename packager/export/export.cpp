#include "packager/export/export.h"

#include "core/package/pyramid.h"
#include "packager/export/foreign_page.h"
#include "packager/export/new_folder.h"
#include "packager/export/sphere_sampler.h"
#include "packager/files/files.h"
#include "packager/files/parallel.h"
#include "packager/pyramid/tile_encoder.h"
#include "packager/verify/package_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <map>
#include <mutex>
#include <utility>

namespace vr360 {
namespace {

using nlohmann::ordered_json;

// Half the time of method 4 for a few percent more bytes; these tiles are a second copy.
constexpr int kMethod = 2;

Fault stopped() {
    return {.where = "export",
            .what = "stopped",
            .cure = "Run the same command again.",
            .os_error = EINTR};
}

struct Panorama {
    std::string id;
    int width = 0;
    int height = 0;
};

/// How a panorama is cut for a viewer: the images, and what its page has to know of them.
struct Cut {
    std::vector<PlannedTile> tiles;
    ordered_json levels;
};

std::string pannellumPath(int level, CubeFace face, int row, int column) {
    return fmt::format("{}/{}{}_{}.webp", level + 1, faceLetter(face), row, column);
}

std::string marzipanoPath(int level, CubeFace face, int row, int column) {
    return fmt::format("{}/{}/{}/{}.webp", level, faceLetter(face), row, column);
}

Cut cutFor(ForeignViewer viewer, int width) {
    if (viewer != ForeignViewer::kPhotoSphereViewer) {
        CubePlan plan =
            planCube(width, viewer == ForeignViewer::kPannellum ? &pannellumPath : &marzipanoPath);
        return {std::move(plan.tiles), {{"tile", plan.tile}, {"levels", plan.levels}}};
    }
    EquirectPlan plan = planEquirect(width);
    Cut cut{std::move(plan.tiles), {{"levels", ordered_json::array()}}};
    for (const EquirectPlan::Level& level : plan.levels) {
        cut.levels["levels"].push_back(
            {{"width", level.width}, {"cols", level.columns}, {"rows", level.rows}});
    }
    cut.tiles.push_back(std::move(plan.base));
    return cut;
}

/// Makes all images of all panoramas, on several threads.
class Painter {
public:
    Painter(const ExportOptions& options,
            const ByteSource& source,
            const std::filesystem::path& folder,
            const std::function<void(double)>& progress,
            const std::atomic<bool>& stop)
        : options_(options), source_(source), folder_(folder), progress_(progress), stop_(stop) {}

    void add(const Panorama& panorama, Grid grid, std::vector<PlannedTile> tiles) {
        for (const PlannedTile& tile : tiles) {
            total_ += pixels(tile);
        }
        panoramas_.push_back({panorama, std::move(grid), std::move(tiles)});
    }

    Status run() {
        for (Each& each : panoramas_) {
            next_ = 0;
            const auto threads = static_cast<std::size_t>(std::max(options_.threads, 1));
            parallelFor(threads, options_.threads, stop_, [&](std::size_t) { paint(each); });
            if (stop_) {
                return stopped();
            }
            if (fault_) {
                return *fault_;
            }
        }
        return Done{};
    }

    [[nodiscard]] std::int64_t images() const { return images_; }
    [[nodiscard]] std::int64_t bytes() const { return bytes_; }

private:
    struct Each {
        Panorama panorama;
        Grid grid;
        std::vector<PlannedTile> tiles;
    };

    static std::int64_t pixels(const PlannedTile& tile) {
        return static_cast<std::int64_t>(tile.width) * tile.height;
    }

    void paint(const Each& each) {
        SphereSampler sampler(source_, each.panorama.id, each.grid);
        TileEncoder encoder;
        std::vector<std::uint8_t> image;
        for (std::size_t i = next_++; i < each.tiles.size() && !failed_ && !stop_; i = next_++) {
            const PlannedTile& tile = each.tiles[i];
            Status done = draw(tile, sampler, image);
            if (done) {
                done = write(each.panorama, tile, encoder, image);
            }
            if (!done) {
                take(done.fault());
            }
        }
    }

    Status
    draw(const PlannedTile& tile, SphereSampler& sampler, std::vector<std::uint8_t>& image) const {
        image.resize(static_cast<std::size_t>(tile.width) * tile.height * 3);
        const int level = sampler.levelFor(tile.density() * kDensityNeeded);
        std::uint8_t* out = image.data();
        for (int line = 0; line < tile.height; ++line) {
            if (stop_) {
                return stopped();
            }
            for (int column = 0; column < tile.width; ++column) {
                const auto colour = sampler.sample(level, tile.directionAt(column, line));
                if (!colour) {
                    return colour.fault();
                }
                out = std::copy(colour->begin(), colour->end(), out);
            }
        }
        return Done{};
    }

    Status write(const Panorama& panorama,
                 const PlannedTile& tile,
                 TileEncoder& encoder,
                 const std::vector<std::uint8_t>& image) {
        const TileEncoding encoding{.quality = static_cast<float>(options_.quality),
                                    .method = kMethod};
        const auto bytes = encoder.encode({.pixels = image.data(),
                                           .stride = tile.width * 3,
                                           .width = tile.width,
                                           .height = tile.height},
                                          encoding,
                                          stop_);
        if (!bytes) {
            return bytes.fault();
        }
        const std::filesystem::path file = folder_ / "panoramas" / panorama.id / tile.path;
        if (Status written = writeNewFile(file, *bytes); !written) {
            return written;
        }
        const std::lock_guard lock(mutex_);
        ++images_;
        bytes_ += static_cast<std::int64_t>(bytes->size());
        done_ += pixels(tile);
        progress_(static_cast<double>(done_) / static_cast<double>(total_));
        return Done{};
    }

    void take(const Fault& fault) {
        const std::lock_guard lock(mutex_);
        if (!fault_) {
            fault_ = fault;
        }
        failed_ = true;
    }

    // A face is rounded up to whole tiles, so its density is a little over that of its level.
    static constexpr double kDensityNeeded = 0.85;

    const ExportOptions& options_;
    const ByteSource& source_;
    const std::filesystem::path& folder_;
    const std::function<void(double)>& progress_;
    const std::atomic<bool>& stop_;
    std::vector<Each> panoramas_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::optional<Fault> fault_;
    std::int64_t images_ = 0;
    std::int64_t bytes_ = 0;
    std::int64_t done_ = 0;
    std::int64_t total_ = 0;
};

Result<std::vector<Site>>
readSites(const PackageReader& reader, const Tour& tour, const std::vector<std::string>& only) {
    for (const std::string& id : only) {
        if (tour.findSite(id) == nullptr) {
            return Fault{.where = "--only",
                         .what = fmt::format("the package has no site \"{}\"", id),
                         .cure = "Give ids as in the addresses of the tour, joined by commas."};
        }
    }
    std::vector<Site> sites;
    for (const Tour::SiteEntry& entry : tour.sites) {
        if (!only.empty() && std::ranges::find(only, entry.id) == only.end()) {
            continue;
        }
        auto site = reader.site(entry);
        if (!site) {
            return site.fault();
        }
        sites.push_back(std::move(site).value());
    }
    return sites;
}

Status writePage(const std::filesystem::path& folder,
                 const ExportOptions& options,
                 const ordered_json& tour) {
    auto files = pageFiles(options.viewer);
    files.emplace_back("tour.json", tour.dump() + "\n");
    files.emplace_back(kExportMark, fmt::format("for {}\n", nameOf(options.viewer)));
    for (const auto& [name, text] : files) {
        if (Status written = writeNewFile(folder / name, text); !written) {
            return written;
        }
    }
    return Done{};
}

} // namespace

std::string_view nameOf(ForeignViewer viewer) {
    switch (viewer) {
    case ForeignViewer::kPannellum:
        return "pannellum";
    case ForeignViewer::kMarzipano:
        return "marzipano";
    case ForeignViewer::kPhotoSphereViewer:
        break;
    }
    return "photo-sphere-viewer";
}

std::optional<ForeignViewer> foreignViewer(std::string_view name) {
    for (const ForeignViewer viewer : kForeignViewers) {
        if (nameOf(viewer) == name) {
            return viewer;
        }
    }
    return std::nullopt;
}

Result<ExportReport> exportPackage(const ExportOptions& options,
                                   const std::function<void(double)>& progress,
                                   const std::atomic<bool>& stop) {
    const auto begun = std::chrono::steady_clock::now();
    const PackageView source(options.package);
    const PackageReader reader(source);
    const auto tour = reader.tour();
    if (!tour) {
        return tour.fault();
    }
    const auto sites = readSites(reader, *tour, options.only);
    if (!sites) {
        return sites.fault();
    }
    auto folder = NewFolder::begin(options.folder);
    if (!folder) {
        return folder.fault();
    }
    ExportReport report;
    report.left_out = leftOut(*sites, options.viewer);
    Painter painter(options, source, folder->path(), progress, stop);
    std::map<std::string, ordered_json> levels;
    for (const Site& site : *sites) {
        for (const Scene& scene : site.scenes) {
            ++report.scenes;
            if (levels.contains(scene.panorama.id)) {
                continue;
            }
            auto grid = Grid::create(scene.panorama.width, scene.panorama.height);
            if (!grid) {
                return grid.fault();
            }
            Cut cut = cutFor(options.viewer, scene.panorama.width);
            levels[scene.panorama.id] = std::move(cut.levels);
            painter.add({scene.panorama.id, scene.panorama.width, scene.panorama.height},
                        std::move(grid).value(),
                        std::move(cut.tiles));
        }
    }
    if (Status painted = painter.run(); !painted) {
        return painted.fault();
    }
    const ordered_json page = pageTour(*tour, *sites, levels);
    if (Status written = writePage(folder->path(), options, page); !written) {
        return written.fault();
    }
    if (Status there = folder.value().finish(); !there) {
        return there.fault();
    }
    report.panoramas = static_cast<int>(levels.size());
    report.images = painter.images();
    report.bytes = painter.bytes();
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

} // namespace vr360
