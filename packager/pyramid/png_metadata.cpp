#include "packager/pyramid/png_metadata.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <cstdint>
#include <string_view>

namespace vr360 {
namespace {

constexpr off_t kSignatureSize = 8;
constexpr std::uint32_t kMaxMetadata = 16U << 20U;
/// A file of 65,536 pixels a side in the usual chunks of 8 KB has a million.
constexpr int kMaxChunks = 4'000'000;

class File {
public:
    explicit File(const char* path) : descriptor_(::open(path, O_RDONLY | O_CLOEXEC)) {}
    ~File() {
        if (descriptor_ >= 0) {
            ::close(descriptor_);
        }
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    [[nodiscard]] bool read(void* to, std::size_t size, off_t at) const {
        return ::pread(descriptor_, to, size, at) == static_cast<ssize_t>(size);
    }

private:
    int descriptor_;
};

std::string inflated(std::string_view packed) {
    std::string text;
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK) {
        return {};
    }
    std::string input(packed);
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    std::array<char, 16384> piece{};
    int state = Z_OK;
    while (state == Z_OK && text.size() < kMaxMetadata) {
        stream.next_out = reinterpret_cast<Bytef*>(piece.data());
        stream.avail_out = piece.size();
        state = inflate(&stream, Z_NO_FLUSH);
        text.append(piece.data(), piece.size() - stream.avail_out);
    }
    inflateEnd(&stream);
    return state == Z_STREAM_END ? text : std::string();
}

/// An iTXt chunk: keyword, 0, packed?, method, language, 0, translated keyword, 0, text.
std::string xmpOf(std::string_view chunk) {
    constexpr std::string_view kKeyword{"XML:com.adobe.xmp\0", 18};
    if (!chunk.starts_with(kKeyword) || chunk.size() < kKeyword.size() + 2) {
        return {};
    }
    const bool packed = chunk[kKeyword.size()] != 0;
    std::size_t at = kKeyword.size() + 2;
    for (int field = 0; field < 2; ++field) {
        const std::size_t end = chunk.find('\0', at);
        if (end == std::string_view::npos) {
            return {};
        }
        at = end + 1;
    }
    return packed ? inflated(chunk.substr(at)) : std::string(chunk.substr(at));
}

} // namespace

PngMetadata readPngMetadata(const char* path) {
    const File file(path);
    PngMetadata found;
    off_t at = kSignatureSize;
    for (int chunk = 0; chunk < kMaxChunks; ++chunk) {
        std::array<unsigned char, 8> head{};
        if (!file.read(head.data(), head.size(), at)) {
            break;
        }
        const std::uint32_t size = std::uint32_t{head[0]} << 24U | std::uint32_t{head[1]} << 16U |
                                   std::uint32_t{head[2]} << 8U | head[3];
        const std::string_view kind(reinterpret_cast<const char*>(head.data()) + 4, 4);
        if ((kind == "iTXt" || kind == "eXIf") && size <= kMaxMetadata) {
            std::string data(size, '\0');
            if (!file.read(data.data(), size, at + 8)) {
                break;
            }
            if (kind == "eXIf") {
                found.exif = std::move(data);
            } else if (std::string xmp = xmpOf(data); !xmp.empty()) {
                found.xmp = std::move(xmp);
            }
        }
        if (kind == "IEND") {
            break;
        }
        at += 12 + off_t{size};
    }
    return found;
}

} // namespace vr360
