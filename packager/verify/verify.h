#pragma once

#include "packager/report/finding.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>

namespace vr360 {

struct VerifyOptions {
    std::filesystem::path package;
    int threads = 1;
    bool decode = false; ///< decode every tile, instead of reading its header only
};

struct VerifyReport {
    Findings findings; ///< errors only where the package is not whole; numbers of docs/format.md
    std::int64_t files = 0;
    std::int64_t tiles = 0;
    std::uint64_t bytes = 0;
    int sites = 0;
    int panoramas = 0;
    int narrations = 0; ///< of scenes
    double narration_seconds = 0.0;
    std::int64_t cues = 0;       ///< of all subtitles that can be read
    std::int64_t kept_files = 0; ///< whole files that only earlier releases used
    double seconds = 0.0;

    [[nodiscard]] bool whole() const { return findings.count(Severity::kError) == 0; }
};

/// Every byte against its hash, every name against its content, every reference, every tile of
/// every grid. `progress` gets 0…1, from any thread, one call at a time.
VerifyReport verifyPackage(const VerifyOptions& options,
                           const std::function<void(double)>& progress,
                           const std::atomic<bool>& stop);

} // namespace vr360
