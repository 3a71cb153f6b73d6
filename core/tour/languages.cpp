#include "core/tour/languages.h"

#include <algorithm>
#include <array>

namespace vr360 {

namespace {

bool isAsciiLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isAsciiDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string lowered(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return result;
}

bool isScript(std::string_view subtag) {
    return subtag.size() == 4 && std::all_of(subtag.begin(), subtag.end(), isAsciiLetter);
}

bool isRegion(std::string_view subtag) {
    return (subtag.size() == 2 && std::all_of(subtag.begin(), subtag.end(), isAsciiLetter)) ||
           (subtag.size() == 3 && std::all_of(subtag.begin(), subtag.end(), isAsciiDigit));
}

/// The parts of a tag that tell one text from another, in lower case; empty where not given.
struct LanguageParts {
    std::string language;
    std::string script;
    std::string region;

    friend bool operator==(const LanguageParts&, const LanguageParts&) = default;
};

/// Takes what a browser ("zh-Hans-CN-u-nu-hanidec") or an environment ("vi_VN.UTF-8") says as well:
/// variants, extensions and encodings do not matter here.
LanguageParts partsOf(std::string_view tag) {
    std::string text = lowered(tag.substr(0, tag.find_first_of(".@")));
    std::replace(text.begin(), text.end(), '_', '-');

    LanguageParts parts;
    bool first = true;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('-', at), text.size());
        const std::string subtag = text.substr(at, end - at);
        at = end + 1;
        if (first) {
            // Mandarin has a tag of its own, but everybody offers it as Chinese.
            parts.language = subtag == "cmn" ? "zh" : subtag;
            first = false;
        } else if (subtag.size() == 1) {
            break; // extensions and private use
        } else if (isScript(subtag) && parts.script.empty() && parts.region.empty()) {
            parts.script = subtag;
        } else if (isRegion(subtag) && parts.region.empty()) {
            parts.region = subtag;
        }
    }
    return parts;
}

/// The script a tag means without saying so. Only Chinese needs it: its regions write differently,
/// and plain "zh" means simplified in a tour.
std::string effectiveScript(const LanguageParts& parts) {
    if (!parts.script.empty() || parts.language != "zh") {
        return parts.script;
    }
    const bool traditional = parts.region == "tw" || parts.region == "hk" || parts.region == "mo";
    return traditional ? "hant" : "hans";
}

int findParts(std::span<const LanguageParts> offered, const LanguageParts& wanted) {
    const auto found = std::find(offered.begin(), offered.end(), wanted);
    return found == offered.end() ? -1 : static_cast<int>(found - offered.begin());
}

