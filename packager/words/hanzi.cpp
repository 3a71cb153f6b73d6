#include "packager/words/hanzi.h"

#include <unicode/translit.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace vr360 {
namespace {

/// The most frequent characters of modern Chinese, and what guides talk about.
constexpr std::u32string_view kFrequent = U"的一是不了在人有我他这个们中来上大为和国地到以说时要就"
                                          U"出会可也你对生能而子那得于着下自之年过发后"
                                          U"作里用道行所然家种事成方多经么去法学如都同现当没动面起"
                                          U"看定天分还进好小部其些主样理心她本前开但"
                                          U"因只从想实日军者意无力它与长把机十民第公此已工使情明性"
                                          U"知全三又关点正业外将两高间由问很最重并物"
                                          U"手应战向头文体政美相见被利什二等产或新己制身果加西斯月"
                                          U"话合回特代内信表化老给世位次度门任常先海"
                                          U"通教儿原东声提立及比员解水名真论处走义各入几口认条平系"
                                          U"气题活尔更别打女变四神总何电数安少报才结"
                                          U"反受目太量再感建务做接必场件计管期市直德资命山金指克许"
                                          U"统区保至队形社便空决治展马科司五基眼书非"
                                          U"则听白却界达光放强即像难且权思王象完设式色路记南品住告"
                                          U"类求据程北边死张该交规万取拉格望觉术领共"
                                          U"确传师观清今切院让识候带导争运笑飞风步改收根干造言联持"
                                          U"组每济车亲极林服快办议往元英士证近失转夫"
                                          U"令准布始怎呢存未远叫台单影具罗字爱击流备兵连调深商算质"
                                          U"团集百需价花党华城石级整府离况亚请技际约"
                                          U"示复病息究线似官火断精满支视消越器容照须九增研写称企八"
                                          U"功吗包片史委乎查轻易早曾除农找装广显吧阿"
                                          U"李标谈吃图念六引历首医局突专费号尽另周较注语仅考落青随"
                                          U"选列武红响虽推势参希古众构房半节土投某案"
                                          U"黑维革划敌致陈律足态护七兴派孩验责营星够章音跟志底站严"
                                          U"巴例防族供效续施留讲型料终答紧黄绝奇察母"
                                          U"京段依批群项故按河米围江织害斗双境客纪采举杀攻父苏密低"
                                          U"朝友诉止细愿千值仍男钱破网热助倒育属坐帝"
                                          U"限船脸职速刻乐否刚威毛状率甚独球般普怕弹校苦创湖寺庙塔"
                                          U"街桥岛荷莲佛祠殿堂龙凤香茶园楼宫村树鱼雕"
                                          U"钟鼓祭节供奉座欢迎游览筑昔旧镇岸舟鸟季春夏秋冬";

bool isFrequent(char32_t c) {
    static const std::u32string kSorted = [] {
        std::u32string sorted(kFrequent);
        std::ranges::sort(sorted);
        return sorted;
    }();
    return std::ranges::binary_search(kSorted, c);
}

/// The lead byte of a character in GB 2312; 0 if it is not in there.
unsigned gbLead(char32_t c) {
    UErrorCode error = U_ZERO_ERROR;
    thread_local const std::unique_ptr<UConverter, decltype(&ucnv_close)> kGb(
        ucnv_open("GB2312", &error), &ucnv_close);
    if (!kGb) {
        return 0;
    }
    const icu::UnicodeString text(static_cast<UChar32>(c));
    ucnv_reset(kGb.get());
    std::array<char, 8> bytes{};
    error = U_ZERO_ERROR;
    const int32_t size = ucnv_fromUChars(kGb.get(),
                                         bytes.data(),
                                         static_cast<int32_t>(bytes.size()),
                                         text.getBuffer(),
                                         text.length(),
                                         &error);
    const auto lead = static_cast<unsigned char>(bytes[0]);
    return U_SUCCESS(error) && size == 2 && lead >= 0xB0 ? lead : 0;
}

/// All one-to-one replacements, made once: a transliterator must not be shared between threads.
class Simplifier {
public:
    Simplifier() {
        UErrorCode error = U_ZERO_ERROR;
        const std::unique_ptr<icu::Transliterator> rules(
            icu::Transliterator::createInstance("Hant-Hans", UTRANS_FORWARD, error));
        if (U_FAILURE(error) || !rules) {
            return;
        }
        for (char32_t c = kFirst; c < kFirst + forms_.size(); ++c) {
            icu::UnicodeString text(static_cast<UChar32>(c));
            rules->transliterate(text);
            if (text.countChar32() == 1 && text.char32At(0) != static_cast<UChar32>(c)) {
                forms_[c - kFirst] = static_cast<char16_t>(text.char32At(0));
            }
        }
    }
    [[nodiscard]] char32_t form(char32_t c) const {
        const bool in_table = c >= kFirst && c < kFirst + forms_.size();
        return in_table && forms_[c - kFirst] != 0 ? forms_[c - kFirst] : c;
    }

private:
    static constexpr char32_t kFirst = 0x4E00;
    std::array<char16_t, 0x9FFF - 0x4E00 + 1> forms_{};
};

} // namespace

bool isHan(char32_t c) {
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x323AF);
}

char32_t simplified(char32_t c) {
    static const Simplifier kSimplifier;
    return kSimplifier.form(c);
}

HanziUse hanziUse(char32_t c) {
    if (isFrequent(c)) {
        return HanziUse::kFrequent;
    }
    constexpr unsigned kFirstOfLevelTwo = 0xD8;
    const unsigned lead = gbLead(c);
    return lead == 0                 ? HanziUse::kForeign
           : lead < kFirstOfLevelTwo ? HanziUse::kUsual
                                     : HanziUse::kListed;
}

char32_t simplifiedInstead(char32_t c) {
    if (!isHan(c) || gbLead(c) != 0) {
        return 0;
    }
    const char32_t form = simplified(c);
    return form != c && gbLead(form) != 0 ? form : 0;
}

} // namespace vr360
