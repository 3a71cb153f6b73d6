#include "packager/verify/package_view.h"

#include "packager/files/files.h"
#include "packager/publish/package_lock.h"
#include "packager/publish/release.h"

namespace vr360 {

namespace fs = std::filesystem;

PackageView::PackageView(fs::path package)
    : package_(std::move(package)), next_(package_ / kWorkFolder / kNextFolder) {
    std::error_code ignored;
    scan(package_);
    being_published_ = fs::is_directory(next_, ignored);
    if (being_published_) {
        scan(next_);
    }
}

void PackageView::scan(const fs::path& folder) {
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
         it.increment(error)) {
        const std::string path = it->path().lexically_relative(folder).generic_string();
        if (path == kWorkFolder) {
            it.disable_recursion_pending();
            continue;
        }
        std::error_code ignored;
        const fs::file_status status = it->symlink_status(ignored);
        if (fs::is_regular_file(status)) {
            files_[path] = it->file_size(ignored);
        } else if (!fs::is_directory(status)) {
            oddities_.push_back(path);
        }
    }
}

Result<std::string> PackageView::read(std::string_view path) const {
    std::error_code ignored;
    const fs::path pending = next_ / path;
    const fs::path file =
        being_published_ && fs::exists(pending, ignored) ? pending : package_ / path;
    auto bytes = readFile(file, path);
    if (!bytes.ok()) {
        Fault fault = bytes.fault();
        fault.number = 101;
        fault.cure = "Build the package again.";
        return fault;
    }
    return bytes;
}

} // namespace vr360
