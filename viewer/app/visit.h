#pragma once

#include "core/package/reader.h"
#include "core/package/tour.h"
#include "viewer/app/panoramas.h"

#include <optional>
#include <string>
#include <string_view>

namespace vr360 {

/// Where a visitor is in the tour: the open site and its scene. Main thread.
class Visit {
public:
    /// Reads the tour; nothing is open yet.
    static Result<Visit> open(const ByteSource& source);

    [[nodiscard]] const Tour& tour() const { return tour_; }
    [[nodiscard]] const Site& site() const { return *site_; }
    [[nodiscard]] int sceneIndex() const { return scene_; }
    [[nodiscard]] const Scene& scene() const { return site_->scenes[scene_]; }
    [[nodiscard]] bool isOpen() const { return site_.has_value(); }

    /// Goes there. An empty site means the present one, or the tour's start; an empty scene the
    /// site's first. On a fault everything stays as it was.
    Status go(std::string_view site, std::string_view scene);

    /// The scene before or after this one, over the borders of sites and around the tour.
    struct Stop {
        std::string site;
        std::string scene;
    };
    Result<Stop> neighbour(int step) const;

private:
    Visit(const ByteSource& source, Tour tour) : source_(&source), tour_(std::move(tour)) {}

    const ByteSource* source_;
    Tour tour_;
    std::optional<Site> site_;
    int scene_ = 0;
};

/// The view a scene begins with, changed by what is given.
View arrivalView(const Scene& scene,
                 std::optional<double> yaw,
                 std::optional<double> pitch,
                 std::optional<double> fov);

} // namespace vr360
