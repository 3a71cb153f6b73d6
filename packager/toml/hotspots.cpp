#include "packager/toml/hotspots.h"

#include "packager/files/files.h"
#include "packager/files/unicode.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vr360 {
namespace {

using Need = TableReader::Need;
using Elsewhere = TableReader::Elsewhere;

constexpr std::array kKinds{std::pair{"info", Hotspot::Kind::kInfo},
                            std::pair{"scene", Hotspot::Kind::kScene},
                            std::pair{"site", Hotspot::Kind::kSite},
                            std::pair{"url", Hotspot::Kind::kUrl},
                            std::pair{"audio", Hotspot::Kind::kAudio}};

constexpr std::array kOtherKinds{Elsewhere{"text", "a hotspot of kind \"info\""},
                                 Elsewhere{"picture", "a hotspot of kind \"info\""},
                                 Elsewhere{"polygon", "a hotspot of kind \"info\""},
                                 Elsewhere{"scene", "a hotspot of kind \"scene\" or \"site\""},
                                 Elsewhere{"site", "a hotspot of kind \"site\""},
                                 Elsewhere{"url", "a hotspot of kind \"url\""},
                                 Elsewhere{"audio", "a hotspot of kind \"audio\""},
                                 Elsewhere{"arrive", "a hotspot of kind \"scene\" or \"site\""}};

std::optional<Hotspot::Kind> readKind(TableReader& reader) {
    const auto kind = reader.string("kind", Need::kRequired);
    if (!kind) {
        return std::nullopt;
    }
    std::vector<std::string> names;
    for (const auto& [name, value] : kKinds) {
        if (*kind == name) {
            return value;
        }
        names.emplace_back(name);
    }
    const std::string similar = nearest(*kind, names);
    reader.error("kind",
                 fmt::format("there is no hotspot of kind \"{}\"", *kind),
                 similar.empty() ? fmt::format("Choose one of: {}.", fmt::join(names, ", "))
                                 : fmt::format("Did you mean \"{}\"?", similar));
    return std::nullopt;
}

double requiredAngle(TableReader& reader, std::string_view key, double limit, bool& complete) {
    const toml::node* found = reader.node(key);
    if (found == nullptr) {
        reader.error(key,
                     fmt::format("{} is missing", reader.quoted(key)),
                     "Hotspots need yaw and pitch, in degrees.");
    }
    const auto value = reader.number(key, {-limit, limit});
    complete = complete && value.has_value();
    return value.value_or(0.0);
}

std::optional<TourFile>
readFileName(TableReader& reader, std::string_view key, Need need, const SiteSource& site) {
    const auto name = reader.string(key, need);
    if (!name || name->empty()) {
        return std::nullopt;
    }
    const auto found = findFile(site.folder, *name);
    if (!found.ok()) {
        reader.error(
            key, fmt::format("{} \"{}\" {}", key, *name, found.fault().what), found.fault().cure);
        return std::nullopt;
    }
    return TourFile{*found, fmt::format("sites/{}/{}", site.id, *name)};
}

void readPolygon(TableReader& reader, Hotspot& spot) {
    const toml::node* found = reader.node("polygon");
    if (found == nullptr) {
        return;
    }
    bool good = found->is_array();
    if (good) {
        for (const toml::node& item : *found->as_array()) {
            const toml::array* pair = item.as_array();
            if (pair == nullptr || pair->size() != 2 || !(*pair)[0].is_number() ||
                !(*pair)[1].is_number()) {
                good = false;
                break;
            }
            const double yaw = *(*pair)[0].value<double>();
            const double pitch = *(*pair)[1].value<double>();
            good = good && yaw >= -180 && yaw <= 180 && pitch >= -90 && pitch <= 90;
            spot.polygon.emplace_back(yaw, pitch);
        }
    }
    if (!good || spot.polygon.size() < 3) {
        reader.error("polygon",
                     "the polygon is not a list of at least three corners",
                     "Write polygon = [[yaw, pitch], [yaw, pitch], [yaw, pitch]], in degrees.");
        spot.polygon.clear();
    }
}

void readArrival(TableReader& reader, Hotspot& spot) {
    const toml::table* table = reader.table("arrive");
    if (table == nullptr) {
        return;
    }
    TableReader arrival(*table, "arrive", reader.sink());
    spot.arrive.yaw = arrival.number("yaw", {-180, 180});
    spot.arrive.pitch = arrival.number("pitch", {-90, 90});
    spot.arrive.fov = arrival.number("fov", {10, 120});
    arrival.finish();
}

std::string readTarget(TableReader& reader, std::string_view key, Need need) {
    const auto id = reader.string(key, need);
    if (id && !isId(*id)) {
        reader.error(key,
                     fmt::format("\"{}\" is not the id of a {}", *id, key),
                     fmt::format("Did you mean \"{}\"?", slug(*id)));
        return {};
    }
    return id.value_or("");
}

void readUrl(TableReader& reader, Hotspot& spot) {
    spot.url = reader.string("url", Need::kRequired).value_or("");
    constexpr std::array kSchemes{"https://", "http://", "mailto:", "tel:"};
    if (!spot.url.empty() && std::ranges::none_of(kSchemes, [&](const char* scheme) {
            return spot.url.starts_with(scheme);
        })) {
        reader.error("url",
                     fmt::format("\"{}\" is not a web address", spot.url),
                     fmt::format("Write it with https:// at its beginning: https://{}", spot.url));
    }
}

} // namespace

std::optional<HotspotSource>
readHotspot(const toml::table& table, const SiteSource& site, const TomlSink& sink) {
    TableReader reader(table, "hotspot", sink);
    const auto kind = readKind(reader);
    if (!kind) {
        return std::nullopt;
    }
    HotspotSource source{.place = reader.place()};
    Hotspot& spot = source.spot;
    spot.kind = *kind;
    bool complete = true;
    spot.yaw = requiredAngle(reader, "yaw", 180, complete);
    spot.pitch = requiredAngle(reader, "pitch", 90, complete);
    spot.title = reader.text("title");
    switch (*kind) {
    case Hotspot::Kind::kInfo:
        spot.text = reader.text("text", Need::kRequired);
        source.picture = readFileName(reader, "picture", Need::kOptional, site);
        readPolygon(reader, spot);
        break;
    case Hotspot::Kind::kScene:
        spot.scene = readTarget(reader, "scene", Need::kRequired);
        readArrival(reader, spot);
        break;
    case Hotspot::Kind::kSite:
        spot.site = readTarget(reader, "site", Need::kRequired);
        spot.scene = readTarget(reader, "scene", Need::kOptional);
        readArrival(reader, spot);
        break;
    case Hotspot::Kind::kUrl:
        readUrl(reader, spot);
        break;
    case Hotspot::Kind::kAudio:
        source.audio = readFileName(reader, "audio", Need::kRequired, site);
        break;
    }
    reader.finish(kOtherKinds);
    return complete ? std::optional(std::move(source)) : std::nullopt;
}

} // namespace vr360
