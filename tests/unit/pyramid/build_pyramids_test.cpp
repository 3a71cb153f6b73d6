// Whole pyramids, tile by tile and pixel by pixel, against docs/format.md section 5 in plain
// double precision.

#include "packager/pyramid/build_pyramids.h"

#include "core/package/pyramid.h"
#include "packager/pyramid/sha256.h"
#include "tests/unit/pyramid/test_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <map>
#include <thread>

namespace vr360 {
namespace {

namespace fs = std::filesystem;
using test::Image;
using testing::HasSubstr;

const std::atomic<bool> kNeverStop{false};

double linearOf(double v) {
    return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}
double encodedOf(double v) {
    return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
}

/// A level in linear light, double precision.
struct Level {
    int width = 0;
    int height = 0;
    std::vector<double> linear;

    [[nodiscard]] double encoded(int x, int y, int c) const {
        const int wrapped = ((x % width) + width) % width;
        return std::round(255.0 *
                          encodedOf(linear[3 * (std::size_t{1} * y * width + wrapped) + c]));
    }
};

Level levelOf(const Image& image) {
    Level level{image.width, image.height, {}};
    for (const std::uint8_t sample : image.rgb) {
        level.linear.push_back(linearOf(sample / 255.0));
    }
    return level;
}

Level coarser(const Level& from) {
    Level to{(from.width + 1) / 2, (from.height + 1) / 2, {}};
    const double across = static_cast<double>(from.width) / to.width;
    const double down = static_cast<double>(from.height) / to.height;
    for (int y = 0; y < to.height; ++y) {
        for (int x = 0; x < to.width; ++x) {
            for (int c = 0; c < 3; ++c) {
                double sum = 0.0;
                for (int j = static_cast<int>(y * down);
                     j < std::min<double>(from.height, (y + 1) * down);
                     ++j) {
                    for (int i = static_cast<int>(x * across);
                         i < std::min<double>(from.width, (x + 1) * across);
                         ++i) {
                        const double part = (std::min((x + 1) * across, i + 1.0) -
                                             std::max(x * across, static_cast<double>(i))) *
                                            (std::min((y + 1) * down, j + 1.0) -
                                             std::max(y * down, static_cast<double>(j)));
                        sum += part * from.linear[3 * (std::size_t{1} * j * from.width + i) + c];
                    }
                }
                to.linear.push_back(sum / (across * down));
            }
        }
    }
    return to;
}

double sinc(double x) {
    return x == 0.0 ? 1.0 : std::sin(kPi * x) / (kPi * x);
}

/// Pixel k (anywhere around the circle) of line y of a row of a level.
double rowPixel(const Level& level, const GridRow& row, int k, int y, int c) {
    if (row.width == level.width) {
        return level.encoded(k, y, c);
    }
    const double ratio = static_cast<double>(level.width) / row.width;
    const double centre = (k + 0.5) * ratio - 0.5;
    double sum = 0.0;
    double weights = 0.0;
    for (int i = static_cast<int>(std::ceil(centre - 3 * ratio)); i <= centre + 3 * ratio; ++i) {
        const double x = (i - centre) / ratio;
        const double weight = sinc(x) * sinc(x / 3);
        sum += weight * level.encoded(i, y, c);
        weights += weight;
    }
    return std::clamp(sum / weights, 0.0, 255.0);
}

struct Built {
    Result<PyramidOutcome> outcome;
    fs::path directory;
};

class BuildPyramids : public testing::Test {
protected:
    PyramidJob jobFor(const std::string& name, const std::string& bytes) {
        PyramidJob job{.source = scratch_.write(name, bytes), .label = name};
        job.identity = identifyPanorama(sha256(bytes), settings_, job.edits);
        job.destination = scratch_.path() / ("done-" + job.identity.hash);
        job.work_dir = scratch_.path();
        return job;
    }

    Built build(const std::string& bytes, int threads = 2) {
        const PyramidJob job = jobFor("image", bytes);
        auto results = buildPyramids({&job, 1}, settings_, threads, {}, kNeverStop);
        return {std::move(results.front()), job.destination};
    }

