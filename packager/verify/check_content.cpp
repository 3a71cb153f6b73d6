#include "core/tour/subtitles.h"
#include "packager/audio/sound_length.h"
#include "packager/files/files.h"
#include "packager/publish/object_store.h"
#include "packager/publish/release.h"
#include "packager/pyramid/sha256.h"
#include "packager/verify/checks.h"

#include <fmt/format.h>
#include <webp/decode.h>

#include <cmath>
#include <cstdlib>
#include <memory>

namespace vr360 {
namespace {

/// What docs/format.md allows between a narration's stated length and what a decoder finds.
constexpr double kToleranceSeconds = 0.02;

/// A RIFF file says how long it is; a decoder would not miss a byte too many or too few.
bool isWholeRiff(std::string_view bytes) {
    if (bytes.size() < 20 || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WEBP") {
        return false;
    }
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i]));
    };
    const std::uint32_t size = byte(4) | byte(5) << 8 | byte(6) << 16 | byte(7) << 24;
    return std::uint64_t{size} + 8 == bytes.size();
}

class ContentCheck {
public:
    ContentCheck(const FileTask& task,
                 std::string_view bytes,
                 const PackageFacts& facts,
                 bool decode)
        : task_(task), bytes_(bytes), facts_(facts), decode_(decode) {}

    std::vector<Finding> run() {
        const bool right_bytes = checkHash();
        if (!right_bytes || task_.role == Role::kExtra) {
            return std::move(findings_); // What else is wrong with it follows from that.
        }
        std::string hash;
        std::string rest;
        const std::string& path = task_.path;
        if (splitPanoramaPath(path, hash, rest)) {
            checkTile(hash, rest);
        } else if (path.starts_with("media/")) {
            checkWebp(0, 0);
        } else if (path.starts_with("subtitles/")) {
            checkSubtitles();
        } else if (path.starts_with("audio/")) {
            checkAudio();
        }
        return std::move(findings_);
    }

private:
    bool checkHash() {
        const std::string actual = sha256(bytes_);
        const std::string named = hashInName(task_.path);
        if (!task_.sha256.empty() && actual != task_.sha256) {
            add(103, "is not what it was when it was published");
            return false;
        }
        std::string hash;
        std::string rest;
        const bool named_otherwise =
            task_.path.ends_with(".mp3") || splitPanoramaPath(task_.path, hash, rest);
        const bool in_object_folder = task_.role == Role::kKept || !named.empty();
        if (!named_otherwise && in_object_folder && isOwnFolder() && named != shortHash(actual)) {
            add(105, "is not named after its content");
            return false;
        }
        return true;
    }

    /// The web viewer may put hashes into names by rules of its own.
    [[nodiscard]] bool isOwnFolder() const {
        constexpr std::string_view kFolders[] = {
            "sites/", "audio/", "subtitles/", "fonts/", "media/"};
        for (const std::string_view folder : kFolders) {
            if (task_.path.starts_with(folder)) {
                return true;
            }
        }
        return false;
    }

    void checkTile(const std::string& hash, const std::string& rest) {
        TileId tile;
        const auto pyramid = facts_.pyramids.find(hash);
        if (!parseTilePath(rest, tile) || pyramid == facts_.pyramids.end() ||
            !pyramid->second.grid.contains(tile)) {
            return; // Said elsewhere.
        }
        const Grid& grid = pyramid->second.grid;
        checkWebp(grid.tileWidth(tile) + 2 * kGutterPixels,
                  grid.tileHeight(tile) + 2 * kGutterPixels);
    }

    void checkWebp(int wanted_width, int wanted_height) {
        const auto* data = reinterpret_cast<const std::uint8_t*>(bytes_.data());
        int width = 0;
        int height = 0;
        if (!isWholeRiff(bytes_) || WebPGetInfo(data, bytes_.size(), &width, &height) == 0) {
            add(304, "is not a WebP image");
        } else if (wanted_width > 0 && (width != wanted_width || height != wanted_height)) {
            add(304,
                fmt::format("has {} × {} pixels and should have {} × {}",
                            width,
                            height,
                            wanted_width,
                            wanted_height));
        } else if (decode_) {
            const std::unique_ptr<std::uint8_t, decltype(&WebPFree)> pixels(
                WebPDecodeRGB(data, bytes_.size(), &width, &height), &WebPFree);
            if (!pixels) {
                add(304, "cannot be decoded");
            }
        }
    }

    void checkSubtitles() {
        const auto cues = readWebVtt(bytes_, task_.path);
        if (!cues.ok()) {
            add(401, cues.fault().what);
            return;
        }
        double before = 0.0;
        for (const Cue& cue : *cues) {
            if (cue.start < before || cue.end <= cue.start) {
                add(401, fmt::format("cue {} is out of order", cue.number));
                return;
            }
            before = cue.start;
        }
    }

    void checkAudio() {
        const bool is_opus = task_.path.ends_with(".opus");
        const double seconds = is_opus ? opusSeconds(bytes_) : mp3Seconds(bytes_);
        if (seconds <= 0.0) {
            add(402, "is not a sound file");
            return;
        }
        for (const Site& site : facts_.sites) {
            for (const Scene& scene : site.scenes) {
                for (const auto& [language, narration] : scene.narration) {
                    compare(narration, seconds, is_opus);
                }
                for (const Hotspot& spot : scene.hotspots) {
                    if (spot.narration) {
                        compare(*spot.narration, seconds, is_opus);
                    }
                }
            }
        }
    }

    void compare(const Narration& narration, double seconds, bool is_opus) {
        const std::string& path = is_opus ? narration.opus : narration.mp3;
        if (path == task_.path && std::abs(narration.duration - seconds) > kToleranceSeconds &&
            findings_.empty()) {
            add(402,
                fmt::format(
                    "is {:.3f} s long, and {:.3f} s are stated", seconds, narration.duration));
        }
    }

    void add(int number, std::string what) {
        findings_.push_back(fault(number, task_.path, std::move(what)));
    }

    const FileTask& task_;
    std::string_view bytes_;
    const PackageFacts& facts_;
    bool decode_;
    std::vector<Finding> findings_;
};

} // namespace

std::vector<Finding>
checkContent(const FileTask& task, std::string_view bytes, const PackageFacts& facts, bool decode) {
    return ContentCheck(task, bytes, facts, decode).run();
}

} // namespace vr360
