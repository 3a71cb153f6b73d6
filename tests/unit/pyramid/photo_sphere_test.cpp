// What a picture says about itself, in every container that can say it.

#include "tests/unit/pyramid/test_images.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vr360 {
namespace {

using test::Image;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// A drone's panorama: 400×200 pixels of which the upper 50 lines are missing.
std::string droneXmp(const std::string& prefix = "GPano") {
    std::string xmp = R"(<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF)"
                      R"( xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">)"
                      R"(<rdf:Description xmlns:P="http://ns.google.com/photos/1.0/panorama/")"
                      R"( P:UsePanoramaViewer="True" P:ProjectionType="equirectangular")"
                      R"( P:FullPanoWidthPixels="400" P:FullPanoHeightPixels="200")"
                      R"( P:CroppedAreaLeftPixels="0" P:CroppedAreaTopPixels="50")"
                      R"( P:CroppedAreaImageWidthPixels="400" P:CroppedAreaImageHeightPixels="150")"
                      R"( P:PoseHeadingDegrees="123.5" P:InitialViewPitchDegrees="-12"/>)"
                      R"(</rdf:RDF></x:xmpmeta>)";
    for (std::size_t at = xmp.find("P:"); at != std::string::npos;
         at = xmp.find("P:", at + prefix.size() + 1)) {
        if (xmp[at - 1] == ' ') {
            xmp.replace(at, 1, prefix);
        }
    }
    return xmp.replace(xmp.find("xmlns:P="), 8, "xmlns:" + prefix + "=");
}

class PhotoSphereData : public test::ReadsImages {
protected:
    void expectDrone(const std::string& bytes, const std::string& container) {
        const auto read_back = read(bytes);
        ASSERT_TRUE(read_back) << container << ": " << read_back.fault().what;
        EXPECT_EQ(read_back->height, 200) << container;
        EXPECT_EQ(info_.limits.pitch_max, 45.0) << container;
        EXPECT_EQ(info_.limits.pitch_min, -90.0) << container;
        EXPECT_EQ(info_.photo_sphere.heading, 123.5) << container;
        EXPECT_EQ(info_.photo_sphere.initial_pitch, -12.0) << container;
        EXPECT_THAT(info_.warnings, IsEmpty()) << container;
    }

    const Image image_ = test::drawPattern(400, 150);
};

TEST_F(PhotoSphereData, InEveryContainer) {
    const std::string xmp = droneXmp();
    expectDrone(test::encodeJpeg(image_, {.xmp = xmp}), "JPEG");
    const std::string png = test::encodePng(image_);
    const std::string text = std::string("XML:com.adobe.xmp\0\0\0\0\0", 22) + xmp;
    expectDrone(test::withPngChunk(png, "iTXt", text, false), "PNG");
    expectDrone(test::withPngChunk(png, "iTXt", text, true), "PNG, behind the picture");
    expectDrone(test::encodeWebp(image_, "", "", xmp), "WebP");
    expectDrone(test::encodePsd(image_, {.xmp = xmp}), "PSD");
    test::writeTiff(image_, scratch_.path() / "tiff", {.xmp = xmp});
    expectDrone(test::readBytes(scratch_.path() / "tiff"), "TIFF");
    test::writeTiff(image_, scratch_.path() / "big", {.wide = true, .big = true, .xmp = xmp});
    expectDrone(test::readBytes(scratch_.path() / "big"), "BigTIFF");
}

TEST_F(PhotoSphereData, UnderAnyPrefix) {
    expectDrone(test::encodeJpeg(image_, {.xmp = droneXmp("g")}), "g:");
    expectDrone(test::encodeJpeg(image_, {.xmp = droneXmp("panorama_data")}), "panorama_data:");
}

