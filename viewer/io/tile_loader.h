#pragma once

#include "core/package/reader.h"
#include "viewer/io/images.h"

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace vr360 {

/// A tile to read and decode, and where to. The number comes back with the answer.
struct TileJob {
    std::uint32_t number = 0;
    std::string path;
    PixelArea area;
    int slot = 0; ///< whose memory `area` is; comes back too
};

struct TileAnswer {
    std::uint32_t number = 0;
    int slot = 0;
    int width = 0;
    int height = 0;
    std::optional<Fault> fault; ///< none: the pixels are there
    bool permanent = false;     ///< reading again would give the same fault
};

/// The one place where tiles hop threads: workers read and decode, the main thread asks and
/// collects. All functions are for the main thread.
class TileLoader {
public:
    /// `wake` is called by workers when an answer is there; it must be thread-safe. `source` must
    /// be thread-safe and outlive the loader.
    TileLoader(const ByteSource& source, int threads, std::function<void()> wake);
    ~TileLoader(); ///< drops what is queued, waits for what is being decoded
    TileLoader(const TileLoader&) = delete;
    TileLoader& operator=(const TileLoader&) = delete;

    void start(TileJob job);
    /// The job, if no worker has begun it: there will be no answer. Else nothing, and there will.
    std::optional<TileJob> cancel(std::uint32_t number);
    /// Appends what has come in; returns whether there was anything.
    bool collect(std::vector<TileAnswer>& answers);
    /// Waits until an answer is there, or nothing is under way.
    void waitForAnswer();

private:
    void work();
    [[nodiscard]] TileAnswer load(const TileJob& job) const;

    const ByteSource& source_;
    std::function<void()> wake_;
    std::mutex mutex_;
    std::condition_variable work_there_;
    std::condition_variable answer_there_;
    std::deque<TileJob> queue_;
    std::vector<TileAnswer> answers_;
    int under_way_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace vr360
