#pragma once

#include <cstdint>
#include <filesystem>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace vr360 {

/// What a server has to know about a file to send it.
struct ServedFile {
    std::shared_ptr<const std::string> bytes;
    std::string media_type;
    std::string etag;       ///< quoted; differs between plain and gzip
    bool immutable = false; ///< named after its content: may be kept for ever
    bool gzip = false;      ///< the bytes are compressed
};

/// A package's files as HTTP wants them. Nothing outside of the package, no unfinished work, no
/// hidden file. Files that compress well are kept compressed in memory. Follows a rebuild at
/// once. Thread-safe.
class PackageFiles {
public:
    explicit PackageFiles(const std::filesystem::path& package);

    /// The file at a URL's path (decoded, beginning with '/'), as plain bytes or, if wanted and
    /// worth it, compressed. Absent if there is no such file to give.
    [[nodiscard]] std::optional<ServedFile> find(std::string_view url_path, bool accepts_gzip);

private:
    struct Stamp {
        std::uint64_t size = 0;
        std::int64_t mtime_ns = 0;
        std::uint64_t inode = 0;
        friend bool operator==(const Stamp&, const Stamp&) = default;
    };
    struct Kept {
        Stamp stamp;
        ServedFile file;
    };

    std::optional<ServedFile>
    load(const std::filesystem::path& file, const std::string& path, const Stamp& stamp, bool gzip);
    void keep(const std::string& key, Kept kept);

    std::filesystem::path package_; ///< canonical
    std::mutex mutex_;
    std::map<std::string, Kept> kept_;
    std::size_t kept_bytes_ = 0;
};

/// By the name's ending; "application/octet-stream" if unknown.
std::string_view mediaTypeOf(std::string_view path);
/// Whether a package's rules let the file be cached for ever.
bool isImmutable(std::string_view path);
std::string gzipped(std::string_view bytes);

} // namespace vr360
