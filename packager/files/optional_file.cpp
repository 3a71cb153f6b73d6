#include "packager/files/optional_file.h"

#include "packager/files/files.h"

#include <sys/stat.h>

#include <cerrno>

namespace vr360 {

namespace fs = std::filesystem;

Result<std::optional<std::string>>
readFileIfThere(const fs::path& file, std::string_view label, std::uint64_t limit) {
    struct stat info {};
    if (::stat(file.c_str(), &info) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return std::optional<std::string>();
    }
    auto bytes = readFile(file, label, limit);
    if (!bytes.ok()) {
        return bytes.fault();
    }
    return std::optional(std::move(bytes).value());
}

} // namespace vr360
