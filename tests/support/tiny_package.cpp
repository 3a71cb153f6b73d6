#include "tests/support/tiny_package.h"

#include "core/geometry/grid.h"
#include "core/package/pyramid.h"
#include "core/package/tour.h"
#include "core/tour/subtitles.h"

#include <opusenc.h>
#include <webp/encode.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <vector>

namespace vr360::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPanoramas[] = {
    "000000000000000000000001", "000000000000000000000002", "000000000000000000000003"};
constexpr const char* kAudio = "audio/00000000000000000000000a.opus";

Status put(const fs::path& path, std::string_view bytes) {
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    std::ofstream out(path, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush())
        return Fault{path.string(), "cannot be written", "Make room."};
    return Done{};
}

std::uint8_t toByte(double value) {
    return static_cast<std::uint8_t>(std::clamp(std::lround(value), 0L, 255L));
}

/// Quick rather than small.
std::string encodeWebP(const std::vector<std::uint8_t>& rgb, int width, int height, bool lossless) {
    WebPConfig config;
    WebPConfigInit(&config);
    config.lossless = lossless ? 1 : 0;
    config.quality = lossless ? 0.0F : 50.0F;
    config.method = 0;
    WebPPicture picture;
    WebPPictureInit(&picture);
    picture.use_argb = 1;
    picture.width = width;
    picture.height = height;
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    picture.writer = WebPMemoryWrite;
    picture.custom_ptr = &writer;
    WebPPictureImportRGB(&picture, rgb.data(), width * 3);
    WebPEncode(&config, &picture);
    std::string bytes(reinterpret_cast<const char*>(writer.mem), writer.size);
    WebPMemoryWriterClear(&writer);
    WebPPictureFree(&picture);
    return bytes;
}

/// An image of the sphere's part `rect`, width × height pixels, with a gutter of one pixel.
std::string encodeRect(const LonLatRect& rect, int width, int height, int scene, bool lossless) {
    const int stored_width = width + 2 * kGutterPixels;
    const int stored_height = height + 2 * kGutterPixels;
    std::vector<std::uint8_t> rgb;
    for (int y = 0; y < stored_height; ++y) {
        for (int x = 0; x < stored_width; ++x) {
            const double u = (x - kGutterPixels + 0.5) / width;
            const double v = (y - kGutterPixels + 0.5) / height;
            // Beyond a pole `direction` comes out on the other side, as the gutter must.
            const Rgb colour = tinyColour(direction({rect.lon0 + u * (rect.lon1 - rect.lon0),
                                                     rect.lat1 - v * (rect.lat1 - rect.lat0)}),
                                          scene);
            for (const double c : colour)
                rgb.push_back(toByte(c));
        }
    }
    return encodeWebP(rgb, stored_width, stored_height, lossless);
}

Result<PanoramaRef> writePanorama(const fs::path& root, int index, int width) {
    auto grid = Grid::create(width, width / 2);
    if (!grid)
        return grid.fault();
    for (int level = 0; level < grid->levelCount(); ++level) {
        const GridLevel& rows = grid->level(level);
        for (std::size_t row = 0; row < rows.rows.size(); ++row) {
            for (int column = 0; column < rows.rows[row].columns; ++column) {
                const TileId id{static_cast<std::int16_t>(level),
                                static_cast<std::int16_t>(row),
                                static_cast<std::int16_t>(column)};
                const std::string tile = encodeRect(
                    grid->tileRect(id), grid->tileWidth(id), grid->tileHeight(id), index, true);
                if (Status done = put(root / tilePath(kPanoramas[index], id), tile); !done)
                    return done.fault();
            }
        }
    }
    PanoramaRef ref;
    ref.id = kPanoramas[index];
    ref.width = width;
    ref.height = width / 2;
    ref.preview = encodeDataUrl(
        "image/webp", encodeRect(LonLatRect{}, kPreviewWidth, kPreviewHeight, index, false));
    Pyramid pyramid{std::move(grid).value(), {}, ref.preview, {{"encoder", "formula"}}};
    const std::string path = std::string("panoramas/") + kPanoramas[index] + "/pyramid.json";
    if (Status done = put(root / path, writePyramid(pyramid)); !done)
        return done.fault();
    return ref;
}

