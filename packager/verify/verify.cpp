#include "packager/verify/verify.h"

#include "core/tour/subtitles.h"
#include "packager/files/parallel.h"
#include "packager/publish/references.h"
#include "packager/publish/release.h"
#include "packager/verify/checks.h"

#include <fmt/format.h>

#include <chrono>
#include <mutex>
#include <set>

namespace vr360 {
namespace {

namespace fs = std::filesystem;

void checkFiles(const PackageView& view,
                const PackageFacts& facts,
                const std::vector<FileTask>& tasks,
                const VerifyOptions& options,
                const std::function<void(double)>& progress,
                const std::atomic<bool>& stop,
                VerifyReport& report) {
    std::uint64_t all_bytes = 1;
    for (const auto& [path, size] : view.files()) {
        all_bytes += size;
    }
    std::vector<std::vector<Finding>> findings(tasks.size());
    std::mutex mutex;
    std::uint64_t done_bytes = 0;
    parallelFor(tasks.size(), options.threads, stop, [&](std::size_t i) {
        const auto bytes = view.read(tasks[i].path);
        if (!bytes.ok()) {
            findings[i].push_back(fault(tasks[i].path, bytes.fault()));
            return;
        }
        findings[i] = checkContent(tasks[i], *bytes, facts, options.decode);
        const std::lock_guard lock(mutex);
        done_bytes += bytes->size();
        if (progress) {
            progress(static_cast<double>(done_bytes) / static_cast<double>(all_bytes));
        }
    });
    report.bytes = done_bytes;
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        report.findings.add(std::move(findings[i]));
        report.kept_files += tasks[i].role == Role::kKept ? 1 : 0;
        report.tiles += tasks[i].role == Role::kListed && tasks[i].path.starts_with("panoramas/") &&
                                tasks[i].path.ends_with(".webp")
                            ? 1
                            : 0;
    }
}

/// How much there is to hear and to read.
void countWords(const PackageView& view, const PackageFacts& facts, VerifyReport& report) {
    std::set<std::string> files;
    for (const Site& site : facts.sites) {
        files.merge(filesOf(site));
        for (const Scene& scene : site.scenes) {
            for (const auto& [language, narration] : scene.narration) {
                ++report.narrations;
                report.narration_seconds += narration.duration;
            }
        }
    }
    for (const std::string& path : files) {
        if (path.starts_with("subtitles/")) {
            const auto text = view.read(path);
            const auto cues = text.ok() ? readWebVtt(*text, path) : text.fault();
            report.cues += cues.ok() ? static_cast<std::int64_t>(cues->size()) : 0;
        }
    }
}

void addNotes(const PackageView& view, VerifyReport& report) {
    if (view.isBeingPublished()) {
        report.findings.add({.severity = Severity::kNote,
                             .what = "a build was interrupted while it published this release",
                             .cure = "Run it again; it finishes at once."});
    }
    if (report.kept_files > 0) {
        report.findings.add(
            {.severity = Severity::kNote,
             .what = fmt::format("{} whole files are used by no site now: earlier releases or an "
                                 "interrupted build left them",
                                 report.kept_files),
             .cure = "They do no harm, and viewers may still be reading them; vr360-pack gc "
                     "removes them."});
    }
}

} // namespace

VerifyReport verifyPackage(const VerifyOptions& options,
                           const std::function<void(double)>& progress,
                           const std::atomic<bool>& stop) {
    const auto begun = std::chrono::steady_clock::now();
    VerifyReport report;
    std::error_code ignored;
    if (!fs::is_directory(options.package, ignored)) {
        report.findings.add({.severity = Severity::kError,
                             .file = options.package.string(),
                             .what = "is no folder",
                             .cure = "Name a package that build has written.",
                             .number = 101});
        return report;
    }
    const PackageView view(options.package);
    std::vector<Finding> findings;
    const PackageFacts facts = readFacts(view, findings);
    const std::vector<FileTask> tasks = sortFiles(view, facts, findings);
    checkReferences(view, facts, findings);
    report.findings.add(std::move(findings));
    checkFiles(view, facts, tasks, options, progress, stop, report);
    report.files = static_cast<std::int64_t>(tasks.size());
    report.sites = static_cast<int>(facts.sites.size());
    report.panoramas = static_cast<int>(facts.pyramids.size());
    countWords(view, facts, report);
    addNotes(view, report);
    report.seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return report;
}

} // namespace vr360
