#include "viewer/io/directory_source.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace vr360 {
namespace {

constexpr off_t kMaxFileBytes = off_t{512} << 20;

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0)
            ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    [[nodiscard]] int get() const { return number_; }

private:
    int number_;
};

Fault readFault(const std::string& path, int error) {
    const bool missing = error == ENOENT || error == ENOTDIR;
    return Fault{path,
                 missing ? "the file is missing"
                         : std::string("the file cannot be read: ") + std::strerror(error),
                 missing ? "Copy the package again, whole, or run `vr360-pack verify` on it."
                         : "Check the disk and the file's permissions.",
                 missing ? 101 : 0};
}

} // namespace

Result<std::string> readFile(const std::string& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0)
        return readFault(path, errno);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0)
        return readFault(path, errno);
    if (!S_ISREG(status.st_mode))
        return readFault(path, EISDIR);
    if (status.st_size > kMaxFileBytes)
        return readFault(path, EFBIG);
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return readFault(path, errno);
        if (got == 0)
            break; // shortened while we read: the decoder will say what that means
        filled += static_cast<std::size_t>(got);
    }
    bytes.resize(filled);
    return bytes;
}

Result<std::string> DirectorySource::read(std::string_view path) const {
    auto bytes = readFile(root_ + "/" + std::string(path));
    if (bytes)
        return bytes;
    Fault fault = bytes.fault();
    fault.where = std::string(path);
    return fault;
}

Status writeFile(const std::string& path, std::string_view bytes) {
    const std::string temporary = path + ".part";
    const auto fault = [&](int error) {
        ::unlink(temporary.c_str());
        return Fault{path,
                     std::string("cannot be written: ") + std::strerror(error),
                     "Check that the folder exists, may be written to and has room."};
    };
    {
        const Descriptor file(
            ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (file.get() < 0)
            return fault(errno);
        std::size_t written = 0;
        while (written < bytes.size()) {
            const ssize_t put = ::write(file.get(), bytes.data() + written, bytes.size() - written);
            if (put < 0 && errno == EINTR)
                continue;
            if (put < 0)
                return fault(errno);
            written += static_cast<std::size_t>(put);
        }
    }
    if (std::rename(temporary.c_str(), path.c_str()) != 0)
        return fault(errno);
    return Done{};
}

} // namespace vr360
