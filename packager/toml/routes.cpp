#include "packager/toml/routes.h"

#include "packager/files/unicode.h"

#include <fmt/format.h>

#include <algorithm>

namespace vr360 {
namespace {

constexpr std::size_t kFewestStops = 2;

class RouteCheck {
public:
    RouteCheck(const std::vector<std::string>& all_sites, Findings& findings)
        : all_sites_(all_sites), findings_(findings) {}

    /// False when too little of the route is left.
    bool keep(Tour::Route& route) {
        std::vector<std::string> stops;
        for (std::string& site : route.sites) {
            if (std::ranges::find(all_sites_, site) == all_sites_.end()) {
                const std::string similar = nearest(site, all_sites_);
                warn(route,
                     fmt::format("\"{}\" is left out: there is no such site", site),
                     similar.empty() ? "Correct or remove it."
                                     : fmt::format("Did you mean \"{}\"?", similar));
            } else if (std::ranges::find(stops, site) != stops.end()) {
                warn(route, fmt::format("\"{}\" is there twice", site), "Remove one of the two.");
            } else {
                stops.push_back(std::move(site));
            }
        }
        route.sites = std::move(stops);
        if (route.sites.size() < kFewestStops) {
            warn(route,
                 fmt::format("is left out: it has {} sites", route.sites.size()),
                 "Name two at least: sites = [\"…\", \"…\"]");
        }
        return route.sites.size() >= kFewestStops;
    }

private:
    void warn(const Tour::Route& route, std::string what, std::string cure) {
        findings_.add({.severity = Severity::kWarning,
                       .file = "tour.toml",
                       .place = fmt::format("[route.{}]", route.id),
                       .what = std::move(what),
                       .cure = std::move(cure)});
    }

    const std::vector<std::string>& all_sites_;
    Findings& findings_;
};

} // namespace

std::vector<Tour::Route> readRoutes(const toml::table& table, const TomlSink& sink) {
    std::vector<Tour::Route> routes;
    for (const NamedTable& named : namedTables(table, "route", "title", sink)) {
        TableReader reader(*named.table, fmt::format("route \"{}\"", named.id), sink);
        Tour::Route route{.id = named.id};
        route.title = reader.text("title", TableReader::Need::kRequired);
        route.text = reader.text("text");
        route.sites = reader.strings("sites");
        reader.finish();
        routes.push_back(std::move(route));
    }
    return routes;
}

void checkRoutes(std::vector<Tour::Route>& routes,
                 const std::vector<std::string>& all_sites,
                 Findings& findings) {
    RouteCheck check(all_sites, findings);
    std::erase_if(routes, [&](Tour::Route& route) { return !check.keep(route); });
}

} // namespace vr360
