#include "packager/pyramid/metadata.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace vr360 {
namespace {

constexpr std::string_view kSpace = " \t\r\n";

/// Numbers of a TIFF structure; those outside of it are 0.
class TiffBytes {
public:
    explicit TiffBytes(std::string_view bytes) : bytes_(bytes), big_(bytes.starts_with("MM")) {}

    [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t size) const {
        if (at > bytes_.size() || bytes_.size() - at < size) {
            return 0;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < size; ++i) {
            const std::size_t from = big_ ? i : size - 1 - i;
            value = value << 8U | static_cast<unsigned char>(bytes_[at + from]);
        }
        return value;
    }

private:
    std::string_view bytes_;
    bool big_;
};

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// The properties of one namespace in a packet, found by their text: packets of cameras are too
/// often not well-formed for a parser.
class Properties {
public:
    Properties(std::string_view xmp, std::string_view address, std::string_view usual_prefix)
        : xmp_(xmp), prefix_(prefixOf(xmp, address, usual_prefix)) {}

    [[nodiscard]] bool any() const { return xmp_.find(prefix_) != std::string_view::npos; }

    /// The value of `name`, written as an attribute or as an element.
    [[nodiscard]] std::optional<std::string_view> text(std::string_view name) const {
        for (std::size_t at = xmp_.find(prefix_); at != std::string_view::npos;
             at = xmp_.find(prefix_, at + 1)) {
            std::string_view rest = xmp_.substr(at + prefix_.size());
            if (!rest.starts_with(name)) {
                continue;
            }
            rest.remove_prefix(name.size());
            if (rest.starts_with('>')) {
                return trimmed(rest.substr(1, rest.find('<') - 1));
            }
            rest = rest.substr(std::min(rest.find_first_not_of(kSpace), rest.size()));
            if (!rest.starts_with('=')) {
                continue; // a longer name
            }
            const std::size_t open = rest.find_first_of("\"'");
            if (open == std::string_view::npos) {
                return std::nullopt;
            }
            const std::size_t close = rest.find(rest[open], open + 1);
            return trimmed(rest.substr(open + 1, close - open - 1));
        }
        return std::nullopt;
    }

    [[nodiscard]] std::optional<double> number(std::string_view name) const {
        std::optional<std::string_view> written = text(name);
        if (!written) {
            return std::nullopt;
        }
        if (written->starts_with('+')) {
            written->remove_prefix(1);
        }
        const char* const end = written->data() + written->size();
        double value = 0.0;
        const auto [stop, error] = std::from_chars(written->data(), end, value);
        if (error != std::errc() || stop != end || !std::isfinite(value)) {
            return std::nullopt;
        }
        return value;
    }

private:
    /// How the packet abbreviates the namespace, with the colon.
    static std::string
    prefixOf(std::string_view xmp, std::string_view address, std::string_view usual) {
        constexpr std::string_view kDeclared = "xmlns:";
        const std::size_t at = xmp.find(address);
        const std::size_t declared = at == std::string_view::npos ? at : xmp.rfind(kDeclared, at);
        if (declared == std::string_view::npos) {
            return std::string(usual);
        }
        const std::string_view rest = xmp.substr(declared + kDeclared.size());
        const std::size_t end = rest.find_first_of(" \t\r\n=");
        return end == 0 || end == std::string_view::npos ? std::string(usual)
                                                         : std::string(rest.substr(0, end)) + ":";
    }

    std::string_view xmp_;
    std::string prefix_;
};

} // namespace

int exifOrientation(std::string_view exif) {
    constexpr std::string_view kIntroduction{"Exif\0\0", 6};
    const std::string_view tiff =
        exif.starts_with(kIntroduction) ? exif.substr(kIntroduction.size()) : exif;
    constexpr std::uint32_t kOrientationTag = 0x0112;
    constexpr std::size_t kEntrySize = 12;
    if (!tiff.starts_with("II") && !tiff.starts_with("MM")) {
        return 1;
    }
    const TiffBytes bytes(tiff);
    const std::size_t directory = bytes.number(4, 4);
    const std::uint32_t entries = bytes.number(directory, 2);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + kEntrySize * i;
        if (bytes.number(entry, 2) == kOrientationTag) {
            const std::uint32_t value = bytes.number(entry + 8, 2);
            return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
        }
    }
    return 1;
}

std::optional<GPano> parseGPano(std::string_view xmp) {
    const Properties properties(xmp, "http://ns.google.com/photos/1.0/panorama/", "GPano:");
    if (!properties.any()) {
        return std::nullopt;
    }
    GPano pano;
    const std::array<std::pair<std::string_view, std::optional<double> GPano::*>, 12> kFields{{
        {"FullPanoWidthPixels", &GPano::full_width},
        {"FullPanoHeightPixels", &GPano::full_height},
        {"CroppedAreaLeftPixels", &GPano::cropped_left},
        {"CroppedAreaTopPixels", &GPano::cropped_top},
        {"CroppedAreaImageWidthPixels", &GPano::cropped_width},
        {"CroppedAreaImageHeightPixels", &GPano::cropped_height},
        {"PoseHeadingDegrees", &GPano::pose_heading},
        {"PosePitchDegrees", &GPano::pose_pitch},
        {"PoseRollDegrees", &GPano::pose_roll},
        {"InitialViewHeadingDegrees", &GPano::initial_heading},
        {"InitialViewPitchDegrees", &GPano::initial_pitch},
        {"InitialHorizontalFOVDegrees", &GPano::initial_fov},
    }};
    for (const auto& [name, field] : kFields) {
        pano.*field = properties.number(name);
    }
    const std::optional<std::string_view> projection = properties.text("ProjectionType");
    pano.other_projection = projection && *projection != "equirectangular";
    return pano;
}

} // namespace vr360
