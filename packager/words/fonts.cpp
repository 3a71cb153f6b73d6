#include "packager/words/fonts.h"

#include "packager/files/files.h"
#include "packager/files/unicode.h"
#include "packager/pyramid/sha256.h"
#include "packager/words/ui_strings.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace vr360 {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kLicencePath = "fonts/LICENSE.txt";

struct SystemFont {
    std::string_view family;
    std::string_view package; ///< Debian's
    Layout layout;
    std::array<std::string_view, 3> files;
};
constexpr std::array kFonts{
    SystemFont{"Noto Sans",
               "fonts-noto-core",
               Layout::kKeep,
               {"/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
                "/usr/share/fonts/noto/NotoSans-Regular.ttf",
                "/usr/share/fonts/google-noto/NotoSans-Regular.ttf"}},
    SystemFont{"Noto Sans CJK SC",
               "fonts-noto-cjk",
               Layout::kDrop,
               {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
                "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
                "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc"}}};

/// What viewers draw that no text holds: quotation marks, dashes, arrows, bullets, spaces.
constexpr std::u32string_view kAlways = U"\u00A0\u00A9\u00B0\u00B7–—‘’“”…•←↑→↓×";

void addText(Characters& characters, const LocalizedText& text) {
    for (const auto& [language, words] : text.all()) {
        characters.add(language, words);
    }
}

void addSite(Characters& characters, const Site& site) {
    addText(characters, site.name);
    addText(characters, site.summary);
    if (site.place) {
        addText(characters, site.place->address);
        characters.add("", site.place->ward);
    }
    for (const Scene& scene : site.scenes) {
        addText(characters, scene.name);
        for (const Hotspot& spot : scene.hotspots) {
            addText(characters, spot.title);
            addText(characters, spot.text);
            characters.add("", spot.url);
        }
    }
}

/// Language and path of all subtitle files, each once.
std::set<std::pair<std::string, std::string>> subtitlesOf(const Site& site) {
    std::set<std::pair<std::string, std::string>> files;
    for (const Scene& scene : site.scenes) {
        files.insert(scene.subtitles.begin(), scene.subtitles.end());
        for (const auto& [language, narration] : scene.narration) {
            files.insert(narration.subtitles.begin(), narration.subtitles.end());
        }
    }
    return files;
}

std::string
keyOf(const SystemFont& font, const std::string& source_sha256, const std::set<char32_t>& wanted) {
    std::string points;
    for (const char32_t c : wanted) {
        points += toUtf8(c);
    }
    return fmt::format("font 2; {}; {}; {}", font.family, source_sha256, sha256(points));
}

/// Characters as people can look for them: the first few, quoted.
std::string listed(const std::set<char32_t>& characters) {
    std::string text;
    int count = 0;
    for (const char32_t c : characters) {
        if (++count > 12) {
            return text + " …";
        }
        text +=
            fmt::format("{}{} (U+{:04X})", text.empty() ? "" : " ", toUtf8(c), std::uint32_t{c});
    }
    return text;
}

class FontMaker {
public:
    FontMaker(ObjectStore& store, BuildCache& cache, Findings& findings)
        : store_(store), cache_(cache), findings_(findings) {}

    /// Adds a font to the set unless it is not installed. `wanted` loses what the font covers.
    Status add(const SystemFont& font, const std::set<char32_t>& wanted, std::set<char32_t>& left) {
        const auto file = std::ranges::find_if(font.files, [](std::string_view path) {
            std::error_code ignored;
            return fs::is_regular_file(path, ignored);
        });
        if (file == font.files.end()) {
            findings_.add({.severity = Severity::kWarning,
                           .what = fmt::format("the font {} is not installed here, so the package "
                                               "carries none of it",
                                               font.family),
                           .cure = fmt::format("Install {}.", font.package)});
            return Done{};
        }
        const auto source = cache_.hashOf(fs::path(*file), std::string(*file));
        if (!source.ok()) {
            return source.fault();
        }
        const std::string key = keyOf(font, *source, wanted);
        if (recall(font, key, left)) {
            return Done{};
        }
        return make(font, *file, key, wanted, left);
    }

    [[nodiscard]] FontSet take() { return std::move(set_); }

private:
    bool recall(const SystemFont& font, const std::string& key, std::set<char32_t>& left) {
        const auto kept = cache_.find(key);
        if (!kept) {
            return false;
        }
        try {
            const Tour::Font entry = entryOf(
                font, kept->at("otf").get<std::string>(), kept->at("woff2").get<std::string>());
            if (!store_.holds(entry.otf) || !store_.holds(entry.woff2)) {
                return false;
            }
            for (const char32_t c : codePoints(kept->at("covered").get<std::string>())) {
                left.erase(c);
            }
            set_.fonts.push_back(entry);
            return true;
        } catch (const json::exception&) {
            return false;
        }
    }

