#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace vr360 {

/// Calls work(i) for i in 0…count-1 on up to `threads` threads, this one included. Work takes its
/// input by index and leaves its result in slot i, so results do not depend on the threads.
/// No new i is begun once `stop` is true.
inline void parallelFor(std::size_t count,
                        int threads,
                        const std::atomic<bool>& stop,
                        const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next{0};
    const auto run = [&] {
        for (std::size_t i = next++; i < count && !stop.load(std::memory_order_relaxed);
             i = next++) {
            work(i);
        }
    };
    std::vector<std::jthread> helpers;
    const std::size_t wanted = std::min(count, static_cast<std::size_t>(std::max(threads, 1)));
    for (std::size_t t = 1; t < wanted; ++t) {
        helpers.emplace_back(run);
    }
    run();
}

} // namespace vr360
