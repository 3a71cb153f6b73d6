#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string_view>

namespace vr360::durable {

/// What to say when the system refuses to write.
Fault writeFault(const std::filesystem::path& path, int os_error);

enum class FileSync {
    kNow,  ///< the bytes are on disk when this returns
    kLater ///< the system may take its time; sync before anybody relies on it
};

/// Creates or replaces a file.
Status writeFile(const std::filesystem::path& path, std::string_view bytes, FileSync sync);

/// Waits until a directory's entries are on disk.
Status syncDirectory(const std::filesystem::path& directory);

/// Waits until everything written to the file system that holds `directory` is on disk.
Status syncFileSystem(const std::filesystem::path& directory);

/// Renames, and waits until both parents are on disk.
Status moveIntoPlace(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace vr360::durable