    Status make(const SystemFont& font,
                std::string_view file,
                const std::string& key,
                const std::set<char32_t>& wanted,
                std::set<char32_t>& left) {
        const auto bytes = readFile(file, file);
        const auto subset = bytes.ok() ? subsetFont(*bytes, font.family, wanted, font.layout)
                                       : Result<Subset>(bytes.fault());
        if (!subset.ok()) {
            Finding finding = findingOf(Severity::kWarning, "", file, subset.fault());
            findings_.add(std::move(finding));
            return Done{};
        }
        const auto otf = store_.put("fonts", "", ".otf", subset->otf);
        const auto woff2 = store_.put("fonts", "", ".woff2", subset->woff2);
        if (!otf.ok() || !woff2.ok()) {
            return otf.ok() ? woff2.fault() : otf.fault();
        }
        std::string covered;
        for (const char32_t c : subset->covered) {
            left.erase(c);
            covered += toUtf8(c);
        }
        cache_.keep(key, {{"otf", *otf}, {"woff2", *woff2}, {"covered", covered}});
        set_.fonts.push_back(entryOf(font, *otf, *woff2));
        return Done{};
    }

    static Tour::Font entryOf(const SystemFont& font, std::string otf, std::string woff2) {
        return {.family = std::string(font.family),
                .weight = 400,
                .otf = std::move(otf),
                .woff2 = std::move(woff2)};
    }

    ObjectStore& store_;
    BuildCache& cache_;
    Findings& findings_;
    FontSet set_;
};

/// The licence as Debian's package states it, if its documents are installed.
std::string licenceText() {
    std::string text =
        "The fonts in this folder are subsets of Noto Sans and Noto Sans CJK SC.\n"
        "Copyright 2012-2022 Google LLC and Adobe. Licensed under the SIL Open Font\n"
        "License, Version 1.1: https://openfontlicense.org\n";
    const auto details =
        readFile("/usr/share/doc/fonts-noto-cjk/copyright", "copyright", std::uint64_t{1} << 20);
    const std::size_t start = details.ok() ? details->find("PREAMBLE") : std::string::npos;
    if (start != std::string::npos) {
        // The text is indented by a space, with a lone dot for an empty line.
        text += "\n";
        std::string_view rest = std::string_view(*details).substr(start);
        rest = rest.substr(0, rest.find("\n\n"));
        for (std::size_t i = 0; i <= rest.size();) {
            const std::size_t line_end = std::min(rest.find('\n', i), rest.size());
            std::string_view line = rest.substr(i, line_end - i);
            while (line.starts_with(' ')) {
                line.remove_prefix(1);
            }
            text += line == "." ? "" : std::string(line);
            text += "\n";
            i = line_end + 1;
        }
    }
    return text;
}

} // namespace

void Characters::add(std::string_view language, std::string_view text) {
    const bool is_chinese = language == "zh" || language.starts_with("zh-");
    for (const char32_t c : codePoints(text)) {
        if (c >= 0x20 && c != 0x7F) {
            all.insert(c);
            if (is_chinese) {
                chinese.insert(c);
            }
        }
    }
}

Result<Characters>
collectCharacters(const Tour& tour, const std::vector<Site>& sites, const ObjectStore& store) {
    Characters characters;
    for (char32_t c = 0x20; c < 0x7F; ++c) {
        characters.all.insert(c);
    }
    characters.all.insert(kAlways.begin(), kAlways.end());
    for (const std::string& language : tour.languages) {
        characters.add(language, languageName(language));
    }
    for (const auto& [language, text] : uiStrings()) {
        characters.add(language, text);
    }
    addText(characters, tour.title);
    addText(characters, tour.owner);
    addText(characters, tour.credits);
    for (const Tour::Category& category : tour.categories) {
        addText(characters, category.name);
    }
    for (const Tour::Route& route : tour.routes) {
        addText(characters, route.title);
        addText(characters, route.text);
    }
    for (const Site& site : sites) {
        addSite(characters, site);
        for (const Scene& scene : site.scenes) {
            for (const auto& [language, narration] : scene.narration) {
                characters.add(language, languageName(language));
            }
        }
        for (const auto& [language, path] : subtitlesOf(site)) {
            characters.add(language, languageName(language));
            const auto text = readFile(store.package() / path, path);
            if (!text.ok()) {
                return text.fault();
            }
            characters.add(language, *text);
        }
    }
    return characters;
}

Result<FontSet> makeFonts(const Tour& tour,
                          const std::vector<Site>& sites,
                          ObjectStore& store,
                          BuildCache& cache,
                          Findings& findings) {
    const auto characters = collectCharacters(tour, sites, store);
    if (!characters.ok()) {
        return characters.fault();
    }
    std::set<char32_t> left = characters->all;
    FontMaker maker(store, cache, findings);
    if (const Status latin = maker.add(kFonts[0], characters->all, left); !latin.ok()) {
        return latin.fault();
    }
    // The Chinese font gives what Chinese texts use, and what the first one lacks.
    std::set<char32_t> wanted = characters->chinese;
    wanted.insert(left.begin(), left.end());
    if (!wanted.empty()) {
        if (const Status chinese = maker.add(kFonts[1], wanted, left); !chinese.ok()) {
            return chinese.fault();
        }
    }
    FontSet set = maker.take();
    if (set.fonts.size() == kFonts.size() && !left.empty()) {
        findings.add({.severity = Severity::kWarning,
                      .what = fmt::format("no font has these characters: {}", listed(left)),
                      .cure = "Write them in another way."});
    }
    if (!set.fonts.empty()) {
        set.licences[std::string(kLicencePath)] = licenceText();
    }
    return set;
}

} // namespace vr360
