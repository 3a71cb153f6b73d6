#pragma once

#include "packager/report/finding.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace vr360 {

struct NarrateOptions {
    std::filesystem::path tour;
    /// To speak; empty: what each scene's `narrate` says, else the tour's first.
    std::vector<std::string> languages;
    std::vector<std::string> only; ///< sites; empty: all
    int threads = 1;
};

struct NarrateReport {
    Findings findings;
    bool usable = false; ///< there is a tour
    bool cannot_write = false;
    int spoken = 0;       ///< recordings made by this run
    int current = 0;      ///< drafts that were up to date
    int recordings = 0;   ///< by people, left alone
    int subtitles = 0;    ///< files written by this run
    double seconds = 0.0; ///< of speech made
};

/// Drafts of narrations from the scripts in site.toml, spoken sentence by sentence by espeak-ng,
/// and for each of them subtitles in every language of the script, timed to it. Only what has
/// changed is redone; what people have made is never touched. `progress` gets 0…1, from any thread,
/// one call at a time.
NarrateReport narrateTour(const NarrateOptions& options,
                          const std::function<void(double)>& progress,
                          const std::atomic<bool>& stop);

} // namespace vr360
