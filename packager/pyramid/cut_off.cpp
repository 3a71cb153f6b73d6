#include "packager/pyramid/cut_off.h"

#include "packager/pyramid/inspect.h"
#include "packager/pyramid/source_faults.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <string>
#include <vector>

namespace vr360 {
namespace {

constexpr std::uint64_t kTailBytes = std::uint64_t{1} << 16U;

/// A file that is read here and there.
class Peek {
public:
    explicit Peek(const std::filesystem::path& file) : stream_(file, std::ios::binary) {
        if (stream_.seekg(0, std::ios::end)) {
            size_ = static_cast<std::uint64_t>(stream_.tellg());
        }
    }

    [[nodiscard]] std::uint64_t size() const { return size_; }

    /// Up to `count` bytes; fewer at the file's end.
    std::string at(std::uint64_t offset, std::uint64_t count) {
        if (offset >= size_) {
            return {};
        }
        std::string bytes(std::min(count, size_ - offset), '\0');
        stream_.clear();
        stream_.seekg(static_cast<std::streamoff>(offset));
        stream_.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream_.gcount(), 0)));
        return bytes;
    }

    bool holdsNearEnd(std::string_view bytes, std::uint64_t from) {
        const std::uint64_t tail = size_ > kTailBytes ? size_ - kTailBytes : 0;
        return at(std::max(from, tail), kTailBytes).find(bytes) != std::string::npos;
    }

private:
    std::ifstream stream_;
    std::uint64_t size_ = 0;
};

std::uint8_t byteOf(const std::string& bytes, std::size_t i) {
    return static_cast<std::uint8_t>(bytes[i]);
}

/// Where a JPEG's picture begins: behind its first SOS marker. A thumbnail in the segments before
/// has an end mark too. The file's size where it ends before.
std::uint64_t beginOfJpegPicture(Peek& file) {
    constexpr std::uint8_t kStartOfScan = 0xDA;
    std::uint64_t at = 2;
    while (true) {
        const std::string marker = file.at(at, 4);
        if (marker.size() < 4) {
            return file.size();
        }
        if (byteOf(marker, 0) != 0xFF || byteOf(marker, 1) == kStartOfScan) {
            return at;
        }
        if (byteOf(marker, 1) == 0xFF) { // padding
            ++at;
            continue;
        }
        at += 2 + (std::uint64_t{byteOf(marker, 2)} << 8U) + byteOf(marker, 3);
    }
}

std::uint64_t riffSize(const std::string& head) {
    std::uint64_t size = 0;
    for (std::size_t i = 8; i-- > 4;) {
        size = size << 8U | byteOf(head, i);
    }
    return size + 8;
}

} // namespace

bool mayBeCutOff(const std::filesystem::path& path) {
    Peek file(path);
    const std::string head = file.at(0, 12);
    if (head.starts_with("\xFF\xD8\xFF")) {
        return !file.holdsNearEnd("\xFF\xD9", beginOfJpegPicture(file));
    }
    if (head.starts_with("\x89PNG")) {
        return !file.holdsNearEnd("IEND", 0);
    }
    if (head.size() == 12 && head.starts_with("RIFF")) {
        return riffSize(head) > file.size();
    }
    return false;
}

Status readThrough(const std::filesystem::path& file,
                   std::string_view label,
                   const PanoramaEdits& edits,
                   const std::atomic<bool>& stop) {
    const auto plan =
        planPanorama({.path = file, .label = std::string(label), .stop = &stop}, edits);
    if (!plan.ok()) {
        return plan.fault();
    }
    auto opened = openSource(plan->file);
    if (!opened.ok()) {
        return opened.fault();
    }
    StripSource& source = **opened;
    std::vector<std::uint16_t> line(static_cast<std::size_t>(source.width()) * 3);
    std::array<void*, 1> lines{line.data()};
    for (int y = 0; y < source.height(); ++y) {
        if (stop) {
            return stoppedReading(label);
        }
        if (Status read = source.read(lines); !read.ok()) {
            return read;
        }
    }
    return Done{};
}

} // namespace vr360
