#pragma once

#include "packager/sample/kinds/precinct_plan.h"
#include "packager/sample/render/world.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace vr360::sample {

/// What a site's file says about its picture.
struct Picture {
    std::string site;
    std::string kind;
    int variant = 0;
    GeoPoint place;
    std::optional<float> heading; ///< compass direction of the image centre; else by kind
    std::optional<float> shore;   ///< metres from the viewer to the water; else by kind
    std::optional<float> hour;    ///< of the day, by the sun; else one that lights what is in front
    int day = 290;                ///< of the year
    float haze = 1.0F;
    float clouds = 0.4F;
    V2 eye;            ///< metres the viewer has stepped aside, right and ahead
    float turn = 0.0F; ///< degrees the viewer has turned to the right
    PrecinctPlan plan; ///< of kind "precinct"
};

struct Composed {
    std::unique_ptr<World> world;
    float heading = 0.0F;
};

/// Whether light in corners is worked out: most of a composition's time, and nothing depends on it
/// but how the picture looks.
enum class BakedLight { kNone, kFull };

/// The finished world of a picture; nullptr if there is no such kind.
Composed compose(const Picture& picture, BakedLight light = BakedLight::kFull);

/// The kinds there are, and what each one shows that hotspots can point to.
std::span<const std::string_view> pictureKinds();

/// Direction to the sun in axes whose y points to compass direction `heading`.
V3 sunDirection(float hour, int day, float heading);

} // namespace vr360::sample
