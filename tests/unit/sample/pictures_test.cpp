#include "packager/sample/render/panorama.h"
#include "packager/sample/render/shade.h"
#include "packager/sample/sample.h"
#include "packager/sample/words.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace vr360::sample {
namespace {

std::vector<std::uint8_t> draw(const World& world, int width, int threads) {
    const std::atomic<bool> stop{false};
    std::vector<std::uint8_t> bytes;
    const Status drawn = drawPanorama(
        world, width, threads, stop, [&](std::span<const std::uint8_t> rows, int) -> Status {
            bytes.insert(bytes.end(), rows.begin(), rows.end());
            return Done{};
        });
    EXPECT_TRUE(drawn.ok());
    return bytes;
}

Composed compositionOf(const std::string& id) {
    const auto site = readSiteWords(id);
    EXPECT_TRUE(site.ok());
    return site.ok() ? compose(site->picture) : Composed{};
}

constexpr int kColumns = 32;
constexpr int kRows = 16;
/// A picture as means of a few fields in the three channels of CIELAB.
using Impression = std::array<V3, static_cast<std::size_t>(kColumns) * kRows>;

V3 labOf(V3 linear) {
    const auto root = [](float x) {
        return x > 0.008856F ? std::cbrt(x) : 7.787F * x + 16.0F / 116.0F;
    };
    const float x = root((0.4124F * linear.x + 0.3576F * linear.y + 0.1805F * linear.z) / 0.9505F);
    const float y = root(0.2126F * linear.x + 0.7152F * linear.y + 0.0722F * linear.z);
    const float z = root((0.0193F * linear.x + 0.1192F * linear.y + 0.9505F * linear.z) / 1.089F);
    return {116.0F * y - 16.0F, 500.0F * (x - y), 200.0F * (y - z)};
}

Impression impressionOf(const std::vector<std::uint8_t>& bytes, int width) {
    Impression fields{};
    const int cell = width / kColumns;
    for (int y = 0; y < cell * kRows; ++y) {
        for (int x = 0; x < cell * kColumns; ++x) {
            const std::uint8_t* p = &bytes[static_cast<std::size_t>(y * width + x) * 3];
            const unsigned hex = static_cast<unsigned>(p[0]) << 16U |
                                 static_cast<unsigned>(p[1]) << 8U | static_cast<unsigned>(p[2]);
            fields[static_cast<std::size_t>(y / cell * kColumns + x / cell)] +=
                rgb(hex) * (1.0F / static_cast<float>(cell * cell));
        }
    }
    for (V3& field : fields) {
        field = labOf(field);
    }
    return fields;
}

/// Mean colour difference of two impressions (CIE 1976), fields weighted by the sphere they cover.
float difference(const Impression& a, const Impression& b) {
    float sum = 0.0F;
    float weights = 0.0F;
    for (int y = 0; y < kRows; ++y) {
        const float weight = std::cos(kPi * ((static_cast<float>(y) + 0.5F) / kRows - 0.5F));
        for (int x = 0; x < kColumns; ++x) {
            const auto i = static_cast<std::size_t>(y * kColumns + x);
            sum += weight * length(a[i] - b[i]);
            weights += weight;
        }
    }
    return sum / weights;
}

/// Every hotspot stands on what it tells about: the ray through it meets that very object. And what
/// the visitor sees first has one.
void expectHotspotsOnTheirObjects(const SiteWords& site, const Composed& composed) {
    float nearest = 180.0F;
    for (const SiteHotspot& hotspot : site.hotspots) {
        const auto object = composed.world->findObject(hotspot.object);
        ASSERT_TRUE(object.has_value()) << site.id << ": " << hotspot.object;
        const auto point = composed.world->visiblePoint(*object);
        ASSERT_TRUE(point.has_value()) << site.id << ": " << hotspot.object;
        const V2 angles = composed.world->anglesTo(*point);
        // As it is written into the tour: two decimals of a degree.
        const float yaw = std::round(angles.x * 100.0F) / 100.0F;
        const float pitch = std::round(angles.y * 100.0F) / 100.0F;
        const auto hit = composed.world->intersect(composed.world->look(yaw, pitch), 1e5F);
        ASSERT_TRUE(hit.has_value()) << site.id << ": " << hotspot.object;
        EXPECT_EQ(hit->object, *object) << site.id << ": " << hotspot.object;
        EXPECT_LT(std::abs(pitch), 62.0F) << site.id << ": " << hotspot.object;
        nearest = std::min(nearest, std::abs(yaw));
    }
    EXPECT_LT(nearest, 50.0F) << site.id << ": nothing to tell about in the first view";
}

TEST(SamplePictures, AreTheSameForAnyNumberOfThreads) {
    const Composed one = compositionOf("chua-tran-quoc");
    const Composed two = compositionOf("chua-tran-quoc");
    ASSERT_NE(one.world, nullptr);
    const auto alone = draw(*one.world, 512, 1);
    EXPECT_EQ(alone.size(), 512U * 256U * 3U);
    EXPECT_EQ(alone, draw(*two.world, 512, 3));
}

/// All sites in one go: composing them is what takes the time.
TEST(SamplePictures, EverySiteLooksLikeItselfAlone) {
    constexpr int kWidth = 128;
    constexpr float kAlike = 7.0F; // of 100 from black to white
    std::vector<std::pair<std::string, Impression>> seen;
    float least = 1e9F;
    std::string closest;
    for (const std::string& id : sampleSites()) {
        const auto site = readSiteWords(id);
        ASSERT_TRUE(site.ok()) << id;
        const Composed composed = compose(site->picture, BakedLight::kNone);
        ASSERT_NE(composed.world, nullptr) << id;
        expectHotspotsOnTheirObjects(*site, composed);
        const Impression own = impressionOf(draw(*composed.world, kWidth, 1), kWidth);
        for (const auto& [other, impression] : seen) {
            const float away = difference(own, impression);
            EXPECT_GT(away, kAlike) << id << " looks like " << other;
            if (away < least) {
                least = away;
                closest = id + " and " + other;
            }
        }
        seen.emplace_back(id, own);
    }
    std::cout << "closest: " << closest << ", " << least << "\n";
}

/// Rows near the poles show the sphere, not a stretched line: each pixel is what its direction
/// sees.
TEST(SamplePictures, PolesAreSeenNotStretched) {
    constexpr int kWidth = 512;
    const Composed composed = compositionOf("dinh-quang-ba");
    ASSERT_NE(composed.world, nullptr);
    const World& world = *composed.world;
    const auto bytes = draw(world, kWidth, 1);
    const SkyDome dome(world.sky(), 64);
    for (const int row : {1, 4, 9, 20, 235, 246, 251, 254}) {
        float sum = 0.0F;
        RowLight light{dome, {}};
        for (int x = 0; x < kWidth; x += 2) {
            const float yaw = (static_cast<float>(x) + 0.5F) * 360.0F / kWidth - 180.0F;
            const float pitch = 90.0F - (static_cast<float>(row) + 0.5F) * 360.0F / kWidth;
            const Ray ray = world.look(yaw, pitch);
            const V3 expected = developed(trace(world, ray, 2.0F * kPi / kWidth, light).light,
                                          world.sky().exposure());
            const std::uint8_t* p = &bytes[static_cast<std::size_t>(row * kWidth + x) * 3];
            sum += std::abs(expected.x * 255.0F - static_cast<float>(p[0])) +
                   std::abs(expected.y * 255.0F - static_cast<float>(p[1])) +
                   std::abs(expected.z * 255.0F - static_cast<float>(p[2]));
        }
        EXPECT_LT(sum / (1.5F * kWidth), 6.0F) << "row " << row;
    }
}

TEST(SamplePictures, SunStandsWhereTheHourSays) {
    const V3 noon = sunDirection(12.0F, 172, 0.0F);
    EXPECT_GT(noon.z, 0.99F) << "near the zenith at midsummer noon";
    const V3 morning = sunDirection(7.0F, 80, 0.0F);
    EXPECT_GT(morning.x, 0.8F) << "in the east on a spring morning";
    const V3 turned = sunDirection(7.0F, 80, 90.0F);
    EXPECT_GT(turned.y, 0.8F) << "ahead of a viewer who looks east";
}

TEST(SamplePictures, UnknownKindIsNoWorld) {
    Picture picture;
    picture.kind = "castle";
    EXPECT_EQ(compose(picture).world, nullptr);
}

TEST(SampleTour, RefusesWhatItCannotDraw) {
    const std::atomic<bool> stop{false};
    SampleOptions options;
    options.directory = std::filesystem::temp_directory_path() / "vr360-sample-refused";
    options.width = 100;
    EXPECT_FALSE(writeSample(options, nullptr, stop).ok());
    options.width = 512;
    options.only = {"atlantis"};
    const Status status = writeSample(options, nullptr, stop);
    ASSERT_FALSE(status.ok());
    EXPECT_NE(status.fault().what.find("atlantis"), std::string::npos);
    EXPECT_FALSE(std::filesystem::exists(options.directory));
}

TEST(SampleTour, WritesTheSameFilesWithAnyNumberOfThreads) {
    namespace fs = std::filesystem;
    const std::atomic<bool> stop{false};
    std::array<fs::path, 2> folders;
    for (std::size_t i = 0; i < 2; ++i) {
        folders[i] = fs::temp_directory_path() / ("vr360-sample-" + std::to_string(i));
        fs::remove_all(folders[i]);
        SampleOptions options;
        options.directory = folders[i];
        options.width = 256;
        options.threads = i == 0 ? 1 : 4;
        options.only = {"phu-tay-ho", "dam-tri"};
        const Status written = writeSample(options, nullptr, stop);
        ASSERT_TRUE(written.ok()) << written.fault().what;
    }
    const auto bytes = [](const fs::path& path) {
        std::ifstream file(path, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    int files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folders[0])) {
        if (entry.is_regular_file()) {
            ++files;
            EXPECT_EQ(bytes(entry.path()),
                      bytes(folders[1] / fs::relative(entry.path(), folders[0])))
                << entry.path();
        }
    }
    EXPECT_EQ(files, 5); // tour.toml, and site.toml and main.jpg twice
    const std::string site = bytes(folders[0] / "sites" / "dam-tri" / "site.toml");
    EXPECT_NE(site.find("site = \"phu-tay-ho\""), std::string::npos) << "the two are neighbours";
    for (const fs::path& folder : folders) {
        fs::remove_all(folder);
    }
}

} // namespace
} // namespace vr360::sample
