#pragma once

#include "packager/pyramid/build_pyramids.h"
#include "packager/report/finding.h"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vr360 {

struct BuildOptions {
    std::filesystem::path tour;
    std::filesystem::path package;
    PyramidSettings settings;
    int threads = 1;
    std::vector<std::string> only; ///< ids of sites; the others stay as they are published
    bool keep_going = false;       ///< publish without the sites that failed
    bool strict = false;           ///< warnings are errors
    bool web = true;               ///< copy the web viewer in
    std::filesystem::path report;  ///< page about the build to write; may be empty
};

/// What was done for a panorama by a run.
struct PanoramaRecord {
    std::int64_t tiles = 0;
    std::int64_t bytes = 0; ///< of the tiles
    double seconds = 0.0;   ///< from first to last work on it; others may have run meanwhile
};

/// How far a build is, for people. Fractions never fall within a stage or an item.
struct BuildProgress {
    std::string_view stage; ///< "Looking", "Cutting panoramas", …
    double fraction = 0.0;  ///< of the stage
    double rate = 0.0;      ///< megapixels a second, 0 where that makes no sense
    /// What of the stage moved on: "site/scene", or empty.
    std::string_view item;
    double item_fraction = 0.0;                ///< 1: it is over
    const PanoramaRecord* item_done = nullptr; ///< with its last event, if it went well
};
/// Called from any thread, never by two at a time.
using BuildListener = std::function<void(const BuildProgress&)>;

enum class BuildEnd {
    kPublished,       ///< or nothing had changed
    kPublishedPartly, ///< without the sites that failed
    kBadInput,        ///< nothing published
    kCannotWrite,     ///< nothing published
    kInterrupted,     ///< nothing published
    kBusy,            ///< another build writes into the package
};

struct BuildReport {
    BuildEnd end = BuildEnd::kBadInput;
    Findings findings;
    int release = 0;
    bool changed = false;
    std::vector<std::string> published; ///< sites
    std::vector<std::string> failed;    ///< sites
    int panoramas = 0;                  ///< in the release
    int panoramas_built = 0;            ///< by this run
    std::int64_t tiles_built = 0;
    std::int64_t tiles_reused = 0; ///< found finished from an interrupted run
    int media_built = 0;           ///< narrations and pictures
    std::size_t files_written = 0; ///< besides panoramas
    double seconds = 0.0;
    std::vector<std::pair<std::string, double>> stages; ///< seconds of each, in their order
    std::map<std::string, PanoramaRecord> cut;          ///< by this run, by the panorama's hash
};

/// A tour on an editor's disk → a package. What has not changed is not built again; the previous
/// release stays whole until the new one is complete. Once `stop` is true it ends within two
/// seconds.
BuildReport buildTour(const BuildOptions& options,
                      const BuildListener& listener,
                      const std::atomic<bool>& stop);

/// Everything that buildTour would complain about short of decoding panoramas.
struct CheckReport {
    Findings findings;
    int sites = 0;
    int scenes = 0;
    bool usable = false; ///< there is a tour at all
};
struct CheckOptions {
    std::filesystem::path tour;
    int threads = 1;
    bool strict = false; ///< warnings are errors
};
CheckReport checkTour(const CheckOptions& options,
                      const BuildListener& listener,
                      const std::atomic<bool>& stop);

} // namespace vr360
