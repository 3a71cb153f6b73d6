#pragma once

#include "packager/pyramid/panorama_build.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace vr360 {

/// Keeps all workers busy: tiles of any row, level and panorama are encoded side by side, and
/// whenever tiles run low a worker decodes on, in the panorama begun first or in the next one.
/// What is decoded ahead is bounded by the memory of its bands.
class Scheduler {
public:
    Scheduler(std::span<const PyramidJob> jobs,
              const PyramidSettings& settings,
              int threads,
              const PyramidListener& listener,
              const std::atomic<bool>& stop);

    /// Does everything; once.
    std::vector<Result<PyramidOutcome>> run();

private:
    /// Where a job stands. All but `build` is guarded by mutex_.
    struct Job {
        std::unique_ptr<PanoramaBuild> build;
        bool planned = false;
        bool begun = false;
        bool decoding = false; ///< a worker is at it
        bool decoded = false;
        int tiles_queued = 0;
        int tiles_running = 0;
        bool closing = false; ///< handed to the finisher
        std::optional<Fault> fault;
        std::optional<Result<PyramidOutcome>> result;
        std::int64_t pixels_done = 0;
        std::int64_t pixels_total = 0;
    };
    struct Decode {
        std::size_t job;
        bool first; ///< open it before
    };
    struct Tile {
        std::size_t job;
        std::shared_ptr<const Band> band;
        int column;
    };
    using Work = std::variant<Decode, Tile>;

    void planAll();
    void work();
    void finishAll();

    std::optional<Work> takeWork();
    std::optional<Work> chooseWork();
    std::optional<Decode> chooseDecode();
    Work takeTile();
    [[nodiscard]] bool memoryAllows(std::size_t job) const;
    [[nodiscard]] std::size_t lowWater() const;
    [[nodiscard]] bool allResultsIn() const;

    void decode(const Decode& task);
    void makeTile(Tile task, WorkerTools& tools);
    void fail(std::size_t job, const Fault& fault);
    void closeIfDone(std::size_t job);
    void closeJob(std::size_t job);
    void syncNowAndThen(std::unique_lock<std::mutex>& lock);
    void report(std::size_t job, const Result<PyramidOutcome>* finished);

    std::span<const PyramidJob> requests_;
    const PyramidSettings& settings_;
    int threads_;
    const PyramidListener& listener_;
    const std::atomic<bool>& stop_;
    BandMemory memory_;
    std::size_t memory_limit_;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Job> jobs_;
    std::size_t next_job_ = 0;
    std::deque<Tile> tiles_;
    int tiles_running_ = 0;
    std::deque<std::size_t> to_finish_;
    std::optional<std::size_t> unsynced_; ///< a job of which tiles may not be on disk yet
    std::chrono::steady_clock::time_point synced_at_ = std::chrono::steady_clock::now();
    std::mutex listener_mutex_;
};

} // namespace vr360
