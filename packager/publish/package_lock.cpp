#include "packager/publish/package_lock.h"

#include "packager/files/files.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <ctime>
#include <utility>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

std::string hostName() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

std::string whoAmI() {
    const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    return fmt::format("process {} on {}, since {:%Y-%m-%d %H:%M:%S}",
                       ::getpid(),
                       hostName(),
                       fmt::localtime(now));
}

/// Whether the locked file is still the one that others would open: its last owner removes it.
bool isStillThere(int fd, const fs::path& file) {
    struct stat locked {};
    struct stat named {};
    return ::fstat(fd, &locked) == 0 && ::stat(file.c_str(), &named) == 0 &&
           locked.st_ino == named.st_ino && locked.st_dev == named.st_dev;
}

Fault busyFault(const fs::path& package, const fs::path& file) {
    const auto owner = readFile(file, "lock", 4096);
    return {.where = package.string(),
            .what = fmt::format("another build is writing into this package ({})",
                                owner.ok() && !owner->empty() ? *owner : "just starting"),
            .cure = "Wait until it has ended, or write to another folder.",
            .os_error = EAGAIN};
}

} // namespace

Result<PackageLock> PackageLock::take(const fs::path& package) {
    const fs::path folder = package / kWorkFolder;
    const fs::path file = folder / "lock";
    if (const Status made = makeDirectories(package); !made.ok()) {
        return made.fault();
    }
    for (;;) {
        // Plainly: whoever had the lock before may remove the folder at any moment.
        if (::mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST) {
            return writeFault(folder, errno);
        }
        const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (fd < 0) {
            if (errno == ENOENT) {
                continue; // The last owner removed the folder in between.
            }
            return writeFault(file, errno);
        }
        if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
            const int error = errno;
            const Fault busy = busyFault(package, file);
            ::close(fd);
            return error == EWOULDBLOCK ? busy : writeFault(file, error);
        }
        if (!isStillThere(fd, file)) {
            ::close(fd);
            continue;
        }
        const std::string me = whoAmI();
        if (::ftruncate(fd, 0) != 0 ||
            ::pwrite(fd, me.data(), me.size(), 0) != static_cast<ssize_t>(me.size())) {
            const int error = errno;
            ::close(fd);
            return writeFault(file, error);
        }
        return PackageLock(folder, fd);
    }
}

PackageLock::PackageLock(PackageLock&& other) noexcept
    : folder_(std::move(other.folder_)), fd_(std::exchange(other.fd_, -1)) {}

PackageLock& PackageLock::operator=(PackageLock&& other) noexcept {
    if (this != &other) {
        release();
        folder_ = std::move(other.folder_);
        fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
}

PackageLock::~PackageLock() {
    release();
}

void PackageLock::release() {
    if (fd_ < 0) {
        return;
    }
    // Unlinked while still locked: nobody can hold a file that others no longer find.
    ::unlink((folder_ / "lock").c_str());
    ::rmdir(folder_.c_str()); // Fails when unfinished work is in it, which the next run wants.
    ::close(fd_);
    fd_ = -1;
}

} // namespace vr360
