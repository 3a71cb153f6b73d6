#include "viewer/app/quit_signal.h"

#include <csignal>
#include <pthread.h>

namespace vr360 {
namespace {

sigset_t quitSignals() {
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

} // namespace

QuitSignal::QuitSignal(std::function<void()> wake) : wake_(std::move(wake)) {
    const sigset_t set = quitSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    thread_ = std::thread([this, set] {
        int signal = 0;
        while (sigwait(&set, &signal) == 0 && !over_) {
            asked_ = true;
            wake_();
        }
    });
}

QuitSignal::~QuitSignal() {
    over_ = true;
    pthread_kill(thread_.native_handle(), SIGHUP);
    thread_.join();
}

} // namespace vr360