LocalizedText text(const char* vi, const char* en, const char* zh) {
    return LocalizedText({{"vi", vi}, {"en", en}, {"zh", zh}});
}

Status writeSubtitles(const fs::path& root, Scene& scene) {
    static constexpr const char* kLines[3][5] = {
        {"Chào mừng bạn đến với hồ.",
         "Nước hồ trong xanh quanh năm.",
         "Phía trước là chiếc cổng cổ\nxây từ thế kỷ mười bảy.",
         "Bên phải có một cái chợ nhỏ.",
         "Hãy nhìn quanh nhé!"},
        {"Welcome to the lake.",
         "Its water is clear all the year.",
         "Before you stands the old gate,\nbuilt in the seventeenth century.",
         "To the right there is a small market.",
         "Have a look around!"},
        {"欢迎来到湖边。",
         "湖水终年清澈。",
         "前面是古老的城门，\n建于十七世纪。",
         "右边有一个小集市。",
         "请四处看看！"}};
    static constexpr const char* kTags[] = {"vi", "en", "zh"};
    for (int language = 0; language < 3; ++language) {
        std::vector<Cue> cues;
        cues.reserve(5);
        for (int i = 0; i < 5; ++i)
            cues.push_back({i * 2.0, i * 2.0 + 1.8, kLines[language][i], i + 1});
        const std::string path =
            "subtitles/00000000000000000000000" + std::to_string(language + 1) + ".vtt";
        if (Status done = put(root / path, writeWebVtt(cues)); !done)
            return done;
        scene.subtitles.emplace_back(kTags[language], path);
    }
    return Done{};
}

std::vector<Hotspot> lakeHotspots() {
    Hotspot info;
    info.yaw = -18.0;
    info.pitch = -6.0;
    info.title = text("Cổng cổ", "The old gate", "古城门");
    info.text = text("Cổng được xây bằng đá ong và gỗ lim vào thế kỷ mười bảy, và được trùng tu "
                     "hai lần trong thế kỷ trước.",
                     "The gate was built of laterite and ironwood in the seventeenth century, and "
                     "restored twice during the last one.",
                     "城门建于十七世纪，用红土石和铁木建成，上个世纪曾两次修缮。");
    Hotspot up;
    up.kind = Hotspot::Kind::kScene;
    up.yaw = 22.0;
    up.pitch = -10.0;
    up.title = text("Lên tháp", "Up the tower", "登塔");
    up.scene = "tower";
    up.arrive.yaw = 90.0;
    Hotspot market;
    market.kind = Hotspot::Kind::kSite;
    market.yaw = 60.0;
    market.pitch = -4.0;
    market.title = text("Sang chợ", "To the market", "去集市");
    market.site = "market";
    return {info, up, market};
}

Result<Site> makeLake(const fs::path& root, const std::array<PanoramaRef, 3>& panoramas) {
    Site site;
    site.id = "lake";
    site.category = "nature";
    site.name = text("Hồ Gương", "Mirror Lake", "镜湖");
    site.summary = text("Một cái hồ.", "A lake.", "一个湖。");
    Scene gate;
    gate.id = "gate";
    gate.name = text("Cổng", "Gate", "城门");
    gate.panorama = panoramas[0];
    Narration narration;
    narration.opus = kAudio;
    narration.mp3 = "audio/00000000000000000000000a.mp3";
    narration.duration = 10.0;
    narration.machine_voice = true;
    gate.narration.emplace_back("vi", narration);
    if (Status done = writeTone((root / kAudio).string(), 10.0); !done)
        return done.fault();
    if (Status done = writeSubtitles(root, gate); !done)
        return done.fault();
    gate.hotspots = lakeHotspots();
    Scene tower;
    tower.id = "tower";
    tower.name = text("Tháp", "Tower", "塔");
    tower.panorama = panoramas[1];
    site.scenes = {gate, tower};
    return site;
}