/// The first offer in this language, and in this script unless it is "*".
int findRelative(std::span<const LanguageParts> offered,
                 std::string_view language,
                 std::string_view script) {
    for (std::size_t i = 0; i < offered.size(); ++i) {
        if (offered[i].language == language &&
            (script == "*" || effectiveScript(offered[i]) == script)) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

/// The text of the tag that serves a wish best, or nullptr. Empty texts serve nobody.
const std::string* findBest(const std::vector<std::pair<std::string, std::string>>& texts,
                            std::string_view wish) {
    std::vector<std::string> tags;
    std::vector<const std::string*> found;
    for (const auto& [tag, text] : texts) {
        if (!text.empty()) {
            tags.push_back(tag);
            found.push_back(&text);
        }
    }
    const int index = matchLanguage(wish, tags);
    return index < 0 ? nullptr : found[static_cast<std::size_t>(index)];
}

} // namespace

void LocalizedText::set(std::string_view language, std::string text) {
    for (auto& [tag, existing] : texts_) {
        if (tag == language) {
            existing = std::move(text);
            return;
        }
    }
    texts_.emplace_back(std::string(language), std::move(text));
}

const std::string* LocalizedText::find(std::string_view language) const {
    for (const auto& [tag, text] : texts_) {
        if (tag == language) {
            return &text;
        }
    }
    return nullptr;
}

const std::string& LocalizedText::in(std::string_view language,
                                     std::span<const std::string> fallbacks) const {
    static const std::string kNone;
    // The common case first: it is asked for every label, every frame.
    if (const std::string* exact = find(language); exact != nullptr && !exact->empty()) {
        return *exact;
    }
    if (const std::string* best = findBest(texts_, language)) {
        return *best;
    }
    for (const std::string& fallback : fallbacks) {
        if (const std::string* best = findBest(texts_, fallback)) {
            return *best;
        }
    }
    for (const auto& [tag, text] : texts_) {
        if (!text.empty()) {
            return text;
        }
    }
    return kNone;
}

bool isLanguageTag(std::string_view tag) {
    std::size_t end = std::min(tag.find('-'), tag.size());
    const std::string_view language = tag.substr(0, end);
    if (language.size() < 2 || language.size() > 3 ||
        !std::all_of(language.begin(), language.end(), isAsciiLetter)) {
        return false;
    }
    bool script = false;
    bool region = false;
    while (end < tag.size()) {
        const std::size_t begin = end + 1;
        end = std::min(tag.find('-', begin), tag.size());
        const std::string_view subtag = tag.substr(begin, end - begin);
        if (isScript(subtag) && !script && !region) {
            script = true;
        } else if (isRegion(subtag) && !region) {
            region = true;
        } else {
            return false;
        }
    }
    return true;
}

int matchLanguage(std::string_view wish, std::span<const std::string> offered) {
    const std::string wish_lower = lowered(wish);
    std::vector<LanguageParts> parts;
    parts.reserve(offered.size());
    for (std::size_t i = 0; i < offered.size(); ++i) {
        if (lowered(offered[i]) == wish_lower) {
            return static_cast<int>(i);
        }
        parts.push_back(partsOf(offered[i]));
    }

    const LanguageParts wanted = partsOf(wish);
    if (wanted.language.empty()) {
        return -1;
    }
    const std::string& language = wanted.language;
    const std::string script = effectiveScript(wanted);
    // Plain "zh" is simplified, so for a reader of traditional script it comes after every
    // traditional offer. What script another plain language has nobody says: RFC 4647 takes it.
    const bool plain_fits = language != "zh" || script == "hans";

    int found = findParts(parts, wanted);
    const auto orElse = [&found](int next) { found = found >= 0 ? found : next; };
    orElse(findParts(parts, {language, script, wanted.region}));
    orElse(findParts(parts, {language, script, ""}));
    if (plain_fits) {
        orElse(findParts(parts, {language, "", ""}));
    }
    orElse(findRelative(parts, language, script));
    orElse(findParts(parts, {language, "", ""}));
    orElse(findRelative(parts, language, "*"));
    return found;
}

std::string_view languageName(std::string_view tag) {
    struct Name {
        std::string_view language;
        std::string_view name;
    };
    static constexpr std::array kNames = {
        Name{"vi", "Tiếng Việt"}, Name{"en", "English"},    Name{"zh", "中文"},
        Name{"ja", "日本語"},     Name{"ko", "한국어"},     Name{"fr", "Français"},
        Name{"de", "Deutsch"},    Name{"es", "Español"},    Name{"it", "Italiano"},
        Name{"pt", "Português"},  Name{"nl", "Nederlands"}, Name{"ru", "Русский"},
        Name{"uk", "Українська"}, Name{"pl", "Polski"},     Name{"cs", "Čeština"},
        Name{"th", "ไทย"},        Name{"lo", "ລາວ"},        Name{"km", "ខ្មែរ"},
        Name{"id", "Indonesia"},  Name{"ms", "Melayu"},     Name{"hi", "हिन्दी"},
    };
    const LanguageParts parts = partsOf(tag);
    if (parts.language == "zh" && !(parts.script.empty() && parts.region.empty())) {
        return effectiveScript(parts) == "hant" ? "繁體中文" : "简体中文";
    }
    for (const Name& known : kNames) {
        if (known.language == parts.language) {
            return known.name;
        }
    }
    return tag;
}

} // namespace vr360
