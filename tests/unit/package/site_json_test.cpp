#include "tests/unit/package/samples.h"

#include <gtest/gtest.h>

namespace vr360 {
namespace {

constexpr const char* kName = "sites/x.json";

TEST(SiteJson, RoundTrips) {
    const Result<Site> site = readSite(writeSite(sampleSite()), kName);
    ASSERT_TRUE(site.ok()) << site.fault().where << ": " << site.fault().what;
    EXPECT_TRUE(*site == sampleSite());
    EXPECT_EQ(writeSite(*site), writeSite(sampleSite()));
}

TEST(SiteJson, LeastSiteRoundTrips) {
    Site site;
    site.id = "a";
    site.category = "b";
    site.name = texts({{"vi", "Đình Quảng Bá"}});
    site.scenes.resize(1);
    site.scenes[0].id = "c";
    site.scenes[0].panorama = {kSampleHash, 4096, 2048, {}, kSamplePreview};
    const std::string text = writeSite(site);
    EXPECT_EQ(text,
              R"({"format":"vr360-site","version":1,"id":"a","category":"b",)"
              R"("name":{"vi":"Đình Quảng Bá"},"scenes":[{"id":"c","panorama":)"
              R"({"id":"0123456789abcdef01234567","width":4096,"height":2048,)"
              R"("preview":"data:image/webp;base64,UklGRgAAAABXRUJQ"},)"
              R"("heading":0,"view":{"yaw":0,"pitch":0,"fov":90}}]})"
              "\n");
    EXPECT_TRUE(readSite(text, kName).value() == site);
}

TEST(SiteJson, SubtitlesGoWithTheirNarration) {
    const Scene scene = sampleSite().scenes[0];
    using Paths = std::vector<std::pair<std::string, std::string>>;
    EXPECT_EQ(scene.subtitlesFor("vi"), scene.subtitles);
    EXPECT_EQ(scene.subtitlesFor(""), scene.subtitles) << "no narration at all";
    EXPECT_EQ(scene.subtitlesFor("en"),
              (Paths{{"zh", "subtitles/en-zh.vtt"},
                     {"en", "subtitles/en.vtt"},
                     {"fr", "subtitles/en-fr.vtt"}}));
}

TEST(SiteJson, PackagesWithoutSubtitlesPerNarrationAreRead) {
    const std::string before =
        edited(writeSite(sampleSite()),
               R"(,"subtitles":{"fr":"subtitles/en-fr.vtt","zh":"subtitles/en-zh.vtt"})",
               "");
    const Result<Site> site = readSite(before, kName);
    ASSERT_TRUE(site.ok());
    EXPECT_EQ(site->scenes[0].subtitlesFor("en"), sampleSite().scenes[0].subtitles);
}

TEST(SiteJson, FollowsTheFormatsOrder) {
    const std::string text = writeSite(sampleSite());
    std::size_t at = 0;
    for (const char* key :
         {"\"format\"",   "\"version\"",  "\"id\"",      "\"category\"",  "\"name\"",
          "\"summary\"",  "\"place\"",    "\"lat\"",     "\"lon\"",       "\"ward\"",
          "\"address\"",  "\"status\"",   "\"scenes\"",  "\"id\"",        "\"name\"",
          "\"panorama\"", "\"id\"",       "\"width\"",   "\"height\"",    "\"limits\"",
          "\"yaw\"",      "\"pitch\"",    "\"preview\"", "\"heading\"",   "\"view\"",
          "\"yaw\"",      "\"pitch\"",    "\"fov\"",     "\"narration\"", "\"opus\"",
          "\"mp3\"",      "\"duration\"", "\"voice\"",   "\"peaks\"",     "\"subtitles\"",
          "\"hotspots\"", "\"kind\"",     "\"yaw\"",     "\"pitch\"",     "\"title\"",
          "\"text\"",     "\"picture\"",  "\"polygon\""}) {
        at = text.find(key, at);
        ASSERT_NE(at, std::string::npos) << key;
    }
}

TEST(SiteJson, NumbersAreShort) {
    Site site = sampleSite();
    site.scenes[0].heading = 123.45678912;
    site.scenes[0].view.yaw = -0.00000001;
    site.scenes[0].view.pitch = 1.0 / 3.0;
    site.scenes[0].view.fov = 90.00001;
    site.scenes[0].narration[0].second.duration = 61.2344999;
    site.place->lat = 21.0480000001;
    const std::string text = writeSite(site);
    for (const char* part : {"\"heading\":123.4568,",
                             "\"view\":{\"yaw\":0,\"pitch\":0.3333,\"fov\":90}",
                             "\"duration\":61.234,",
                             "\"lat\":21.048,"}) {
        EXPECT_NE(text.find(part), std::string::npos) << part;
    }
}

TEST(SiteJson, EveryAngleIsShort) {
    Site site = sampleSite();
    site.scenes.resize(1);
    site.scenes[0].hotspots.clear();
    for (int step = -1800000; step <= 1800000; step += 6997) {
        Hotspot hotspot;
        hotspot.text = texts({{"vi", "x"}});
        hotspot.yaw = step / 10000.0 + (step % 2 == 0 ? 1e-9 : -1e-9);
        site.scenes[0].hotspots.assign(1, hotspot);
        const std::string text = writeSite(site);
        const std::string key = "\"kind\":\"info\",\"yaw\":";
        const std::size_t at = text.find(key) + key.size();
        ASSERT_LE(text.find(',', at) - at, 9U) << text.substr(at, 30);
        ASSERT_EQ(readSite(text, kName).value().scenes[0].hotspots[0].yaw, step / 10000.0);
    }
}

TEST(SiteJson, FindsScenes) {
    const Site site = sampleSite();
    ASSERT_NE(site.findScene("tower"), nullptr);
    EXPECT_EQ(site.findScene("roof"), nullptr);
}

TEST(SiteJson, IgnoresWhatALaterVersionMayAdd) {
    const std::string text =
        edited(writeSite(sampleSite()), "\"heading\":", R"("weather":{"sun":true},"heading":)");
    EXPECT_TRUE(readSite(text, kName).ok());
}

TEST(SiteJson, NamesEveryDamage) {
    const Damage kDamages[] = {
        {"vr360-site", "vr360-tour", 202, "sites/x.json: /format", "is \"vr360-tour\""},
        {"\"version\":1", "\"version\":99", 202, "sites/x.json: /version", "is version 99"},
        {"\"id\":\"chua-tran-quoc\"", "\"id\":\"Chùa\"", 204, "sites/x.json: /id", "no id"},
        {"\"category\":\"relic\",", "", 203, "sites/x.json: /category", "is missing"},
        {"\"status\":\"draft\"",
         "\"status\":true",
         203,
         "sites/x.json: /status",
         "must be a string, not true or false"},
        {"\"lat\":21.048", "\"lat\":-90.5", 204, "sites/x.json: /place/lat", "not -90.5"},
        {"\"lat\":21.048,", "", 203, "sites/x.json: /place/lat", "is missing"},
        {"\"ward\":\"Yên Phụ\"",
         "\"ward\":1",
         203,
         "sites/x.json: /place/ward",
         "must be a string"},
        {"\"id\":\"gate\"", "\"id\":\"tower\"", 204, "sites/x.json: /scenes/1/id", "twice"},
        {"\"id\":\"tower\"",
         "\"id\":\"roof\"",
         205,
         "sites/x.json: /scenes/0/hotspots/1/scene",
         "no scene \"tower\""},
        {"\"site\":\"kem-ho-tay\"",
         "\"site\":\"chua-tran-quoc\"",
         205,
         "sites/x.json: /scenes/0/hotspots/2/scene",
         "no scene \"inside\""},
        {"0123456789abcdef01234567",
         "../../../etc/passwd.....",
         204,
         "sites/x.json: /scenes/0/panorama/id",
         "no hash"},
        {"0123456789abcdef01234567",
         "0123456789ABCDEF01234567",
         204,
         "sites/x.json: /scenes/0/panorama/id",
         "no hash"},
        {"\"width\":8192",
         "\"width\":1",
         204,
         "sites/x.json: /scenes/0/panorama/width",
         "from 2 to 65536"},
        {"\"width\":8192", "\"width\":5000", 204, "sites/x.json: /scenes/0/panorama/width", ""},
        {"\"width\":8192",
         "\"width\":\"8192\"",
         203,
         "sites/x.json: /scenes/0/panorama/width",
         "must be a number"},
        {"\"height\":4096",
         "\"height\":1000000",
         204,
         "sites/x.json: /scenes/0/panorama/height",
         "from 2"},
        {"[-60,200.25]",
         "[60,-60]",
         204,
         "sites/x.json: /scenes/0/panorama/limits/yaw",
         "range of angles"},
        {"[-60,200.25]",
         "[-200,0]",
         204,
         "sites/x.json: /scenes/0/panorama/limits/yaw",
         "range of angles"},
        {"[-60,200.25]",
         "[0,361]",
         204,
         "sites/x.json: /scenes/0/panorama/limits/yaw",
         "range of angles"},
        {"[-60,200.25]",
         "[0,0]",
         204,
         "sites/x.json: /scenes/0/panorama/limits/yaw",
         "range of angles"},
        {"[-60,200.25]",
         "[0,1,2]",
         203,
         "sites/x.json: /scenes/0/panorama/limits/yaw",
         "two numbers"},
        {"[-45,90]", "[45,100]", 204, "sites/x.json: /scenes/0/panorama/limits/pitch", "zenith"},
        {",\"pitch\":[-45,90]",
         "",
         203,
         "sites/x.json: /scenes/0/panorama/limits/pitch",
         "is missing"},
        {"data:image/webp;base64,",
         "data:image/png;base64,",
         305,
         "sites/x.json: /scenes/0/panorama/preview",
         "must begin with data:image/webp"},
        {"UklGRgAAAABXRUJQ",
         "UklGR",
         305,
         "sites/x.json: /scenes/0/panorama/preview",
         "broken base64"},
        {"UklGRgAAAABXRUJQ",
         "",
         305,
         "sites/x.json: /scenes/0/panorama/preview",
         "1 to 1536 bytes, not 0"},
        {"\"heading\":359.1234",
         "\"heading\":361",
         204,
         "sites/x.json: /scenes/0/heading",
         "not 361"},
        {"\"heading\":359.1234,", "", 203, "sites/x.json: /scenes/0/heading", "is missing"},
        {"\"yaw\":-12.3457",
         "\"yaw\":\"-12\"",
         203,
         "sites/x.json: /scenes/0/view/yaw",
         "must be a number, not a string"},
        {"\"yaw\":-12.3457",
         "\"yaw\":181",
         204,
         "sites/x.json: /scenes/0/view/yaw",
         "from -180 to 180"},
        {"\"pitch\":4,",
         "\"pitch\":-91,",
         204,
         "sites/x.json: /scenes/0/view/pitch",
         "from -90 to 90"},
        {"\"fov\":85", "\"fov\":0", 204, "sites/x.json: /scenes/0/view/fov", "from 1 to 179"},
        {"\"fov\":85", "\"fov\":180", 204, "sites/x.json: /scenes/0/view/fov", "from 1 to 179"},
        {"\"view\":{", "\"look\":{", 203, "sites/x.json: /scenes/0/view", "is missing"},
        {"{\"vi\":{\"opus\"",
         "{\"tiếng-việt\":{\"opus\"",
         204,
         "sites/x.json: /scenes/0/narration/tiếng-việt",
         "no language tag"},
        {"audio/aa.opus",
         "audio/../../aa.opus",
         204,
         "sites/x.json: /scenes/0/narration/vi/opus",
         "no path"},
        {"\"duration\":61.234",
         "\"duration\":0",
         204,
         "sites/x.json: /scenes/0/narration/vi/duration",
         "from 0.001 to 86400, not 0"},
        {"\"duration\":61.234",
         "\"duration\":-3",
         204,
         "sites/x.json: /scenes/0/narration/vi/duration",
         "from 0"},
        {"\"voice\":\"machine\"",
         "\"voice\":\"robot\"",
         204,
         "sites/x.json: /scenes/0/narration/vi/voice",
         "one of person, machine, not \"robot\""},
        {"\"peaks\":\"AAECAwQF\"",
         "\"peaks\":\"AAECA\"",
         204,
         "sites/x.json: /scenes/0/narration/vi/peaks",
         "base64"},
        {"\"zh\":\"subtitles/zh.vtt\"",
         "\"zh\":null",
         203,
         "sites/x.json: /scenes/0/subtitles/zh",
         "must be a string"},
        {"\"zh\":\"subtitles/zh.vtt\"",
         "\"zh\":\"http://x/y\"",
         204,
         "sites/x.json: /scenes/0/subtitles/zh",
         "no path"},
        {"\"kind\":\"info\"",
         "\"kind\":\"video\"",
         204,
         "sites/x.json: /scenes/0/hotspots/0/kind",
         "one of info, scene, site, url, audio"},
        {"\"kind\":\"info\",", "", 203, "sites/x.json: /scenes/0/hotspots/0/kind", "is missing"},
        {"\"yaw\":12.5,",
         "\"yaw\":180.5,",
         204,
         "sites/x.json: /scenes/0/hotspots/0/yaw",
         "not 180.5"},
        {"\"text\":{\"vi\":\"Tổng",
         "\"words\":{\"vi\":\"Tổng",
         203,
         "sites/x.json: /scenes/0/hotspots/0/text",
         "is missing"},
        {"media/cc.webp", "", 204, "sites/x.json: /scenes/0/hotspots/0/picture", "no path"},
        {"[190.5,1]",
         "[190.5,91]",
         204,
         "sites/x.json: /scenes/0/hotspots/0/polygon/1/1",
         "from -90"},
        {"[190.5,1]",
         "[500,1]",
         204,
         "sites/x.json: /scenes/0/hotspots/0/polygon/1/0",
         "from -360"},
        {",[180,-4]", "", 204, "sites/x.json: /scenes/0/hotspots/0/polygon", "three corners"},
        {"\"fov\":75.5",
         "\"fov\":[]",
         203,
         "sites/x.json: /scenes/0/hotspots/1/arrive/fov",
         "must be a number"},
        {"\"site\":\"kem-ho-tay\",",
         "",
         203,
         "sites/x.json: /scenes/0/hotspots/2/site",
         "is missing"},
        {"https://example.org/?q=1#a",
         "javascript:alert(1)",
         204,
         "sites/x.json: /scenes/0/hotspots/3/url",
         "must begin with https://"},
        {"https://example.org/?q=1#a",
         "https://a b",
         204,
         "sites/x.json: /scenes/0/hotspots/3/url",
         "must begin"},
        {"https://example.org/?q=1#a",
         "https://",
         204,
         "sites/x.json: /scenes/0/hotspots/3/url",
         "must begin"},
        {"\"pitch\":90,\"narration\"",
         "\"pitch\":90,\"sound\"",
         203,
         "sites/x.json: /scenes/0/hotspots/4/narration",
         "is missing"},
        {"\"hotspots\":[",
         "\"hotspots\":[7,",
         203,
         "sites/x.json: /scenes/0/hotspots/0",
         "must be an object, not a number"},
    };
    for (const Damage& damage : kDamages) {
        expectFault(readSite(edited(writeSite(sampleSite()), damage.from, damage.to), kName),
                    damage);
    }
}

TEST(SiteJson, NeedsAScene) {
    Site site = sampleSite();
    site.scenes.clear();
    const Result<Site> read = readSite(writeSite(site), kName);
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.fault().number, 203);
    EXPECT_EQ(read.fault().where, "sites/x.json: /scenes");
}

TEST(SiteJson, RefusesABigPreview) {
    Site site = sampleSite();
    site.scenes[1].panorama.preview = encodeDataUrl("image/webp", std::string(1536, 'x'));
    EXPECT_TRUE(readSite(writeSite(site), kName).ok());
    site.scenes[1].panorama.preview = encodeDataUrl("image/webp", std::string(1537, 'x'));
    const Result<Site> read = readSite(writeSite(site), kName);
    ASSERT_FALSE(read.ok());
    EXPECT_EQ(read.fault().number, 305);
    EXPECT_EQ(read.fault().where, "sites/x.json: /scenes/1/panorama/preview");
}

} // namespace
} // namespace vr360
