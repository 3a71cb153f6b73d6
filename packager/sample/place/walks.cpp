#include "packager/sample/place/walks.h"

#include <algorithm>
#include <numeric>

namespace vr360::sample {

namespace {

struct Walk {
    float metres = 0.0F;
    std::size_t from = 0;
    std::size_t to = 0;
};

/// Which sites hang together already.
class Groups {
public:
    explicit Groups(std::size_t count) : parent_(count) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t of(std::size_t site) {
        while (parent_[site] != site) {
            site = parent_[site];
        }
        return site;
    }
    bool join(std::size_t a, std::size_t b) {
        a = of(a);
        b = of(b);
        parent_[std::max(a, b)] = std::min(a, b);
        return a != b;
    }

private:
    std::vector<std::size_t> parent_;
};

void connect(std::vector<std::vector<std::size_t>>& links, std::size_t a, std::size_t b) {
    for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
        auto& list = links[from];
        if (std::find(list.begin(), list.end(), to) == list.end()) {
            list.push_back(to);
        }
    }
}

} // namespace

std::vector<std::vector<std::size_t>> layWalks(const std::vector<GeoPoint>& sites,
                                               std::size_t nearest) {
    std::vector<V2> at;
    at.reserve(sites.size());
    for (const GeoPoint& site : sites) {
        at.push_back(toMetres(site));
    }
    std::vector<std::vector<std::size_t>> links(sites.size());
    std::vector<Walk> all;
    for (std::size_t a = 0; a < sites.size(); ++a) {
        std::vector<Walk> own;
        for (std::size_t b = 0; b < sites.size(); ++b) {
            if (a != b) {
                own.push_back({length(at[a] - at[b]), a, b});
            }
        }
        const auto shorter = [](const Walk& p, const Walk& q) {
            return p.metres != q.metres ? p.metres < q.metres
                                        : std::pair(p.from, p.to) < std::pair(q.from, q.to);
        };
        std::sort(own.begin(), own.end(), shorter);
        for (std::size_t i = 0; i < std::min(nearest, own.size()); ++i) {
            connect(links, a, own[i].to);
        }
        all.insert(all.end(), own.begin(), own.end());
    }
    std::stable_sort(
        all.begin(), all.end(), [](const Walk& p, const Walk& q) { return p.metres < q.metres; });
    Groups groups(sites.size());
    for (std::size_t a = 0; a < links.size(); ++a) {
        for (const std::size_t b : links[a]) {
            groups.join(a, b);
        }
    }
    for (const Walk& walk : all) {
        if (groups.join(walk.from, walk.to)) {
            connect(links, walk.from, walk.to);
        }
    }
    return links;
}

} // namespace vr360::sample
