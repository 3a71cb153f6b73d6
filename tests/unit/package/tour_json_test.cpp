#include "tests/unit/package/samples.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

TEST(TourJson, RoundTrips) {
    const Result<Tour> tour = readTour(writeTour(sampleTour()), "tour.json");
    ASSERT_TRUE(tour.ok()) << tour.fault().where << ": " << tour.fault().what;
    EXPECT_TRUE(*tour == sampleTour());
    EXPECT_EQ(writeTour(*tour), writeTour(sampleTour()));
}

TEST(TourJson, FollowsTheFormatsOrder) {
    Tour tour = sampleTour();
    tour.sites.resize(1);
    tour.categories.resize(1);
    tour.fonts.resize(1);
    EXPECT_EQ(writeTour(tour),
              R"({"format":"vr360-tour","version":1,"release":7,"generator":"vr360-pack 0.1.0",)"
              R"("title":{"vi":"Hồ Tây","en":"West Lake","zh":"西湖"},)"
              R"("languages":["vi","en","zh"],"start":"chua-tran-quoc",)"
              R"("owner":{"vi":"Phòng Văn hoá quận Tây Hồ"},)"
              R"("credits":{"en":"Photographs: “us” & friends"},)"
              R"("categories":[{"id":"relic","name":)"
              R"({"vi":"Di tích","en":"Relics","zh":"古迹"}}],)"
              R"("sites":[{"id":"chua-tran-quoc","category":"relic",)"
              R"("name":{"vi":"Chùa Trấn Quốc","zh":"镇国寺"},"place":[21.048,105.836712],)"
              R"("file":"sites/chua-tran-quoc.0123456789abcdef01234567.json"}],)"
              R"("routes":[{"id":"shore","title":{"vi":"Ven hồ","en":"Along the shore"},)"
              R"("text":{"en":"An hour on foot."},"sites":["kem-ho-tay","chua-tran-quoc"]}],)"
              R"("fonts":[{"family":"Noto Sans","weight":400,"otf":"fonts/aa.otf",)"
              R"("woff2":"fonts/aa.woff2"}]})"
              "\n");
}

TEST(TourJson, LeavesOutWhatIsEmpty) {
    Tour tour = sampleTour();
    tour.owner = {};
    tour.credits = {};
    tour.routes.clear();
    tour.fonts.clear();
    const std::string text = writeTour(tour);
    EXPECT_EQ(text.find("owner"), std::string::npos);
    EXPECT_EQ(text.find("credits"), std::string::npos);
    EXPECT_EQ(text.find("routes"), std::string::npos);
    EXPECT_EQ(text.find("fonts"), std::string::npos);
    EXPECT_TRUE(readTour(text, "tour.json").value() == tour);
}

TEST(TourJson, IgnoresWhatALaterVersionMayAdd) {
    const std::string text =
        edited(writeTour(sampleTour()), "\"release\":7", R"("new":[{"x":null}],"release":7)");
    EXPECT_TRUE(readTour(text, "tour.json").ok());
}

TEST(TourJson, FindsSites) {
    const Tour tour = sampleTour();
    ASSERT_NE(tour.findSite("kem-ho-tay"), nullptr);
    EXPECT_EQ(tour.findSite("kem-ho-tay")->category, "food");
    EXPECT_EQ(tour.findSite("kem"), nullptr);
}

TEST(TourJson, SurvivesTextThatIsNotUtf8) {
    Tour tour = sampleTour();
    tour.generator = "V\xFDn";
    const Result<Tour> read = readTour(writeTour(tour), "tour.json");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->generator, "V\uFFFDn");
}

TEST(TourJson, TellsToUpdateTheViewer) {
    const Result<Tour> tour =
        readTour(edited(writeTour(sampleTour()), "\"version\":1", "\"version\":2"), "tour.json");
    ASSERT_FALSE(tour.ok());
    EXPECT_EQ(tour.fault().number, 202);
    EXPECT_EQ(tour.fault().where, "tour.json: /version");
    EXPECT_NE(tour.fault().cure.find("update the viewer"), std::string::npos);
}

