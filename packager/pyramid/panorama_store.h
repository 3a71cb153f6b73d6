#pragma once

#include "core/base/result.h"
#include "core/geometry/grid.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace vr360 {

/// A panorama's directory while it comes about: `<work>/<hash>.partial`, with a log of what is
/// finished, so that an interrupted run can be carried on. Thread-safe but for create, open and
/// publish.
class PanoramaStore {
public:
    /// Makes the directory, or takes up the one of an interrupted run; from one that did not read
    /// just the same source file nothing is used again.
    static Result<std::unique_ptr<PanoramaStore>> open(const std::filesystem::path& work_dir,
                                                       std::string_view hash,
                                                       const Grid& grid,
                                                       std::string_view source = {});
    ~PanoramaStore();
    PanoramaStore(const PanoramaStore&) = delete;
    PanoramaStore& operator=(const PanoramaStore&) = delete;

    /// True if the tile was finished by an earlier run and its bytes on disk are what they were.
    /// `size` is then theirs.
    bool reuse(TileId tile, std::int64_t& size);

    /// Written without waiting for the disk; publish does that once for all.
    Status write(TileId tile, std::string_view bytes);

    /// Adds pyramid.json and SHA256SUMS, waits until all is on disk and moves the directory to its
    /// destination. The store is spent afterwards.
    Status publish(std::string_view pyramid_json, const std::filesystem::path& destination);

    /// Removes the directory: for panoramas that cannot become anything.
    void discard();

private:
    explicit PanoramaStore(std::filesystem::path directory);

    void readLog();
    Status openLog(std::string_view source);
    Status writeLog(const std::string& line);
    Status makeDirectories(const Grid& grid);
    void remember(const std::string& path, std::string digest);

    std::filesystem::path directory_;
    int log_ = -1;                                        ///< open for appending
    std::unordered_map<std::string, std::string> logged_; ///< earlier run's: path → SHA-256
    std::mutex mutex_;
    std::vector<std::string> sums_; ///< lines of SHA256SUMS
};

} // namespace vr360
