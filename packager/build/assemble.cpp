#include "packager/build/assemble.h"

#include "core/package/pyramid.h"
#include "packager/files/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace vr360 {
namespace {

constexpr double kDefaultFov = 90.0;

/// What the editor says, else what the image says, else the middle of what there is to see.
View firstView(const SceneSource& source, const PhotoSphere& image, const ViewLimits& limits) {
    const auto choose = [](const std::optional<double>& editor,
                           const std::optional<double>& photo,
                           double low,
                           double high,
                           double otherwise) {
        if (editor || photo) {
            return editor ? *editor : *photo;
        }
        return otherwise >= low && otherwise <= high ? otherwise : (low + high) / 2.0;
    };
    return {
        .yaw = wrapYaw(choose(source.yaw, image.initial_yaw, limits.yaw_min, limits.yaw_max, 0.0)),
        .pitch = std::clamp(
            choose(source.pitch, image.initial_pitch, limits.pitch_min, limits.pitch_max, 0.0),
            -90.0,
            90.0),
        .fov =
            std::clamp(source.fov.value_or(image.initial_fov.value_or(kDefaultFov)), 10.0, 120.0)};
}

double compass(double heading) {
    const double turned = std::fmod(heading, 360.0);
    return turned < 0.0 ? turned + 360.0 : turned;
}

PanoramaRef panoramaRef(const std::string& hash, const Pyramid& pyramid) {
    return {.id = hash,
            .width = pyramid.grid.width(),
            .height = pyramid.grid.height(),
            .limits = pyramid.limits,
            .preview = pyramid.preview};
}

Result<std::vector<Hotspot>>
assembleHotspots(const SceneSource& source, const ScenePlan& plan, const Media& media) {
    std::vector<Hotspot> spots;
    for (std::size_t i = 0; i < source.hotspots.size(); ++i) {
        Hotspot spot = source.hotspots[i].spot;
        if (const std::string& key = plan.spot_narrations[i].key; !key.empty()) {
            const auto& narration = media.narrations.at(key);
            if (!narration.ok()) {
                return narration.fault();
            }
            spot.narration = *narration;
        }
        if (const std::string& key = plan.spot_pictures[i].key; !key.empty()) {
            const auto& picture = media.pictures.at(key);
            if (!picture.ok()) {
                return picture.fault();
            }
            spot.picture = *picture;
        }
        spots.push_back(std::move(spot));
    }
    return spots;
}

/// Language → path of each.
Result<std::vector<std::pair<std::string, std::string>>>
storeSubtitles(const std::vector<SubtitlePlan>& plans, ObjectStore& store) {
    std::vector<std::pair<std::string, std::string>> paths;
    for (const SubtitlePlan& plan : plans) {
        auto path = store.put("subtitles", "", ".vtt", writeWebVtt(plan.cues));
        if (!path.ok()) {
            return path.fault();
        }
        paths.emplace_back(plan.language, std::move(path).value());
    }
    return paths;
}

Result<Scene> assembleScene(const SceneSource& source,
                            const ScenePlan& plan,
                            const Media& media,
                            const std::map<std::string, Pyramid>& pyramids,
                            ObjectStore& store) {
    const Pyramid& pyramid = pyramids.at(plan.panorama.hash);
    const PhotoSphere& photo = plan.image.photo_sphere;
    Scene scene{.id = source.id,
                .name = source.name,
                .panorama = panoramaRef(plan.panorama.hash, pyramid),
                .heading = compass(source.heading.value_or(photo.heading.value_or(0.0))),
                .view = firstView(source, photo, pyramid.limits)};
    for (const NarrationPlan& narration : plan.narrations) {
        const auto& made = media.narrations.at(narration.key);
        auto subtitles = storeSubtitles(narration.subtitles, store);
        if (!made.ok() || !subtitles.ok()) {
            return made.ok() ? subtitles.fault() : made.fault();
        }
        scene.narration.emplace_back(narration.language, *made);
        scene.narration.back().second.subtitles = std::move(subtitles).value();
    }
    auto subtitles = storeSubtitles(plan.subtitles, store);
    if (!subtitles.ok()) {
        return subtitles.fault();
    }
    scene.subtitles = std::move(subtitles).value();
    auto spots = assembleHotspots(source, plan, media);
    if (!spots.ok()) {
        return spots.fault();
    }
    scene.hotspots = std::move(spots).value();
    return scene;
}

class LinkCheck {
public:
    LinkCheck(const std::vector<Site>& sites,
              const std::vector<std::string>& known,
              Findings& findings)
        : known_(known), findings_(findings) {
        for (const Site& site : sites) {
            std::set<std::string>& scenes = published_[site.id];
            for (const Scene& scene : site.scenes) {
                scenes.insert(scene.id);
            }
        }
    }

