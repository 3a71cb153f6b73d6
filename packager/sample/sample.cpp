#include "packager/sample/sample.h"

#include "packager/sample/place/walks.h"
#include "packager/sample/render/image_file.h"
#include "packager/sample/render/panorama.h"
#include "packager/sample/tour_text.h"

#include <algorithm>
#include <fstream>
#include <mutex>
#include <optional>
#include <thread>

namespace vr360 {

namespace {

namespace fs = std::filesystem;
using namespace sample;

Status writeText(const fs::path& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) {
        return Fault{
            path.string(), "cannot be written", "check free space and permissions of the folder"};
    }
    return Done{};
}

float wrapped(float yaw) {
    return std::remainder(yaw, 360.0F);
}

std::vector<PlacedHotspot> placeHotspots(const SiteWords& site, const World& world) {
    std::vector<PlacedHotspot> placed_hotspots;
    for (const SiteHotspot& hotspot : site.hotspots) {
        const auto object = world.findObject(hotspot.object);
        const auto point = object ? world.visiblePoint(*object) : std::nullopt;
        if (!point) {
            continue; // reported by hotspotFault
        }
        const V2 angles = world.anglesTo(*point);
        placed_hotspots.push_back({angles.x, angles.y, &hotspot});
    }
    return placed_hotspots;
}

/// Towards the other sites by compass, low enough not to stand on what is told about.
std::vector<PlacedLink> placeLinks(const SiteWords& site,
                                   float heading,
                                   const std::vector<const SiteWords*>& neighbours,
                                   const std::vector<PlacedHotspot>& taken) {
    std::vector<PlacedLink> links;
    for (const SiteWords* const other : neighbours) {
        const V2 to = toMetres(other->place) - toMetres(site.place);
        float yaw = wrapped(degrees(std::atan2(to.x, to.y)) - heading);
        float pitch = -9.0F;
        const auto crowded = [&] {
            const auto near = [&](float other_yaw, float other_pitch) {
                return std::abs(wrapped(other_yaw - yaw)) < 9.0F &&
                       std::abs(other_pitch - pitch) < 7.0F;
            };
            return std::any_of(taken.begin(),
                               taken.end(),
                               [&](const auto& h) { return near(h.yaw, h.pitch); }) ||
                   std::any_of(links.begin(), links.end(), [&](const auto& l) {
                       return near(l.yaw, l.pitch);
                   });
        };
        for (int attempt = 0; attempt < 40 && crowded(); ++attempt) {
            yaw = wrapped(yaw + (attempt % 2 == 0 ? 1.0F : -1.0F) * 3.0F *
                                    static_cast<float>(attempt + 1));
        }
        links.push_back({yaw, pitch, other->id, other->name});
    }
    return links;
}

/// Where to look first: up a little where the subject is tall.
float viewPitch(const std::vector<PlacedHotspot>& hotspots) {
    float highest = 2.0F;
    for (const PlacedHotspot& hotspot : hotspots) {
        if (std::abs(hotspot.yaw) < 40.0F) {
            highest = std::max(highest, hotspot.pitch * 0.6F);
        }
    }
    return std::min(std::round(highest), 14.0F);
}

Status drawTo(const fs::path& path,
              const World& world,
              int width,
              int threads,
              const std::atomic<bool>& stop) {
    auto file = JpegFile::create(path, width, width / 2);
    if (!file) {
        return file.fault();
    }
    const Status drawn = drawPanorama(
        world, width, threads, stop, [&](std::span<const std::uint8_t> rows, int count) {
            return file.value().write(rows, count);
        });
    return drawn.ok() ? file.value().finish() : drawn;
}

Status writeSite(const fs::path& folder,
                 const SiteWords& site,
                 const std::vector<const SiteWords*>& neighbours,
                 const SampleOptions& options,
                 int threads,
                 const std::atomic<bool>& stop) {
    const Composed composed = compose(site.picture);
    if (composed.world == nullptr) {
        return Fault{"assets/tayho/sites/" + site.id + ".toml",
                     "there is no picture of kind '" + site.picture.kind + "'",
                     "take one of those in kinds/compose.cpp"};
    }
    const std::vector<PlacedHotspot> hotspots = placeHotspots(site, *composed.world);
    if (hotspots.size() < site.hotspots.size()) {
        return Fault{"assets/tayho/sites/" + site.id + ".toml",
                     "a hotspot's object cannot be seen in the picture",
                     "name another object of this kind of picture"};
    }
    std::error_code failed;
    fs::create_directories(folder, failed);
    if (failed) {
        return Fault{folder.string(),
                     "cannot be made: " + failed.message(),
                     "choose a folder that you may write to"};
    }
    const auto links = placeLinks(site, composed.heading, neighbours, hotspots);
    const Status written =
        writeText(folder / "site.toml",
                  siteText(site, composed.heading, viewPitch(hotspots), hotspots, links));
    return written.ok() ? drawTo(folder / "main.jpg", *composed.world, options.width, threads, stop)
                        : written;
}

/// The sites asked for, in the tour's order.
Result<std::vector<std::string>> chosenSites(const TourWords& tour,
                                             const std::vector<std::string>& only) {
    for (const std::string& id : only) {
        if (std::find(tour.sites.begin(), tour.sites.end(), id) == tour.sites.end()) {
            return Fault{"--only",
                         "the sample tour has no site '" + id + "'",
                         "choose among the ids in assets/tayho/tour.toml"};
        }
    }
    std::vector<std::string> sites;
    for (const std::string& id : tour.sites) {
        if (only.empty() || std::find(only.begin(), only.end(), id) != only.end()) {
            sites.push_back(id);
        }
    }
    return sites;
}

/// Draws the sites, several at a time; the first fault ends it.
class SiteCrew {
public:
    SiteCrew(const SampleOptions& options,
             const std::vector<SiteWords>& sites,
             const std::function<void(const SampleProgress&)>& progress,
             const std::atomic<bool>& stop)
        : options_(options), sites_(sites), progress_(progress), stop_(stop) {
        std::vector<GeoPoint> places;
        places.reserve(sites.size());
        for (const SiteWords& site : sites) {
            places.push_back(site.place);
        }
        walks_ = layWalks(places);
    }

