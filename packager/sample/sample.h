#pragma once

#include "core/base/result.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace vr360 {

struct SampleOptions {
    std::filesystem::path directory; ///< made if absent; files of earlier runs are overwritten
    int width = 4096;                ///< of the panoramas, 256…32768 and even; the height is half
    std::vector<std::string> only;   ///< site ids; empty means all
    int threads = 0;                 ///< 0 means one per processor
};

/// After each panorama. Called from worker threads, one call at a time.
struct SampleProgress {
    std::size_t done = 0;
    std::size_t total = 0;
    std::string site;
};

/// Writes the sample tour: tour.toml, and per site site.toml with its texts and a panorama drawn by
/// code. The same options give the same bytes, whatever `threads`. With `only`, links to sites left
/// out are left out too. Stops soon after `stop` becomes true, with a fault. Thread-safe for
/// different directories.
Status writeSample(const SampleOptions& options,
                   const std::function<void(const SampleProgress&)>& progress,
                   const std::atomic<bool>& stop);

/// The ids of all sites, in the tour's order.
std::vector<std::string> sampleSites();

} // namespace vr360
