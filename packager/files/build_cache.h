#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace vr360 {

/// What earlier runs found out about a tour's files, so that a run with nothing changed reads
/// nothing but their dates: hashes by (path, size, mtime, inode), and results of expensive steps
/// by a key that covers all they were made from. Lies in TOUR/.vr360/; a cache that is missing,
/// damaged or cannot be written costs time, never correctness. Thread-safe.
class BuildCache {
public:
    /// Reads TOUR/.vr360/cache.json if it is there.
    explicit BuildCache(const std::filesystem::path& tour);

    /// SHA-256 of a file's bytes; `label` names it in faults.
    Result<std::string> hashOf(const std::filesystem::path& file, const std::string& label);

    /// A result kept under a key, or absent.
    [[nodiscard]] std::optional<nlohmann::json> find(const std::string& key);
    void keep(const std::string& key, nlohmann::json value);

    /// Writes what this run used, if anything is new. Failing is not a fault.
    void save();

private:
    struct FileEntry {
        std::uint64_t size = 0;
        std::int64_t mtime_ns = 0;
        std::uint64_t inode = 0;
        std::string sha256;
        bool trusted = false; ///< unchanged for long enough that a change would show in mtime
        bool used = false;
    };
    struct ResultEntry {
        nlohmann::json value;
        bool used = false;
    };

    void load();

    std::filesystem::path tour_;
    std::filesystem::path file_;
    std::mutex mutex_;
    std::map<std::string, FileEntry> files_;
    std::map<std::string, ResultEntry> results_;
    bool changed_ = false;
};

} // namespace vr360
