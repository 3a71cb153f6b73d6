#pragma once

#include "core/base/result.h"
#include "packager/files/build_cache.h"

#include <filesystem>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace vr360 {

/// The files of a package that are named after their content. They are written once, safely, and
/// never changed. Thread-safe.
class ObjectStore {
public:
    ObjectStore(std::filesystem::path package, std::filesystem::path work_folder, BuildCache& cache)
        : package_(std::move(package)), work_(std::move(work_folder)), cache_(cache) {}

    /// Writes bytes under `folder`/`stem`<hash>`ending` unless they are there already, and gives
    /// the path in the package. `hash` may be given for files that share a name (.opus and .mp3).
    Result<std::string> put(std::string_view folder,
                            std::string_view stem,
                            std::string_view ending,
                            std::string_view bytes,
                            std::string_view hash = {});

    /// Whether a file is there and, where `sha256` is given, holds what it should. Without one
    /// its name must be its hash.
    [[nodiscard]] bool holds(const std::string& path, std::string_view sha256 = {});

    /// SHA-256 of a file of the package, from the cache if its dates allow.
    Result<std::string> hashOf(const std::string& path);

    /// Flushes the folders that were written into.
    Status flush();

    [[nodiscard]] const std::filesystem::path& package() const { return package_; }
    [[nodiscard]] const std::filesystem::path& workFolder() const { return work_; }
    [[nodiscard]] std::size_t filesWritten() const { return written_; }
    [[nodiscard]] std::uint64_t bytesWritten() const { return bytes_; }

private:
    std::filesystem::path package_;
    std::filesystem::path work_;
    BuildCache& cache_;
    std::mutex mutex_;
    std::set<std::filesystem::path> unflushed_;
    std::size_t written_ = 0;
    std::uint64_t bytes_ = 0;
};

/// The hash in a name like "<hash>.vtt" or "<id>.<hash>.json"; empty if there is none.
std::string hashInName(std::string_view path);

} // namespace vr360