    /// Every pixel of every tile and gutter.
    void checkAllTiles(const Image& image, const fs::path& directory) {
        const Grid grid = Grid::create(image.width, image.height).value();
        Level level = levelOf(image);
        for (int l = grid.levelCount() - 1; l >= 0; --l) {
            const auto rows = static_cast<int>(grid.level(l).rows.size());
            for (int r = 0; r < rows; ++r) {
                checkRow(level, grid.row(l, r), directory / std::to_string(l) / std::to_string(r));
            }
            level = coarser(level);
        }
    }

    void checkRow(const Level& level, const GridRow& row, const fs::path& directory) {
        int far_off = 0;
        for (int column = 0; column < row.columns; ++column) {
            const fs::path file = directory / (std::to_string(column) + ".webp");
            const Image tile = test::decodeWebp(test::readBytes(file));
            ASSERT_EQ(tile.width, row.columnWidth(column) + 2) << file;
            ASSERT_EQ(tile.height, row.height + 2) << file;
            ASSERT_LE(tile.width, kMaxStoredPixels);
            ASSERT_LE(tile.height, kMaxStoredPixels);
            for (int y = -1; y <= row.height; ++y) {
                for (int x = -1; x < tile.width - 1; ++x) {
                    const int k = row.columnStart(column) + x;
                    const int line = row.y + y;
                    const bool over_pole = line < 0 || line == level.height;
                    const int own_line = std::clamp(line, 0, level.height - 1);
                    const int half = over_pole ? row.width / 2 : 0;
                    const int other_half = over_pole ? (row.width + 1) / 2 : 0;
                    for (int c = 0; c < 3; ++c) {
                        const double expected =
                            0.5 * (rowPixel(level, row, k + half, own_line, c) +
                                   rowPixel(level, row, k + other_half, own_line, c));
                        const double off = std::abs(tile.at(x + 1, y + 1, c) - expected);
                        far_off += off > 1.01 ? 1 : 0;
                        ASSERT_LE(off, 2.01) << file << " pixel " << x << ", " << y;
                    }
                }
            }
        }
        // Two roundings can add up to 2, but hardly ever do.
        EXPECT_LE(far_off, row.width * row.height / 500) << directory;
    }

