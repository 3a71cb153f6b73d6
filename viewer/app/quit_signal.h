#pragma once

#include <atomic>
#include <functional>
#include <thread>

namespace vr360 {

/// SIGINT, SIGTERM and SIGHUP end the program in good order instead of in the middle of something.
/// To be made before any other thread, which inherits that it does not get these signals.
class QuitSignal {
public:
    explicit QuitSignal(std::function<void()> wake);
    ~QuitSignal();
    QuitSignal(const QuitSignal&) = delete;
    QuitSignal& operator=(const QuitSignal&) = delete;

    [[nodiscard]] const std::atomic<bool>& asked() const { return asked_; }

private:
    std::atomic<bool> asked_{false};
    std::atomic<bool> over_{false};
    std::function<void()> wake_;
    std::thread thread_;
};

} // namespace vr360
