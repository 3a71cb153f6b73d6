// vr360-pyramid: panoramas without a tour around them, for benchmarks and experiments.

#include "packager/pyramid/build_pyramids.h"
#include "packager/pyramid/sha256.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <thread>

namespace {

using namespace vr360;

std::atomic<bool> stop_requested{false};

void onInterrupt(int /*signal*/) {
    stop_requested = true;
}

double seconds(const timeval& time) {
    return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
}

void printFault(const char* kind, const Fault& fault) {
    fmt::print(stderr, "{}: {}: {}. {}\n", kind, fault.where, fault.what, fault.cure);
}

int printResults(const std::vector<Result<PyramidOutcome>>& results) {
    int status = 0;
    for (const Result<PyramidOutcome>& result : results) {
        if (!result) {
            printFault("error", result.fault());
            status = result.fault().os_error != 0 ? 73 : 65;
            continue;
        }
        for (const Fault& warning : result->warnings) {
            printFault("warning", warning);
        }
        fmt::print("{}×{}: {} tiles ({} reused), {} bytes, {:.2f} s\n",
                   result->pyramid.grid.width(),
                   result->pyramid.grid.height(),
                   result->tiles,
                   result->reused_tiles,
                   result->bytes,
                   result->seconds);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    fmt::print("CPU {:.2f} s (system {:.2f} s), peak memory {} MB\n",
               seconds(usage.ru_utime) + seconds(usage.ru_stime),
               seconds(usage.ru_stime),
               usage.ru_maxrss / 1024);
    return status;
}

} // namespace

int main(int argc, char** argv) {
    std::vector<std::filesystem::path> images;
    std::filesystem::path out;
    PyramidSettings settings;
    int threads = static_cast<int>(std::thread::hardware_concurrency());
    CLI::App app("Cuts panoramas into OUTDIR/<hash>/");
    app.add_option("-o,--output", out, "OUTDIR")->required();
    app.add_option("images", images, "IMAGE…")->required();
    app.add_option("--jobs", threads, "threads")->check(CLI::PositiveNumber);
    app.add_option("--quality", settings.quality)->check(CLI::Range(0, 100));
    app.add_option("--method", settings.method)->check(CLI::Range(0, 6));
    app.add_flag("--lossless", settings.lossless);
    std::vector<double> level;
    app.add_option("--level", level, "PITCH ROLL of the camera, to be undone")->expected(2);
    CLI11_PARSE(app, argc, argv);

    std::signal(SIGINT, &onInterrupt);
    std::vector<PyramidJob> jobs;
    for (const std::filesystem::path& image : images) {
        const Result<std::string> digest = sha256File(image, image.string());
        if (!digest) {
            printFault("error", digest.fault());
            return 65;
        }
        PyramidJob job{.source = image, .label = image.string()};
        if (!level.empty()) {
            job.edits.level = Tilt{level[0], level[1]};
        }
        job.identity = identifyPanorama(*digest, settings, job.edits);
        job.destination = out / job.identity.hash;
        job.work_dir = out;
        jobs.push_back(std::move(job));
    }
    return printResults(buildPyramids(jobs, settings, threads, {}, stop_requested));
}
