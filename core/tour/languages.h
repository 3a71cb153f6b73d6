#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vr360 {

/// A text in several languages: BCP 47 tag → text, in the editor's order. Small, so a vector.
class LocalizedText {
public:
    LocalizedText() = default;
    explicit LocalizedText(std::vector<std::pair<std::string, std::string>> texts)
        : texts_(std::move(texts)) {}

    void set(std::string_view language, std::string text);
    [[nodiscard]] bool empty() const { return texts_.empty(); }
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const {
        return texts_;
    }
    /// Exactly this tag, or nullptr.
    [[nodiscard]] const std::string* find(std::string_view language) const;
    /// The best there is: this language, then the tour's languages in order, then any; empty text
    /// if none.
    [[nodiscard]] const std::string& in(std::string_view language,
                                        std::span<const std::string> fallbacks = {}) const;

    friend bool operator==(const LocalizedText&, const LocalizedText&) = default;

private:
    std::vector<std::pair<std::string, std::string>> texts_;
};

/// True for a well-formed BCP 47 tag of the shapes a tour uses (language[-script][-region]).
bool isLanguageTag(std::string_view tag);

/// The one of `offered` that serves a wish best, after RFC 4647 lookup: "zh-Hans-CN" → "zh-Hans" →
/// "zh", and "zh" takes "zh-Hans" too; -1 if none does.
int matchLanguage(std::string_view wish, std::span<const std::string> offered);

/// What a language calls itself: "Tiếng Việt", "English", "中文"; the tag when unknown.
std::string_view languageName(std::string_view tag);

} // namespace vr360
