#include "packager/pyramid/durable_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace vr360::durable {
namespace {

/// Closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    [[nodiscard]] bool isOpen() const { return number_ >= 0; }
    [[nodiscard]] int number() const { return number_; }
    /// False with errno set where the system reports a failed write only now.
    [[nodiscard]] bool close() {
        const int number = number_;
        number_ = -1;
        return ::close(number) == 0;
    }

private:
    int number_;
};

bool writeAll(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

Fault writeFault(const std::filesystem::path& path, int os_error) {
    std::string cure = "Check the disk and the path that is written to.";
    if (os_error == ENOSPC || os_error == EDQUOT) {
        cure = "Make room on the disk, then run the same command again; it carries on.";
    } else if (os_error == EACCES || os_error == EPERM || os_error == EROFS) {
        cure = "Choose a place that you may write to, or have its permissions changed.";
    }
    return {.where = path.string(),
            .what = std::string("cannot be written: ") + std::strerror(os_error),
            .cure = std::move(cure),
            .os_error = os_error};
}

Status writeFile(const std::filesystem::path& path, std::string_view bytes, FileSync sync) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    if (!file.isOpen() || !writeAll(file.number(), bytes) ||
        (sync == FileSync::kNow && ::fsync(file.number()) != 0) || !file.close()) {
        return writeFault(path, errno);
    }
    return Done{};
}

Status syncDirectory(const std::filesystem::path& directory) {
    const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    // Some network file systems cannot flush a directory, and say so with EINVAL.
    if (!opened.isOpen() || (::fsync(opened.number()) != 0 && errno != EINVAL)) {
        return writeFault(directory, errno);
    }
    return Done{};
}

Status syncFileSystem(const std::filesystem::path& directory) {
    const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.isOpen() || ::syncfs(opened.number()) != 0) {
        return writeFault(directory, errno);
    }
    return Done{};
}

Status moveIntoPlace(const std::filesystem::path& from, const std::filesystem::path& to) {
    if (::rename(from.c_str(), to.c_str()) != 0) {
        return writeFault(to, errno);
    }
    const Status synced = syncDirectory(to.parent_path());
    return synced ? syncDirectory(from.parent_path()) : synced;
}

} // namespace vr360::durable
