#include "packager/words/letters.h"

#include "packager/files/unicode.h"
#include "packager/words/hanzi.h"
#include "packager/words/vietnamese.h"

#include <fmt/format.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <vector>

namespace vr360 {
namespace {

/// As many characters as a message names.
constexpr std::size_t kNamed = 4;
/// Fewer words say nothing about a file's language.
constexpr int kEnoughWords = 12;
/// Of the words of Vietnamese half to two thirds have letters that no other language has; of
/// English ones about Hanoi, one in ten.
constexpr double kVietnameseShare = 0.3;

constexpr std::string_view kCheckLanguage =
    "Check the file's language: <scene>.subtitles.<language>.vtt";

std::string_view baseOf(std::string_view language) {
    return language.substr(0, language.find('-'));
}

bool isSimplifiedChinese(std::string_view language) {
    return language == "zh" || language == "zh-CN" || language == "zh-SG" ||
           language.starts_with("zh-Hans");
}

/// Letters that only Vietnamese has, among those of living languages. NFC.
bool isVietnameseAlone(char32_t c) {
    return (c >= 0x1EA0 && c <= 0x1EF9) || c == U'ơ' || c == U'Ơ' || c == U'ư' || c == U'Ư';
}

UScriptCode scriptOf(char32_t c) {
    UErrorCode error = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), &error);
    return U_SUCCESS(error) ? script : USCRIPT_UNKNOWN;
}

/// The scripts that a language is written in besides Latin; empty: only in that. `known` is false
/// where that is not known.
std::vector<UScriptCode> scriptsOf(std::string_view language, bool& known) {
    known = true;
    const std::string base(baseOf(language));
    if (base == "zh") {
        return {USCRIPT_HAN, USCRIPT_BOPOMOFO};
    }
    if (base == "ja") {
        return {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA};
    }
    if (base == "ko") {
        return {USCRIPT_HANGUL, USCRIPT_HAN};
    }
    UErrorCode error = U_ZERO_ERROR;
    std::vector<UScriptCode> scripts(8);
    const int32_t count =
        uscript_getCode(base.c_str(), scripts.data(), static_cast<int32_t>(scripts.size()), &error);
    known = U_SUCCESS(error) && count > 0;
    scripts.resize(known ? static_cast<std::size_t>(count) : 0);
    return scripts;
}

std::string lettersOf(UScriptCode script) {
    if (script == USCRIPT_HAN) {
        return "Chinese characters";
    }
    if (script == USCRIPT_UNKNOWN) {
        return "characters that Unicode does not know";
    }
    return fmt::format("{} letters", uscript_getName(script));
}

/// "鎮", "Ж" (U+0416): as an editor finds them.
std::string quoted(const std::vector<char32_t>& characters) {
    std::string text;
    for (std::size_t i = 0; i < std::min(characters.size(), kNamed); ++i) {
        text += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", toUtf8(characters[i]));
    }
    return text + (characters.size() > kNamed ? ", …" : "");
}

void addOnce(std::vector<char32_t>& list, char32_t c) {
    if (std::ranges::find(list, c) == list.end()) {
        list.push_back(c);
    }
}

LetterFault checkScripts(const std::vector<char32_t>& text, std::string_view language) {
    bool known = false;
    const std::vector<UScriptCode> own = scriptsOf(language, known);
    if (!known) {
        return {};
    }
    std::vector<char32_t> foreign;
    UScriptCode first = USCRIPT_COMMON;
    for (const char32_t c : text) {
        const UScriptCode script = scriptOf(c);
        if (script == USCRIPT_COMMON || script == USCRIPT_INHERITED || script == USCRIPT_LATIN ||
            std::ranges::any_of(own, [&](UScriptCode one) {
                return uscript_hasScript(static_cast<UChar32>(c), one) != 0;
            })) {
            continue;
        }
        first = foreign.empty() ? script : first;
        addOnce(foreign, c);
    }
    if (foreign.empty()) {
        return {};
    }
    return {fmt::format("{} in subtitles in {}: {}", lettersOf(first), language, quoted(foreign)),
            std::string(kCheckLanguage)};
}

