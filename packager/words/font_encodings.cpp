#include "packager/words/font_encodings.h"

#include "core/tour/utf8.h"
#include "packager/words/vietnamese.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <vector>

namespace vr360 {
namespace {

/// Signs that word processors write, as windows-1252 has them; else U+FFFD.
char32_t windowsSign(unsigned char byte) {
    switch (byte) {
    case 0x85:
        return U'…';
    case 0x91:
        return U'‘';
    case 0x92:
        return U'’';
    case 0x93:
        return U'“';
    case 0x94:
        return U'”';
    case 0x96:
        return U'–';
    case 0x97:
        return U'—';
    case 0xA0:
        return 0xA0;
    default:
        return kReplacementCharacter;
    }
}

// ---- TCVN3 ----

/// 80…FF of TCVN 5712:1993. The capitals with tones are its larger variant's (VN1); the ABC fonts
/// (VN3) have none, and nothing else in their places.
constexpr std::u32string_view kTcvn = U"ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
                                      U"ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
                                      U"\u00A0ĂÂÊÔƠƯĐăâêôơưđẰ"
                                      U"\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
                                      U"ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
                                      U"éẹềểễếệìỉỄẾỒĩíịò"
                                      U"Ổỏõóọồổỗốộờởỡớợù"
                                      U"ỖủũúụừửữứựỳỷỹýỵỐ";
static_assert(kTcvn.size() == 128);

/// VN1 has letters where other encodings have controls, too.
char32_t tcvnControl(unsigned char byte) {
    constexpr std::u32string_view kFrom01 = U"ÚỤ\0ỪỬỮ";
    constexpr std::u32string_view kFrom11 = U"ỨỰỲỶỸÝỴ";
    if (byte >= 0x01 && byte <= 0x06 && byte != 0x03) {
        return kFrom01[byte - 0x01U];
    }
    return byte >= 0x11 && byte <= 0x17 ? kFrom11[byte - 0x11U] : byte;
}

char32_t tcvnCharacter(char byte) {
    const auto code = static_cast<unsigned char>(byte);
    return code >= 0x80 ? kTcvn[code - 0x80U] : tcvnControl(code);
}

bool isLetter(char32_t c) {
    switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
        return true;
    default:
        return false;
    }
}

char32_t upperOf(char32_t c) {
    return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(c)));
}

bool isUpper(char32_t c) {
    return utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_LU;
}

/// A small letter that stands for its capital too: one with a tone.
bool isOfAnyCase(char32_t c) {
    return c >= 0x80 && !isUpper(c) &&
           std::u32string_view(U"ăâêôơưđ").find(c) == std::u32string_view::npos;
}

struct Word {
    std::size_t first = 0;
    std::size_t last = 0;
    bool in_line_with_last = false; ///< no line end between it and the word before
    int uppers = 0;
    int lowers = 0;
    bool vietnamese = false; ///< has letters beyond ASCII
    bool capital = false;    ///< whole

    [[nodiscard]] bool mayBeCapital() const { return lowers == 0; }
};

std::vector<Word> wordsOf(const std::u32string& text) {
    std::vector<Word> words;
    bool same_line = false;
    for (std::size_t at = 0; at < text.size();) {
        if (!isLetter(text[at])) {
            same_line = same_line && text[at] != U'\n' && text[at] != U'\r';
            ++at;
            continue;
        }
        Word word{.first = at, .in_line_with_last = same_line};
        for (; at < text.size() && isLetter(text[at]); ++at) {
            const char32_t c = text[at];
            word.vietnamese = word.vietnamese || c >= 0x80;
            if (isUpper(c)) {
                ++word.uppers;
            } else if (!isOfAnyCase(c)) {
                ++word.lowers;
            }
        }
        word.last = at;
        word.capital = word.mayBeCapital() && word.uppers >= 2;
        words.push_back(word);
        same_line = true;
    }
    return words;
}

/// `Hå` alone may be Hồ or HỒ: it is what its neighbours are. An abbreviation beside it is no
/// evidence, unless there is something on both sides.
void judgeByNeighbours(std::vector<Word>& words) {
    bool changed = true;
    for (std::size_t round = 0; changed && round < 8; ++round) {
        changed = false;
        for (std::size_t i = 0; i < words.size(); ++i) {
            Word& word = words[i];
            if (word.capital || !word.mayBeCapital()) {
                continue;
            }
            const Word* before = i > 0 && word.in_line_with_last ? &words[i - 1] : nullptr;
            const Word* after =
                i + 1 < words.size() && words[i + 1].in_line_with_last ? &words[i + 1] : nullptr;
            const bool both =
                before != nullptr && after != nullptr && before->capital && after->capital;
            const auto speaks = [](const Word* other) {
                return other != nullptr && other->capital && other->vietnamese;
            };
            const bool one = speaks(before) || speaks(after);
            const bool none_against =
                (before == nullptr || before->capital) && (after == nullptr || after->capital);
            if (both || (one && (word.uppers > 0 || none_against))) {
                word.capital = changed = true;
            }
        }
    }
}

