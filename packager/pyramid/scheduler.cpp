#include "packager/pyramid/scheduler.h"

#include "packager/pyramid/durable_files.h"
#include "packager/pyramid/source_faults.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <exception>
#include <new>
#include <thread>
#include <type_traits>
#include <utility>

namespace vr360 {
namespace {

constexpr std::size_t kMegabyte = std::size_t{1} << 20U;
constexpr std::size_t kMemoryBase = 120 * kMegabyte;
constexpr std::size_t kMemoryPerThread = 30 * kMegabyte;
/// The bands being filled at all levels take two of the finest level's, those of the row before,
/// whose tiles are being encoded, as much again. Less would make decoding and encoding take turns.
constexpr std::size_t kFinestBands = 4;
/// How often sleepers look whether they should stop: nobody wakes them for it.
constexpr std::chrono::milliseconds kStopInterval{50};
/// How much work a power cut may cost: tiles are on disk about this long after they are written.
constexpr std::chrono::milliseconds kSyncInterval{1500};

Fault outOfMemory(const std::string& label) {
    return {.where = label,
            .what = "not enough memory",
            .cure = "Close other programs, or use fewer --jobs."};
}

/// Libraries may throw; a panorama's trouble must stay its own.
template <typename Call>
auto guarded(const std::string& label, Call&& call) -> decltype(call()) {
    try {
        return call();
    } catch (const std::bad_alloc&) {
        return outOfMemory(label);
    } catch (const std::exception& error) {
        return Fault{.where = label,
                     .what = std::string("unexpected trouble: ") + error.what(),
                     .cure = "Please report this with the image."};
    }
}

} // namespace

Scheduler::Scheduler(std::span<const PyramidJob> jobs,
                     const PyramidSettings& settings,
                     int threads,
                     const PyramidListener& listener,
                     const std::atomic<bool>& stop)
    : requests_(jobs),
      settings_(settings),
      threads_(std::max(1, threads)),
      listener_(listener),
      stop_(stop),
      memory_(kMemoryBase + kMemoryPerThread * static_cast<std::size_t>(threads_)),
      memory_limit_(kMemoryBase + kMemoryPerThread * static_cast<std::size_t>(threads_)),
      jobs_(jobs.size()) {}

std::vector<Result<PyramidOutcome>> Scheduler::run() {
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
        jobs_[i].build = std::make_unique<PanoramaBuild>(requests_[i], settings_, memory_, stop_);
    }
    planAll();
    {
        std::thread finisher([this] { finishAll(); });
        std::vector<std::thread> workers;
        for (int i = 0; i < threads_; ++i) {
            workers.emplace_back([this] { work(); });
        }
        for (std::thread& worker : workers) {
            worker.join();
        }
        finisher.join();
    }
    std::vector<Result<PyramidOutcome>> results;
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
        results.push_back(jobs_[i].result
                              ? std::move(*jobs_[i].result)
                              : Result<PyramidOutcome>(stoppedReading(requests_[i].label)));
    }
    return results;
}

/// All headers first: so that the whole amount of work is known, and hopeless files at once.
void Scheduler::planAll() {
    std::atomic<std::size_t> next{0};
    const auto planSome = [&] {
        for (std::size_t i = next++; i < jobs_.size() && !stop_; i = next++) {
            const Status planned =
                guarded(requests_[i].label, [&] { return jobs_[i].build->plan(); });
            jobs_[i].planned = planned.ok();
            if (planned) {
                jobs_[i].pixels_total = jobs_[i].build->pixelsTotal();
            } else {
                jobs_[i].fault = planned.fault();
            }
        }
    };
    std::vector<std::thread> helpers;
    for (int i = 1; i < std::min<int>(threads_, static_cast<int>(jobs_.size())); ++i) {
        helpers.emplace_back(planSome);
    }
    planSome();
    for (std::thread& helper : helpers) {
        helper.join();
    }
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
        if (jobs_[i].fault) {
            closeJob(i);
        }
    }
}

void Scheduler::work() {
    WorkerTools tools;
    while (std::optional<Work> task = takeWork()) {
        if (const auto* const decoding = std::get_if<Decode>(&*task)) {
            decode(*decoding);
        } else {
            makeTile(std::get<Tile>(std::move(*task)), tools);
        }
    }
}

