#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace vr360 {

/// One thread for what the picture does not wait for: letters, hotspots' pictures, sound files.
/// A job runs there and returns what is to be done with its result on the main thread.
class Background {
public:
    using Finish = std::function<void()>;
    using Job = std::function<Finish()>;

    /// `wake` is called by the thread when a result is there; it must be thread-safe.
    explicit Background(std::function<void()> wake);
    ~Background(); ///< drops what has not begun
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    void start(Job job);
    /// Calls what finished jobs returned, on the calling (main) thread. True if there was anything.
    bool finish();

private:
    void work();

    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable work_there_;
    std::deque<Job> queue_;
    std::vector<Finish> finished_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace vr360
