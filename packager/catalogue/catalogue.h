#pragma once

#include "packager/report/finding.h"

#include <filesystem>
#include <optional>
#include <string>

namespace vr360 {

struct ImportOptions {
    std::filesystem::path table; ///< CSV
    std::filesystem::path tour;
};

struct ImportReport {
    Findings findings; ///< about the table: "row 5, column C (lat)"
    int created = 0;   ///< sites
    int updated = 0;
    int unchanged = 0;
    int failed = 0; ///< rows of which nothing was taken
    bool usable = false;
    bool cannot_write = false;

    [[nodiscard]] int taken() const { return created + updated + unchanged; }
};

/// A table with a row a site → the sites' site.toml. Files that are not there are made; in those
/// that are, only values that differ are replaced, everything else stays to the byte. A row is
/// taken whole or not at all. An empty cell says nothing.
ImportReport importCatalogue(const ImportOptions& options);

/// The table of a tour: importing it again changes nothing. Sites that cannot be read are left out
/// and reported as errors. Absent when there is no usable tour. `separator`: ',', ';' or '\t'.
std::optional<std::string>
exportCatalogue(const std::filesystem::path& tour, char separator, Findings& findings);

} // namespace vr360
