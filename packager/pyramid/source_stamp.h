#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace vr360 {

/// What a file system says of a file, by which a change shows without reading it again.
struct SourceStamp {
    std::uint64_t size = 0; ///< bytes
    std::uint64_t inode = 0;
    std::int64_t modified_ns = 0; ///< since 1970
    std::int64_t changed_ns = 0;  ///< since 1970: also when it was renamed or its dates were set
    /// Its last change was so long ago that another one would have another date.
    bool settled = false;

    [[nodiscard]] bool isSameAs(const SourceStamp& other) const {
        return size == other.size && inode == other.inode && modified_ns == other.modified_ns &&
               changed_ns == other.changed_ns;
    }
    /// All but `settled`.
    [[nodiscard]] std::string text() const;
};

/// Absent if there is no such file.
std::optional<SourceStamp> stampOf(const std::filesystem::path& file);

/// Somebody wrote to the file between two looks at it.
Fault changedMeanwhile(std::string_view label);

} // namespace vr360
