#include "viewer/app/stats.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <sys/resource.h>

namespace vr360 {
namespace {

std::chrono::steady_clock::time_point start_time;

double quantile(std::vector<float> values, double share) {
    if (values.empty())
        return 0.0;
    std::sort(values.begin(), values.end());
    const auto at =
        static_cast<std::size_t>(std::lround(share * static_cast<double>(values.size() - 1)));
    return std::round(static_cast<double>(values[at]) * 1000.0) / 1000.0;
}

nlohmann::ordered_json summary(const std::vector<float>& values) {
    return {{"count", values.size()},
            {"median", quantile(values, 0.5)},
            {"p99", quantile(values, 0.99)},
            {"max", quantile(values, 1.0)}};
}

long peakMemoryKib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

} // namespace

void startClock() {
    start_time = std::chrono::steady_clock::now();
}

double sinceStart() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start_time)
        .count();
}

std::string statsJson(const Stats& stats) {
    nlohmann::ordered_json json;
    json["device"] = stats.device;
    json["first_picture_ms"] = std::round(stats.first_picture_ms * 10.0) / 10.0;
    json["sharp_ms"] = std::round(stats.sharp_ms * 10.0) / 10.0;
    json["frames"] = stats.frame_ms.size();
    json["frame_ms"] = summary(stats.frame_ms);
    json["interval_ms"] = summary(stats.interval_ms);
    json["tiles"] = {{"decoded", stats.tiles_decoded},
                     {"uploaded", stats.tiles_uploaded},
                     {"failed", stats.tiles_failed}};
    json["validation_messages"] = stats.validation_messages;
    json["peak_memory_kib"] = peakMemoryKib();
    return json.dump() + "\n";
}

} // namespace vr360
