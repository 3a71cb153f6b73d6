#include "viewer/io/tile_loader.h"

#include <algorithm>
#include <iterator>

namespace vr360 {

TileLoader::TileLoader(const ByteSource& source, int threads, std::function<void()> wake)
    : source_(source), wake_(std::move(wake)) {
    for (int i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work(); });
}

TileLoader::~TileLoader() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        queue_.clear();
    }
    work_there_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

void TileLoader::start(TileJob job) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(job));
    }
    work_there_.notify_one();
}

std::optional<TileJob> TileLoader::cancel(std::uint32_t number) {
    const std::lock_guard lock(mutex_);
    const auto it = std::find_if(
        queue_.begin(), queue_.end(), [&](const TileJob& job) { return job.number == number; });
    if (it == queue_.end())
        return std::nullopt;
    TileJob job = std::move(*it);
    queue_.erase(it);
    return job;
}

bool TileLoader::collect(std::vector<TileAnswer>& answers) {
    const std::lock_guard lock(mutex_);
    if (answers_.empty())
        return false;
    std::move(answers_.begin(), answers_.end(), std::back_inserter(answers));
    answers_.clear();
    return true;
}

void TileLoader::waitForAnswer() {
    std::unique_lock lock(mutex_);
    answer_there_.wait(lock,
                       [this] { return !answers_.empty() || (queue_.empty() && under_way_ == 0); });
}

void TileLoader::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        work_there_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (stopping_)
            return;
        const TileJob job = std::move(queue_.front());
        queue_.pop_front();
        ++under_way_;
        lock.unlock();
        TileAnswer answer = load(job);
        lock.lock();
        --under_way_;
        answers_.push_back(std::move(answer));
        answer_there_.notify_all();
        if (wake_)
            wake_();
    }
}

TileAnswer TileLoader::load(const TileJob& job) const {
    TileAnswer answer{
        .number = job.number, .slot = job.slot, .width = job.area.width, .height = job.area.height};
    const auto bytes = source_.read(job.path);
    if (!bytes) {
        answer.fault = bytes.fault();
        answer.permanent = bytes.fault().number != 0;
        return answer;
    }
    if (Status decoded = decodeWebP(*bytes, job.area, job.path); !decoded) {
        answer.fault = decoded.fault();
        answer.permanent = true;
    }
    return answer;
}

} // namespace vr360
