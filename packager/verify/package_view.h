#pragma once

#include "core/package/reader.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

/// A package's files as a directory holds them. Where a run was killed while publishing, the files
/// it had not yet renamed count as published (see publish/release.h). Thread-safe.
class PackageView final : public ByteSource {
public:
    explicit PackageView(std::filesystem::path package);

    [[nodiscard]] Result<std::string> read(std::string_view path) const override;

    /// Path → size of every plain file, without those of unfinished work.
    [[nodiscard]] const std::map<std::string, std::uint64_t, std::less<>>& files() const {
        return files_;
    }
    /// Links, devices and the like, which a package must not hold.
    [[nodiscard]] const std::vector<std::string>& oddities() const { return oddities_; }
    [[nodiscard]] bool isBeingPublished() const { return being_published_; }
    [[nodiscard]] bool has(std::string_view path) const { return files_.contains(path); }

private:
    void scan(const std::filesystem::path& folder);

    std::filesystem::path package_;
    std::filesystem::path next_;
    std::map<std::string, std::uint64_t, std::less<>> files_;
    std::vector<std::string> oddities_;
    bool being_published_ = false;
};

} // namespace vr360
