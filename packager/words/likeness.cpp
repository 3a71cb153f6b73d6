#include "packager/words/likeness.h"

#include "core/tour/utf8.h"
#include "packager/words/hanzi.h"
#include "packager/words/vietnamese.h"

#include <utf8proc.h>

#include <algorithm>

namespace vr360 {
namespace {

/// Quotes, dashes and the like, which any language may have.
constexpr std::u32string_view kSigns = U"‘’“”‚„–—…•·«»°²³½¼¾×±€£©®™§\u00A0\u00AD\u200B";
/// Of these, what may stand between two letters.
constexpr std::u32string_view kInsideWords = U"‘’–—…·\u00A0\u00AD\u200B";
constexpr std::u32string_view kWideSigns = U"　、。〈〉《》「」『』【】〔〕〖〗〜・￥";

bool isOneOf(char32_t c, std::u32string_view set) {
    return set.find(c) != std::u32string_view::npos;
}

utf8proc_category_t categoryOf(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c));
}

bool isLetter(char32_t c) {
    const utf8proc_category_t kind = categoryOf(c);
    return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LL ||
           kind == UTF8PROC_CATEGORY_LT || kind == UTF8PROC_CATEGORY_LM ||
           kind == UTF8PROC_CATEGORY_LO || kind == UTF8PROC_CATEGORY_MN;
}

bool isUpper(char32_t c) {
    return categoryOf(c) == UTF8PROC_CATEGORY_LU;
}

/// Small, Capital or CAPITALS; not sMall.
bool isCasedWell(std::u32string_view word) {
    const bool later_upper = std::any_of(word.begin() + 1, word.end(), isUpper);
    const bool lower =
        std::ranges::any_of(word, [](char32_t c) { return categoryOf(c) == UTF8PROC_CATEGORY_LL; });
    return !later_upper || !lower;
}

bool isAscii(char32_t c) {
    return c < 0x80;
}

/// Calls `take` with each word that has a letter beyond ASCII, and counts what is no letter.
template <typename Take>
void visitEvidence(std::u32string_view text, Likeness& likeness, Take take) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = text[at];
        if (!isLetter(c)) {
            const bool control = c < 0x20 && c != U'\n' && c != U'\r' && c != U'\t';
            const bool inside = at > 0 && at + 1 < text.size() && isLetter(text[at - 1]) &&
                                isLetter(text[at + 1]) && !isOneOf(c, kInsideWords);
            if (control || (c >= 0x80 && (inside || !isOneOf(c, kSigns)))) {
                likeness.bad += 1.0;
            }
            ++at;
            continue;
        }
        const std::size_t first = at;
        while (at < text.size() && isLetter(text[at])) {
            ++at;
        }
        const std::u32string_view word = text.substr(first, at - first);
        if (!std::ranges::all_of(word, isAscii)) {
            take(word);
        }
    }
}

/// Accents among plain letters. Many a wrong reading has that too, so it is not worth as much as
/// a syllable of Vietnamese.
void addWestern(std::u32string_view word, Likeness& likeness) {
    constexpr double kWeight = 0.65;
    const auto isAccented = [](char32_t c) {
        return c >= 0xC0 && c < 0x180 && !isOneOf(c, U"×÷ÐðÞþ");
    };
    std::size_t plain = 0;
    std::size_t accented = 0;
    bool pair = false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        plain += isAscii(word[i]) ? 1 : 0;
        accented += isAccented(word[i]) ? 1 : 0;
        pair = pair || (i > 0 && !isAscii(word[i]) && !isAscii(word[i - 1]));
    }
    const bool good =
        plain + accented == word.size() && !pair && plain >= 2 * accented && isCasedWell(word);
    likeness.good += good ? kWeight : 0.0;
    likeness.bad += good ? 1.0 - kWeight : 1.0;
}

/// Quotes and dashes are all that most English texts have beyond ASCII.
constexpr double kSignWeight = 0.5;

double countSigns(std::u32string_view text) {
    return static_cast<double>(
        std::ranges::count_if(text, [](char32_t c) { return isOneOf(c, kSigns); }));
}

} // namespace

Likeness vietnameseLikeness(std::u32string_view text) {
    Likeness likeness;
    visitEvidence(text, likeness, [&](std::u32string_view word) {
        (isVietnameseSyllable(word) && isCasedWell(word) ? likeness.good : likeness.bad) += 1.0;
    });
    return likeness;
}

Likeness westernLikeness(std::u32string_view text) {
    Likeness likeness;
    visitEvidence(text, likeness, [&](std::u32string_view word) { addWestern(word, likeness); });
    likeness.good += kSignWeight * countSigns(text);
    return likeness;
}

Likeness mixedLikeness(std::u32string_view text) {
    Likeness likeness;
    visitEvidence(text, likeness, [&](std::u32string_view word) {
        if (isVietnameseSyllable(word) && isCasedWell(word)) {
            likeness.good += 1.0;
        } else {
            addWestern(word, likeness);
        }
    });
    likeness.good += kSignWeight * countSigns(text);
    return likeness;
}

Likeness chineseLikeness(std::u32string_view text) {
    Likeness likeness;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char32_t c = text[i];
        // Alphabets read as Chinese show by the spaces between their words.
        if (c == U' ' && i > 0 && i + 1 < text.size() && isHan(text[i - 1]) && isHan(text[i + 1])) {
            likeness.bad += 0.5;
        }
        if (isAscii(c) || isOneOf(c, kSigns)) {
            continue;
        }
        if (isOneOf(c, kWideSigns) || (c >= 0xFF01 && c <= 0xFF5E)) {
            likeness.good += 0.5;
            continue;
        }
        if (!isHan(c)) {
            likeness.bad += 1.0;
            continue;
        }
        switch (hanziUse(simplified(c))) {
        case HanziUse::kFrequent:
            likeness.good += 1.0;
            break;
        case HanziUse::kUsual:
            likeness.good += 0.2;
            likeness.bad += 0.5;
            break;
        case HanziUse::kListed:
            likeness.bad += 0.7;
            break;
        case HanziUse::kForeign:
            likeness.bad += 1.0;
            break;
        }
    }
    return likeness;
}

} // namespace vr360
