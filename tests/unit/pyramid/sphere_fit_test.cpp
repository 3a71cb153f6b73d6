#include "packager/pyramid/sphere_fit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vr360 {
namespace {

using testing::HasSubstr;

constexpr const char* kLabel = "sites/a/gate.jpg";

Result<SphereFit> fitPlain(int width, int height) {
    return fitSphere(width, height, std::nullopt, {}, kLabel);
}

PanoramaEdits covering(double yaw_min, double yaw_max, double pitch_min, double pitch_max) {
    return {.coverage = ViewLimits{yaw_min, yaw_max, pitch_min, pitch_max}};
}

TEST(SphereFit, TwiceAsWideIsTheWholeSphere) {
    for (const auto& [width, height] : {std::pair{8192, 4096},
                                        std::pair{4097, 2049},
                                        std::pair{5000, 2500},
                                        std::pair{5002, 2500},
                                        std::pair{10000, 4980}}) {
        const auto fit = fitPlain(width, height);
        ASSERT_TRUE(fit) << width;
        EXPECT_EQ(fit->width, width);
        EXPECT_EQ(fit->height, height);
        EXPECT_TRUE(fit->limits.wholeCircle());
        EXPECT_EQ(fit->limits.pitch_max, 90.0);
    }
}

TEST(SphereFit, OtherShapesAreRefusedWithWhatToWrite) {
    const auto wide = fitPlain(6000, 2500);
    ASSERT_FALSE(wide);
    EXPECT_EQ(wide.fault().where, kLabel);
    EXPECT_THAT(wide.fault().what, HasSubstr("6000×2500, not 2:1"));
    EXPECT_THAT(wide.fault().cure,
                HasSubstr("coverage = { yaw = [-180, 180], pitch = [-75, 75] }"));
    const auto narrow = fitPlain(2000, 2000);
    ASSERT_FALSE(narrow);
    EXPECT_THAT(narrow.fault().cure, HasSubstr("yaw = [-90, 90], pitch = [-90, 90]"));
}

TEST(SphereFit, TheCureThatIsProposedWorks) {
    const auto fit = fitSphere(6000, 2500, std::nullopt, covering(-180, 180, -75, 75), kLabel);
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->width, 6000);
    EXPECT_EQ(fit->height, 3000);
    EXPECT_EQ(fit->top, 250);
    EXPECT_EQ(fit->left, 0);
    EXPECT_EQ(fit->limits.pitch_max, 75.0);
}

TEST(SphereFit, CoverageOfAPartOfTheCircle) {
    const auto fit = fitSphere(2000, 1000, std::nullopt, covering(-30, 150, -60, 30), kLabel);
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->width, 4000);
    EXPECT_EQ(fit->height, 2000);
    EXPECT_EQ(fit->left, 1667);
    EXPECT_EQ(fit->top, 667);
    EXPECT_EQ(fit->limits.yaw_min, -30.0);
}

TEST(SphereFit, CoverageThatContradictsThePixels) {
    const auto fit = fitSphere(6000, 2500, std::nullopt, covering(-180, 180, -60, 90), kLabel);
    ASSERT_TRUE(fit);
    const auto bad = fitSphere(6000, 2500, std::nullopt, covering(-180, 180, -60, 60), kLabel);
    ASSERT_FALSE(bad);
    EXPECT_THAT(bad.fault().what, HasSubstr("pixels a degree"));
    EXPECT_THAT(bad.fault().cure, HasSubstr("150° high"));
    EXPECT_FALSE(fitSphere(6000, 3000, std::nullopt, covering(180, -180, -90, 90), kLabel));
    EXPECT_FALSE(fitSphere(6000, 3000, std::nullopt, covering(-180, 180, -95, 90), kLabel));
}

TEST(SphereFit, GPanoCrop) {
    GPano gpano{.full_width = 8000,
                .full_height = 4000,
                .cropped_left = 0,
                .cropped_top = 1000,
                .cropped_width = 8000,
                .cropped_height = 3000};
    const auto fit = fitSphere(8000, 3000, gpano, {}, kLabel);
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->height, 4000);
    EXPECT_EQ(fit->top, 1000);
    EXPECT_EQ(fit->limits.pitch_max, 45.0);
    EXPECT_TRUE(fit->warnings.empty());

    // Made smaller afterwards, by a program that did not correct the numbers.
    const auto smaller = fitSphere(4000, 1500, gpano, {}, kLabel);
    ASSERT_TRUE(smaller);
    EXPECT_EQ(smaller->width, 4000);
    EXPECT_EQ(smaller->height, 2000);
    EXPECT_EQ(smaller->top, 500);
    EXPECT_EQ(smaller->warnings.size(), 1U);

    gpano.cropped_top = 2000; // would reach below the nadir
    EXPECT_FALSE(fitSphere(8000, 3000, gpano, {}, kLabel));
    const auto whole = fitSphere(8000, 4000, gpano, {}, kLabel);
    ASSERT_TRUE(whole);
    EXPECT_EQ(whole->warnings.size(), 1U);
}

TEST(SphereFit, ImpossibleSizes) {
    EXPECT_FALSE(fitPlain(70000, 35000));
    EXPECT_FALSE(fitPlain(2, 1));
    EXPECT_FALSE(fitSphere(65536, 1000, std::nullopt, covering(-1, 1, -1, 1), kLabel));
}

} // namespace
} // namespace vr360
