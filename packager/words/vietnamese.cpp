#include "packager/words/vietnamese.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <string>

namespace vr360 {
namespace {

constexpr std::array<std::u32string_view, 28> kInitials{
    U"",  U"b",  U"c",  U"ch", U"d", U"đ",  U"g",  U"gh", U"gi", U"h", U"k",  U"kh", U"l", U"m",
    U"n", U"ng", U"nh", U"p",  U"r", U"ph", U"qu", U"s",  U"t",  U"v", U"th", U"tr", U"x", U"ngh"};

/// By vowel, without tones.
constexpr std::u32string_view kRimes =
    U" a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây"
    U" e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu"
    U" i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu"
    U" o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oem oen oeo"
    U" oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt"
    U" u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt uơ up ut"
    U" uy uya uych uyên uyêt uyn uynh uyp uyt uyu"
    U" ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu"
    U" y ych ynh yt yu yêm yên yêng yêt yêu ";

enum class Tone { kLevel, kGrave, kHook, kTilde, kAcute, kDot };

constexpr char32_t kCircumflex = 0x302;
constexpr char32_t kBreve = 0x306;
constexpr char32_t kHorn = 0x31B;

/// A word taken apart: small letters without tones, and the tone.
struct Parts {
    std::u32string letters;
    Tone tone = Tone::kLevel;
    bool possible = true;
};

Tone toneOf(char32_t mark) {
    switch (mark) {
    case 0x300:
        return Tone::kGrave;
    case 0x301:
        return Tone::kAcute;
    case 0x303:
        return Tone::kTilde;
    case 0x309:
        return Tone::kHook;
    case 0x323:
        return Tone::kDot;
    default:
        return Tone::kLevel;
    }
}

/// The vowel with its modifier, or 0 where Vietnamese has no such letter.
char32_t modified(char32_t letter, char32_t mark) {
    struct Letter {
        char32_t plain;
        char32_t mark;
        char32_t whole;
    };
    constexpr std::array kLetters{
        Letter{U'a', kBreve, U'ă'},
        Letter{U'a', kCircumflex, U'â'},
        Letter{U'e', kCircumflex, U'ê'},
        Letter{U'o', kCircumflex, U'ô'},
        Letter{U'o', kHorn, U'ơ'},
        Letter{U'u', kHorn, U'ư'},
    };
    for (const Letter& known : kLetters) {
        if (known.plain == letter && known.mark == mark) {
            return known.whole;
        }
    }
    return 0;
}

void takeMark(Parts& parts, char32_t mark) {
    if (const Tone tone = toneOf(mark); tone != Tone::kLevel) {
        parts.possible = parts.possible && parts.tone == Tone::kLevel;
        parts.tone = tone;
        return;
    }
    const char32_t whole = parts.letters.empty() ? 0 : modified(parts.letters.back(), mark);
    parts.possible = parts.possible && whole != 0;
    if (whole != 0) {
        parts.letters.back() = whole;
    }
}

Parts takeApart(std::u32string_view word) {
    Parts parts;
    for (const char32_t c : word) {
        std::array<utf8proc_int32_t, 8> points{};
        int boundary = 0;
        const utf8proc_ssize_t count =
            utf8proc_decompose_char(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)),
                                    points.data(),
                                    static_cast<utf8proc_ssize_t>(points.size()),
                                    UTF8PROC_DECOMPOSE,
                                    &boundary);
        for (utf8proc_ssize_t i = 0; i < count && i < 8; ++i) {
            const auto point = static_cast<char32_t>(points[static_cast<std::size_t>(i)]);
            if (utf8proc_category(static_cast<utf8proc_int32_t>(point)) == UTF8PROC_CATEGORY_MN) {
                takeMark(parts, point);
            } else {
                parts.letters += point;
            }
        }
    }
    return parts;
}

bool isRime(std::u32string_view letters) {
    std::u32string wanted = U" ";
    wanted += letters;
    wanted += U' ';
    return kRimes.find(wanted) != std::u32string_view::npos;
}

/// A syllable that ends in a stop has one of two tones.
bool takesTone(std::u32string_view rime, Tone tone) {
    const bool stops = rime.ends_with(U'c') || rime.ends_with(U"ch") || rime.ends_with(U'p') ||
                       rime.ends_with(U't');
    return !stops || tone == Tone::kAcute || tone == Tone::kDot;
}

} // namespace

bool isVietnameseSyllable(std::u32string_view word) {
    constexpr std::size_t kLongest = 7; // nghiêng
    if (word.empty() || word.size() > 2 * kLongest) {
        return false;
    }
    const Parts parts = takeApart(word);
    if (!parts.possible || parts.letters.size() > kLongest) {
        return false;
    }
    const std::u32string_view letters = parts.letters;
    return std::ranges::any_of(kInitials, [&](std::u32string_view initial) {
        if (!letters.starts_with(initial)) {
            return false;
        }
        const std::u32string_view rime = letters.substr(initial.size());
        return isRime(rime) && takesTone(rime, parts.tone);
    });
}

bool isVietnameseLetter(char32_t c) {
    if (c < 0x80) {
        return false;
    }
    if (c == U'đ' || c == U'Đ') {
        return true;
    }
    if (utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_MN) {
        return false;
    }
    const Parts parts = takeApart({&c, 1});
    return parts.possible && parts.letters.size() == 1 &&
           std::u32string_view(U"aăâeêioôơuưy").find(parts.letters[0]) != std::u32string_view::npos;
}

} // namespace vr360
