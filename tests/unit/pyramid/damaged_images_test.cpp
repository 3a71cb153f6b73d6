// Files cut off or altered anywhere: a clear message or a whole picture, never a crash.

#include "packager/pyramid/inspect.h"
#include "tests/unit/pyramid/test_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace vr360 {
namespace {

using test::Image;
using testing::AnyOf;
using testing::HasSubstr;

Result<Image> readFile(const std::filesystem::path& file) {
    const auto plan = planPanorama({.path = file, .label = "gate.jpg"}, {});
    if (!plan) {
        return plan.fault();
    }
    auto source = openPanorama(*plan);
    return source ? test::readAll(**source) : Result<Image>(source.fault());
}

class DamagedImages : public testing::Test {
protected:
    std::string tiffBytes(const Image& image, const test::TiffOptions& options) {
        test::writeTiff(image, scratch_.path() / "tiff", options);
        return test::readBytes(scratch_.path() / "tiff");
    }

    test::ScratchDirectory scratch_;
};

TEST_F(DamagedImages, TruncatedJpegTellsHowMuchWasReadable) {
    const std::string whole = test::encodeJpeg(test::drawPattern(512, 256));
    const auto half = readFile(scratch_.write("half", whole.substr(0, whole.size() / 2)));
    ASSERT_FALSE(half);
    EXPECT_EQ(half.fault().where, "gate.jpg");
    EXPECT_THAT(half.fault().what, HasSubstr("cut off"));
    EXPECT_THAT(half.fault().what, AnyOf(HasSubstr("first 4"), HasSubstr("first 5")));
    EXPECT_THAT(half.fault().cure, HasSubstr("xport it again"));
}

TEST_F(DamagedImages, TruncationIsNeverSilent) {
    const Image image = test::drawPattern(128, 64);
    const std::vector<std::string> files{test::encodeJpeg(image),
                                         test::encodeJpeg(image, {.progressive = true}),
                                         test::encodePng(image),
                                         test::encodePng(image, {.wide = true}),
                                         test::encodePng(image, {.interlaced = true})};
    for (std::size_t f = 0; f < files.size(); ++f) {
        const std::string& whole = files[f];
        ASSERT_TRUE(readFile(scratch_.write("whole", whole)));
        // Up to here; a file that lacks only its end mark may pass for whole.
        for (std::size_t length = 0; length + 40 < whole.size(); length += 1 + whole.size() / 97) {
            const auto cut = readFile(scratch_.write("cut", whole.substr(0, length)));
            ASSERT_FALSE(cut) << "file " << f << ", " << length << " of " << whole.size();
            EXPECT_FALSE(cut.fault().cure.empty());
        }
    }
}

TEST_F(DamagedImages, BaselineJpegWithoutItsEndMarkIsWhole) {
    const Image image = test::drawPattern(128, 64);
    const std::string whole = test::encodeJpeg(image);
    const auto read = readFile(scratch_.write("image", whole.substr(0, whole.size() - 2)));
    ASSERT_TRUE(read) << read.fault().what;
    EXPECT_EQ(test::largestDifference(*read, *readFile(scratch_.write("image", whole))), 0);
}

TEST_F(DamagedImages, FlippedBitsNeverCrash) {
    const Image image = test::drawPattern(96, 48);
    const std::vector<std::string> files{
        test::encodeJpeg(image, {.orientation = 3, .xmp = "<x GPano:FullPanoWidthPixels='96'/>"}),
        test::encodeJpeg(image, {.progressive = true}),
        test::encodeJpeg(image, {.cmyk = true}),
        test::encodePng(image),
        test::encodePng(image, {.palette = true}),
        tiffBytes(image, {.compression = 5}),
        tiffBytes(image, {.wide = true, .tile = 32, .compression = 8}),
        test::encodeWebpLossless(image),
        test::encodeBmp(image),
        test::encodeTga(image),
        test::encodePng(image, {.wide = true, .alpha = 200, .interlaced = true})};
    std::mt19937 random(3);
    int refused = 0;
    for (int round = 0; round < 1500; ++round) {
        std::string bytes = files[static_cast<std::size_t>(round) % files.size()];
        const unsigned flips = 1 + random() % 4;
        for (unsigned i = 0; i < flips; ++i) {
            // Headers are where it hurts: half of the flips go there.
            const std::size_t reach =
                random() % 2 == 0 ? std::min<std::size_t>(400, bytes.size()) : bytes.size();
            bytes[random() % reach] ^= static_cast<char>(1U << random() % 8);
        }
        const auto read = readFile(scratch_.write("image", bytes));
        if (!read) {
            ++refused;
            EXPECT_FALSE(read.fault().what.empty());
            EXPECT_FALSE(read.fault().cure.empty());
        }
    }
    EXPECT_GT(refused, 200);
}

TEST_F(DamagedImages, AbsurdSizesAreRefusedWithoutDecoding) {
    // A PNG header that claims 4 billion pixels, in a file of a few bytes.
    std::string png = test::encodePng(Image(64, 32));
    png.replace(16, 8, std::string("\x7F\xFF\xFF\xFE\x3F\xFF\xFF\xFF", 8));
    EXPECT_FALSE(readFile(scratch_.write("image", png)));
    std::string jpeg = test::encodeJpeg(Image(64, 32));
    const std::size_t frame = jpeg.find(std::string("\xFF\xC0", 2));
    jpeg.replace(frame + 5, 4, std::string("\x7F\xF0\xFF\xE0", 4)); // 65504×32752
    EXPECT_FALSE(readFile(scratch_.write("image", jpeg)));
}

} // namespace
} // namespace vr360
