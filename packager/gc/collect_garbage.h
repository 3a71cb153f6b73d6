#pragma once

#include "core/base/result.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace vr360 {

struct GarbageOptions {
    std::filesystem::path package;
    bool dry_run = false; ///< only tell
};

struct GarbageReport {
    int panoramas = 0;                ///< removed, each a folder of tiles
    int files = 0;                    ///< removed, those of panoramas among them
    int panorama_files = 0;           ///< of these, in panoramas' folders
    std::uint64_t bytes = 0;          ///< of these files
    std::uint64_t kept_bytes = 0;     ///< of what is still there
    std::vector<std::string> unknown; ///< paths that no build has written; left where they are
    bool interrupted = false;         ///< by `stop`; what is counted is gone
};

/// Removes what the release does not refer to: objects of earlier releases and of interrupted
/// builds. Takes the package's lock, so no build runs meanwhile (EAGAIN while one does), and never
/// touches a file that the release needs: it may be interrupted at any moment. Faults of writing
/// carry os_error; a package whose documents do not belong together has none and stays as it is.
Result<GarbageReport> collectGarbage(const GarbageOptions& options, const std::atomic<bool>& stop);

} // namespace vr360