TEST(TourJson, NamesEveryDamage) {
    const Damage kDamages[] = {
        {"{\"format\"", "\"format\"", 201, "tour.json:1:9", "not JSON"},
        {"vr360-tour", "vr360-site", 202, "tour.json: /format", "is \"vr360-site\""},
        {"\"format\":\"vr360-tour\",", "", 202, "tour.json: /format", "has no format"},
        {"\"vr360-tour\"", "3", 202, "tour.json: /format", "has no format"},
        {"\"version\":1", "\"version\":0", 202, "tour.json: /version", "no version"},
        {"\"version\":1", "\"version\":0.5", 202, "tour.json: /version", "no version"},
        {"\"version\":1", "\"version\":1e300", 202, "tour.json: /version", "is version 1e+300"},
        {"\"version\":1,", "", 203, "tour.json: /version", "is missing"},
        {"\"version\":1", "\"version\":\"1\"", 203, "tour.json: /version", "must be an integer"},
        {"\"release\":7,", "", 203, "tour.json: /release", "is missing"},
        {"\"release\":7", "\"release\":0", 204, "tour.json: /release", "must be from 1"},
        {"\"release\":7", "\"release\":7.5", 203, "tour.json: /release", "must be an integer"},
        {"\"release\":7", "\"release\":1e20", 204, "tour.json: /release", "must be from 1"},
        {"\"vr360-pack 0.1.0\"",
         "{}",
         203,
         "tour.json: /generator",
         "must be a string, not an object"},
        {"{\"vi\":\"Hồ Tây\"", "{\"vi\":5", 203, "tour.json: /title/vi", "must be a string"},
        {"{\"vi\":\"Hồ Tây\"", "{\"Việt\":\"x\"", 204, "tour.json: /title/Việt", "no language tag"},
        {"{\"vi\":\"Hồ Tây\",\"en\":\"West Lake\",\"zh\":\"西湖\"}",
         "{}",
         203,
         "tour.json: /title",
         "one language"},
        {"{\"vi\":\"Hồ Tây\",\"en\":\"West Lake\",\"zh\":\"西湖\"}",
         "\"Hồ Tây\"",
         203,
         "tour.json: /title",
         "must be an object, not a string"},
        {"[\"vi\",\"en\",\"zh\"]", "[]", 203, "tour.json: /languages", "one language"},
        {"[\"vi\",\"en\",\"zh\"]", "\"vi\"", 203, "tour.json: /languages", "must be an array"},
        {"[\"vi\",\"en\",\"zh\"]", "[\"vi\",\"vi\"]", 204, "tour.json: /languages/1", "twice"},
        {"[\"vi\",\"en\",\"zh\"]",
         "[\"vi\",7]",
         203,
         "tour.json: /languages/1",
         "must be a string"},
        {"[\"vi\",\"en\",\"zh\"]",
         "[\"vietnamese\"]",
         204,
         "tour.json: /languages/0",
         "no language tag"},
        {"\"start\":\"chua-tran-quoc\"",
         "\"start\":\"chua-vang\"",
         205,
         "tour.json: /start",
         "no site \"chua-vang\""},
        {"\"start\":\"chua-tran-quoc\"", "\"start\":\"Chùa\"", 204, "tour.json: /start", "no id"},
        {"\"start\":\"chua-tran-quoc\",", "", 203, "tour.json: /start", "is missing"},
        {"{\"vi\":\"Phòng Văn hoá quận Tây Hồ\"}",
         "null",
         203,
         "tour.json: /owner",
         "must be an object, not null"},
        {"\"categories\":[", "\"kinds\":[", 203, "tour.json: /categories", "is missing"},
        {"{\"id\":\"food\"", "{\"id\":\"relic\"", 204, "tour.json: /categories/1/id", "twice"},
        {"{\"id\":\"food\"", "{\"id\":\"Food!\"", 204, "tour.json: /categories/1/id", "no id"},
        {"\"category\":\"food\"",
         "\"category\":\"drink\"",
         205,
         "tour.json: /sites/1/category",
         "no category \"drink\""},
        {"{\"id\":\"kem-ho-tay\"",
         "{\"id\":\"chua-tran-quoc\"",
         204,
         "tour.json: /sites/1/id",
         "twice"},
        {"{\"id\":\"kem-ho-tay\"", "{\"id\":\"../x\"", 204, "tour.json: /sites/1/id", "no id"},
        {"[21.048,105.836712]",
         "[91,105]",
         204,
         "tour.json: /sites/0/place/0",
         "from -90 to 90, not 91"},
        {"[21.048,105.836712]", "[21,181]", 204, "tour.json: /sites/0/place/1", "from -180 to 180"},
        {"[21.048,105.836712]", "[21]", 203, "tour.json: /sites/0/place", "two numbers, not 1"},
        {"[21.048,105.836712]",
         "[21,\"105\"]",
         203,
         "tour.json: /sites/0/place/1",
         "must be a number"},
        {"[21.048,105.836712]", "{}", 203, "tour.json: /sites/0/place", "must be an array"},
        {"sites/kem-ho-tay.", "../kem-ho-tay.", 204, "tour.json: /sites/1/file", "no path inside"},
        {"\"sites/kem-ho-tay.89abcdef0123456789abcdef.json\"",
         "[]",
         203,
         "tour.json: /sites/1/file",
         "must be a string"},
        {"\"id\":\"shore\",", "", 203, "tour.json: /routes/0/id", "is missing"},
        {"\"id\":\"shore\"", "\"id\":\"Bờ\"", 204, "tour.json: /routes/0/id", "no id"},
        {"[\"kem-ho-tay\",", "[\"kem\",", 205, "tour.json: /routes/0/sites/0", "no site \"kem\""},
        {"[\"kem-ho-tay\",", "[\"chua-tran-quoc\",", 204, "tour.json: /routes/0/sites/1", "twice"},
        {"[\"kem-ho-tay\",\"chua-tran-quoc\"]",
         "[]",
         203,
         "tour.json: /routes/0/sites",
         "one site"},
        {"\"routes\":[", "\"routes\":[7,", 203, "tour.json: /routes/0", "must be an object"},
        {"\"weight\":400", "\"weight\":1001", 204, "tour.json: /fonts/0/weight", "from 1 to 1000"},
        {"fonts/aa.otf", "/fonts/aa.otf", 204, "tour.json: /fonts/0/otf", "no path inside"},
        {"\"woff2\":\"fonts/bb.woff2\"",
         "\"woff\":\"\"",
         203,
         "tour.json: /fonts/1/woff2",
         "is missing"},
        {"\"fonts\":[", "\"fonts\":[null,", 203, "tour.json: /fonts/0", "must be an object"},
    };
    for (const Damage& damage : kDamages) {
        expectFault(readTour(edited(writeTour(sampleTour()), damage.from, damage.to), "tour.json"),
                    damage);
    }
}