    bool isDead(const Site& from, const Scene& scene, const Hotspot& spot) {
        if (spot.kind == Hotspot::Kind::kScene) {
            return checkScene(from, scene, from.id, spot.scene);
        }
        if (spot.kind != Hotspot::Kind::kSite) {
            return false;
        }
        if (!published_.contains(spot.site)) {
            reportSite(from, scene, spot.site);
            return true;
        }
        return !spot.scene.empty() && checkScene(from, scene, spot.site, spot.scene);
    }

private:
    bool checkScene(const Site& from,
                    const Scene& scene,
                    const std::string& site,
                    const std::string& target) {
        const std::set<std::string>& scenes = published_.at(site);
        if (scenes.contains(target)) {
            return false;
        }
        const std::string similar = nearest(target, {scenes.begin(), scenes.end()});
        report(from,
               scene,
               fmt::format("a link to scene \"{}\" of \"{}\" is left out: there is no such scene",
                           target,
                           site),
               similar.empty() ? "Correct or remove it."
                               : fmt::format("Did you mean \"{}\"?", similar));
        return true;
    }

    void reportSite(const Site& from, const Scene& scene, const std::string& target) {
        const bool exists = std::ranges::find(known_, target) != known_.end();
        const std::string similar = exists ? "" : nearest(target, known_);
        report(from,
               scene,
               exists
                   ? fmt::format("a link to \"{}\" is left out: that site is not published", target)
                   : fmt::format("a link to \"{}\" is left out: there is no such site", target),
               exists            ? "It comes back when that site is published."
               : similar.empty() ? "Correct or remove it."
                                 : fmt::format("Did you mean \"{}\"?", similar));
    }

    void report(const Site& from, const Scene& scene, std::string what, std::string cure) {
        findings_.add({.severity = Severity::kWarning,
                       .site = from.id,
                       .file = fmt::format("sites/{}/site.toml", from.id),
                       .place = fmt::format("scene \"{}\"", scene.id),
                       .what = std::move(what),
                       .cure = std::move(cure)});
    }

    const std::vector<std::string>& known_;
    Findings& findings_;
    std::map<std::string, std::set<std::string>> published_;
};

} // namespace

Result<Site> assembleSite(const SiteSource& source,
                          const SitePlan& plan,
                          const Media& media,
                          const std::map<std::string, Pyramid>& pyramids,
                          ObjectStore& store) {
    Site site{.id = source.id,
              .category = source.category,
              .name = source.name,
              .summary = source.summary,
              .place = source.place,
              .status = source.status == "draft" ? "draft" : ""};
    for (std::size_t i = 0; i < source.scenes.size(); ++i) {
        auto scene = assembleScene(source.scenes[i], plan.scenes[i], media, pyramids, store);
        if (!scene.ok()) {
            return scene.fault();
        }
        site.scenes.push_back(std::move(scene).value());
    }
    return site;
}

std::vector<Tour::Route> publishedRoutes(const std::vector<Tour::Route>& routes,
                                         const std::vector<Site>& sites,
                                         Findings& findings) {
    std::vector<Tour::Route> open;
    for (Tour::Route route : routes) {
        std::erase_if(route.sites, [&](const std::string& id) {
            return std::ranges::find(sites, id, &Site::id) == sites.end();
        });
        if (route.sites.size() > 1) {
            open.push_back(std::move(route));
            continue;
        }
        findings.add({.severity = Severity::kWarning,
                      .file = "tour.toml",
                      .place = fmt::format("[route.{}]", route.id),
                      .what = "is left out: fewer than two of its sites are published",
                      .cure = "It comes back when they are."});
    }
    return open;
}

void dropDeadLinks(std::vector<Site>& sites,
                   const std::vector<std::string>& known,
                   Findings& findings) {
    LinkCheck check(sites, known, findings);
    for (Site& site : sites) {
        for (Scene& scene : site.scenes) {
            std::erase_if(scene.hotspots,
                          [&](const Hotspot& spot) { return check.isDead(site, scene, spot); });
        }
    }
}

} // namespace vr360