    test::ScratchDirectory scratch_;
    PyramidSettings settings_{.method = 0, .lossless = true};
};

std::map<std::string, std::string> filesIn(const fs::path& directory) {
    std::map<std::string, std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(directory)) {
        if (entry.is_regular_file()) {
            files[fs::relative(entry.path(), directory).string()] = test::readBytes(entry.path());
        }
    }
    return files;
}

class PyramidSizes : public BuildPyramids,
                     public testing::WithParamInterface<std::pair<int, int>> {};

TEST_P(PyramidSizes, EveryPixelOfEveryTileIsWhatTheFormatSays) {
    const auto [width, height] = GetParam();
    const Image image = test::drawPattern(width, height);
    const Built built = build(test::encodePng(image));
    ASSERT_TRUE(built.outcome) << built.outcome.fault().what;
    EXPECT_EQ(built.outcome->tiles, Grid::create(width, height)->tileCount());
    checkAllTiles(image, built.directory);
}

INSTANTIATE_TEST_SUITE_P(Sizes,
                         PyramidSizes,
                         testing::Values(std::pair{4, 2},
                                         std::pair{10, 5},
                                         std::pair{1000, 500},
                                         std::pair{1024, 512},
                                         std::pair{1026, 514},
                                         std::pair{2500, 1250},
                                         std::pair{2049, 1025},
                                         std::pair{4097, 2049}));

TEST_F(BuildPyramids, SixteenBitsAndUpsideDownGiveTheSameTiles) {
    const Image image = test::drawPattern(1100, 550);
    const Built plain = build(test::encodePng(image));
    const Built wide = build(test::encodePng(image, {.wide = true}));
    ASSERT_TRUE(plain.outcome);
    ASSERT_TRUE(wide.outcome);
    auto a = filesIn(plain.directory);
    auto b = filesIn(wide.directory);
    for (auto* const files : {&a, &b}) {
        files->erase("pyramid.json"); // names the source
        files->erase("SHA256SUMS");
    }
    EXPECT_EQ(a, b);
}

TEST_F(BuildPyramids, LinesFromTheBottomUp) {
    Image image = test::drawPattern(1100, 550);
    const std::string stored = test::encodeJpeg(image, {.quality = 100, .orientation = 3});
    // What a decoder makes of it, turned by 180°.
    const Built upright = build(stored);
    ASSERT_TRUE(upright.outcome) << upright.outcome.fault().what;
    const auto plan_file = scratch_.write("plain", test::encodeJpeg(image, {.quality = 100}));
    auto source = openSource({.path = plan_file, .label = "plain"});
    ASSERT_TRUE(source);
    const Image decoded = test::readAll(**source).value();
    Image turned(image.width, image.height);
    for (std::size_t i = 0; i < decoded.rgb.size(); ++i) {
        turned.rgb[decoded.rgb.size() - 3 - i / 3 * 3 + i % 3] = decoded.rgb[i];
    }
    checkAllTiles(turned, upright.directory);
}

TEST_F(BuildPyramids, ThreadsDoNotChangeAByte) {
    settings_ = {};
    std::vector<std::map<std::string, std::string>> all;
    for (const int threads : {1, 4}) {
        std::vector<PyramidJob> jobs;
        for (const int width : {1500, 2048, 900}) {
            PyramidJob job = jobFor(std::to_string(width),
                                    test::encodeJpeg(test::drawPattern(width, width / 2)));
            job.destination += "-" + std::to_string(threads);
            jobs.push_back(job);
        }
        const auto results = buildPyramids(jobs, settings_, threads, {}, kNeverStop);
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            ASSERT_TRUE(results[i]) << results[i].fault().what;
            if (threads == 1) {
                all.push_back(filesIn(jobs[i].destination));
            } else {
                EXPECT_EQ(all[i], filesIn(jobs[i].destination));
            }
        }
    }
}

TEST_F(BuildPyramids, SumsCoverEveryFileAndPyramidJsonReadsBack) {
    const Built built = build(test::encodePng(test::drawPattern(1024, 512)));
    ASSERT_TRUE(built.outcome);
    auto files = filesIn(built.directory);
    std::string expected;
    for (const auto& [name, bytes] : files) { // sorted by name
        if (name != "SHA256SUMS") {
            expected += sha256(bytes) + "  " + name + "\n";
        }
    }
    EXPECT_EQ(files["SHA256SUMS"], expected);

    const auto pyramid = readPyramid(files["pyramid.json"], "pyramid.json");
    ASSERT_TRUE(pyramid) << pyramid.fault().what;
    EXPECT_EQ(pyramid->grid.width(), 1024);
    EXPECT_LE(pyramid->preview.size(), 1536U);
    const auto preview = decodeDataUrl(pyramid->preview, "preview");
    ASSERT_TRUE(preview);
    const Image small = test::decodeWebp(*preview);
    EXPECT_EQ(small.width, kPreviewWidth + 2);
    EXPECT_EQ(small.height, kPreviewHeight + 2);
}

TEST_F(BuildPyramids, EvenNoiseHasAPreviewThatFits) {
    const Built built = build(test::encodePng(test::drawNoise(192, 96)));
    ASSERT_TRUE(built.outcome) << built.outcome.fault().what;
    EXPECT_LE(built.outcome->pyramid.preview.size(), 1536U);
}

