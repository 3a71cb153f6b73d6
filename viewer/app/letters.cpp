#include "viewer/app/letters.h"

#include "viewer/app/report.h"

#include <memory>

namespace vr360 {
namespace {

void add(std::string& texts, const LocalizedText& text) {
    for (const auto& [tag, value] : text.all())
        texts += value;
}

// What languages call themselves, in the settings.
constexpr const char* kAlways = "Tiếng Việt English 中文 0123456789:/…";

} // namespace

std::string allTexts(const Site& site) {
    std::string texts;
    add(texts, site.name);
    add(texts, site.summary);
    for (const Scene& scene : site.scenes) {
        add(texts, scene.name);
        for (const Hotspot& hotspot : scene.hotspots) {
            add(texts, hotspot.title);
            add(texts, hotspot.text);
        }
    }
    return texts;
}

std::string allTexts(const Tour& tour) {
    std::string texts;
    add(texts, tour.title);
    add(texts, tour.owner);
    for (const Tour::Category& category : tour.categories)
        add(texts, category.name);
    for (const Tour::Route& route : tour.routes) {
        add(texts, route.title);
        add(texts, route.text);
    }
    for (const Tour::SiteEntry& entry : tour.sites)
        add(texts, entry.name);
    return texts;
}

Letters::Letters(const ByteSource& source, const Tour& tour, Background& background)
    : background_(background) {
    for (const Tour::Font& font : tour.fonts) {
        auto bytes = source.read(font.otf);
        if (bytes)
            files_.push_back({.bytes = std::move(bytes).value(), .weight = font.weight});
        else
            reportFault(bytes.fault());
    }
    // Behind the package's own, for what they lack: the interface's words may use other letters.
    for (FontFile& file : systemFonts())
        files_.push_back(std::move(file));
    if (files_.empty())
        reportFault({"fonts",
                     "neither the package nor the system has any",
                     "Install the packages fonts-noto-core and fonts-noto-cjk."});
    need(kAlways);
    need(allTexts(tour));
}

void Letters::need(std::string_view text) {
    characters_ = distinctCharacters(characters_ + std::string(text));
}

Status Letters::makeNow(Ui& ui, UiRenderer& renderer, float scale) {
    return use(buildFonts(files_, characters_, scale), ui, renderer);
}

void Letters::update(Ui& ui, UiRenderer& renderer, float scale) {
    if (made_) {
        if (Status used = use(std::move(*made_), ui, renderer); !used)
            reportFault(used.fault());
        made_.reset();
    }
    if (making_ || (ui.fonts().characters == characters_ && ui.fonts().scale == scale))
        return;
    making_ = true;
    background_.start([this, characters = characters_, scale]() -> Background::Finish {
        auto fonts = std::make_shared<FontSet>(buildFonts(files_, characters, scale));
        return [this, fonts] {
            making_ = false;
            made_ = std::move(*fonts);
        };
    });
}

Status Letters::use(FontSet fonts, Ui& ui, UiRenderer& renderer) {
    auto texture = renderer.addTexture(static_cast<std::uint32_t>(fonts.width),
                                       static_cast<std::uint32_t>(fonts.height),
                                       UiRenderer::PixelFormat::kCoverage,
                                       fonts.pixels);
    if (!texture)
        return texture.fault();
    renderer.removeTexture(texture_);
    texture_ = *texture;
    ui.setFonts(std::move(fonts), texture_);
    return Done{};
}

Status Letters::deviceLost(Ui& ui, UiRenderer& renderer) {
    texture_ = 0; // the old renderer's numbers mean nothing to the new one
    return makeNow(ui, renderer, ui.fonts().scale);
}

} // namespace vr360
