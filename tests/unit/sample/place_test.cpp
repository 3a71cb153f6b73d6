#include "packager/sample/place/lake.h"
#include "packager/sample/render/panorama.h"
#include "packager/sample/sample.h"
#include "packager/sample/words.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace vr360::sample {
namespace {

// Nhật Tân bridge as maps show it: the middle of its five towers and the bearing of its road.
// Written here in degrees, apart from the program's own metres.
constexpr GeoPoint kBridge{21.093, 105.82};
constexpr double kRoadBearing = 36.0;
constexpr double kBetweenTowers = 300.0; // metres
constexpr double kPi64 = 3.14159265358979;
constexpr double kEarth = 6'371'000.0;

double inRadians(double degrees64) {
    return degrees64 * kPi64 / 180.0;
}

/// Compass bearing along a great circle.
double bearing(GeoPoint from, GeoPoint to) {
    const double d = inRadians(to.lon - from.lon);
    const double y = std::sin(d) * std::cos(inRadians(to.lat));
    const double x = std::cos(inRadians(from.lat)) * std::sin(inRadians(to.lat)) -
                     std::sin(inRadians(from.lat)) * std::cos(inRadians(to.lat)) * std::cos(d);
    return std::atan2(y, x) * 180.0 / kPi64;
}

GeoPoint moved(GeoPoint from, double compass, double metres) {
    const double north = metres * std::cos(inRadians(compass));
    const double east = metres * std::sin(inRadians(compass));
    return {from.lat + north / kEarth * 180.0 / kPi64,
            from.lon + east / (kEarth * std::cos(inRadians(from.lat))) * 180.0 / kPi64};
}

double turnBetween(double a, double b) {
    return std::abs(std::remainder(a - b, 360.0));
}

struct Seen {
    Composed composed;
    GeoPoint viewer;
};

Seen standAt(const std::string& id) {
    const auto site = readSiteWords(id);
    EXPECT_TRUE(site.ok()) << id;
    Seen seen{compose(site->picture, BakedLight::kNone), {}};
    const V3 eye = seen.composed.world->eye();
    seen.viewer = toGeo(seen.composed.world->water().toMap({eye.x, eye.y}));
    return seen;
}

std::optional<Hit> lookAt(const Seen& seen, double compass, float pitch) {
    const auto yaw = static_cast<float>(compass) - seen.composed.heading;
    return seen.composed.world->intersect(seen.composed.world->look(yaw, pitch), 20'000.0F);
}

/// The towers' tops stand in the compass direction that follows from the coordinates, and nothing
/// of the bridge anywhere else.
TEST(SamplePlace, BridgeStandsInItsCompassDirection) {
    int towers_seen = 0;
    for (const std::string id : {"cau-nhat-tan",
                                 "chua-khai-nguyen",
                                 "dinh-ngoc-xuyen",
                                 "chua-tinh-lau",
                                 "den-voi-phuc-thuy-khue",
                                 "vuon-hoa-ly-tu-trong"}) {
        const Seen seen = standAt(id);
        const auto bridge = seen.composed.world->findObject("bridge");
        ASSERT_TRUE(bridge.has_value());
        std::vector<double> towers;
        for (int i = -2; i <= 2; ++i) {
            towers.push_back(
                bearing(seen.viewer, moved(kBridge, kRoadBearing, kBetweenTowers * i)));
        }
        // Above deck and houses only towers and the cables close to them reach so high.
        const float distance = length(toMetres(kBridge) - toMetres(seen.viewer));
        const float pitch = degrees(std::atan2(distance < 1500.0F ? 48.0F : 90.0F, distance));
        double widest = 0.0;
        for (std::size_t i = 1; i < towers.size(); ++i) {
            widest = std::max(widest, turnBetween(towers[i], towers[i - 1]));
        }
        std::set<int> found;
        for (double compass = -180.0; compass < 180.0; compass += 0.05) {
            const auto hit = lookAt(seen, compass, pitch);
            if (!hit || hit->object != *bridge) {
                continue;
            }
            double nearest = 360.0;
            for (std::size_t i = 0; i < towers.size(); ++i) {
                const double away = turnBetween(compass, towers[i]);
                if (away < nearest) {
                    nearest = away;
                }
                if (away < 0.4) {
                    found.insert(static_cast<int>(i));
                }
            }
            EXPECT_LT(nearest, 0.6 * widest) << id << " at " << compass; // half a span away
        }
        towers_seen += static_cast<int>(found.size());
    }
    EXPECT_GE(towers_seen, 10) << "the bridge is hardly to be seen from seven places around it";
}

/// Whether a point is in the lake's outline, by crossings in degrees.
bool inLake(GeoPoint p) {
    bool inside = false;
    for (const std::vector<V2>& ring : lakeRings()) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const GeoPoint a = toGeo(ring[i]);
            const GeoPoint b = toGeo(ring[(i + 1) % ring.size()]);
            if ((a.lat > p.lat) != (b.lat > p.lat) &&
                p.lon < a.lon + (b.lon - a.lon) * (p.lat - a.lat) / (b.lat - a.lat)) {
                inside = !inside;
            }
        }
    }
    return inside;
}

/// Where a free look meets water, the map has the lake; where it meets land, it has not.
TEST(SamplePlace, LakeLiesWhereTheMapHasIt) {
    int water = 0;
    int land = 0;
    for (const std::string id : {"ho-tay", "duong-thanh-nien", "phu-tay-ho"}) {
        const Seen seen = standAt(id);
        for (double compass = 0.0; compass < 360.0; compass += 3.0) {
            for (const float metres : {14.0F, 24.0F, 60.0F, 140.0F, 300.0F}) {
                const float pitch = -degrees(std::atan2(kEyeHeight + 0.9F, metres));
                const auto hit = lookAt(seen, compass, pitch);
                if (!hit || hit->piece != 0) {
                    continue; // a tree or a house stands before it
                }
                const GeoPoint there = moved(seen.viewer, compass, static_cast<double>(hit->t));
                // Within the outline's own steps of the shore nothing is said.
                if (std::abs(lakeDistance(toMetres(there))) < 8.0F) {
                    continue;
                }
                EXPECT_EQ(hit->water, inLake(there)) << id << " " << compass << "° " << metres;
                ++(hit->water ? water : land);
            }
        }
    }
    EXPECT_GT(water, 60);
    EXPECT_GT(land, 0);
}

} // namespace
} // namespace vr360::sample
