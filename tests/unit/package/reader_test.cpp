#include "core/package/reader.h"

#include "tests/unit/package/samples.h"

#include <gtest/gtest.h>
#include <map>

namespace vr360 {
namespace {

class MapSource final : public ByteSource {
public:
    std::map<std::string, std::string, std::less<>> files;

    [[nodiscard]] Result<std::string> read(std::string_view path) const override {
        const auto found = files.find(path);
        if (found == files.end()) {
            return Fault{std::string(path), "is not there", "copy the package again", 101};
        }
        return found->second;
    }
};

MapSource samplePackage() {
    MapSource source;
    source.files["tour.json"] = writeTour(sampleTour());
    source.files[sampleTour().sites[0].file] = writeSite(sampleSite());
    source.files["panoramas/" + kSampleHash + "/pyramid.json"] = writePyramid(samplePyramid());
    return source;
}

TEST(PackageReader, FollowsTheIndex) {
    const MapSource source = samplePackage();
    const PackageReader reader(source);
    const Result<Tour> tour = reader.tour();
    ASSERT_TRUE(tour.ok());
    const Result<Site> site = reader.site(*tour->findSite(tour->start));
    ASSERT_TRUE(site.ok());
    EXPECT_TRUE(*site == sampleSite());
    const Result<Pyramid> pyramid = reader.pyramid(site->scenes[0].panorama.id);
    ASSERT_TRUE(pyramid.ok());
    EXPECT_EQ(pyramid->grid.width(), 8192);
}

TEST(PackageReader, MissingFilesAreV101) {
    const MapSource source;
    const PackageReader reader(source);
    EXPECT_EQ(reader.tour().fault().number, 101);
    EXPECT_EQ(reader.site(sampleTour().sites[0]).fault().number, 101);
    EXPECT_EQ(reader.pyramid("abc").fault().where, "panoramas/abc/pyramid.json");
}

TEST(PackageReader, NamesTheFileOfAFault) {
    MapSource source = samplePackage();
    source.files["tour.json"] = "{";
    source.files[sampleTour().sites[0].file] = "[]";
    const PackageReader reader(source);
    EXPECT_EQ(reader.tour().fault().where, "tour.json:1:2");
    EXPECT_EQ(reader.tour().fault().number, 201);
    EXPECT_EQ(reader.site(sampleTour().sites[0]).fault().where, sampleTour().sites[0].file);
}

TEST(PackageReader, AnotherSiteThanTheIndexSaysIsV205) {
    MapSource source = samplePackage();
    const Tour tour = sampleTour();
    source.files[tour.sites[1].file] = writeSite(sampleSite());
    const Result<Site> site = PackageReader(source).site(tour.sites[1]);
    ASSERT_FALSE(site.ok());
    EXPECT_EQ(site.fault().number, 205);
    EXPECT_EQ(site.fault().where, tour.sites[1].file + ": /id");
}

} // namespace
} // namespace vr360
