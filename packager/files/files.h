#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// The whole file; `label` names it in the fault. Refuses more than `limit` bytes.
Result<std::string> readFile(const std::filesystem::path& file,
                             std::string_view label,
                             std::uint64_t limit = std::uint64_t{1} << 30);

/// Writes a file so that after a crash it has its old content or all of the new: a temporary in
/// `work_dir` (same file system), fsync, rename. The parent directory is not flushed: see
/// syncDirectory. Faults carry os_error.
Status writeFileSafely(const std::filesystem::path& file,
                       std::string_view bytes,
                       const std::filesystem::path& work_dir);

/// Makes a directory and its parents, each flushed into its own parent.
Status makeDirectories(const std::filesystem::path& directory);

/// Flushes a directory's entries, so that renames in it survive a power cut.
Status syncDirectory(const std::filesystem::path& directory);

/// The first 24 of a hash's 64 hexadecimal digits: how packages name files.
std::string shortHash(std::string_view sha256);
/// True for 24 lower-case hexadecimal digits.
bool isShortHash(std::string_view text);

/// A fault of writing: `file` and what the system said, with a cure for the common cases.
Fault writeFault(const std::filesystem::path& file, int os_error);

/// A directory's entries by their names in Unicode NFC, sorted; hidden ones left out.
/// Editors' computers disagree on how "é" is written in a file name; people do not.
class FolderIndex {
public:
    struct Entry {
        std::string name; ///< NFC
        std::filesystem::path path;
        bool is_folder = false;
    };

    explicit FolderIndex(const std::filesystem::path& folder);

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] const Entry* find(std::string_view nfc_name) const;
    /// Names that differ on disk may be the same in NFC.
    [[nodiscard]] bool isThereTwice(std::string_view nfc_name) const;
    [[nodiscard]] std::vector<std::string> names() const;

private:
    std::vector<Entry> entries_;
};

/// A file named by an editor, relative to a folder and possibly in a folder below it
/// ("media/a.jpg"). Fails when it is not there (naming the most similar one), or leaves the folder.
Result<std::filesystem::path> findFile(const std::filesystem::path& folder,
                                       std::string_view relative);

} // namespace vr360
