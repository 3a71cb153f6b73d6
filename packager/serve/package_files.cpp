#include "packager/serve/package_files.h"

#include "core/package/tour.h"
#include "packager/files/files.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <array>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

/// Enough for code, texts and fonts; tiles are not kept, the system's own cache does that.
constexpr std::size_t kMaxKeptBytes = std::size_t{128} << 20;
constexpr std::size_t kMinGzipBytes = 512;

struct MediaType {
    std::string_view ending;
    std::string_view type;
    bool compresses;
};
constexpr std::array kTypes{
    MediaType{".html", "text/html; charset=utf-8", true},
    MediaType{".css", "text/css; charset=utf-8", true},
    MediaType{".js", "text/javascript; charset=utf-8", true},
    MediaType{".mjs", "text/javascript; charset=utf-8", true},
    MediaType{".json", "application/json", true},
    MediaType{".map", "application/json", true},
    MediaType{".webmanifest", "application/manifest+json", true},
    MediaType{".wasm", "application/wasm", true},
    MediaType{".vtt", "text/vtt; charset=utf-8", true},
    MediaType{".txt", "text/plain; charset=utf-8", true},
    MediaType{".svg", "image/svg+xml", true},
    MediaType{".otf", "font/otf", true},
    MediaType{".ttf", "font/ttf", true},
    MediaType{".woff2", "font/woff2", false},
    MediaType{".webp", "image/webp", false},
    MediaType{".png", "image/png", false},
    MediaType{".jpg", "image/jpeg", false},
    MediaType{".ico", "image/x-icon", false},
    MediaType{".opus", "audio/ogg", false},
    MediaType{".mp3", "audio/mpeg", false},
    MediaType{"SHA256SUMS", "text/plain; charset=utf-8", true},
};

const MediaType* findType(std::string_view path) {
    const auto it = std::ranges::find_if(
        kTypes, [&](const MediaType& type) { return path.ends_with(type.ending); });
    return it == kTypes.end() ? nullptr : &*it;
}

/// Whether every part of a path may be seen from outside.
bool isPublic(std::string_view path) {
    if (!isPackagePath(path)) {
        return false;
    }
    return !path.starts_with('.') && path.find("/.") == std::string_view::npos;
}

/// "app.0123456789abcdef.js": the web viewer's files carry hashes of their own length.
bool hasHash(std::string_view name) {
    constexpr std::size_t kMinDigits = 8;
    while (!name.empty()) {
        const std::string_view part = name.substr(0, name.find('.'));
        if (part.size() >= kMinDigits && std::ranges::all_of(part, [](char c) {
                return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
            })) {
            return true;
        }
        name.remove_prefix(std::min(part.size() + 1, name.size()));
    }
    return false;
}

} // namespace

std::string_view mediaTypeOf(std::string_view path) {
    const MediaType* type = findType(path);
    return type == nullptr ? "application/octet-stream" : type->type;
}

bool isImmutable(std::string_view path) {
    constexpr std::array<std::string_view, 6> kFolders{
        "sites/", "panoramas/", "audio/", "subtitles/", "fonts/", "media/"};
    if (path == "fonts/LICENSE.txt") {
        return false;
    }
    if (std::ranges::any_of(kFolders,
                            [&](std::string_view folder) { return path.starts_with(folder); })) {
        return true;
    }
    return hasHash(path.substr(path.rfind('/') + 1));
}

std::string gzipped(std::string_view bytes) {
    constexpr int kGzipWindow = 15 + 16;
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, kGzipWindow, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
        return {};
    }
    std::string out(deflateBound(&stream, bytes.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data())); // zlib reads only
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return result == Z_STREAM_END ? out : std::string();
}

PackageFiles::PackageFiles(const fs::path& package) {
    std::error_code error;
    package_ = fs::canonical(package, error);
}

std::optional<ServedFile> PackageFiles::find(std::string_view url_path, bool accepts_gzip) {
    if (!url_path.starts_with('/')) {
        return std::nullopt;
    }
    url_path.remove_prefix(1);
    const std::string path(url_path.empty() ? std::string_view("index.html") : url_path);
    if (!isPublic(path)) {
        return std::nullopt;
    }
    // A link in the package must not lead out of it.
    std::error_code error;
    const fs::path file = fs::canonical(package_ / path, error);
    if (error || std::mismatch(package_.begin(), package_.end(), file.begin(), file.end()).first !=
                     package_.end()) {
        return std::nullopt;
    }
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return std::nullopt;
    }
    const Stamp stamp{static_cast<std::uint64_t>(info.st_size),
                      std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec,
                      info.st_ino};
    const MediaType* type = findType(path);
    const bool gzip =
        accepts_gzip && type != nullptr && type->compresses && stamp.size >= kMinGzipBytes;
    return load(file, path, stamp, gzip);
}

std::optional<ServedFile>
PackageFiles::load(const fs::path& file, const std::string& path, const Stamp& stamp, bool gzip) {
    const std::string key = fmt::format("{}{}", gzip ? "gzip:" : "plain:", path);
    {
        const std::lock_guard lock(mutex_);
        const auto it = kept_.find(key);
        if (it != kept_.end() && it->second.stamp == stamp) {
            return it->second.file;
        }
    }
    auto bytes = readFile(file, path, std::uint64_t{1} << 30);
    if (!bytes.ok()) {
        return std::nullopt;
    }
    ServedFile served{.media_type = std::string(mediaTypeOf(path)), .immutable = isImmutable(path)};
    if (gzip) {
        std::string small = gzipped(*bytes);
        if (!small.empty() && small.size() < bytes->size()) {
            bytes.value() = std::move(small);
            served.gzip = true;
        }
    }
    served.etag =
        fmt::format("\"{:x}-{:x}{}\"", stamp.mtime_ns, stamp.size, served.gzip ? "-gzip" : "");
    served.bytes = std::make_shared<const std::string>(std::move(bytes).value());
    const MediaType* type = findType(path);
    if (type != nullptr && type->compresses) {
        keep(key, {stamp, served});
    }
    return served;
}

void PackageFiles::keep(const std::string& key, Kept kept) {
    const std::lock_guard lock(mutex_);
    if (const auto it = kept_.find(key); it != kept_.end()) {
        kept_bytes_ -= it->second.file.bytes->size();
        kept_.erase(it);
    }
    // Sites, code and fonts of any tour fit; should they not, starting over is good enough.
    if (kept_bytes_ + kept.file.bytes->size() > kMaxKeptBytes) {
        kept_.clear();
        kept_bytes_ = 0;
    }
    kept_bytes_ += kept.file.bytes->size();
    kept_.emplace(key, std::move(kept));
}

} // namespace vr360