TEST_F(PhotoSphereData, InAPacketTooLongForOneMarker) {
    const std::string main_packet =
        std::string(R"(<x xmpNote:HasExtendedXMP=")") + test::kXmpDigest + R"("/>)";
    const std::string extension = std::string(3000, ' ') + droneXmp();
    expectDrone(test::encodeJpeg(image_, {.xmp = main_packet, .extended_xmp = extension}), "JPEG");
    // Extensions that the main packet does not name belong to another picture.
    EXPECT_FALSE(read(test::encodeJpeg(image_, {.xmp = "<x/>", .extended_xmp = extension})));
}

TEST_F(PhotoSphereData, OrientationInEveryContainer) {
    const Image stored = test::drawPattern(100, 200);
    const std::string exif = test::exifOf(8);
    const auto expectUpright = [&](const std::string& bytes, const char* container) {
        const auto upright = read(bytes);
        ASSERT_TRUE(upright) << container << ": " << upright.fault().what;
        ASSERT_EQ(upright->width, 200) << container;
        // A quarter counterclockwise: the right edge becomes the upper one.
        EXPECT_NEAR(upright->at(20, 30, 0), stored.at(99 - 30, 20, 0), 12) << container;
        EXPECT_NEAR(upright->at(150, 5, 1), stored.at(99 - 5, 150, 1), 12) << container;
    };
    expectUpright(test::encodeJpeg(stored, {.quality = 98, .orientation = 8}), "JPEG");
    expectUpright(test::withPngChunk(test::encodePng(stored), "eXIf", exif, false), "PNG");
    expectUpright(test::withPngChunk(test::encodePng(stored), "eXIf", exif, true), "PNG, late");
    expectUpright(test::encodeWebp(stored, "", exif, ""), "WebP");
    expectUpright(test::encodeWebp(stored, "", std::string("Exif\0\0", 6) + exif, ""),
                  "WebP, JPEG's");
}

TEST_F(PhotoSphereData, SizesThatDisagreeAreDerivedAgain) {
    // Half as large as the camera made it, by a program that copied the numbers.
    const auto half = read(test::encodeJpeg(test::drawPattern(200, 75), {.xmp = droneXmp()}));
    ASSERT_TRUE(half);
    EXPECT_EQ(half->width, 200);
    EXPECT_EQ(half->height, 100);
    EXPECT_EQ(info_.limits.pitch_max, 45.0);
    ASSERT_THAT(info_.warnings, SizeIs(1));
    EXPECT_THAT(info_.warnings[0].what, HasSubstr("speak of 400×150 pixels, but it has 200×75"));
}

TEST_F(PhotoSphereData, PartOfACircle) {
    const std::string xmp =
        R"(<x GPano:FullPanoWidthPixels="400" GPano:FullPanoHeightPixels="200")"
        R"( GPano:CroppedAreaLeftPixels="250" GPano:CroppedAreaTopPixels="60"/>)";
    const auto sphere = read(test::encodePng(test::drawNoise(220, 90)));
    ASSERT_FALSE(sphere) << "a part that says nothing";
    const std::string text = std::string("XML:com.adobe.xmp\0\0\0\0\0", 22) + xmp;
    const Image part = test::drawNoise(220, 90);
    const auto placed = read(test::withPngChunk(test::encodePng(part), "iTXt", text, false));
    ASSERT_TRUE(placed) << placed.fault().what;
    EXPECT_EQ(info_.limits.yaw_min, 45.0);
    EXPECT_EQ(info_.limits.yaw_max, 243.0);
    // It reaches over the seam.
    EXPECT_EQ(placed->at(250, 60, 0), part.at(0, 0, 0));
    EXPECT_EQ(placed->at(399, 100, 1), part.at(149, 40, 1));
    EXPECT_EQ(placed->at(0, 100, 1), part.at(150, 40, 1));
    EXPECT_EQ(placed->at(69, 149, 2), part.at(219, 89, 2));
}

TEST_F(PhotoSphereData, OtherProjectionsAreRefused) {
    const auto flat = read(test::encodeJpeg(test::drawPattern(200, 100),
                                            {.xmp = R"(<x GPano:ProjectionType="cylindrical"/>)"}));
    ASSERT_FALSE(flat);
    EXPECT_THAT(flat.fault().what, HasSubstr("another projection"));
}

} // namespace
} // namespace vr360
