#include "packager/files/build_cache.h"

#include "packager/files/files.h"
#include "packager/pyramid/sha256.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <cerrno>
#include <chrono>
#include <cstring>

namespace vr360 {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr int kCacheVersion = 1;
/// Two writes within a file system's time step may leave the same mtime; the coarsest step in use
/// (FAT) is two seconds.
constexpr std::int64_t kRacyNs = 2'000'000'000;
/// Entries of other sites stay when a run looks at some of them only, up to this many.
constexpr std::size_t kMaxUnused = 5000;

std::int64_t nowNs() {
    return std::chrono::duration_cast<std::chrono::nanoseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

BuildCache::BuildCache(const fs::path& tour)
    : tour_(fs::absolute(tour).lexically_normal()), file_(tour_ / ".vr360" / "cache.json") {
    load();
}

void BuildCache::load() {
    const auto bytes = readFile(file_, "cache", std::uint64_t{256} << 20);
    if (!bytes.ok()) {
        return;
    }
    const json cache = json::parse(*bytes, nullptr, false);
    if (!cache.is_object() || cache.value("version", 0) != kCacheVersion) {
        return;
    }
    try {
        for (const auto& [path, entry] : cache.at("files").items()) {
            files_[path] = {.size = entry.at(0).get<std::uint64_t>(),
                            .mtime_ns = entry.at(1).get<std::int64_t>(),
                            .inode = entry.at(2).get<std::uint64_t>(),
                            .sha256 = entry.at(3).get<std::string>(),
                            .trusted = true};
        }
        for (const auto& [key, value] : cache.at("results").items()) {
            results_[key] = {.value = value};
        }
    } catch (const json::exception&) {
        files_.clear();
        results_.clear();
    }
}

Result<std::string> BuildCache::hashOf(const fs::path& file, const std::string& label) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0) {
        return Fault{label,
                     fmt::format("cannot be read: {}", std::strerror(errno)),
                     "Check that the file is there and that you may read it."};
    }
    const std::string path =
        fs::absolute(file).lexically_normal().lexically_relative(tour_).string();
    const std::int64_t mtime_ns =
        std::int64_t{info.st_mtim.tv_sec} * 1'000'000'000 + info.st_mtim.tv_nsec;
    const FileEntry now{.size = static_cast<std::uint64_t>(info.st_size),
                        .mtime_ns = mtime_ns,
                        .inode = info.st_ino};
    {
        const std::lock_guard lock(mutex_);
        const auto it = files_.find(path);
        if (it != files_.end() && it->second.size == now.size &&
            it->second.mtime_ns == now.mtime_ns && it->second.inode == now.inode) {
            it->second.used = true;
            return it->second.sha256;
        }
    }
    const std::int64_t begun_ns = nowNs();
    auto sha256 = sha256File(file, label);
    if (!sha256.ok()) {
        return sha256;
    }
    const std::lock_guard lock(mutex_);
    FileEntry& entry = files_[path];
    entry = now;
    entry.sha256 = *sha256;
    entry.trusted = mtime_ns + kRacyNs < begun_ns;
    entry.used = true;
    changed_ = true;
    return sha256;
}

std::optional<json> BuildCache::find(const std::string& key) {
    const std::lock_guard lock(mutex_);
    const auto it = results_.find(key);
    if (it == results_.end()) {
        return std::nullopt;
    }
    it->second.used = true;
    return it->second.value;
}

void BuildCache::keep(const std::string& key, json value) {
    const std::lock_guard lock(mutex_);
    results_[key] = {.value = std::move(value), .used = true};
    changed_ = true;
}

void BuildCache::save() {
    const std::lock_guard lock(mutex_);
    if (!changed_) {
        return;
    }
    json files = json::object();
    std::size_t unused = 0;
    for (const auto& [path, entry] : files_) {
        if (entry.trusted && (entry.used || ++unused <= kMaxUnused)) {
            files[path] = {entry.size, entry.mtime_ns, entry.inode, entry.sha256};
        }
    }
    json results = json::object();
    unused = 0;
    for (const auto& [key, entry] : results_) {
        if (entry.used || ++unused <= kMaxUnused) {
            results[key] = entry.value;
        }
    }
    const json cache{{"version", kCacheVersion}, {"files", files}, {"results", results}};
    if (makeDirectories(file_.parent_path()).ok()) {
        (void)writeFileSafely(file_, cache.dump(), file_.parent_path());
    }
    changed_ = false;
}

} // namespace vr360
