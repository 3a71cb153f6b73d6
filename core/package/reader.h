#pragma once

#include "core/base/result.h"
#include "core/package/pyramid.h"
#include "core/package/tour.h"

#include <string>
#include <string_view>

namespace vr360 {

/// Where a package's files come from: a directory, an archive, a test's map. The outside of core.
class ByteSource {
public:
    virtual ~ByteSource() = default;
    /// The whole file at a path within the package; V101 if it is not there.
    [[nodiscard]] virtual Result<std::string> read(std::string_view path) const = 0;
};

/// Opens what a package's index names. Holds no state; thread-safe if its source is.
class PackageReader {
public:
    explicit PackageReader(const ByteSource& source) : source_(source) {}

    [[nodiscard]] Result<Tour> tour() const;
    /// The site of an entry; V205 if it says it is another one.
    [[nodiscard]] Result<Site> site(const Tour::SiteEntry& entry) const;
    [[nodiscard]] Result<Pyramid> pyramid(std::string_view panorama) const;

private:
    const ByteSource& source_;
};

} // namespace vr360
