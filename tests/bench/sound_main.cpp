// What a narration costs: CPU seconds for each minute of it, of listening (check) and encoding
// (build).
//
//   vr360-bench-sound RECORDING…

#include "packager/audio/narration.h"

#include <fmt/format.h>

#include <ctime>

namespace {

double cpuSeconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

} // namespace

int main(int count, char** arguments) {
    const std::atomic<bool> stop{false};
    double minutes = 0.0;
    double studying = 0.0;
    double encoding = 0.0;
    for (int i = 1; i < count; ++i) {
        const double begin = cpuSeconds();
        const auto facts = vr360::studyNarration(arguments[i], arguments[i], stop);
        const double studied = cpuSeconds();
        if (!facts.ok()) {
            fmt::print(stderr, "{} {}\n", arguments[i], facts.fault().what);
            return 1;
        }
        const auto audio = vr360::encodeNarration(arguments[i], arguments[i], *facts, stop);
        if (!audio.ok()) {
            fmt::print(stderr, "{} {}\n", arguments[i], audio.fault().what);
            return 1;
        }
        minutes += facts->duration / 60.0;
        studying += studied - begin;
        encoding += cpuSeconds() - studied;
    }
    if (minutes > 0.0) {
        fmt::print("{:.1f} minutes; CPU seconds a minute: {:.2f} listening, {:.2f} encoding\n",
                   minutes,
                   studying / minutes,
                   encoding / minutes);
    }
    return 0;
}
