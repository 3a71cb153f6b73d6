#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string_view>

namespace vr360 {

/// Where a build keeps what is not finished yet: in the package, so that a rename gets it to its
/// place, under a name that no viewer asks for. Gone when no build is under way or interrupted.
inline constexpr std::string_view kWorkFolder = ".vr360";

/// One build at a time into a package. Held until destroyed or the process ends, however it ends:
/// the kernel lets go of it. Move-only.
class PackageLock {
public:
    /// Takes the lock at once or says who has it: process, computer, since when. Makes the
    /// package's directory if needed. Faults of writing carry os_error; that somebody else has
    /// it is EAGAIN.
    static Result<PackageLock> take(const std::filesystem::path& package);

    PackageLock(PackageLock&& other) noexcept;
    PackageLock& operator=(PackageLock&& other) noexcept;
    ~PackageLock();

    [[nodiscard]] const std::filesystem::path& workFolder() const { return folder_; }

private:
    PackageLock(std::filesystem::path folder, int fd) : folder_(std::move(folder)), fd_(fd) {}
    void release();

    std::filesystem::path folder_;
    int fd_ = -1;
};

} // namespace vr360
