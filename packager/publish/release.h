#pragma once

#include "core/base/result.h"
#include "core/package/tour.h"
#include "packager/publish/checksums.h"

#include <filesystem>
#include <map>
#include <string>

namespace vr360 {

/// The files of a release that are not named after their content, and how they are exchanged as
/// one.
///
/// They are first written into PACKAGE/.vr360/next, complete and flushed. The rename that gives
/// that folder its name is the moment of publishing. Then each file is renamed to its place,
/// tour.json last. A run that was killed in between is finished by the next one; until then
/// tour.json, old or new, names files that are all there.

/// What is to be published.
struct Release {
    Tour tour;                                ///< `release` is set by publishRelease
    Checksums files;                          ///< of everything but tour.json
    std::map<std::string, std::string> loose; ///< path → bytes: index.html, app files, licences
};

struct Published {
    int number = 0;       ///< the release that is there now
    bool changed = false; ///< false: it was there before
};

/// Publishes unless just that is published already.
Result<Published> publishRelease(const std::filesystem::path& package,
                                 const std::filesystem::path& work_folder,
                                 Release release);

/// Ends what an interrupted run had begun to publish. To be called under the lock, before
/// anything is read from the package.
Status finishPublishing(const std::filesystem::path& package,
                        const std::filesystem::path& work_folder);

inline constexpr std::string_view kNextFolder = "next";
inline constexpr std::string_view kTourJson = "tour.json";
inline constexpr std::string_view kChecksumsName = "SHA256SUMS";

} // namespace vr360
