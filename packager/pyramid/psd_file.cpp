#include "packager/pyramid/psd_file.h"

#include "packager/pyramid/source_faults.h"

#include <fmt/format.h>

#include <sys/types.h>

#include <algorithm>
#include <cerrno>
#include <optional>

namespace vr360 {
namespace {

constexpr int kMaxSide = 1 << 17;
constexpr std::uint32_t kMaxResource = 64U << 20U;
constexpr int kProfile = 1039;
constexpr int kExif = 1058;
constexpr int kXmp = 1060;
constexpr int kVersion = 1057;

/// Numbers of a file, big-endian; those beyond its end are 0 and `ended` says so.
class Numbers {
public:
    explicit Numbers(std::FILE* stream) : stream_(stream) {}

    std::uint64_t next(int bytes) {
        std::uint64_t value = 0;
        for (int i = 0; i < bytes; ++i) {
            const int byte = std::fgetc(stream_);
            ended_ = ended_ || byte == EOF;
            value = value << 8U | static_cast<std::uint64_t>(byte == EOF ? 0 : byte);
        }
        return value;
    }
    std::string text(std::size_t size) {
        std::string bytes(size, '\0');
        ended_ = std::fread(bytes.data(), 1, size, stream_) != size || ended_;
        return bytes;
    }
    void goTo(std::int64_t position) {
        ended_ = ::fseeko(stream_, static_cast<off_t>(position), SEEK_SET) != 0 || ended_;
    }
    [[nodiscard]] std::int64_t position() const { return ::ftello(stream_); }
    [[nodiscard]] bool ended() const { return ended_; }

private:
    std::FILE* stream_;
    bool ended_ = false;
};

Fault unsupported(const SourceFile& file, const std::string& what, std::string cure) {
    return {.where = file.label, .what = "is a Photoshop file " + what, .cure = std::move(cure)};
}

Status readShape(const SourceFile& file, Numbers& numbers, PsdFile& psd, int& stored_channels) {
    constexpr int kReserved = 6;
    (void)numbers.text(4); // "8BPS", looked at before
    psd.large = numbers.next(2) == 2;
    (void)numbers.text(kReserved);
    stored_channels = static_cast<int>(numbers.next(2));
    psd.height = static_cast<int>(std::min<std::uint64_t>(numbers.next(4), kMaxSide + 1));
    psd.width = static_cast<int>(std::min<std::uint64_t>(numbers.next(4), kMaxSide + 1));
    const auto bits = numbers.next(2);
    const auto mode = numbers.next(2);
    if (numbers.ended() || psd.width < 1 || psd.height < 1 || psd.width > kMaxSide ||
        psd.height > kMaxSide) {
        return unreadableHeader(file.label, "Photoshop", "impossible size");
    }
    const std::optional<PsdFile::Colours> colours =
        mode == 1   ? std::optional(PsdFile::Colours::kGrey)
        : mode == 3 ? std::optional(PsdFile::Colours::kRgb)
        : mode == 4 ? std::optional(PsdFile::Colours::kCmyk)
                    : std::nullopt;
    psd.wide = bits == 16;
    psd.colours = colours.value_or(PsdFile::Colours::kRgb);
    if ((bits != 8 && bits != 16) || !colours || stored_channels < psd.colourChannels() ||
        (psd.wide && psd.colours == PsdFile::Colours::kCmyk)) {
        return unsupported(
            file,
            fmt::format("with {} bits a channel, or of a mode that cannot be read", bits),
            "Convert it to RGB with 8 or 16 bits a channel (Image > Mode).");
    }
    return Done{};
}

/// Profile and metadata; false where the flattened picture was left out when it was saved.
bool readResources(Numbers& numbers, std::int64_t end, PsdFile& psd) {
    bool has_picture = true;
    while (!numbers.ended() && numbers.position() + 12 <= end) {
        if (numbers.text(4) != "8BIM") {
            break;
        }
        const auto kind = static_cast<int>(numbers.next(2));
        const auto name = static_cast<std::int64_t>(numbers.next(1));
        numbers.goTo(numbers.position() + name + (name % 2 == 0 ? 1 : 0));
        const auto size = static_cast<std::uint32_t>(numbers.next(4));
        const std::int64_t next = numbers.position() + size + size % 2;
        if (size > kMaxResource || next > end) {
            break;
        }
        if (kind == kProfile) {
            psd.icc = numbers.text(size);
        } else if (kind == kXmp) {
            psd.xmp = numbers.text(size);
        } else if (kind == kExif) {
            psd.exif = numbers.text(size);
        } else if (kind == kVersion && size >= 5) {
            (void)numbers.next(4);
            has_picture = numbers.next(1) != 0;
        }
        numbers.goTo(next);
    }
    return has_picture;
}

/// Layers are of no interest, but for a sign whether the flattened picture is transparent.
bool skipLayers(Numbers& numbers, bool large) {
    const int width = large ? 8 : 4;
    const auto size = static_cast<std::int64_t>(numbers.next(width));
    const std::int64_t end = numbers.position() + size;
    bool transparent = false;
    if (size >= width + 2) {
        const auto layers = numbers.next(width);
        transparent = layers > 0 && (numbers.next(2) & 0x8000U) != 0;
    }
    numbers.goTo(end);
    return transparent;
}

Status findLines(const SourceFile& file, Numbers& numbers, PsdFile& psd, int stored_channels) {
    const auto packing = numbers.next(2);
    if (numbers.ended() || packing > 1) {
        return numbers.ended()
                   ? damaged(file.label, 0.0, "the picture is missing")
                   : unsupported(file, "packed in an unusual way", "Export it as TIFF.");
    }
    psd.packed = packing == 1;
    const auto line_bytes = static_cast<std::int64_t>(psd.planeLineBytes());
    const std::int64_t wanted = std::int64_t{psd.channels()} * psd.height;
    const int width = psd.large ? 4 : 2;
    std::int64_t at =
        numbers.position() +
        (psd.packed ? std::int64_t{stored_channels} * psd.height * width : std::int64_t{0});
    psd.starts.reserve(static_cast<std::size_t>(wanted) + 1);
    for (std::int64_t line = 0; line < wanted && !numbers.ended(); ++line) {
        psd.starts.push_back(at);
        at += psd.packed ? static_cast<std::int64_t>(numbers.next(width)) : line_bytes;
    }
    psd.starts.push_back(at);
    return numbers.ended() ? Status(damaged(file.label, 0.0, "the picture is cut off"))
                           : Status(Done{});
}

} // namespace

Result<PsdFile> openPsdFile(const SourceFile& file) {
    PsdFile psd;
    psd.stream.reset(std::fopen(file.path.c_str(), "rbe"));
    if (!psd.stream) {
        return cannotOpen(file.label, errno);
    }
    Numbers numbers(psd.stream.get());
    int stored_channels = 0;
    const Status shape = readShape(file, numbers, psd, stored_channels);
    if (!shape) {
        return shape.fault();
    }
    const auto colour_data = static_cast<std::int64_t>(numbers.next(4));
    numbers.goTo(numbers.position() + colour_data);
    const auto resources = static_cast<std::int64_t>(numbers.next(4));
    const std::int64_t layers_at = numbers.position() + resources;
    if (!readResources(numbers, layers_at, psd)) {
        return unsupported(file,
                           "without a flattened picture",
                           "Save it again with \"Maximize compatibility\", or export it as TIFF.");
    }
    numbers.goTo(layers_at);
    psd.has_alpha = skipLayers(numbers, psd.large) && stored_channels > psd.colourChannels();
    const Status lines = findLines(file, numbers, psd, stored_channels);
    if (!lines) {
        return lines.fault();
    }
    return psd;
}

} // namespace vr360
