#include "viewer/ui/strings.h"

#include "core/tour/languages.h"

#include <nlohmann/json.hpp>

#include <cassert>

namespace vr360 {

Strings::Strings() {
    for (const EmbeddedStrings& embedded : embeddedStrings()) {
        const auto json = nlohmann::json::parse(embedded.json, nullptr, false);
        assert(json.is_object());
        std::map<std::string, std::string> texts;
        for (const auto& [key, value] : json.items())
            if (value.is_string())
                texts.emplace(key, value.get<std::string>());
        languages_.emplace_back(embedded.language);
        texts_.push_back(std::move(texts));
    }
    choose("en");
}

void Strings::choose(std::string_view language) {
    int found = matchLanguage(language, languages_);
    if (found < 0)
        found = matchLanguage("en", languages_);
    chosen_ = static_cast<std::size_t>(std::max(found, 0));
}

const std::string& Strings::operator()(const std::string& key) const {
    const auto it = texts_[chosen_].find(key);
    return it != texts_[chosen_].end() ? it->second : key;
}

std::string Strings::allTexts() const {
    std::string all;
    for (const auto& texts : texts_)
        for (const auto& [key, text] : texts)
            all += text;
    return all;
}

} // namespace vr360
