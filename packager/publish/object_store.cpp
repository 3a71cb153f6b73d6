#include "packager/publish/object_store.h"

#include "packager/files/files.h"
#include "packager/pyramid/sha256.h"

#include <fmt/format.h>

namespace vr360 {

namespace fs = std::filesystem;

Result<std::string> ObjectStore::put(std::string_view folder,
                                     std::string_view stem,
                                     std::string_view ending,
                                     std::string_view bytes,
                                     std::string_view hash) {
    const std::string sha256_now = sha256(bytes);
    const std::string name = hash.empty() ? shortHash(sha256_now) : std::string(hash);
    const std::string path = fmt::format("{}/{}{}{}", folder, stem, name, ending);
    if (holds(path, sha256_now)) {
        return path;
    }
    const fs::path file = package_ / path;
    if (const Status made = makeDirectories(file.parent_path()); !made.ok()) {
        return made.fault();
    }
    if (const Status written = writeFileSafely(file, bytes, work_); !written.ok()) {
        return written.fault();
    }
    const std::lock_guard lock(mutex_);
    unflushed_.insert(file.parent_path());
    ++written_;
    bytes_ += bytes.size();
    return path;
}

bool ObjectStore::holds(const std::string& path, std::string_view sha256) {
    std::error_code ignored;
    if (!fs::is_regular_file(package_ / path, ignored)) {
        return false;
    }
    const auto now = hashOf(path);
    return now.ok() && (sha256.empty() ? shortHash(*now) == hashInName(path) : *now == sha256);
}

Result<std::string> ObjectStore::hashOf(const std::string& path) {
    return cache_.hashOf(package_ / path, path);
}

Status ObjectStore::flush() {
    const std::lock_guard lock(mutex_);
    for (const fs::path& folder : unflushed_) {
        if (Status flushed = syncDirectory(folder); !flushed.ok()) {
            return flushed;
        }
    }
    unflushed_.clear();
    return Done{};
}

std::string hashInName(std::string_view path) {
    path.remove_prefix(path.rfind('/') + 1);
    const std::string_view stem = path.substr(0, path.rfind('.'));
    const std::string_view hash = stem.substr(stem.rfind('.') + 1);
    return isShortHash(hash) ? std::string(hash) : std::string();
}

} // namespace vr360
