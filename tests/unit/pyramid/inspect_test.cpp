#include "packager/pyramid/build_pyramids.h"
#include "tests/unit/pyramid/test_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vr360 {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

TEST(InspectPanorama, TellsWhatTheHeaderSays) {
    const test::ScratchDirectory scratch;
    const test::Image image = test::drawPattern(200, 100);
    const auto jpeg = inspectPanorama(
        scratch.write("a", test::encodeJpeg(image, {.progressive = true})), "a.jpg", {});
    ASSERT_TRUE(jpeg);
    EXPECT_EQ(jpeg->format, "progressive JPEG");
    EXPECT_EQ(jpeg->width, 200);
    EXPECT_EQ(jpeg->sphere_height, 100);
    EXPECT_FALSE(jpeg->streaming);
    EXPECT_THAT(jpeg->warnings, SizeIs(0)) << "small: nothing to worry about";

    const auto png =
        inspectPanorama(scratch.write("b", test::encodePng(image, {.wide = true})), "b.png", {});
    ASSERT_TRUE(png);
    EXPECT_EQ(png->format, "PNG");
    EXPECT_EQ(png->bits, 16);
    EXPECT_TRUE(png->streaming);
}

TEST(InspectPanorama, GooglesPanoramaData) {
    const test::ScratchDirectory scratch;
    const std::string xmp = R"(<x GPano:PoseHeadingDegrees="350" GPano:PosePitchDegrees="4")"
                            R"( GPano:InitialViewHeadingDegrees="20")"
                            R"( GPano:InitialViewPitchDegrees="-5"/>)";
    const auto info = inspectPanorama(
        scratch.write("a", test::encodeJpeg(test::Image(200, 100), {.xmp = xmp})), "a.jpg", {});
    ASSERT_TRUE(info);
    EXPECT_EQ(info->photo_sphere.heading, 350.0);
    EXPECT_EQ(info->photo_sphere.initial_yaw, 30.0);
    EXPECT_EQ(info->photo_sphere.initial_pitch, -5.0);
    ASSERT_THAT(info->warnings, SizeIs(1));
    EXPECT_THAT(info->warnings.front().what, HasSubstr("tilted"));
}

TEST(InspectPanorama, RefusesWhatBuildingWouldRefuse) {
    const test::ScratchDirectory scratch;
    const auto shape = inspectPanorama(
        scratch.write("a", test::encodeJpeg(test::Image(300, 100))), "gate.jpg", {});
    ASSERT_FALSE(shape);
    EXPECT_EQ(shape.fault().where, "gate.jpg");
    EXPECT_THAT(shape.fault().cure, HasSubstr("coverage = "));
    const auto missing = inspectPanorama(scratch.path() / "none.jpg", "none.jpg", {});
    ASSERT_FALSE(missing);
    EXPECT_THAT(missing.fault().what, HasSubstr("not there"));
}

TEST(Identity, CoversSourceSettingsAndEdits) {
    const std::string source(64, 'a');
    const PanoramaIdentity plain = identifyPanorama(source, {}, {});
    EXPECT_THAT(plain.hash, SizeIs(24));
    EXPECT_THAT(plain.key, HasSubstr(source));
    EXPECT_EQ(plain.hash, identifyPanorama(source, {}, {}).hash);
    EXPECT_NE(plain.hash, identifyPanorama(std::string(64, 'b'), {}, {}).hash);
    EXPECT_NE(plain.hash, identifyPanorama(source, {.quality = 83}, {}).hash);
    EXPECT_NE(plain.hash, identifyPanorama(source, {.method = 2}, {}).hash);
    EXPECT_NE(plain.hash, identifyPanorama(source, {.lossless = true}, {}).hash);
    const PanoramaEdits edits{.coverage = ViewLimits{-180, 180, -60, 90}};
    EXPECT_NE(plain.hash, identifyPanorama(source, {}, edits).hash);
    const PanoramaIdentity as_it_is = identifyPanorama(source, {}, {.level = Tilt{}});
    EXPECT_NE(plain.hash, as_it_is.hash);
    EXPECT_NE(as_it_is.hash, identifyPanorama(source, {}, {.level = Tilt{0.0, 1.5}}).hash);
    EXPECT_NE(identifyPanorama(source, {}, {.level = Tilt{1.5, 0.0}}).hash,
              identifyPanorama(source, {}, {.level = Tilt{0.0, 1.5}}).hash);
}

} // namespace
} // namespace vr360
