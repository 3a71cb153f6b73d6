#include "packager/pyramid/metadata.h"

#include <gtest/gtest.h>

#include <string>

namespace vr360 {
namespace {

TEST(ExifOrientation, BothByteOrders) {
    const std::string little("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", 26);
    const std::string big("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x03\0\0\0\0\0\0", 26);
    EXPECT_EQ(exifOrientation(little), 6);
    EXPECT_EQ(exifOrientation(big), 3);
}

TEST(ExifOrientation, NonsenseIsUpright) {
    const std::string little("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0", 26);
    EXPECT_EQ(exifOrientation(""), 1);
    EXPECT_EQ(exifOrientation("II"), 1);
    EXPECT_EQ(exifOrientation("JPEG"), 1);
    EXPECT_EQ(exifOrientation("II*\0\xFF\xFF\xFF\xFF"), 1);
    for (std::size_t length = 0; length < 19; ++length) {
        EXPECT_EQ(exifOrientation(little.substr(0, length)), 1) << length;
    }
}

TEST(GPano, AttributesAndElements) {
    const auto attributes = parseGPano(
        R"(<rdf:Description GPano:ProjectionType="equirectangular" GPano:FullPanoWidthPixels="8000")"
        R"( GPano:FullPanoHeightPixels = '4000' GPano:CroppedAreaLeftPixels="10")"
        R"( GPano:CroppedAreaTopPixels="500" GPano:PoseHeadingDegrees="+271.5"/>)");
    ASSERT_TRUE(attributes);
    EXPECT_EQ(attributes->full_width, 8000.0);
    EXPECT_EQ(attributes->full_height, 4000.0);
    EXPECT_EQ(attributes->cropped_top, 500.0);
    EXPECT_EQ(attributes->pose_heading, 271.5);
    EXPECT_FALSE(attributes->pose_roll);
    EXPECT_FALSE(attributes->other_projection);
    EXPECT_TRUE(attributes->hasCrop());

    const auto elements = parseGPano("<GPano:PosePitchDegrees> -2.5 </GPano:PosePitchDegrees>"
                                     "<GPano:ProjectionType>cylindrical</GPano:ProjectionType>");
    ASSERT_TRUE(elements);
    EXPECT_EQ(elements->pose_pitch, -2.5);
    EXPECT_TRUE(elements->other_projection);
}

TEST(GPano, LongerNamesAreOthers) {
    const auto pano = parseGPano(R"(GPano:InitialViewHeadingDegreesX="5")");
    ASSERT_TRUE(pano);
    EXPECT_FALSE(pano->initial_heading);
}

TEST(GPano, NonsenseIsLeftOut) {
    EXPECT_FALSE(parseGPano("<x:xmpmeta>nothing</x:xmpmeta>"));
    for (const char* const xmp : {R"(GPano:FullPanoWidthPixels="many")",
                                  R"(GPano:FullPanoWidthPixels="1e999")",
                                  R"(GPano:FullPanoWidthPixels="nan")",
                                  R"(GPano:FullPanoWidthPixels=")",
                                  R"(GPano:FullPanoWidthPixels=)",
                                  R"(GPano:FullPanoWidthPixels)",
                                  R"(GPano:FullPanoWidthPixels>)",
                                  R"(GPano:)"}) {
        const auto pano = parseGPano(xmp);
        ASSERT_TRUE(pano) << xmp;
        EXPECT_FALSE(pano->full_width) << xmp;
    }
}

} // namespace
} // namespace vr360