TEST(TourJson, RootMustBeAnObject) {
    for (const char* text : {"[]", "3", "null", "\"tour\"", "true"}) {
        const Result<Tour> tour = readTour(text, "tour.json");
        ASSERT_FALSE(tour.ok());
        EXPECT_EQ(tour.fault().number, 203) << text;
        EXPECT_EQ(tour.fault().where, "tour.json");
    }
}

TEST(TourJson, ThousandsOfSitesRoundTrip) {
    Tour tour = sampleTour();
    for (int i = 0; i < 5000; ++i) {
        Tour::SiteEntry entry = tour.sites[0];
        entry.id = "site-" + std::to_string(i);
        tour.sites.push_back(entry);
    }
    const Result<Tour> read = readTour(writeTour(tour), "tour.json");
    ASSERT_TRUE(read.ok());
    EXPECT_TRUE(*read == tour);
}

TEST(TourJson, LongTextsAreShortenedInMessages) {
    std::string id = "chùa-";
    for (int i = 0; i < 1000; ++i) {
        id += "ấ";
    }
    const Result<Tour> tour = readTour(
        edited(writeTour(sampleTour()), "\"start\":\"chua-tran-quoc\"", "\"start\":\"" + id + "\""),
        "t");
    ASSERT_FALSE(tour.ok());
    EXPECT_LT(tour.fault().what.size(), 200U);
    EXPECT_NE(tour.fault().what.find("ấ…\""), std::string::npos) << tour.fault().what;
}

} // namespace
} // namespace vr360