std::optional<Scheduler::Work> Scheduler::takeWork() {
    std::unique_lock lock(mutex_);
    while (true) {
        if (stop_ || allResultsIn()) {
            changed_.notify_all();
            return std::nullopt;
        }
        if (std::optional<Work> task = chooseWork()) {
            return task;
        }
        changed_.wait_for(lock, kStopInterval);
    }
}

std::optional<Scheduler::Work> Scheduler::chooseWork() {
    if (tiles_.size() < lowWater()) {
        if (const std::optional<Decode> decode = chooseDecode()) {
            jobs_[decode->job].begun = true;
            jobs_[decode->job].decoding = true;
            return *decode;
        }
    }
    if (!tiles_.empty()) {
        return takeTile();
    }
    return std::nullopt;
}

/// The panorama begun first that nobody decodes at the moment; a new one when none is being
/// decoded, or when there is nothing else to do.
std::optional<Scheduler::Decode> Scheduler::chooseDecode() {
    bool others_decode = false;
    for (std::size_t i = 0; i < next_job_; ++i) {
        const Job& job = jobs_[i];
        if (!job.begun || job.decoded || job.fault) {
            continue;
        }
        if (job.decoding) {
            others_decode = true;
        } else if (memoryAllows(i)) {
            return Decode{.job = i, .first = false};
        }
    }
    if (others_decode && !tiles_.empty()) {
        return std::nullopt;
    }
    while (next_job_ < jobs_.size() && jobs_[next_job_].fault) {
        ++next_job_;
    }
    if (next_job_ < jobs_.size() && memoryAllows(next_job_)) {
        return Decode{.job = next_job_++, .first = true};
    }
    return std::nullopt;
}

Scheduler::Work Scheduler::takeTile() {
    Tile tile = std::move(tiles_.front());
    tiles_.pop_front();
    --jobs_[tile.job].tiles_queued;
    ++jobs_[tile.job].tiles_running;
    ++tiles_running_;
    return tile;
}

/// The first unfinished panorama may always go on when nothing else is under way: so it needs no
/// reserve, and nobody waits for ever.
bool Scheduler::memoryAllows(std::size_t job) const {
    const std::size_t limit =
        std::max(memory_limit_, kFinestBands * jobs_[job].build->finestBandBytes());
    if (memory_.inUse() + jobs_[job].build->finestBandBytes() <= limit) {
        return true;
    }
    if (!tiles_.empty() || tiles_running_ > 0) {
        return false;
    }
    for (std::size_t i = 0; i < job; ++i) {
        if (jobs_[i].begun && !jobs_[i].decoded && !jobs_[i].fault) {
            return false;
        }
    }
    return true;
}

/// Tiles that must be in reserve while one worker decodes the next row, which takes it about as
/// long as an eighth of the row's tiles take to encode.
std::size_t Scheduler::lowWater() const {
    int columns = 0;
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
        if (jobs_[i].planned && !jobs_[i].decoded && !jobs_[i].fault) {
            columns = jobs_[i].build->finestColumns();
            break;
        }
    }
    return static_cast<std::size_t>(threads_ * (2 + columns / 8));
}

bool Scheduler::allResultsIn() const {
    return std::all_of(
        jobs_.begin(), jobs_.end(), [](const Job& job) { return job.result.has_value(); });
}

void Scheduler::decode(const Decode& task) {
    PanoramaBuild& build = *jobs_[task.job].build;
    std::vector<std::shared_ptr<const Band>> bands;
    const Status done = guarded(requests_[task.job].label, [&]() -> Status {
        if (task.first) {
            const Status opened = build.open();
            if (!opened) {
                return opened;
            }
        }
        return build.step(bands);
    });
    const std::lock_guard lock(mutex_);
    Job& job = jobs_[task.job];
    job.decoding = false;
    if (!done) {
        fail(task.job, done.fault());
    } else if (!job.fault) {
        for (const std::shared_ptr<const Band>& band : bands) {
            for (int column = 0; column < band->shape().columns; ++column) {
                tiles_.push_back({.job = task.job, .band = band, .column = column});
                ++job.tiles_queued;
            }
        }
        job.decoded = build.isDecoded();
    }
    closeIfDone(task.job);
    changed_.notify_all();
}

