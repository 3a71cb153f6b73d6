#pragma once

#include <string>
#include <string_view>

namespace vr360 {

/// What is wrong with the characters of a text, and the cure; both empty where nothing is.
struct LetterFault {
    std::string what;
    std::string cure;
};

/// Characters that a language does not use: another script's (Latin letters may stand in any
/// language, for names), letters that only look like the language's own, traditional forms in
/// simplified Chinese, and what is no character at all. NFC. Thread-safe.
LetterFault checkLetters(std::string_view text, std::string_view language);

/// Gathers the words of a whole file, to tell whether it is in its language at all.
class LanguageCheck {
public:
    explicit LanguageCheck(std::string_view language) : language_(language) {}

    void add(std::string_view text);
    [[nodiscard]] LetterFault result() const;

private:
    std::string_view language_;
    int words_ = 0;
    int marked_words_ = 0;     ///< with letters of Vietnamese beyond ASCII
    int vietnamese_words_ = 0; ///< with letters that only Vietnamese has
    int han_ = 0;
};

} // namespace vr360
