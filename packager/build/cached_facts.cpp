#include "packager/build/cached_facts.h"

#include "packager/pyramid/source_stamp.h"

#include <fmt/format.h>

namespace vr360 {
namespace {

using nlohmann::json;

json toJson(const std::vector<Fault>& faults) {
    json array = json::array();
    for (const Fault& fault : faults) {
        array.push_back({fault.what, fault.cure});
    }
    return array;
}

/// The file may have another name by now, so the place is its label.
std::vector<Fault> faultsFrom(const json& array, const std::string& label) {
    std::vector<Fault> faults;
    for (const json& fault : array) {
        faults.push_back({label, fault.at(0).get<std::string>(), fault.at(1).get<std::string>()});
    }
    return faults;
}

json toJson(const std::optional<double>& value) {
    return value ? json(*value) : json();
}

std::optional<double> optionalFrom(const json& value) {
    return value.is_null() ? std::nullopt : std::optional(value.get<double>());
}

json toJson(const ImageInfo& info) {
    return {
        {"format", info.format},
        {"size", {info.width, info.height, info.sphere_width, info.sphere_height}},
        {"limits",
         {info.limits.yaw_min, info.limits.yaw_max, info.limits.pitch_min, info.limits.pitch_max}},
        {"sphere",
         {toJson(info.photo_sphere.heading),
          toJson(info.photo_sphere.initial_yaw),
          toJson(info.photo_sphere.initial_pitch),
          toJson(info.photo_sphere.initial_fov)}},
        {"warnings", toJson(info.warnings)}};
}

ImageInfo imageInfoFrom(const json& value, const std::string& label) {
    const json& size = value.at("size");
    const json& limits = value.at("limits");
    const json& sphere = value.at("sphere");
    ImageInfo info;
    info.format = value.at("format").get<std::string>();
    info.width = size.at(0).get<int>();
    info.height = size.at(1).get<int>();
    info.sphere_width = size.at(2).get<int>();
    info.sphere_height = size.at(3).get<int>();
    info.limits = {limits.at(0).get<double>(),
                   limits.at(1).get<double>(),
                   limits.at(2).get<double>(),
                   limits.at(3).get<double>()};
    info.photo_sphere = {optionalFrom(sphere.at(0)),
                         optionalFrom(sphere.at(1)),
                         optionalFrom(sphere.at(2)),
                         optionalFrom(sphere.at(3))};
    info.warnings = faultsFrom(value.at("warnings"), label);
    return info;
}

json toJson(const NarrationFacts& facts) {
    return {{"source_duration", facts.source_duration},
            {"head_cut", facts.head_cut},
            {"duration", facts.duration},
            {"gain_db", facts.gain_db},
            {"machine", facts.machine_voice},
            {"peaks", facts.peaks},
            {"warnings", toJson(facts.warnings)}};
}

NarrationFacts narrationFactsFrom(const json& value, const std::string& label) {
    NarrationFacts facts;
    facts.source_duration = value.at("source_duration").get<double>();
    facts.head_cut = value.at("head_cut").get<double>();
    facts.duration = value.at("duration").get<double>();
    facts.gain_db = value.at("gain_db").get<double>();
    facts.machine_voice = value.at("machine").get<bool>();
    facts.peaks = value.at("peaks").get<std::string>();
    facts.warnings = faultsFrom(value.at("warnings"), label);
    return facts;
}

std::string factsKey(const std::string& key) {
    return "facts of " + key;
}

/// What was found out while somebody was writing to the file must not be kept under the hash that
/// it had before.
bool stillHolds(const TourFile& file, std::string_view sha256, BuildCache& cache) {
    const auto now = cache.hashOf(file.path, file.label);
    return now.ok() && *now == sha256;
}

} // namespace

Result<ImageInfo> cachedImageInfo(const TourFile& file,
                                  const std::string& sha256,
                                  const PanoramaEdits& edits,
                                  BuildCache& cache) {
    // Quality does not change what the image is; the other settings and the grid's rules are in.
    const std::string key = fmt::format("image 1; {}; {}", settingsKey({}, edits), sha256);
    if (const auto kept = cache.find(key)) {
        try {
            return imageInfoFrom(*kept, file.label);
        } catch (const json::exception&) {
            // Damaged: look again.
        }
    }
    auto info = inspectPanorama(file.path, file.label, edits);
    if (!stillHolds(file, sha256, cache)) {
        return changedMeanwhile(file.label);
    }
    if (info.ok()) {
        cache.keep(key, toJson(*info));
    }
    return info;
}

Result<NarrationFacts> cachedNarrationFacts(const TourFile& file,
                                            const std::string& key,
                                            BuildCache& cache,
                                            const std::atomic<bool>& stop) {
    if (const auto kept = cache.find(factsKey(key))) {
        try {
            return narrationFactsFrom(*kept, file.label);
        } catch (const json::exception&) {
            // Damaged: listen again.
        }
    }
    auto facts = studyNarration(file.path, file.label, stop);
    if (facts.ok()) {
        cache.keep(factsKey(key), toJson(*facts));
    }
    return facts;
}

} // namespace vr360