void Scheduler::makeTile(Tile task, WorkerTools& tools) {
    PanoramaBuild& build = *jobs_[task.job].build;
    const Status done = guarded(requests_[task.job].label,
                                [&] { return build.makeTile(*task.band, task.column, tools); });
    const GridRow shape = task.band->shape();
    // Before anybody is woken to look whether there is memory.
    task.band.reset();
    {
        const std::lock_guard lock(mutex_);
        Job& job = jobs_[task.job];
        --job.tiles_running;
        --tiles_running_;
        if (!done) {
            fail(task.job, done.fault());
        }
        job.pixels_done += std::int64_t{shape.columnWidth(task.column)} * shape.height;
        unsynced_ = task.job;
    }
    report(task.job, nullptr);
    const std::lock_guard lock(mutex_);
    closeIfDone(task.job);
    changed_.notify_all();
}

/// The first fault counts. Tiles that wait are dropped, with the memory of their bands.
void Scheduler::fail(std::size_t job, const Fault& fault) {
    if (!jobs_[job].fault) {
        jobs_[job].fault = fault;
    }
    std::erase_if(tiles_, [&](const Tile& tile) { return tile.job == job; });
    jobs_[job].tiles_queued = 0;
}

void Scheduler::closeIfDone(std::size_t index) {
    Job& job = jobs_[index];
    const bool busy = job.decoding || job.tiles_running > 0 || job.tiles_queued > 0;
    if (!busy && !job.closing && (job.decoded || job.fault) && !job.result) {
        job.closing = true;
        to_finish_.push_back(index);
    }
}

/// The finisher waits for the disk, so that no worker has to.
void Scheduler::finishAll() {
    while (true) {
        std::size_t index = 0;
        {
            std::unique_lock lock(mutex_);
            while (to_finish_.empty() && !stop_ && !allResultsIn()) {
                changed_.wait_for(lock, kStopInterval);
                syncNowAndThen(lock);
            }
            if (stop_ || to_finish_.empty()) {
                return;
            }
            index = to_finish_.front();
            to_finish_.pop_front();
        }
        closeJob(index);
    }
}

/// Lets the lock go meanwhile. A disk that refuses tells publishing the same.
void Scheduler::syncNowAndThen(std::unique_lock<std::mutex>& lock) {
    const auto now = std::chrono::steady_clock::now();
    if (!unsynced_ || now - synced_at_ < kSyncInterval) {
        return;
    }
    const std::size_t job = *std::exchange(unsynced_, std::nullopt);
    lock.unlock();
    (void)durable::syncFileSystem(requests_[job].work_dir);
    lock.lock();
    synced_at_ = std::chrono::steady_clock::now();
}

void Scheduler::closeJob(std::size_t index) {
    Job& job = jobs_[index];
    Result<PyramidOutcome> result =
        job.fault ? Result<PyramidOutcome>(job.build->explain(*job.fault))
                  : guarded(requests_[index].label, [&] { return job.build->finish(); });
    if (!result && result.fault().os_error == 0) {
        job.build->discard();
    }
    report(index, &result);
    const std::lock_guard lock(mutex_);
    job.build.reset();
    job.result = std::move(result);
    changed_.notify_all();
}

void Scheduler::report(std::size_t index, const Result<PyramidOutcome>* finished) {
    if (!listener_) {
        return;
    }
    const std::lock_guard one_at_a_time(listener_mutex_);
    PyramidProgress progress{.job = index, .finished = finished};
    {
        const std::lock_guard lock(mutex_);
        for (std::size_t i = 0; i < jobs_.size(); ++i) {
            const Job& job = jobs_[i];
            const auto done = static_cast<double>(job.pixels_done);
            const double total =
                job.fault || !job.planned ? done : static_cast<double>(job.pixels_total);
            progress.megapixels_done += 1e-6 * done;
            progress.megapixels_total += 1e-6 * total;
            if (i == index) {
                progress.fraction = total > 0.0 ? done / total : 0.0;
            }
        }
    }
    if (finished != nullptr) {
        progress.fraction = 1.0;
    }
    listener_(progress);
}

std::vector<Result<PyramidOutcome>> buildPyramids(std::span<const PyramidJob> jobs,
                                                  const PyramidSettings& settings,
                                                  int threads,
                                                  const PyramidListener& listener,
                                                  const std::atomic<bool>& stop) {
    return Scheduler(jobs, settings, threads, listener, stop).run();
}

} // namespace vr360
