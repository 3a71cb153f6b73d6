#include "packager/files/files.h"

#include "packager/files/unicode.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

/// Closes on leaving a scope.
class FileHandle {
public:
    explicit FileHandle(int fd) : fd_(fd) {}
    ~FileHandle() { close(); }
    FileHandle(const FileHandle&) = delete;
    FileHandle& operator=(const FileHandle&) = delete;

    [[nodiscard]] int get() const { return fd_; }
    int close() {
        const int result = fd_ >= 0 ? ::close(fd_) : 0;
        fd_ = -1;
        return result;
    }

private:
    int fd_;
};

Fault readFault(std::string_view label, int error) {
    Fault fault{.where = std::string(label),
                .what = fmt::format("cannot be read: {}", std::strerror(error)),
                .cure = "Check that the file is there and that you may read it."};
    if (error == ENOENT) {
        fault.what = "is not there";
    } else if (error == EACCES) {
        fault.cure = "Give yourself permission to read it.";
    }
    return fault;
}

bool writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
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

Result<std::string> readFile(const fs::path& file, std::string_view label, std::uint64_t limit) {
    FileHandle handle(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat info {};
    if (handle.get() < 0 || ::fstat(handle.get(), &info) != 0) {
        return readFault(label, errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return Fault{std::string(label), "is not a file", "Put a file in its place."};
    }
    if (static_cast<std::uint64_t>(info.st_size) > limit) {
        return Fault{std::string(label),
                     fmt::format("is {} MB large; at most {} MB make sense here",
                                 info.st_size >> 20,
                                 limit >> 20),
                     "Check that it is the file you meant."};
    }
    std::string bytes(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t have = 0;
    while (have < bytes.size()) {
        const ssize_t got = ::read(handle.get(), bytes.data() + have, bytes.size() - have);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return readFault(label, errno);
        }
        if (got == 0) {
            break;
        }
        have += static_cast<std::size_t>(got);
    }
    bytes.resize(have);
    return bytes;
}

Status writeFileSafely(const fs::path& file, std::string_view bytes, const fs::path& work_dir) {
    static std::atomic<unsigned> counter{0};
    const fs::path temporary =
        work_dir / fmt::format("{}.{}.{}", file.filename().string(), ::getpid(), counter++);
    FileHandle handle(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    const bool written = handle.get() >= 0 && writeAll(handle.get(), bytes) &&
                         ::fsync(handle.get()) == 0 && handle.close() == 0 &&
                         ::rename(temporary.c_str(), file.c_str()) == 0;
    if (!written) {
        const int error = errno;
        ::unlink(temporary.c_str());
        return writeFault(file, error);
    }
    return Done{};
}

Status makeDirectories(const fs::path& directory) {
    const fs::path absolute = fs::absolute(directory).lexically_normal();
    fs::path made;
    for (const fs::path& part : absolute) {
        const fs::path parent = made;
        made /= part;
        if (::mkdir(made.c_str(), 0777) == 0) {
            if (Status synced = syncDirectory(parent); !synced.ok()) {
                return synced;
            }
        } else if (errno != EEXIST) {
            std::error_code ignored;
            const int error = errno;
            if (!fs::is_directory(made, ignored)) {
                return writeFault(made, error);
            }
        } else {
            std::error_code ignored;
            if (!fs::is_directory(made, ignored)) {
                return writeFault(made, ENOTDIR);
            }
        }
    }
    return Done{};
}

Status syncDirectory(const fs::path& directory) {
    FileHandle handle(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (handle.get() < 0) {
        return writeFault(directory, errno);
    }
    // Some network file systems cannot flush a directory, and say so with EINVAL.
    if (::fsync(handle.get()) != 0 && errno != EINVAL) {
        return writeFault(directory, errno);
    }
    return Done{};
}

std::string shortHash(std::string_view sha256) {
    return std::string(sha256.substr(0, 24));
}

bool isShortHash(std::string_view text) {
    return text.size() == 24 && std::ranges::all_of(text, [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

Fault writeFault(const fs::path& file, int os_error) {
    Fault fault{.where = file.string(),
                .what = fmt::format("cannot be written: {}", std::strerror(os_error)),
                .cure = "Choose another place to write to.",
                .os_error = os_error};
    if (os_error == ENOSPC || os_error == EDQUOT) {
        fault.cure =
            "Make room on the disk and run the same command again: what is finished stays.";
    } else if (os_error == EACCES || os_error == EPERM || os_error == EROFS) {
        fault.cure = "Give yourself permission to write there, or choose another place.";
    } else if (os_error == ENOTDIR || os_error == EEXIST) {
        fault.cure = "A file is in the way of a folder: move it, or choose another place.";
    }
    return fault;
}

FolderIndex::FolderIndex(const fs::path& folder) {
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::string name = nfc(it->path().filename().string());
        if (!name.starts_with('.')) {
            std::error_code ignored;
            const bool is_folder = it->is_directory(ignored);
            entries_.push_back({std::move(name), it->path(), is_folder});
        }
    }
    std::ranges::sort(entries_, [](const Entry& a, const Entry& b) {
        return std::tie(a.name, a.path) < std::tie(b.name, b.path);
    });
}

bool FolderIndex::isThereTwice(std::string_view nfc_name) const {
    return std::ranges::count(entries_, nfc_name, &Entry::name) > 1;
}

const FolderIndex::Entry* FolderIndex::find(std::string_view nfc_name) const {
    const auto it = std::ranges::lower_bound(entries_, nfc_name, {}, &Entry::name);
    return it != entries_.end() && it->name == nfc_name ? &*it : nullptr;
}

std::vector<std::string> FolderIndex::names() const {
    std::vector<std::string> names;
    for (const Entry& entry : entries_) {
        names.push_back(entry.name);
    }
    return names;
}

namespace {

std::string smallEnding(std::string_view name) {
    std::string ending = fs::path(name).extension().string();
    std::ranges::transform(ending, ending.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return ending == ".jpeg" ? ".jpg" : ending;
}

/// What to do about a name that is not in a folder: name the file that was probably meant, else
/// those of the same kind.
std::string cureForMissing(std::string_view name, const FolderIndex& index) {
    if (const std::string similar = nearest(name, index.names()); !similar.empty()) {
        return fmt::format("Did you mean \"{}\"?", similar);
    }
    constexpr std::size_t kMostNamed = 3;
    std::vector<std::string> alike;
    for (const FolderIndex::Entry& entry : index.entries()) {
        if (!entry.is_folder && smallEnding(entry.name) == smallEnding(name)) {
            alike.push_back(entry.name);
        }
    }
    if (alike.empty() || alike.size() > kMostNamed) {
        return "Put the file there, or correct the name.";
    }
    return fmt::format("Put the file there, or write the name of one that is there: {}.",
                       fmt::join(alike, ", "));
}

} // namespace

Result<fs::path> findFile(const fs::path& folder, std::string_view relative) {
    const std::string wanted = nfc(relative);
    const fs::path parts(wanted);
    if (parts.is_absolute() || std::ranges::find(parts, fs::path("..")) != parts.end() ||
        wanted.find('\\') != std::string::npos) {
        return Fault{
            wanted,
            "points out of the site's folder",
            "Copy the file into the site's folder and name it relative to that, with '/'."};
    }
    fs::path found = folder;
    for (const fs::path& part : parts) {
        const FolderIndex index(found);
        const FolderIndex::Entry* entry = index.find(part.string());
        if (entry == nullptr) {
            return Fault{wanted, "is not there", cureForMissing(part.string(), index)};
        }
        if (index.isThereTwice(part.string())) {
            return Fault{wanted,
                         "is there twice, under names that look the same and are not (their marks "
                         "are written in two ways)",
                         "Delete the one that is not wanted, or give it another name."};
        }
        found = entry->path;
    }
    std::error_code ignored;
    if (fs::is_directory(found, ignored)) {
        return Fault{wanted, "is a folder", "Name a file in it."};
    }
    return found;
}

} // namespace vr360