/// Word processors put their quotes and dashes into ABC texts, where VN1 has capitals. It is a
/// letter if that makes a syllable with others.
void settleSigns(std::u32string& text, std::string_view bytes) {
    for (const Word& word : wordsOf(text)) {
        const std::size_t size = word.last - word.first;
        if (size > 1 && isVietnameseSyllable(std::u32string_view(text).substr(word.first, size))) {
            continue;
        }
        for (std::size_t i = word.first; i < word.last; ++i) {
            const char32_t sign = windowsSign(static_cast<unsigned char>(bytes[i]));
            text[i] = sign == kReplacementCharacter ? text[i] : sign;
        }
    }
}

bool isFirstSign(char32_t c) {
    return std::u32string_view(U" \t\"'“‘«(-–—").find(c) != std::u32string_view::npos;
}

bool endsSentence(std::u32string_view line) {
    const std::size_t last = line.find_last_not_of(U" \t\"'”’»)");
    return last != std::u32string_view::npos &&
           std::u32string_view(U".!?…").find(line[last]) != std::u32string_view::npos;
}

/// Between what is said: blank lines, numbers, times, the header.
bool isFrame(std::u32string_view line) {
    return line.find_first_not_of(U" \t0123456789") == std::u32string_view::npos ||
           line.find(U"-->") != std::u32string_view::npos || line.starts_with(U"WEBVTT");
}

/// A sentence begins with a capital, also if it is one that the encoding lacks.
void capitalizeSentences(std::u32string& text) {
    bool begins = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(U"\r\n", at), text.size());
        const std::u32string line = text.substr(at, end - at);
        if (!isFrame(line)) {
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (begins && isLetter(line[i]) && isOfAnyCase(line[i])) {
                    text[at + i] = upperOf(line[i]);
                }
                begins = endsSentence(std::u32string_view(line).substr(0, i + 1)) ||
                         (begins && isFirstSign(line[i]));
            }
        }
        at = end + 1;
    }
}

// ---- VNI ----

constexpr std::u32string_view kVowels = U"aeiouyAEIOUYôơưÔƠƯ";

struct VniByte {
    unsigned char byte; ///< of the small letter; capitals are 20 below
    std::u32string_view meaning;
    std::u32string_view capital; ///< empty for marks
};

constexpr std::array kVniBytes{
    VniByte{0xE0, U"\u0302\u0300", {}}, VniByte{0xE1, U"\u0302\u0301", {}},
    VniByte{0xE2, U"\u0302", {}},       VniByte{0xE3, U"\u0302\u0303", {}},
    VniByte{0xE4, U"\u0302\u0323", {}}, VniByte{0xE5, U"\u0302\u0309", {}},
    VniByte{0xE6, U"ỉ", U"Ỉ"},          VniByte{0xE8, U"\u0306\u0300", {}},
    VniByte{0xE9, U"\u0306\u0301", {}}, VniByte{0xEA, U"\u0306", {}},
    VniByte{0xEB, U"\u0306\u0323", {}}, VniByte{0xEC, U"ì", U"Ì"},
    VniByte{0xED, U"í", U"Í"},          VniByte{0xEE, U"ỵ", U"Ỵ"},
    VniByte{0xEF, U"\u0323", {}},       VniByte{0xF1, U"đ", U"Đ"},
    VniByte{0xF2, U"ị", U"Ị"},          VniByte{0xF3, U"ĩ", U"Ĩ"},
    VniByte{0xF4, U"ơ", U"Ơ"},          VniByte{0xF5, U"\u0303", {}},
    VniByte{0xF6, U"ư", U"Ư"},          VniByte{0xF8, U"\u0300", {}},
    VniByte{0xF9, U"\u0301", {}},       VniByte{0xFA, U"\u0306\u0309", {}},
    VniByte{0xFB, U"\u0309", {}},       VniByte{0xFC, U"\u0306\u0303", {}},
};

/// What a byte from 80 on means after a character; empty: nothing.
std::u32string_view vniMeaning(unsigned char byte, char32_t before) {
    const bool small = byte >= 0xE0;
    const auto wanted = static_cast<unsigned char>(small ? byte : byte + 0x20U);
    const auto* found = std::ranges::find(kVniBytes, wanted, &VniByte::byte);
    if (byte < 0xC0 || found == kVniBytes.end()) {
        return {};
    }
    if (!found->capital.empty()) {
        return small ? found->meaning : found->capital;
    }
    return kVowels.find(before) == std::u32string_view::npos ? std::u32string_view()
                                                             : found->meaning;
}

} // namespace

std::u32string decodeTcvn3(std::string_view bytes) {
    std::u32string text;
    text.reserve(bytes.size());
    std::ranges::transform(bytes, std::back_inserter(text), tcvnCharacter);
    settleSigns(text, bytes);
    std::vector<Word> words = wordsOf(text);
    judgeByNeighbours(words);
    for (const Word& word : words) {
        for (std::size_t i = word.first; word.capital && i < word.last; ++i) {
            text[i] = upperOf(text[i]);
        }
    }
    capitalizeSentences(text);
    return text;
}

std::u32string decodeVni(std::string_view bytes) {
    std::u32string text;
    text.reserve(bytes.size());
    for (const char byte : bytes) {
        const auto code = static_cast<unsigned char>(byte);
        if (code < 0x80) {
            text += code;
            continue;
        }
        const std::u32string_view meaning = vniMeaning(code, text.empty() ? U' ' : text.back());
        if (meaning.empty()) {
            text += windowsSign(code);
        } else {
            text += meaning;
        }
    }
    return text;
}

} // namespace vr360
