#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string_view>

namespace vr360 {

/// The file by which an export is known as one, so that nothing else is ever replaced.
inline constexpr std::string_view kExportMark = "vr360-export.txt";

/// A folder that is written beside its place and put there when it is complete. Given up, and
/// what was written removed, if it is destroyed before that.
class NewFolder {
public:
    /// Fails when something stands at the place that is not an earlier export.
    static Result<NewFolder> begin(const std::filesystem::path& place);
    ~NewFolder();
    NewFolder(NewFolder&& other) noexcept;
    NewFolder& operator=(NewFolder&& other) noexcept;
    NewFolder(const NewFolder&) = delete;
    NewFolder& operator=(const NewFolder&) = delete;

    /// Where to write.
    [[nodiscard]] const std::filesystem::path& path() const { return part_; }

    /// Puts it in its place. Node modules that were installed into the earlier one are kept.
    Status finish();

private:
    NewFolder() = default;

    std::filesystem::path place_;
    std::filesystem::path part_; ///< empty: nothing to remove
};

/// Writes a file, making its folders.
Status writeNewFile(const std::filesystem::path& file, std::string_view bytes);

} // namespace vr360
