#include "packager/sample/words.h"

#include "packager/sample/assets.h"

#include <toml++/toml.h>

namespace vr360::sample {

namespace {

/// Reads one file; the first thing missing is kept as the fault.
class Reader {
public:
    explicit Reader(std::string file) : file_(std::move(file)) {
        const std::string_view text = assetText(file_);
        if (text.empty()) {
            complain("is not part of this program",
                     "add it to assets/tayho/files.cmake and build again");
            return;
        }
        try {
            table_ = toml::parse(text, file_);
        } catch (const toml::parse_error& error) {
            complain(std::string(error.description()), "correct the file and build again");
        }
    }

    [[nodiscard]] const toml::table& table() const { return table_; }
    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] bool ok() const { return fault_.what.empty(); }
    [[nodiscard]] Fault fault() const { return fault_; }

    void complain(std::string what, std::string cure) {
        if (ok()) {
            fault_ = {"assets/tayho/" + file_, std::move(what), std::move(cure)};
        }
    }

    std::string text(const toml::table& in, std::string_view key) {
        const auto value = in[key].value<std::string>();
        if (!value || value->empty()) {
            complain("has no text for '" + std::string(key) + "'", "write it");
        }
        return value.value_or("");
    }

    Words words(const toml::table& in, std::string_view key) {
        const toml::table* const found = in[key].as_table();
        if (found == nullptr) {
            complain("has no '" + std::string(key) + "'", "write it in vi, en and zh");
            return {};
        }
        return {text(*found, "vi"), text(*found, "en"), text(*found, "zh")};
    }

    std::vector<std::string> list(const toml::table& in, std::string_view key) {
        std::vector<std::string> out;
        if (const toml::array* const array = in[key].as_array()) {
            for (const toml::node& node : *array) {
                out.push_back(node.value_or(std::string()));
            }
        }
        if (out.empty()) {
            complain("has nothing in '" + std::string(key) + "'", "write at least one");
        }
        return out;
    }

private:
    std::string file_;
    toml::table table_;
    Fault fault_;
};

std::optional<float> number(const toml::table& in, std::string_view key) {
    if (const auto value = in[key].value<double>()) {
        return static_cast<float>(*value);
    }
    return std::nullopt;
}

/// Every value as a word; lists become several.
PlanWords planWords(const toml::table& plan) {
    PlanWords words;
    for (const auto& [key, value] : plan) {
        const auto add = [&, name = std::string(key.str())](const toml::node& node) {
            if (const auto number = node.value_exact<std::int64_t>()) {
                words.emplace_back(name, std::to_string(*number));
            } else {
                words.emplace_back(name, node.value_or(std::string()));
            }
        };
        if (const toml::array* const list = value.as_array()) {
            for (const toml::node& node : *list) {
                add(node);
            }
        } else {
            add(value);
        }
    }
    return words;
}

Picture readPicture(Reader& reader, const SiteWords& site) {
    Picture picture;
    const toml::table* const in = reader.table()["picture"].as_table();
    if (in == nullptr) {
        reader.complain("has no [picture]", "say at least its kind");
        return picture;
    }
    picture.site = site.id;
    picture.kind = reader.text(*in, "kind");
    picture.variant = (*in)["variant"].value_or(0);
    // Where the viewer stands, if not at the place itself.
    picture.place = {(*in)["lat"].value_or(site.place.lat), (*in)["lon"].value_or(site.place.lon)};
    picture.heading = number(*in, "heading");
    picture.shore = number(*in, "shore");
    picture.hour = number(*in, "hour");
    picture.day = (*in)["day"].value_or(picture.day);
    picture.haze = number(*in, "haze").value_or(picture.haze);
    picture.clouds = number(*in, "clouds").value_or(picture.clouds);
    picture.turn = number(*in, "turn").value_or(0.0F);
    if (const toml::array* const eye = (*in)["eye"].as_array()) {
        if (eye->size() == 2) {
            picture.eye = {(*eye)[0].value_or(0.0F), (*eye)[1].value_or(0.0F)};
        } else {
            reader.complain("[picture] eye is not two numbers", "write [right, ahead] in metres");
        }
    }
    if (const toml::table* const plan = (*in)["plan"].as_table()) {
        const auto read = readPrecinctPlan(planWords(*plan));
        if (read.ok()) {
            picture.plan = *read;
        } else {
            reader.complain(read.fault().where + " " + read.fault().what, read.fault().cure);
        }
    }
    return picture;
}

} // namespace

const std::string& wordsIn(const Words& words, std::string_view language) {
    return language == "vi" ? words.vi : language == "en" ? words.en : words.zh;
}

namespace {

std::vector<RouteWords> readRoutes(Reader& reader) {
    std::vector<RouteWords> routes;
    if (const toml::array* const array = reader.table()["route"].as_array()) {
        for (const toml::node& node : *array) {
            const toml::table& route = *node.as_table();
            routes.push_back({reader.text(route, "id"),
                              reader.words(route, "title"),
                              reader.words(route, "text"),
                              reader.list(route, "sites")});
        }
    }
    return routes;
}

} // namespace

Result<TourWords> readTourWords() {
    Reader reader("tour.toml");
    const toml::table& in = reader.table();
    TourWords tour;
    tour.title = reader.words(in, "title");
    tour.owner = reader.words(in, "owner");
    tour.credits = reader.words(in, "credits");
    tour.start = reader.text(in, "start");
    tour.sites = reader.list(in, "sites");
    if (const toml::array* const categories = in["category"].as_array()) {
        for (const toml::node& node : *categories) {
            const toml::table& category = *node.as_table();
            tour.categories.emplace_back(reader.text(category, "id"),
                                         reader.words(category, "name"));
        }
    }
    tour.routes = readRoutes(reader);
    if (!reader.ok()) {
        return reader.fault();
    }
    return tour;
}

Result<SiteWords> readSiteWords(const std::string& id) {
    Reader reader("sites/" + id + ".toml");
    const toml::table& in = reader.table();
    SiteWords site;
    site.id = id;
    site.category = reader.text(in, "category");
    site.name = reader.words(in, "name");
    site.summary = reader.words(in, "summary");
    site.confidence = reader.text(in, "confidence");
    site.name_zh_status = reader.text(in, "name_zh_status");
    site.sources = reader.list(in, "sources");
    if (const toml::table* const place = in["place"].as_table()) {
        site.place = {(*place)["lat"].value_or(0.0), (*place)["lon"].value_or(0.0)};
        site.ward = reader.text(*place, "ward");
        site.address = reader.words(*place, "address");
    } else {
        reader.complain("has no [place]", "write lat, lon, ward and address");
    }
    site.picture = readPicture(reader, site);
    if (const toml::table* const script = in["script"].as_table()) {
        for (std::size_t i = 0; i < kLanguages.size(); ++i) {
            site.script[i] = reader.list(*script, kLanguages[i]);
        }
    } else {
        reader.complain("has no [script]", "write the sentences in vi, en and zh");
    }
    if (in.contains("narrate")) {
        site.narrate = reader.list(in, "narrate");
    }
    if (const toml::array* const hotspots = in["hotspot"].as_array()) {
        for (const toml::node& node : *hotspots) {
            const toml::table& hotspot = *node.as_table();
            site.hotspots.push_back({reader.text(hotspot, "object"),
                                     reader.words(hotspot, "title"),
                                     reader.words(hotspot, "text")});
        }
    }
    if (!reader.ok()) {
        return reader.fault();
    }
    return site;
}

} // namespace vr360::sample
