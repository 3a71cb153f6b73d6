#include "packager/sample/render/panorama.h"
#include "packager/sample/render/shade.h"
#include "packager/sample/sample.h"
#include "packager/sample/words.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
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

/// A picture as 24 × 12 means in three channels.
std::array<float, 864> thumbnail(const std::vector<std::uint8_t>& bytes, int width) {
    std::array<float, 864> small{};
    const int cell = width / 24;
    for (int y = 0; y < cell * 12; ++y) {
        for (int x = 0; x < cell * 24; ++x) {
            for (int c = 0; c < 3; ++c) {
                const auto value =
                    static_cast<float>(bytes[static_cast<std::size_t>((y * width + x) * 3 + c)]);
                small[static_cast<std::size_t>(((y / cell) * 24 + x / cell) * 3 + c)] +=
                    value / static_cast<float>(cell * cell);
            }
        }
    }
    return small;
}

float distance(const std::array<float, 864>& a, const std::array<float, 864>& b) {
    float sum = 0.0F;
    for (std::size_t i = 0; i < a.size(); ++i) {
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return std::sqrt(sum / static_cast<float>(a.size()));
}

TEST(SamplePictures, AreTheSameForAnyNumberOfThreads) {
    const Composed one = compositionOf("chua-tran-quoc");
    const Composed two = compositionOf("chua-tran-quoc");
    ASSERT_NE(one.world, nullptr);
    const auto alone = draw(*one.world, 512, 1);
    EXPECT_EQ(alone.size(), 512U * 256U * 3U);
    EXPECT_EQ(alone, draw(*two.world, 512, 3));
}

TEST(SamplePictures, DifferFromOneAnother) {
    std::vector<std::pair<std::string, std::array<float, 864>>> seen;
    for (const std::string& id : sampleSites()) {
        const Composed composed = compositionOf(id);
        ASSERT_NE(composed.world, nullptr) << id;
        const auto small = thumbnail(draw(*composed.world, 256, 2), 256);
        for (const auto& [other, picture] : seen) {
            EXPECT_GT(distance(small, picture), 6.0F) << id << " looks like " << other;
        }
        seen.emplace_back(id, small);
    }
}

/// Every hotspot stands on what it tells about: the ray through it meets that very object.
TEST(SamplePictures, HotspotsStandOnTheirObjects) {
    for (const std::string& id : sampleSites()) {
        const auto site = readSiteWords(id);
        ASSERT_TRUE(site.ok()) << id;
        const Composed composed = compose(site->picture);
        ASSERT_NE(composed.world, nullptr) << id;
        for (const SiteHotspot& hotspot : site->hotspots) {
            const auto object = composed.world->findObject(hotspot.object);
            ASSERT_TRUE(object.has_value()) << id << ": " << hotspot.object;
            const auto point = composed.world->visiblePoint(*object);
            ASSERT_TRUE(point.has_value()) << id << ": " << hotspot.object;
            const V3 d = normalized(*point - V3{0.0F, 0.0F, kEyeHeight});
            // As it is written into the tour: two decimals of a degree.
            const float yaw = std::round(degrees(std::atan2(d.x, d.y)) * 100.0F) / 100.0F;
            const float pitch = std::round(degrees(std::asin(d.z)) * 100.0F) / 100.0F;
            const auto hit = composed.world->intersect(
                {{0.0F, 0.0F, kEyeHeight}, directionOf(yaw, pitch)}, 1e5F);
            ASSERT_TRUE(hit.has_value()) << id << ": " << hotspot.object;
            EXPECT_EQ(hit->object, *object) << id << ": " << hotspot.object;
        }
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