    Status work(int threads) {
        const int count = std::min(threads, static_cast<int>(sites_.size()));
        const int each = std::max(1, threads / std::max(1, count));
        std::vector<std::thread> helpers;
        for (int i = 1; i < count; ++i) {
            helpers.emplace_back([this, each] { takeSites(each); });
        }
        takeSites(each);
        for (std::thread& helper : helpers) {
            helper.join();
        }
        if (fault_) {
            return *fault_;
        }
        return Done{};
    }

private:
    void takeSites(int threads) {
        for (std::size_t i = next_++; i < sites_.size() && !failed_; i = next_++) {
            const SiteWords& site = sites_[i];
            std::vector<const SiteWords*> neighbours;
            for (const std::size_t other : walks_[i]) {
                neighbours.push_back(&sites_[other]);
            }
            const Status status = writeSite(
                options_.directory / "sites" / site.id, site, neighbours, options_, threads, stop_);
            const std::lock_guard lock(mutex_);
            if (!status) {
                failed_ = true;
                if (!fault_) {
                    fault_ = status.fault();
                }
                return;
            }
            ++done_;
            if (progress_) {
                progress_({done_, sites_.size(), site.id});
            }
        }
    }

    const SampleOptions& options_;
    const std::vector<SiteWords>& sites_;
    std::vector<std::vector<std::size_t>> walks_;
    const std::function<void(const SampleProgress&)>& progress_;
    const std::atomic<bool>& stop_;
    std::atomic<std::size_t> next_{0};
    std::atomic<bool> failed_{false};
    std::mutex mutex_;
    std::size_t done_ = 0;
    std::optional<Fault> fault_;
};

} // namespace

std::vector<std::string> sampleSites() {
    const auto tour = readTourWords();
    return tour.ok() ? tour.value().sites : std::vector<std::string>{};
}

Status writeSample(const SampleOptions& options,
                   const std::function<void(const SampleProgress&)>& progress,
                   const std::atomic<bool>& stop) {
    if (options.width < 256 || options.width > 32768 || options.width % 2 != 0) {
        return Fault{"--width",
                     "is " + std::to_string(options.width),
                     "choose an even width from 256 to 32768"};
    }
    const auto tour = readTourWords();
    if (!tour) {
        return tour.fault();
    }
    const auto sites = chosenSites(*tour, options.only);
    if (!sites) {
        return sites.fault();
    }
    std::vector<SiteWords> words;
    for (const std::string& id : *sites) {
        auto site = readSiteWords(id);
        if (!site) {
            return site.fault();
        }
        words.push_back(std::move(site).value());
    }
    std::error_code failed;
    std::filesystem::create_directories(options.directory / "sites", failed);
    if (failed) {
        return Fault{options.directory.string(),
                     "cannot be made: " + failed.message(),
                     "choose a folder that you may write to"};
    }
    const Status written = writeText(options.directory / "tour.toml", tourText(*tour, *sites));
    if (!written) {
        return written;
    }
    const int threads = options.threads > 0
                            ? options.threads
                            : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    return SiteCrew(options, words, progress, stop).work(threads);
}

} // namespace vr360
