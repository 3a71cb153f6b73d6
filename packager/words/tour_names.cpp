#include "packager/words/tour_names.h"

#include "packager/files/unicode.h"

#include <unicode/uchar.h>

#include <algorithm>

namespace vr360 {
namespace {

char32_t folded(char32_t c) {
    return static_cast<char32_t>(u_foldCase(static_cast<UChar32>(c), U_FOLD_CASE_DEFAULT));
}

/// A letter or digit of a script that parts its words by spaces.
bool isSpacedLetter(char32_t c) {
    return u_isalnum(static_cast<UChar32>(c)) != 0 &&
           u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_IDEOGRAPHIC) == 0;
}

bool isWithinWord(std::u32string_view text, std::size_t at) {
    return at > 0 && at < text.size() && isSpacedLetter(text[at - 1]) && isSpacedLetter(text[at]);
}

} // namespace

TourNames::TourNames(const TourSource& tour) {
    const auto add_all = [this](const LocalizedText& text) {
        for (const auto& [language, name] : text.all()) {
            add(name);
        }
    };
    for (const SiteSource& site : tour.sites) {
        add_all(site.name);
        for (const SceneSource& scene : site.scenes) {
            add_all(scene.name);
            for (const HotspotSource& spot : scene.hotspots) {
                add_all(spot.spot.title);
            }
        }
    }
}

void TourNames::add(std::string_view name) {
    std::u32string text;
    for (const char32_t c : codePoints(nfc(name))) {
        text += folded(c);
    }
    if (text.size() < 2) {
        return;
    }
    std::vector<std::u32string>& siblings = names_[text[0]];
    if (std::ranges::find(siblings, text) == siblings.end()) {
        siblings.push_back(std::move(text));
    }
}

std::size_t TourNames::lengthAt(std::u32string_view text, std::size_t at) const {
    const auto siblings = names_.find(folded(text[at]));
    if (siblings == names_.end() || isWithinWord(text, at)) {
        return 0;
    }
    std::size_t longest = 0;
    for (const std::u32string& name : siblings->second) {
        if (name.size() > longest && name.size() <= text.size() - at &&
            !isWithinWord(text, at + name.size()) &&
            std::ranges::equal(name, text.substr(at, name.size()), {}, {}, folded)) {
            longest = name.size();
        }
    }
    return longest;
}

} // namespace vr360
