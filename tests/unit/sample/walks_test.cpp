#include "packager/sample/place/walks.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace vr360::sample {
namespace {

std::size_t reachableFrom(const std::vector<std::vector<std::size_t>>& links, std::size_t start) {
    std::vector<bool> seen(links.size());
    std::vector<std::size_t> open{start};
    seen[start] = true;
    std::size_t count = 0;
    while (!open.empty()) {
        const std::size_t site = open.back();
        open.pop_back();
        ++count;
        for (const std::size_t next : links[site]) {
            if (!seen[next]) {
                seen[next] = true;
                open.push_back(next);
            }
        }
    }
    return count;
}

TEST(Walks, JoinClustersThatAreFarApart) {
    std::vector<GeoPoint> sites;
    for (int cluster = 0; cluster < 3; ++cluster) {
        for (int i = 0; i < 6; ++i) {
            sites.push_back({21.0 + 0.05 * cluster + 0.0003 * i, 105.8 + 0.0002 * (i % 2)});
        }
    }
    const auto links = layWalks(sites);
    for (std::size_t i = 0; i < sites.size(); ++i) {
        EXPECT_EQ(reachableFrom(links, i), sites.size());
        EXPECT_GE(links[i].size(), 3U);
        for (const std::size_t other : links[i]) {
            EXPECT_NE(other, i);
            EXPECT_NE(std::find(links[other].begin(), links[other].end(), i), links[other].end())
                << "one way only";
        }
    }
}

TEST(Walks, OfOneSiteAreNone) {
    EXPECT_TRUE(layWalks({{21.0, 105.8}}).front().empty());
    EXPECT_TRUE(layWalks({}).empty());
}

TEST(Lake, IsWhereItsOutlineSays) {
    EXPECT_GT(lakeDistance(toMetres({21.055, 105.816})), 200.0F) << "open water";
    EXPECT_LT(lakeDistance(toMetres({21.048, 105.8367})), 0.0F) << "the islet of Trấn Quốc";
    EXPECT_LT(lakeDistance(toMetres({21.085, 105.82})), -500.0F) << "north of the lake";
}

TEST(Lake, MapsThereAndBack) {
    const WaterMap water({120.0F, -40.0F}, 73.0F);
    const V2 p{12.0F, 34.0F};
    const V2 back = water.fromMap(water.toMap(p));
    EXPECT_NEAR(back.x, p.x, 1e-3F);
    EXPECT_NEAR(back.y, p.y, 1e-3F);
    // Straight ahead is where the heading points: a little north of east.
    const V2 ahead = water.toMap({0.0F, 100.0F}) - water.toMap({0.0F, 0.0F});
    EXPECT_NEAR(ahead.x, 100.0F * std::sin(radians(73.0F)), 1e-2F);
    EXPECT_NEAR(ahead.y, 100.0F * std::cos(radians(73.0F)), 1e-2F);
}

} // namespace
} // namespace vr360::sample
