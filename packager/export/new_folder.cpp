#include "packager/export/new_folder.h"

#include "packager/files/files.h"

#include <cerrno>
#include <fstream>
#include <utility>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

/// Beside the place, so that renaming works: "DIR.part".
fs::path beside(const fs::path& place, const char* ending) {
    fs::path result = place;
    result += ending;
    return result;
}

Fault writeFaultOf(const fs::path& file, const std::error_code& error) {
    return writeFault(file, error.value());
}

} // namespace

Result<NewFolder> NewFolder::begin(const fs::path& place) {
    NewFolder folder;
    folder.place_ = place.has_filename() ? place : place.parent_path();
    std::error_code error;
    const bool there = fs::exists(folder.place_, error);
    if (there && !fs::is_directory(folder.place_, error)) {
        return Fault{.where = folder.place_.string(),
                     .what = "it is a file",
                     .cure = "Give a folder to write to with -o."};
    }
    if (there && !fs::is_empty(folder.place_, error) &&
        !fs::exists(folder.place_ / kExportMark, error)) {
        return Fault{.where = folder.place_.string(),
                     .what = "there is something in it that is not an export",
                     .cure = "Give a new or an empty folder with -o; an earlier export may be "
                             "replaced, nothing else."};
    }
    folder.part_ = beside(folder.place_, ".part");
    fs::remove_all(folder.part_, error);
    if (!fs::create_directories(folder.part_, error)) {
        const fs::path part = std::exchange(folder.part_, {});
        return writeFaultOf(part, error);
    }
    return folder;
}

NewFolder::~NewFolder() {
    if (!part_.empty()) {
        std::error_code error;
        fs::remove_all(part_, error);
    }
}

NewFolder::NewFolder(NewFolder&& other) noexcept
    : place_(std::move(other.place_)), part_(std::exchange(other.part_, {})) {}

NewFolder& NewFolder::operator=(NewFolder&& other) noexcept {
    std::swap(place_, other.place_);
    std::swap(part_, other.part_);
    return *this;
}

Status NewFolder::finish() {
    std::error_code error;
    const fs::path old = beside(place_, ".old");
    fs::remove_all(old, error);
    const bool replaces = fs::exists(place_, error);
    if (replaces) {
        if (fs::exists(place_ / "node_modules", error)) {
            fs::rename(place_ / "node_modules", part_ / "node_modules", error);
        }
        fs::rename(place_, old, error);
        if (error) {
            return writeFaultOf(place_, error);
        }
    }
    fs::rename(part_, place_, error);
    if (error) {
        return writeFaultOf(place_, error);
    }
    part_.clear();
    fs::remove_all(old, error);
    return Done{};
}

Status writeNewFile(const fs::path& file, std::string_view bytes) {
    std::error_code error;
    fs::create_directories(file.parent_path(), error);
    errno = 0;
    std::ofstream out(file, std::ios::binary);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) {
        return writeFault(file, errno != 0 ? errno : EIO);
    }
    return Done{};
}

} // namespace vr360
