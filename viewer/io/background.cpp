#include "viewer/io/background.h"

namespace vr360 {

Background::Background(std::function<void()> wake)
    : wake_(std::move(wake)), thread_([this] { work(); }) {}

Background::~Background() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    work_there_.notify_all();
    thread_.join();
}

void Background::start(Job job) {
    {
        const std::lock_guard lock(mutex_);
        queue_.push_back(std::move(job));
    }
    work_there_.notify_one();
}

bool Background::finish() {
    std::vector<Finish> finished;
    {
        const std::lock_guard lock(mutex_);
        finished.swap(finished_);
    }
    for (const Finish& finish : finished)
        if (finish)
            finish();
    return !finished.empty();
}

void Background::work() {
    std::unique_lock lock(mutex_);
    while (true) {
        work_there_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        if (stopping_)
            return;
        const Job job = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        Finish finish = job();
        lock.lock();
        finished_.push_back(std::move(finish));
        if (wake_)
            wake_();
    }
}

} // namespace vr360
