#include "packager/words/small_words.h"

#include <algorithm>
#include <span>

namespace vr360 {
namespace {

using Words = std::span<const std::u32string_view>;

constexpr std::u32string_view kEnglishJoints[] = {
    U"and",    U"or",     U"but",    U"nor",    U"so",      U"yet",    U"because", U"although",
    U"though", U"while",  U"when",   U"where",  U"which",   U"who",    U"whose",   U"that",
    U"if",     U"as",     U"unless", U"since",  U"until",   U"than",   U"of",      U"in",
    U"on",     U"at",     U"by",     U"with",   U"from",    U"for",    U"to",      U"into",
    U"over",   U"under",  U"after",  U"before", U"between", U"beside", U"behind",  U"through",
    U"along",  U"across", U"around", U"near",   U"without", U"within", U"during",  U"about"};
constexpr std::u32string_view kEnglishWeak[] = {
    U"a",    U"an",   U"the",  U"his",   U"her",   U"its",  U"their", U"our",
    U"your", U"my",   U"this", U"these", U"those", U"is",   U"are",   U"was",
    U"were", U"be",   U"been", U"has",   U"have",  U"had",  U"not",   U"no",
    U"very", U"more", U"most", U"every", U"each",  U"some", U"any",   U"one"};

constexpr std::u32string_view kVietnameseJoints[] = {
    U"và",   U"nhưng", U"mà",   U"hoặc",  U"hay",  U"nên",  U"vì",    U"bởi", U"nếu", U"khi",
    U"để",   U"rồi",   U"còn",  U"thì",   U"như",  U"với",  U"cùng",  U"tuy", U"dù",  U"song",
    U"do",   U"của",   U"ở",    U"trong", U"trên", U"dưới", U"từ",    U"đến", U"tới", U"cho",
    U"bằng", U"về",    U"theo", U"tại",   U"giữa", U"sau",  U"trước", U"qua", U"nơi"};
constexpr std::u32string_view kVietnameseWeak[] = {
    U"là",  U"được", U"bị",    U"đã",    U"đang", U"sẽ",  U"không", U"chưa", U"rất",
    U"một", U"hai",  U"ba",    U"những", U"các",  U"mỗi", U"mọi",   U"từng", U"ngôi",
    U"con", U"cái",  U"chiếc", U"tòa",   U"bức",  U"pho", U"cây",   U"tấm",  U"ngọn",
    U"hòn", U"bà",   U"ông",   U"năm",   U"thứ",  U"vua"};

constexpr std::u32string_view kChineseJoints[] = {
    U"和",   U"与",   U"及", U"以及", U"而",   U"但",   U"但是", U"并", U"并且", U"因为",
    U"所以", U"如果", U"或", U"或者", U"因此", U"于是", U"然后", U"也", U"则",   U"却",
    U"从",   U"在",   U"为", U"以",   U"由",   U"对",   U"向",   U"被", U"把",   U"当"};
constexpr std::u32string_view kChineseWeak[] = {
    U"第", U"每", U"这", U"那", U"各", U"一", U"不", U"很", U"最", U"更", U"曾", U"已"};
constexpr std::u32string_view kChineseParticles[] = {
    U"的", U"了", U"着", U"过", U"吗", U"呢", U"吧", U"们", U"地", U"得",
    U"之", U"上", U"下", U"里", U"中", U"时", U"后", U"前", U"年", U"座"};

bool has(Words words, std::u32string_view word) {
    return std::ranges::find(words, word) != words.end();
}

std::string_view baseOf(std::string_view language) {
    return language.substr(0, language.find('-'));
}

Words joints(std::string_view language) {
    const std::string_view base = baseOf(language);
    return base == "en"   ? Words(kEnglishJoints)
           : base == "vi" ? Words(kVietnameseJoints)
           : base == "zh" ? Words(kChineseJoints)
                          : Words();
}

Words weakEnds(std::string_view language) {
    const std::string_view base = baseOf(language);
    return base == "en"   ? Words(kEnglishWeak)
           : base == "vi" ? Words(kVietnameseWeak)
           : base == "zh" ? Words(kChineseWeak)
                          : Words();
}

} // namespace

bool isJoint(std::u32string_view word, std::string_view language) {
    return has(joints(language), word);
}

bool isWeakEnd(std::u32string_view word, std::string_view language) {
    return has(weakEnds(language), word) || isJoint(word, language);
}

bool isWeakStart(std::u32string_view word, std::string_view language) {
    return baseOf(language) == "zh" && has(kChineseParticles, word);
}

} // namespace vr360
