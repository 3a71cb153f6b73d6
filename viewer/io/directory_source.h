#pragma once

#include "core/package/reader.h"

#include <string>

namespace vr360 {

/// A package that lies in a directory. Thread-safe: it only reads.
class DirectorySource final : public ByteSource {
public:
    explicit DirectorySource(std::string root) : root_(std::move(root)) {}

    /// V101 when the file is not there; number 0 when it is there but cannot be read at present,
    /// so that trying again may help.
    [[nodiscard]] Result<std::string> read(std::string_view path) const override;
    [[nodiscard]] const std::string& root() const { return root_; }

private:
    std::string root_;
};

/// A file outside of packages, whole; a fault when it cannot be read.
Result<std::string> readFile(const std::string& path);

/// Writes a file so that it is either whole or not there: a temporary name, then a rename.
Status writeFile(const std::string& path, std::string_view bytes);

} // namespace vr360
