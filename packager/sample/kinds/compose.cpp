#include "packager/sample/kinds/compose.h"

#include "packager/sample/kinds/composer.h"
#include "packager/sample/place/surroundings.h"

#include <array>

namespace vr360::sample {

namespace {

/// Where the viewer looks unless the site says otherwise.
enum class Outlook { kInland, kLake, kAlongShore, kNorth };

struct Kind {
    std::string_view name;
    ComposeKind compose;
    Outlook outlook;
    float shore; ///< metres from the viewer to the water; 0 keeps the site's own place
};

constexpr std::array<Kind, 20> kKinds{{
    {"tower", composeTower, Outlook::kInland, 14.0F},
    {"hall", composeHall, Outlook::kInland, 22.0F},
    {"temple", composeTemple, Outlook::kInland, 18.0F},
    {"precinct", composePrecinct, Outlook::kInland, 30.0F},
    {"lane", composeLane, Outlook::kInland, 0.0F},
    {"garden", composeGarden, Outlook::kNorth, 0.0F},
    {"pond", composePond, Outlook::kInland, 0.0F},
    {"market", composeMarket, Outlook::kInland, 0.0F},
    {"promenade", composePromenade, Outlook::kAlongShore, 4.5F},
    {"hotel", composeHotel, Outlook::kInland, 16.0F},
    {"terrace", composeTerrace, Outlook::kLake, 9.0F},
    {"museum", composeMuseum, Outlook::kInland, 30.0F},
    {"church", composeChurch, Outlook::kInland, 0.0F},
    {"villa", composeVilla, Outlook::kInland, 20.0F},
    {"street", composeStreet, Outlook::kAlongShore, 0.0F},
    {"memorial", composeMemorial, Outlook::kInland, 0.0F},
    {"park", composePark, Outlook::kAlongShore, 12.0F},
    {"craft", composeCraft, Outlook::kInland, 0.0F},
    {"dragons", composeDragons, Outlook::kLake, 5.0F},
    {"bridge", composeBridge, Outlook::kNorth, 0.0F},
}};

float compassOf(V2 direction) {
    return degrees(std::atan2(direction.x, direction.y));
}

/// The viewer's place on the map: the site's own, or moved to the wanted distance from the water.
struct Standpoint {
    V2 at;
    float to_lake = 0.0F; ///< compass direction
};

Standpoint standpointOf(const Picture& picture, float shore) {
    const V2 site = toMetres(picture.place);
    const V2 edge = nearestShore(site);
    V2 to_lake = edge - site;
    if (lakeDistance(site) > 0.0F) {
        to_lake = to_lake * -1.0F;
    }
    const float l = std::max(1e-3F, length(to_lake));
    const V2 direction = l < 1.0F ? V2{0.0F, 1.0F} : to_lake * (1.0F / l);
    if (shore > 0.0F && l < 900.0F) {
        return {edge - direction * shore, compassOf(direction)};
    }
    // Inland: at least far enough from the water for the scene itself.
    return {l < 60.0F || lakeDistance(site) > 0.0F ? edge - direction * 60.0F : site,
            compassOf(direction)};
}

/// An hour at which the sun stands beside or behind the viewer and not too high, another for each
/// site.
float goodHour(const Picture& picture, float heading) {
    const float side = unit(hash(hash(std::string_view(picture.site)), 3U)) < 0.5F ? -1.0F : 1.0F;
    float best = 9.0F;
    float best_score = -10.0F;
    for (float hour = 6.75F; hour <= 17.0F; hour += 0.25F) {
        const V3 sun = sunDirection(hour, picture.day, heading);
        if (sun.z < 0.2F) {
            continue;
        }
        const V2 flat = V2{sun.x, sun.y} * (1.0F / std::max(0.05F, length(V2{sun.x, sun.y})));
        const float behind = -flat.y + 0.35F * side * flat.x;
        const float height = -2.2F * std::abs(sun.z - 0.5F);
        if (behind + height > best_score) {
            best_score = behind + height;
            best = hour;
        }
    }
    return best;
}

} // namespace

std::span<const std::string_view> pictureKinds() {
    static const auto names = [] {
        std::array<std::string_view, kKinds.size()> all;
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i] = kKinds[i].name;
        }
        return all;
    }();
    return names;
}

V3 sunDirection(float hour, int day, float heading) {
    constexpr float kLatitude = 21.06F;
    const float declination =
        radians(23.44F) * std::sin(2.0F * kPi * (284.0F + static_cast<float>(day)) / 365.0F);
    const float turn = radians(15.0F * (hour - 12.0F));
    const float phi = radians(kLatitude);
    const float east = -std::cos(declination) * std::sin(turn);
    const float north = std::cos(phi) * std::sin(declination) -
                        std::sin(phi) * std::cos(declination) * std::cos(turn);
    const float up = std::sin(phi) * std::sin(declination) +
                     std::cos(phi) * std::cos(declination) * std::cos(turn);
    const float c = std::cos(radians(heading));
    const float s = std::sin(radians(heading));
    return normalized({c * east - s * north, s * east + c * north, std::max(up, 0.035F)});
}

Composed compose(const Picture& picture, BakedLight light) {
    const auto* const kind = std::find_if(
        kKinds.begin(), kKinds.end(), [&](const Kind& k) { return k.name == picture.kind; });
    if (kind == kKinds.end()) {
        return {};
    }
    const Standpoint stand = standpointOf(picture, picture.shore.value_or(kind->shore));
    float heading = stand.to_lake;
    switch (kind->outlook) {
    case Outlook::kInland:
        heading += 180.0F;
        break;
    case Outlook::kAlongShore:
        heading += 62.0F;
        break;
    case Outlook::kNorth:
        heading = 0.0F;
        break;
    case Outlook::kLake:
        break;
    }
    heading = std::remainder(picture.heading.value_or(heading), 360.0F);
    heading = heading < 0.0F ? heading + 360.0F : heading;
    heading = std::round(heading * 10.0F) / 10.0F; // as it is written into the tour
    SkySettings sky;
    sky.to_sun =
        sunDirection(picture.hour.value_or(goodHour(picture, heading)), picture.day, heading);
    sky.haze = picture.haze;
    sky.clouds = picture.clouds;
    sky.seed = hash(std::string_view(picture.site)) & 0xffffU;
    const float seen = std::remainder(heading + picture.turn, 360.0F);
    Composed composed{std::make_unique<World>(sky, WaterMap(stand.at, heading)),
                      seen < 0.0F ? seen + 360.0F : seen};
    composed.world->standAt(picture.eye, picture.turn);
    Composer composer(*composed.world, picture, heading);
    kind->compose(composer);
    composer.flush();
    addSurroundings(*composed.world, heading, [&](V2 p) {
        return length(p) > 9.0F && length(p - composer.clear_centre) > composer.clear_radius;
    });
    composed.world->finish(light == BakedLight::kFull);
    return composed;
}

} // namespace vr360::sample