/// Icelandic and African letters that look like Đ, and that old conversions leave behind.
LetterFault checkLookalikes(const std::vector<char32_t>& text) {
    for (const char32_t c : text) {
        if (c == U'Ð' || c == U'ð' || c == U'Ɖ' || c == U'ɖ') {
            const bool small = c == U'ð' || c == U'ɖ';
            return {fmt::format("\"{}\" (U+{:04X}) is not the Vietnamese letter \"{}\"",
                                toUtf8(c),
                                static_cast<unsigned>(c),
                                small ? "đ" : "Đ"),
                    "Write Đ (U+0110) and đ (U+0111)."};
        }
    }
    return {};
}

LetterFault checkSimplified(const std::vector<char32_t>& text) {
    std::vector<char32_t> traditional;
    std::vector<char32_t> instead;
    for (const char32_t c : text) {
        if (const char32_t form = simplifiedInstead(c); form != 0) {
            addOnce(traditional, c);
            addOnce(instead, form);
        }
    }
    if (traditional.empty()) {
        return {};
    }
    return {fmt::format(
                "{} in simplified Chinese, which writes {}", quoted(traditional), quoted(instead)),
            "Write simplified Chinese, or call the file <scene>.subtitles.zh-Hant.vtt."};
}

/// What stands where a character got lost, and what no screen shows.
LetterFault checkLost(const std::vector<char32_t>& text) {
    for (const char32_t c : text) {
        const bool is_private = (c >= 0xE000 && c < 0xF900) || c >= 0xF0000;
        if (c == 0xFFFD || is_private || (c >= 0x80 && c < 0xA0)) {
            return {
                fmt::format("U+{:04X} stands where a character got lost", static_cast<unsigned>(c)),
                "Write the word anew, and save the file as UTF-8."};
        }
    }
    return {};
}

} // namespace

LetterFault checkLetters(std::string_view text, std::string_view language) {
    const std::vector<char32_t> points = codePoints(text);
    LetterFault fault = checkLost(points);
    if (fault.what.empty()) {
        fault = checkScripts(points, language);
    }
    if (fault.what.empty() && baseOf(language) == "vi") {
        fault = checkLookalikes(points);
    }
    if (fault.what.empty() && isSimplifiedChinese(language)) {
        fault = checkSimplified(points);
    }
    return fault;
}

void LanguageCheck::add(std::string_view text) {
    bool in_word = false;
    bool marked = false;
    bool vietnamese = false;
    const auto end_word = [&] {
        words_ += in_word ? 1 : 0;
        marked_words_ += marked ? 1 : 0;
        vietnamese_words_ += vietnamese ? 1 : 0;
        in_word = marked = vietnamese = false;
    };
    for (const char32_t c : codePoints(text)) {
        han_ += isHan(c) ? 1 : 0;
        if (scriptOf(c) != USCRIPT_LATIN) {
            end_word();
            continue;
        }
        in_word = true;
        marked = marked || isVietnameseLetter(c);
        vietnamese = vietnamese || isVietnameseAlone(c);
    }
    end_word();
}

LetterFault LanguageCheck::result() const {
    const std::string_view base = baseOf(language_);
    if (base == "zh" && han_ == 0) {
        return {fmt::format("no Chinese character in subtitles in {}", language_),
                std::string(kCheckLanguage)};
    }
    if (words_ < kEnoughWords || base == "zh") {
        return {};
    }
    if (base == "vi" && marked_words_ == 0) {
        return {fmt::format("no Vietnamese letter in {} words of subtitles in vi", words_),
                std::string(kCheckLanguage)};
    }
    if (base != "vi" && vietnamese_words_ > kVietnameseShare * words_) {
        return {fmt::format("{} of {} words of subtitles in {} are Vietnamese",
                            vietnamese_words_,
                            words_,
                            language_),
                std::string(kCheckLanguage)};
    }
    return {};
}

} // namespace vr360
