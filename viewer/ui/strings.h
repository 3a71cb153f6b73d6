#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vr360 {

struct EmbeddedStrings {
    std::string_view language;
    std::string_view json; ///< flat object from key to text
};
/// assets/strings, built in.
std::span<const EmbeddedStrings> embeddedStrings();

/// What the interface says, in each of its languages.
class Strings {
public:
    Strings();

    [[nodiscard]] const std::vector<std::string>& languages() const { return languages_; }
    /// Texts are in this language from now on; the nearest there is, else English.
    void choose(std::string_view language);
    /// The text of a key; the key itself when there is none.
    [[nodiscard]] const std::string& operator()(const std::string& key) const;
    /// Every text in every language, for choosing letters.
    [[nodiscard]] std::string allTexts() const;

private:
    std::vector<std::string> languages_;
    std::vector<std::map<std::string, std::string>> texts_; ///< parallel to languages_
    std::size_t chosen_ = 0;
};

} // namespace vr360
