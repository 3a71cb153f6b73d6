#include "packager/starter/starter.h"

#include "packager/files/files.h"

#include <turbojpeg.h>

#include <cerrno>
#include <memory>
#include <string>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

constexpr int kJpegQuality = 92;

constexpr std::string_view kTourToml =
    R"(# A tour for vr360. Lines that begin with # are notes for you; change everything else.
#
#   vr360-pack check  FOLDER                 tells what is wrong or missing
#   vr360-pack build  FOLDER -o PACKAGE      makes the package that visitors get
#   vr360-pack serve  PACKAGE                shows it in your browser

# The first language is the tour's own; the others are translations. Every text below may be given
# in each of them.
languages = ["vi", "en", "zh"]

title = { vi = "Chuyến tham quan của tôi", en = "My tour", zh = "我的导览" }

# Where a visit begins: the name of a folder in sites/.
start = "lake-at-dusk"

# Shown in the credits.
owner = { vi = "Tên cơ quan của bạn", en = "Your office", zh = "贵单位名称" }

# Sites come in the order of their folders' names. Write here another order if you want one:
# sites = ["lake-at-dusk", "another-site"]

# Every site belongs to a category; these can be filtered by.
[category.scenic]
name = { vi = "Thắng cảnh", en = "Scenery", zh = "风景" }

[category.relic]
name = { vi = "Di tích", en = "Relics", zh = "古迹" }
)";

constexpr std::string_view kSiteToml =
    R"(# One site: a place of the tour. The folder's name is its id, which links and QR codes carry, so do
# not change it once the tour is out: small letters, digits and '-'.

category = "scenic"
name = { vi = "Hồ lúc hoàng hôn", en = "The Lake at Dusk", zh = "湖上黄昏" }
summary = { vi = "Một cảnh mẫu được vẽ bằng chương trình.", en = "An example, drawn by a program.", zh = "由程序绘制的示例场景。" }

# "draft" tells visitors that nobody has reviewed the texts yet; "reviewed" says nothing.
status = "draft"

# For the map. Remove it if you do not know it.
place = { lat = 21.055, lon = 105.825, ward = "Tây Hồ" }

# A site has one or more scenes: a panorama each, with its narration, subtitles and hotspots.
[[scene]]
id = "shore"
panorama = "shore.jpg"       # JPEG or PNG, twice as wide as high

# Compass direction of the middle of the picture: 0 north, 90 east.
heading = 270.0

# Where visitors look first, in degrees: yaw to the right, pitch upwards, fov is the width.
view = { yaw = 20.0, pitch = 2.0, fov = 90.0 }

# What is said here. Record it as shore.narration.vi.wav, or let `vr360-pack narrate` speak it. Subtitles
# are shore.subtitles.en.vtt and shore.subtitles.zh.vtt (or .srt); `narrate` writes those too.
script = { vi = [
  "Chào mừng bạn đến với bờ hồ.",
  "Mặt trời đang lặn sau những ngọn đồi phía xa.",
  "Hãy kéo để nhìn quanh.",
], en = [
  "Welcome to the shore of the lake.",
  "The sun is setting behind the far hills.",
  "Drag to look around.",
], zh = [
  "欢迎来到湖边。",
  "太阳正落到远山后面。",
  "拖动画面即可环顾四周。",
] }

# A point that tells something. Other kinds: "scene", "site", "url", "audio".
[[scene.hotspot]]
kind = "info"
yaw = 34.0
pitch = 4.0
title = { vi = "Mặt trời", en = "The sun", zh = "夕阳" }
text = { vi = "Hoàng hôn là lúc đẹp nhất để ngắm hồ.", en = "Dusk is the best time to see the lake.", zh = "黄昏是赏湖的最佳时刻。" }

# A link to another site of the tour would be:
# [[scene.hotspot]]
# kind = "site"
# site = "another-site"
# yaw = -60.0
# pitch = 0.0
# arrive = { yaw = 120.0 }
)";

Result<std::string> encodeJpeg(const std::vector<std::uint8_t>& rgb, int width) {
    const std::unique_ptr<void, int (*)(tjhandle)> encoder(tjInitCompress(), &tjDestroy);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    const bool done = encoder && tjCompress2(encoder.get(),
                                             rgb.data(),
                                             width,
                                             0,
                                             width / 2,
                                             TJPF_RGB,
                                             &bytes,
                                             &size,
                                             TJSAMP_444,
                                             kJpegQuality,
                                             TJFLAG_ACCURATEDCT) == 0;
    const std::unique_ptr<unsigned char, void (*)(unsigned char*)> owner(bytes, &tjFree);
    if (!done) {
        return Fault{"shore.jpg", "cannot be encoded", "Free some memory."};
    }
    return std::string(reinterpret_cast<const char*>(bytes), size);
}

} // namespace

Status writeStarter(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(folder, error) &&
        (!fs::is_directory(folder, error) || !fs::is_empty(folder, error))) {
        return Fault{folder.string(), "is there already", "Name a folder that is not there yet."};
    }
    const fs::path site = folder / "sites" / "lake-at-dusk";
    if (Status made = makeDirectories(site); !made.ok()) {
        return made;
    }
    const auto jpeg = encodeJpeg(drawDusk(kStarterWidth), kStarterWidth);
    if (!jpeg.ok()) {
        return jpeg.fault();
    }
    // tour.toml last: with it the folder is a tour.
    for (const auto& [file, bytes] : {std::pair{site / "shore.jpg", std::string_view(*jpeg)},
                                      std::pair{site / "site.toml", kSiteToml},
                                      std::pair{folder / "tour.toml", kTourToml}}) {
        if (Status written = writeFileSafely(file, bytes, file.parent_path()); !written.ok()) {
            return written;
        }
    }
    return Done{};
}

} // namespace vr360
