#include "packager/words/break_places.h"

#include "packager/files/unicode.h"
#include "packager/words/small_words.h"

#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <memory>
#include <string>

namespace vr360 {
namespace {

constexpr std::u32string_view kSentenceEnds = U".!?…。！？";
constexpr std::u32string_view kClauseEnds = U",;:—–，、；：";
constexpr std::u32string_view kClosing = U"，。、！？；：》）」』】〉”’…—,.;:!?)]%";
constexpr std::u32string_view kOpening = U"《（「『【〈“‘([";
constexpr std::u32string_view kQuoteEnds = U"”’\"')）」』】》";

bool isOneOf(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

bool isDigit(char32_t c) {
    return u_isdigit(static_cast<UChar32>(c)) != 0;
}

bool isUpper(char32_t c) {
    return u_isupper(static_cast<UChar32>(c)) != 0;
}

/// Where an iterator of ICU finds a boundary, by characters.
std::vector<bool> boundaries(icu::BreakIterator* iterator, std::u32string_view text) {
    std::vector<bool> found(text.size() + 1, false);
    if (iterator == nullptr) {
        return found;
    }
    const icu::UnicodeString units = icu::UnicodeString::fromUTF32(
        reinterpret_cast<const UChar32*>(text.data()), static_cast<int32_t>(text.size()));
    iterator->setText(units);
    std::size_t character = 0;
    int32_t unit = 0;
    for (int32_t at = iterator->first(); at != icu::BreakIterator::DONE; at = iterator->next()) {
        while (unit < at) {
            unit += U16_LENGTH(static_cast<UChar32>(text[character]));
            ++character;
        }
        found[character] = true;
    }
    return found;
}

std::unique_ptr<icu::BreakIterator> lineIterator(std::string_view language) {
    UErrorCode error = U_ZERO_ERROR;
    const std::string name = std::string(language) + "@lb=strict";
    return std::unique_ptr<icu::BreakIterator>(
        icu::BreakIterator::createLineInstance(icu::Locale::createCanonical(name.c_str()), error));
}

std::unique_ptr<icu::BreakIterator> wordIterator(std::string_view language) {
    UErrorCode error = U_ZERO_ERROR;
    const std::string name(language);
    return std::unique_ptr<icu::BreakIterator>(
        icu::BreakIterator::createWordInstance(icu::Locale::createCanonical(name.c_str()), error));
}

class Places {
public:
    Places(std::u32string_view text, std::string_view language)
        : text_(text),
          language_(language),
          lines_(boundaries(lineIterator(language).get(), text)),
          words_(boundaries(wordIterator(language).get(), text)) {}

    std::vector<double> costs() {
        std::vector<double> costs(text_.size(), kNever);
        for (std::size_t at = 1; at < text_.size(); ++at) {
            if (mayBreak(at)) {
                costs[at] = costAt(at);
            }
        }
        return costs;
    }

private:
    [[nodiscard]] bool mayBreak(std::size_t at) const {
        const char32_t before = text_[at - 1];
        const char32_t after = text_[at];
        // A line that begins with a dash is another speaker's.
        if (after == U' ' || isOneOf(after, U"-–—")) {
            return false;
        }
        if (before == U' ') {
            return lines_[at];
        }
        // Where a line ends without a space, none may be missing when lines are joined again.
        if (!isUnspaced(before) && !isUnspaced(after)) {
            return false;
        }
        if (isOneOf(after, kClosing) || isOneOf(before, kOpening)) {
            return false;
        }
        // UAX #14 cannot tell opening from closing quotation marks; Chinese ones say it.
        const bool quote = isOneOf(before, U"”’") || isOneOf(after, U"“‘");
        return lines_[at] || quote;
    }

    [[nodiscard]] double costAt(std::size_t at) const {
        std::size_t end = text_[at - 1] == U' ' ? at - 1 : at;
        const bool number = isDigit(text_[end - 1]) || isDigit(text_[at]);
        while (end > 1 && isOneOf(text_[end - 1], kQuoteEnds)) {
            --end;
        }
        if (isOneOf(text_[end - 1], kSentenceEnds)) {
            return isAbbreviation(end) ? kAwkward : kAfterSentence;
        }
        if (isOneOf(text_[end - 1], kClauseEnds)) {
            return text_[end - 1] == U'、' ? kBeforeConjunction : kAfterClause;
        }
        const std::u32string next = wordFrom(at);
        const std::u32string last = wordBefore(at);
        if (number || isWeakEnd(last, language_) || isWeakStart(next, language_)) {
            return kAwkward;
        }
        if (isJoint(next, language_)) {
            return kBeforeConjunction;
        }
        return text_[at - 1] == U' ' || words_[at] ? kBetweenWords : kWithinWord;
    }

    /// "Mr.", "St.", "J.": a full stop that ends no sentence.
    [[nodiscard]] bool isAbbreviation(std::size_t end) const {
        if (text_[end - 1] != U'.') {
            return false;
        }
        std::size_t start = end - 1;
        while (start > 0 && u_isalpha(static_cast<UChar32>(text_[start - 1])) != 0) {
            --start;
        }
        const std::size_t letters = end - 1 - start;
        return letters > 0 && letters <= 2 && isUpper(text_[start]);
    }

    [[nodiscard]] std::u32string wordFrom(std::size_t at) const {
        std::size_t end = at + 1;
        while (end < text_.size() && text_[end] != U' ' && !words_[end]) {
            ++end;
        }
        return lowered(text_.substr(at, end - at));
    }

    [[nodiscard]] std::u32string wordBefore(std::size_t at) const {
        const std::size_t end = text_[at - 1] == U' ' ? at - 1 : at;
        std::size_t start = end - 1;
        while (start > 0 && text_[start - 1] != U' ' && !words_[start]) {
            --start;
        }
        return lowered(text_.substr(start, end - start));
    }

    static std::u32string lowered(std::u32string_view word) {
        std::u32string lower;
        for (const char32_t c : word) {
            lower += static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
        }
        return lower;
    }

    std::u32string_view text_;
    std::string_view language_;
    std::vector<bool> lines_;
    std::vector<bool> words_;
};

void forbid(std::vector<double>& costs, std::size_t first, std::size_t last) {
    for (std::size_t at = first + 1; at < last; ++at) {
        costs[at] = kNever;
    }
}

void keepTourNames(std::u32string_view text,
                   const TourNames& names,
                   std::size_t line_characters,
                   std::vector<double>& costs) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::size_t length = names.lengthAt(text, at);
        if (length > 0 && length <= line_characters) {
            forbid(costs, at, at + length);
        }
    }
}

bool isOfWord(char32_t c) {
    return (u_isalnum(static_cast<UChar32>(c)) != 0 && !isUnspaced(c)) || isOneOf(c, U"-'’");
}

/// "Lý Nam Đế", "Trịnh Công Sơn", "West Lake": capitalised words that nothing but a space parts.
void keepCapitalised(std::u32string_view text,
                     std::size_t line_characters,
                     std::vector<double>& costs) {
    std::size_t start = 0; // of the name under way
    std::size_t end = 0;
    const auto keep = [&] {
        if (end - start <= line_characters) {
            forbid(costs, start, end);
        }
    };
    for (std::size_t at = 0; at < text.size();) {
        std::size_t word_end = at;
        while (word_end < text.size() && isOfWord(text[word_end])) {
            ++word_end;
        }
        if (word_end == at) {
            ++at;
            continue;
        }
        const bool goes_on = end > 0 && at == end + 1 && text[end] == U' ';
        if (!isUpper(text[at]) || !goes_on) {
            keep();
            start = at;
        }
        end = isUpper(text[at]) ? word_end : 0;
        start = end == 0 ? 0 : start;
        at = word_end;
    }
    keep();
}

} // namespace

bool isUnspaced(char32_t c) {
    if ((c >= 0x3000 && c < 0x3040) || (c >= 0xFF00 && c < 0xFF65)) {
        return true; // punctuation and letters as wide as Chinese ones
    }
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &error);
    constexpr UScriptCode kScripts[] = {USCRIPT_HAN,
                                        USCRIPT_HIRAGANA,
                                        USCRIPT_KATAKANA,
                                        USCRIPT_BOPOMOFO,
                                        USCRIPT_THAI,
                                        USCRIPT_LAO,
                                        USCRIPT_KHMER,
                                        USCRIPT_MYANMAR};
    return std::ranges::find(kScripts, script) != std::end(kScripts);
}

std::vector<double> breakCosts(std::u32string_view text,
                               std::string_view language,
                               const TourNames& names,
                               std::size_t line_characters) {
    std::vector<double> costs = Places(text, language).costs();
    keepTourNames(text, names, line_characters, costs);
    keepCapitalised(text, line_characters, costs);
    return costs;
}

} // namespace vr360
