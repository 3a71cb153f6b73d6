#include "viewer/app/visit.h"

#include <algorithm>

namespace vr360 {
namespace {

std::string knownIds(const Tour& tour) {
    std::string ids;
    const std::size_t shown = std::min<std::size_t>(tour.sites.size(), 12);
    for (std::size_t i = 0; i < shown; ++i)
        ids += (i > 0 ? ", " : "") + tour.sites[i].id;
    return shown < tour.sites.size() ? ids + ", …" : ids;
}

std::string knownIds(const Site& site) {
    std::string ids;
    for (const Scene& scene : site.scenes)
        ids += (ids.empty() ? "" : ", ") + scene.id;
    return ids;
}

} // namespace

Result<Visit> Visit::open(const ByteSource& source) {
    auto tour = PackageReader(source).tour();
    if (!tour)
        return tour.fault();
    return Visit(source, std::move(tour).value());
}

Status Visit::go(std::string_view site_id, std::string_view scene_id) {
    const bool same = site_ && (site_id.empty() || site_id == site_->id);
    std::optional<Site> fresh;
    if (!same) {
        const std::string_view id = site_id.empty() ? std::string_view(tour_.start) : site_id;
        const Tour::SiteEntry* entry = tour_.findSite(id);
        if (!entry)
            return Fault{"tour.json",
                         "there is no site \"" + std::string(id) + "\"",
                         "Choose one of: " + knownIds(tour_) + "."};
        auto read = PackageReader(*source_).site(*entry);
        if (!read)
            return read.fault();
        fresh = std::move(read).value();
    }
    const Site& site = fresh ? *fresh : *site_;
    int index = 0;
    if (!scene_id.empty()) {
        const Scene* scene = site.findScene(scene_id);
        if (!scene)
            return Fault{"site " + site.id,
                         "there is no scene \"" + std::string(scene_id) + "\"",
                         "Choose one of: " + knownIds(site) + "."};
        index = static_cast<int>(scene - site.scenes.data());
    }
    if (fresh)
        site_ = std::move(fresh);
    scene_ = index;
    return Done{};
}

Result<Visit::Stop> Visit::neighbour(int step) const {
    const int in_site = scene_ + step;
    if (in_site >= 0 && in_site < static_cast<int>(site_->scenes.size()))
        return Stop{site_->id, site_->scenes[in_site].id};
    const int count = static_cast<int>(tour_.sites.size());
    int here = 0;
    while (here < count && tour_.sites[here].id != site_->id)
        ++here;
    const Tour::SiteEntry& entry = tour_.sites[(here + step + count) % count];
    if (step > 0)
        return Stop{entry.id, {}};
    auto site = PackageReader(*source_).site(entry);
    if (!site)
        return site.fault();
    return Stop{entry.id, site->scenes.back().id};
}

View arrivalView(const Scene& scene,
                 std::optional<double> yaw,
                 std::optional<double> pitch,
                 std::optional<double> fov) {
    View view = scene.view;
    view.yaw = yaw.value_or(view.yaw);
    view.pitch = pitch.value_or(view.pitch);
    view.fov = fov.value_or(view.fov);
    return view;
}

} // namespace vr360
