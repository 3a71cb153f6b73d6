#pragma once

#include "core/package/pyramid.h"
#include "core/package/tour.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>

namespace vr360 {

/// Documents with every field set, and what compares them.

inline const std::string kSampleHash = "0123456789abcdef01234567";
inline const std::string kSamplePreview = "data:image/webp;base64,UklGRgAAAABXRUJQ";

/// The constructor itself cannot be given `{{"vi", "…"}}`: it might as well mean a copy.
inline LocalizedText texts(std::vector<std::pair<std::string, std::string>> all) {
    return LocalizedText(std::move(all));
}

inline Tour sampleTour() {
    Tour tour;
    tour.release = 7;
    tour.generator = "vr360-pack 0.1.0";
    tour.title = texts({{"vi", "Hồ Tây"}, {"en", "West Lake"}, {"zh", "西湖"}});
    tour.languages = {"vi", "en", "zh"};
    tour.start = "chua-tran-quoc";
    tour.owner = texts({{"vi", "Phòng Văn hoá quận Tây Hồ"}});
    tour.credits = texts({{"en", "Photographs: “us” & friends"}});
    tour.categories = {{"relic", texts({{"vi", "Di tích"}, {"en", "Relics"}, {"zh", "古迹"}})},
                       {"food", texts({{"vi", "Ẩm thực"}})}};
    tour.sites = {{"chua-tran-quoc",
                   "relic",
                   texts({{"vi", "Chùa Trấn Quốc"}, {"zh", "镇国寺"}}),
                   std::pair(21.048, 105.836712),
                   "sites/chua-tran-quoc.0123456789abcdef01234567.json"},
                  {"kem-ho-tay",
                   "food",
                   texts({{"vi", "Kem Hồ Tây"}}),
                   std::nullopt,
                   "sites/kem-ho-tay.89abcdef0123456789abcdef.json"}};
    tour.routes = {{"shore",
                    texts({{"vi", "Ven hồ"}, {"en", "Along the shore"}}),
                    texts({{"en", "An hour on foot."}}),
                    {"kem-ho-tay", "chua-tran-quoc"}}};
    tour.fonts = {{"Noto Sans", 400, "fonts/aa.otf", "fonts/aa.woff2"},
                  {"Noto Sans CJK SC", 700, "fonts/bb.otf", "fonts/bb.woff2"}};
    return tour;
}

inline Narration sampleNarration() {
    Narration narration;
    narration.opus = "audio/aa.opus";
    narration.mp3 = "audio/aa.mp3";
    narration.duration = 61.234;
    narration.machine_voice = true;
    narration.peaks = "AAECAwQF";
    return narration;
}

inline std::vector<Hotspot> sampleHotspots() {
    Hotspot info;
    info.yaw = 12.5;
    info.pitch = -3.0;
    info.title = texts({{"vi", "Cây bồ đề"}});
    info.text = texts({{"vi", "Tổng thống Ấn Độ tặng năm 1959."}, {"zh", "菩提树"}});
    info.picture = "media/cc.webp";
    info.polygon = {{170.0, 1.25}, {190.5, 1.0}, {180.0, -4.0}};
    Hotspot scene;
    scene.kind = Hotspot::Kind::kScene;
    scene.yaw = -180.0;
    scene.scene = "tower";
    scene.arrive.yaw = 90.0;
    scene.arrive.fov = 75.5;
    Hotspot site;
    site.kind = Hotspot::Kind::kSite;
    site.site = "kem-ho-tay";
    site.scene = "inside";
    site.arrive.pitch = -0.0001;
    site.title = texts({{"en", "Ice cream"}});
    Hotspot url;
    url.kind = Hotspot::Kind::kUrl;
    url.url = "https://example.org/?q=1#a";
    url.title = texts({{"en", "More"}});
    Hotspot audio;
    audio.kind = Hotspot::Kind::kAudio;
    audio.pitch = 90.0;
    audio.narration = sampleNarration();
    audio.narration->machine_voice = false;
    audio.narration->peaks.clear();
    return {info, scene, site, url, audio};
}

inline Site sampleSite() {
    Site site;
    site.id = "chua-tran-quoc";
    site.category = "relic";
    site.name = texts({{"vi", "Chùa Trấn Quốc"}, {"zh", "镇国寺"}});
    site.summary = texts({{"vi", "Ngôi chùa cổ nhất Hà Nội.\n\"Thế kỷ VI\""}});
    site.place = Place{21.048, 105.836712, "Yên Phụ", texts({{"vi", "46 đường Thanh Niên"}})};
    site.status = "draft";

    Scene gate;
    gate.id = "gate";
    gate.name = texts({{"vi", "Cổng chùa"}});
    gate.panorama = {kSampleHash, 8192, 4096, {-60.0, 200.25, -45.0, 90.0}, kSamplePreview};
    gate.heading = 359.1234;
    gate.view.yaw = -12.3457;
    gate.view.pitch = 4.0;
    gate.view.fov = 85.0;
    gate.narration = {{"vi", sampleNarration()}, {"en", sampleNarration()}};
    gate.narration[1].second.subtitles = {{"fr", "subtitles/en-fr.vtt"},
                                          {"zh", "subtitles/en-zh.vtt"}};
    gate.subtitles = {{"zh", "subtitles/zh.vtt"}, {"en", "subtitles/en.vtt"}};
    gate.hotspots = sampleHotspots();
    Scene tower;
    tower.id = "tower";
    tower.panorama = {kSampleHash, 8000, 4000, {}, kSamplePreview};
    site.scenes = {gate, tower};
    return site;
}

inline Pyramid samplePyramid(int width = 8192, int height = 4096) {
    return {Grid::create(width, height).value(),
            {-60.0, 60.5, -45.0, 90.0},
            kSamplePreview,
            {{"encoder", "libwebp 1.2.4"}, {"quality", "82"}, {"key", "abc \"đ\""}}};
}

inline bool operator==(const ViewLimits& a, const ViewLimits& b) {
    return a.yaw_min == b.yaw_min && a.yaw_max == b.yaw_max && a.pitch_min == b.pitch_min &&
           a.pitch_max == b.pitch_max;
}
inline bool operator==(const Place& a, const Place& b) {
    return a.lat == b.lat && a.lon == b.lon && a.ward == b.ward && a.address == b.address;
}
inline bool operator==(const Tour::Category& a, const Tour::Category& b) {
    return a.id == b.id && a.name == b.name;
}
inline bool operator==(const Tour::SiteEntry& a, const Tour::SiteEntry& b) {
    return a.id == b.id && a.category == b.category && a.name == b.name && a.place == b.place &&
           a.file == b.file;
}
inline bool operator==(const Tour::Font& a, const Tour::Font& b) {
    return a.family == b.family && a.weight == b.weight && a.otf == b.otf && a.woff2 == b.woff2;
}
inline bool operator==(const Tour::Route& a, const Tour::Route& b) {
    return a.id == b.id && a.title == b.title && a.text == b.text && a.sites == b.sites;
}
inline bool operator==(const Tour& a, const Tour& b) {
    return a.release == b.release && a.generator == b.generator && a.title == b.title &&
           a.languages == b.languages && a.start == b.start && a.owner == b.owner &&
           a.credits == b.credits && a.categories == b.categories && a.sites == b.sites &&
           a.routes == b.routes && a.fonts == b.fonts;
}
inline bool operator==(const Narration& a, const Narration& b) {
    return a.opus == b.opus && a.mp3 == b.mp3 && a.duration == b.duration &&
           a.machine_voice == b.machine_voice && a.peaks == b.peaks && a.subtitles == b.subtitles;
}
inline bool operator==(const Arrival& a, const Arrival& b) {
    return a.yaw == b.yaw && a.pitch == b.pitch && a.fov == b.fov;
}
inline bool operator==(const Hotspot& a, const Hotspot& b) {
    return a.kind == b.kind && a.yaw == b.yaw && a.pitch == b.pitch && a.title == b.title &&
           a.text == b.text && a.picture == b.picture && a.polygon == b.polygon &&
           a.scene == b.scene && a.site == b.site && a.url == b.url && a.arrive == b.arrive &&
           a.narration == b.narration;
}
inline bool operator==(const PanoramaRef& a, const PanoramaRef& b) {
    return a.id == b.id && a.width == b.width && a.height == b.height && a.limits == b.limits &&
           a.preview == b.preview;
}
inline bool operator==(const Scene& a, const Scene& b) {
    return a.id == b.id && a.name == b.name && a.panorama == b.panorama && a.heading == b.heading &&
           a.view == b.view && a.narration == b.narration && a.subtitles == b.subtitles &&
           a.hotspots == b.hotspots;
}
inline bool operator==(const Site& a, const Site& b) {
    return a.id == b.id && a.category == b.category && a.name == b.name && a.summary == b.summary &&
           a.place == b.place && a.status == b.status && a.scenes == b.scenes;
}

/// A document with its first `from` replaced; the test fails if there is none.
inline std::string edited(std::string text, std::string_view from, std::string_view to) {
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
        ADD_FAILURE() << "not in the sample: " << from;
        return text;
    }
    return text.replace(at, from.size(), to);
}

/// One damage done to a sample, and how it must be named.
struct Damage {
    const char* from;
    const char* to;
    int number;
    const char* where; ///< after the document's name
    const char* what;  ///< a part of the message
};

template <typename T>
void expectFault(const Result<T>& result, const Damage& damage) {
    const std::string edit = std::string(damage.from) + " => " + damage.to;
    if (result.ok()) {
        ADD_FAILURE() << "was read: " << edit;
        return;
    }
    const Fault& fault = result.fault();
    EXPECT_EQ(fault.number, damage.number) << edit << "\n" << fault.where << ": " << fault.what;
    EXPECT_EQ(fault.where, damage.where) << edit;
    EXPECT_NE(fault.what.find(damage.what), std::string::npos) << edit << "\n" << fault.what;
    EXPECT_FALSE(fault.cure.empty()) << edit;
}

} // namespace vr360