Hotspot bellHotspot() {
    Hotspot bell;
    bell.kind = Hotspot::Kind::kAudio;
    bell.yaw = 75.0;
    bell.pitch = -20.0;
    bell.title = text("Chuông", "A bell", "钟声");
    bell.narration.emplace();
    bell.narration->opus = kAudio;
    bell.narration->mp3 = "audio/00000000000000000000000a.mp3";
    bell.narration->duration = 10.0;
    return bell;
}

Site makeMarket(const PanoramaRef& panorama) {
    Site site;
    site.id = "market";
    site.category = "craft";
    site.name = text("Chợ làng", "Village Market", "乡村集市");
    site.status = "draft";
    Scene scene;
    scene.id = "square";
    scene.panorama = panorama;
    scene.view.yaw = 45.0;
    scene.hotspots = {bellHotspot()};
    site.scenes = {scene};
    return site;
}

} // namespace

Rgb tinyColour(Vec3 d, int scene) {
    const double turn = scene * 0.9;
    const double x = d.x * std::cos(turn) + d.z * std::sin(turn);
    const double z = d.z * std::cos(turn) - d.x * std::sin(turn);
    const Rgb waves = {127.5 + 70.0 * x + 40.0 * std::sin(7.0 * d.y + 3.0 * z),
                       127.5 + 70.0 * d.y + 40.0 * std::sin(6.0 * x + 2.0 * d.y),
                       127.5 + 70.0 * z + 40.0 * std::sin(8.0 * x - 4.0 * d.y)};
    // The channels change places, so that scenes are told apart at a glance.
    return {waves[scene % 3], waves[(scene + 1) % 3], waves[(scene + 2) % 3]};
}

Status writeTone(const std::string& path, double seconds) {
    std::error_code made;
    fs::create_directories(fs::path(path).parent_path(), made);
    constexpr int kRate = 48000;
    std::vector<float> samples(static_cast<std::size_t>(kRate * seconds));
    double phase = 0.0;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::size_t step = i / (std::size_t{kRate} * 2);
        phase += 2.0 * kPi * (300.0 + 100.0 * static_cast<double>(step)) / kRate;
        samples[i] = static_cast<float>(0.25 * std::sin(phase));
    }
    OggOpusComments* comments = ope_comments_create();
    int error = 0;
    OggOpusEnc* encoder = ope_encoder_create_file(path.c_str(), comments, kRate, 1, 0, &error);
    if (encoder) {
        ope_encoder_write_float(encoder, samples.data(), static_cast<int>(samples.size()));
        ope_encoder_drain(encoder);
        ope_encoder_destroy(encoder);
    }
    ope_comments_destroy(comments);
    if (error != OPE_OK)
        return Fault{path, "cannot be encoded", "Make room."};
    return Done{};
}

Status writeTinyPackage(const std::string& directory, int width) {
    const fs::path root(directory);
    std::array<PanoramaRef, 3> panoramas;
    for (int i = 0; i < 3; ++i) {
        auto ref = writePanorama(root, i, width);
        if (!ref)
            return ref.fault();
        panoramas[i] = std::move(ref).value();
    }
    auto lake = makeLake(root, panoramas);
    if (!lake)
        return lake.fault();
    const Site market = makeMarket(panoramas[2]);

    Tour tour;
    tour.generator = "tests";
    tour.title = text("Làng nhỏ bên hồ", "A Small Village by the Lake", "湖畔小村");
    tour.languages = {"vi", "en", "zh"};
    tour.start = "lake";
    tour.categories = {{"nature", text("Thiên nhiên", "Nature", "自然")},
                       {"craft", text("Làng nghề", "Crafts", "手工艺")}};
    tour.sites = {
        {"lake", "nature", lake->name, std::nullopt, "sites/lake.000000000000000000000011.json"},
        {"market",
         "craft",
         market.name,
         std::nullopt,
         "sites/market.000000000000000000000012.json"}};
    if (Status done = put(root / tour.sites[0].file, writeSite(*lake)); !done)
        return done;
    if (Status done = put(root / tour.sites[1].file, writeSite(market)); !done)
        return done;
    return put(root / "tour.json", writeTour(tour));
}

} // namespace vr360::test
