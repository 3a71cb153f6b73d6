#include "packager/pyramid/source_stamp.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <chrono>

namespace vr360 {
namespace {

/// The coarsest step of dates in use is FAT's.
constexpr std::int64_t kCoarsestStepNs = 2'000'000'000;

std::int64_t nanoseconds(const timespec& time) {
    return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

} // namespace

std::string SourceStamp::text() const {
    return fmt::format("{} bytes, inode {}, dates {} {}", size, inode, modified_ns, changed_ns);
}

std::optional<SourceStamp> stampOf(const std::filesystem::path& file) {
    const std::int64_t now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                                 std::chrono::system_clock::now().time_since_epoch())
                                 .count();
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0) {
        return std::nullopt;
    }
    SourceStamp stamp{.size = static_cast<std::uint64_t>(info.st_size),
                      .inode = info.st_ino,
                      .modified_ns = nanoseconds(info.st_mtim),
                      .changed_ns = nanoseconds(info.st_ctim)};
    stamp.settled = std::max(stamp.modified_ns, stamp.changed_ns) + kCoarsestStepNs < now;
    return stamp;
}

Fault changedMeanwhile(std::string_view label) {
    return {.where = std::string(label),
            .what = "was changed while it was being read",
            .cure = "Run the same command again once it is saved."};
}

} // namespace vr360
