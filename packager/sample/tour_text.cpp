#include "packager/sample/tour_text.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace vr360::sample {

namespace {

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
        }
        out += c;
    }
    return out + '"';
}

std::string localized(const Words& words) {
    return "{ vi = " + quoted(words.vi) + ", en = " + quoted(words.en) +
           ", zh = " + quoted(words.zh) + " }";
}

std::string list(const std::vector<std::string>& values) {
    std::string out = "[";
    for (std::size_t i = 0; i < values.size(); ++i) {
        out += (i > 0 ? ", " : "") + quoted(values[i]);
    }
    return out + "]";
}

/// A number as short as its digits allow.
std::string decimal(double value, int digits) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, value == 0.0 ? 0.0 : value);
    return text;
}

/// A route through those of its sites that are written; a single site is no route.
std::string routeText(const RouteWords& route, const std::vector<std::string>& sites) {
    std::vector<std::string> stops;
    std::copy_if(route.sites.begin(),
                 route.sites.end(),
                 std::back_inserter(stops),
                 [&](const std::string& id) {
                     return std::find(sites.begin(), sites.end(), id) != sites.end();
                 });
    if (stops.size() < 2) {
        return {};
    }
    return "\n[route." + route.id + "]\ntitle = " + localized(route.title) +
           "\ntext = " + localized(route.text) + "\nsites = " + list(stops) + "\n";
}

} // namespace

std::string tourText(const TourWords& tour, const std::vector<std::string>& sites) {
    const bool has_start = std::find(sites.begin(), sites.end(), tour.start) != sites.end();
    std::string out = "# The sample tour: draft texts, pictures drawn by code.\n";
    out += "title = " + localized(tour.title) + "\n";
    out += "languages = [\"vi\", \"en\", \"zh\"]\n";
    out += "start = " + quoted(has_start || sites.empty() ? tour.start : sites.front()) + "\n";
    out += "sites = " + list(sites) + "\n";
    out += "owner = " + localized(tour.owner) + "\n";
    out += "credits = " + localized(tour.credits) + "\n";
    for (const auto& [id, name] : tour.categories) {
        out += "\n[category." + id + "]\nname = " + localized(name) + "\n";
    }
    for (const RouteWords& route : tour.routes) {
        out += routeText(route, sites);
    }
    return out;
}

std::string siteText(const SiteWords& site,
                     float heading,
                     float view_pitch,
                     const std::vector<PlacedHotspot>& hotspots,
                     const std::vector<PlacedLink>& links) {
    std::string out = "category = " + quoted(site.category) + "\n";
    out += "name = " + localized(site.name) + "\n";
    out += "summary = " + localized(site.summary) + "\n";
    out += "place = { lat = " + decimal(site.place.lat, 5) +
           ", lon = " + decimal(site.place.lon, 5) + ", ward = " + quoted(site.ward) +
           ", address = " + localized(site.address) + " }\n";
    out += "status = \"draft\"\n";
    out += "confidence = " + quoted(site.confidence) + "\n";
    out += "name_zh_status = " + quoted(site.name_zh_status) + "\n";
    out += "sources = " + list(site.sources) + "\n";
    out += "\n[[scene]]\nid = \"main\"\npanorama = \"main.jpg\"\n";
    out += "heading = " + decimal(heading, 1) + "\n";
    out += "view = { yaw = 0.0, pitch = " + decimal(view_pitch, 1) + ", fov = 90.0 }\n";
    if (!site.narrate.empty()) {
        out += "narrate = " + list(site.narrate) + "\n";
    }
    out += "\n[scene.script]\n";
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
        out += std::string(kLanguages[i]) + " = [\n";
        for (const std::string& sentence : site.script[i]) {
            out += "    " + quoted(sentence) + ",\n";
        }
        out += "]\n";
    }
    for (const PlacedHotspot& hotspot : hotspots) {
        out += "\n[[scene.hotspot]]\nkind = \"info\"\nyaw = " + decimal(hotspot.yaw, 2) +
               "\npitch = " + decimal(hotspot.pitch, 2) +
               "\ntitle = " + localized(hotspot.words->title) +
               "\ntext = " + localized(hotspot.words->text) + "\n";
    }
    for (const PlacedLink& link : links) {
        out += "\n[[scene.hotspot]]\nkind = \"site\"\nsite = " + quoted(link.site) +
               "\nyaw = " + decimal(link.yaw, 2) + "\npitch = " + decimal(link.pitch, 2) +
               "\ntitle = " + localized(link.name) + "\n";
    }
    return out;
}

} // namespace vr360::sample
