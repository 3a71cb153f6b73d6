#include "packager/pyramid/scratch_lines.h"

#include "packager/pyramid/durable_files.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <new>
#include <string>

namespace vr360 {
namespace {

constexpr std::size_t kAlignment = 16;

/// A file that nobody else can see. Its room on the disk is set aside at once: a mapped file that
/// meets a full disk later would end the program.
Result<int> openNameless(std::filesystem::path folder, std::size_t size) {
    if (folder.empty()) {
        folder = std::filesystem::temp_directory_path();
    }
    std::string name = (folder / ".lines-XXXXXX").string();
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) {
        return durable::writeFault(folder, errno);
    }
    ::unlink(name.c_str());
    const int error = ::posix_fallocate(file, 0, static_cast<off_t>(size));
    if (error != 0) {
        ::close(file);
        return durable::writeFault(folder, error);
    }
    return file;
}

} // namespace

Result<ScratchLines>
ScratchLines::create(std::size_t line_bytes, int lines, const std::filesystem::path& folder) {
    ScratchLines made;
    made.stride_ = (line_bytes + kAlignment - 1) / kAlignment * kAlignment;
    made.lines_ = lines;
    const std::size_t size = made.stride_ * static_cast<std::size_t>(lines);
    made.is_file_ = size > kHeldInMemory;
    int file = -1;
    if (made.is_file_) {
        const Result<int> opened = openNameless(folder, size);
        if (!opened) {
            return opened.fault();
        }
        file = *opened;
    }
    void* const bytes = ::mmap(nullptr,
                               size,
                               PROT_READ | PROT_WRITE,
                               made.is_file_ ? MAP_SHARED : MAP_PRIVATE | MAP_ANONYMOUS,
                               file,
                               0);
    if (file >= 0) {
        ::close(file); // The mapping keeps it.
    }
    if (bytes == MAP_FAILED) {
        throw std::bad_alloc(); // As every other lack of memory: the scheduler words it.
    }
    made.bytes_ = static_cast<std::uint8_t*>(bytes);
    return made;
}

ScratchLines::~ScratchLines() {
    if (bytes_ != nullptr) {
        ::munmap(bytes_, stride_ * static_cast<std::size_t>(lines_));
    }
}

void ScratchLines::letGo() const {
    if (is_file_) {
        ::madvise(bytes_, stride_ * static_cast<std::size_t>(lines_), MADV_DONTNEED);
    }
}

void ScratchLines::swap(ScratchLines& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(stride_, other.stride_);
    std::swap(lines_, other.lines_);
    std::swap(is_file_, other.is_file_);
}

} // namespace vr360