TEST_F(BuildPyramids, OneBadImageDoesNotStopTheOthers) {
    const std::string whole = test::encodeJpeg(test::drawPattern(1200, 600));
    std::vector<PyramidJob> jobs{
        jobFor("cut.jpg", whole.substr(0, whole.size() / 2)),
        jobFor("good.jpg", whole),
        jobFor("wide.jpg", test::encodeJpeg(Image(600, 250))),
    };
    std::vector<int> finished(jobs.size());
    std::vector<double> fractions(jobs.size());
    const PyramidListener listener = [&](const PyramidProgress& progress) {
        EXPECT_GE(progress.fraction, fractions[progress.job]);
        EXPECT_LE(progress.megapixels_done, progress.megapixels_total + 1e-9);
        fractions[progress.job] = progress.fraction;
        finished[progress.job] += progress.finished != nullptr ? 1 : 0;
    };
    const auto results = buildPyramids(jobs, settings_, 3, listener, kNeverStop);
    ASSERT_FALSE(results[0]);
    EXPECT_EQ(results[0].fault().where, "cut.jpg");
    EXPECT_EQ(results[0].fault().os_error, 0);
    EXPECT_TRUE(results[1]);
    ASSERT_FALSE(results[2]);
    EXPECT_THAT(results[2].fault().what, HasSubstr("600×250, not 2:1"));
    EXPECT_EQ(finished, (std::vector<int>{1, 1, 1}));
    EXPECT_FALSE(fs::exists(jobs[0].destination));
    EXPECT_FALSE(fs::exists(scratch_.path() / (jobs[0].identity.hash + ".partial")));
}

TEST_F(BuildPyramids, CarriesOnAfterAStopToTheSameBytes) {
    settings_ = {};
    const std::string bytes = test::encodeJpeg(test::drawPattern(3000, 1500));
    PyramidJob job = jobFor("image", bytes);
    std::atomic<bool> stop{false};
    int tiles = 0;
    const PyramidListener stop_soon = [&](const PyramidProgress&) { stop = ++tiles >= 12; };
    const auto stopped = buildPyramids({&job, 1}, settings_, 2, stop_soon, stop);
    ASSERT_FALSE(stopped.front());
    EXPECT_EQ(stopped.front().fault().os_error, EINTR);
    EXPECT_FALSE(fs::exists(job.destination));

    const auto second = buildPyramids({&job, 1}, settings_, 2, {}, kNeverStop);
    ASSERT_TRUE(second.front()) << second.front().fault().what;
    EXPECT_GE(second.front()->reused_tiles, 12);
    const auto carried_on = filesIn(job.destination);
    job.destination += "-again";
    const auto undisturbed = buildPyramids({&job, 1}, settings_, 2, {}, kNeverStop);
    ASSERT_TRUE(undisturbed.front());
    EXPECT_EQ(undisturbed.front()->reused_tiles, 0);
    EXPECT_EQ(carried_on, filesIn(job.destination));
}

TEST_F(BuildPyramids, StopsWithinTwoSeconds) {
    settings_ = {.method = 6};
    std::vector<PyramidJob> jobs;
    const std::string bytes = test::encodeJpeg(test::drawNoise(4000, 2000));
    for (int i = 0; i < 3; ++i) {
        jobs.push_back(jobFor("image" + std::to_string(i), bytes + std::to_string(i)));
    }
    std::atomic<bool> stop{false};
    std::thread user([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(300));
        stop = true;
    });
    const auto begun = std::chrono::steady_clock::now();
    const auto results = buildPyramids(jobs, settings_, 2, {}, stop);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    user.join();
    EXPECT_LT(took.count(), 2.3);
    ASSERT_FALSE(results.back());
    EXPECT_EQ(results.back().fault().os_error, EINTR);
}

TEST_F(BuildPyramids, WriteFaultsSayWhereAndWhy) {
    PyramidJob job = jobFor("image", test::encodeJpeg(test::drawPattern(600, 300)));
    job.work_dir = scratch_.write("file", "in the way");
    const auto refused = buildPyramids({&job, 1}, settings_, 2, {}, kNeverStop);
    ASSERT_FALSE(refused.front());
    EXPECT_EQ(refused.front().fault().os_error, ENOTDIR);
    EXPECT_THAT(refused.front().fault().where, HasSubstr("file"));
}

TEST_F(BuildPyramids, NothingToDoIsDone) {
    EXPECT_TRUE(buildPyramids({}, settings_, 2, {}, kNeverStop).empty());
}

} // namespace
} // namespace vr360
