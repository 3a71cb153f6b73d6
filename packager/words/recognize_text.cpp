#include "packager/words/recognize_text.h"

#include "core/tour/utf8.h"
#include "packager/files/unicode.h"
#include "packager/words/likeness.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace vr360 {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kSave = "Open it in a subtitle or text editor and save it as UTF-8.";

/// Enough to tell encodings apart.
constexpr std::size_t kSampleBytes = std::size_t{64} << 10U;
/// Below this, a reading makes no sense.
constexpr double kLeastShare = 0.5;
/// From this on it is no guess, if there is so much evidence and no other reading comes near.
constexpr double kPlainShare = 0.6;
constexpr double kPlainEvidence = 3.0;
constexpr double kPlainLead = 0.25;
/// What looks so right cannot be chance, whatever else it looks like.
constexpr double kSureShare = 0.85;
constexpr double kSureEvidence = 8.0;
/// What the language that a file should be in is worth between equals.
constexpr double kExpected = 0.1;

std::string encode(std::u32string_view text) {
    std::string bytes;
    bytes.reserve(text.size());
    for (const char32_t c : text) {
        appendUtf8(bytes, c);
    }
    return nfc(bytes);
}

std::u32string composed(const std::u32string& text) {
    const std::vector<char32_t> points = codePoints(encode(text));
    return {points.begin(), points.end()};
}

/// A text as one encoding has it.
struct Reading {
    Encoding encoding = Encoding::kUtf8;
    Likeness likeness;
    double score = 0.0;
    bool expected = false; ///< the encoding of the language that the text should be in
    std::u32string sample; ///< in NFC
};

using Measure = Likeness (*)(std::u32string_view);

struct Candidate {
    Encoding encoding;
    std::string_view language; ///< that is written in it; empty: several
    Measure measure;
};

constexpr std::array kCandidates{
    Candidate{Encoding::kWindows1258, "vi", &mixedLikeness},
    Candidate{Encoding::kTcvn3, "vi", &vietnameseLikeness},
    Candidate{Encoding::kVni, "vi", &vietnameseLikeness},
    Candidate{Encoding::kGb18030, "zh", &chineseLikeness},
    Candidate{Encoding::kBig5, "zh", &chineseLikeness},
    Candidate{Encoding::kWindows1252, "", &westernLikeness},
    // UTF-8 with a few bytes broken, in each kind of language.
    Candidate{Encoding::kUtf8, "vi", &vietnameseLikeness},
    Candidate{Encoding::kUtf8, "zh", &chineseLikeness},
};

bool isWhole(std::u32string_view text) {
    return text.find(kReplacementCharacter) == kNone;
}

/// All readings, the likeliest first.
std::vector<Reading> readingsOf(std::string_view sample, std::string_view language) {
    const std::string_view base = language.substr(0, language.find('-'));
    const bool is_eastern = base == "vi" || base == "zh";
    std::vector<Reading> readings;
    for (const Candidate& candidate : kCandidates) {
        Reading reading{.encoding = candidate.encoding,
                        .sample = composed(decodeBytes(sample, candidate.encoding))};
        reading.likeness = candidate.measure(reading.sample);
        reading.expected = candidate.language.empty() ? !is_eastern : candidate.language == base;
        reading.score = reading.likeness.share() + (reading.expected ? kExpected : 0.0);
        readings.push_back(std::move(reading));
    }
    std::ranges::stable_sort(readings, std::ranges::greater{}, &Reading::score);
    // Many texts are the same in two encodings: it is called what it probably is.
    const auto same = std::ranges::find_if(readings, [&](const Reading& reading) {
        return reading.expected && reading.sample == readings.front().sample;
    });
    if (same != readings.end()) {
        same->likeness = readings.front().likeness;
        std::rotate(readings.begin(), same, same + 1);
    }
    return readings;
}

std::string percent(const Reading& reading) {
    return fmt::format("{:.0f} %", 100.0 * reading.likeness.share());
}

/// Why the best reading may be wrong; empty where it can hardly be.
std::string doubtOf(const std::vector<Reading>& readings) {
    const Reading& best = readings.front();
    if (best.likeness.share() >= kSureShare && best.likeness.evidence() >= kSureEvidence) {
        return {};
    }
    const auto rival = std::ranges::find_if(readings, [&](const Reading& other) {
        return other.encoding != best.encoding && other.sample != best.sample &&
               isWhole(other.sample);
    });
    if (rival != readings.end() && rival->likeness.share() >= kLeastShare &&
        rival->score > best.score - kPlainLead) {
        return fmt::format("{} of it looks right so, and {} as {}",
                           percent(best),
                           percent(*rival),
                           encodingName(rival->encoding));
    }
    if (best.likeness.share() < kPlainShare) {
        return fmt::format("only {} of it looks right so", percent(best));
    }
    const bool has_rival = rival != readings.end() && rival->likeness.share() >= kLeastShare / 2;
    if (has_rival && best.likeness.evidence() < kPlainEvidence) {
        return fmt::format("it has few words to tell by; it could be {}",
                           encodingName(rival->encoding));
    }
    return {};
}

Fault faultAt(std::string_view name, std::string_view text_before, std::string what) {
    const auto line = std::ranges::count(text_before, '\n') + 1;
    return {fmt::format("{}:{}", name, line), std::move(what), std::string(kSave)};
}

/// Of a text in a wide encoding; its line ends are counted after decoding.
Result<RecognizedText> wideText(std::string_view bytes, Encoding encoding, std::string_view name) {
    const std::u32string text = decodeBytes(bytes, encoding);
    const std::size_t bad = std::min(text.find(kReplacementCharacter), text.find(U'\0'));
    if (bad != kNone) {
        return faultAt(name, encode(text.substr(0, bad)), "damaged UTF-16");
    }
    return RecognizedText{.text = encode(text), .encoding = encoding};
}

/// UTF-16 without a mark has a zero in every second byte of a line end, digit or space.
Result<RecognizedText> unmarkedWideText(std::string_view bytes, std::string_view name) {
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        zeros[i % 2] += bytes[i] == '\0' ? 1 : 0;
    }
    const std::size_t most = std::max(zeros[0], zeros[1]);
    const std::size_t least = std::min(zeros[0], zeros[1]);
    if (most < 8 || least * 4 > most || most * 16 < bytes.size()) {
        return faultAt(
            name, bytes.substr(0, bytes.find('\0')), "not a text file (it holds zero bytes)");
    }
    return wideText(
        bytes, zeros[0] > zeros[1] ? Encoding::kUtf16Big : Encoding::kUtf16Little, name);
}

/// Whole lines around a place where there is something to tell by.
std::string_view sampleAround(std::string_view bytes, std::size_t place) {
    std::size_t begin = 0;
    if (place > kSampleBytes / 2) {
        begin = bytes.rfind('\n', place - kSampleBytes / 2);
        begin = begin == kNone ? 0 : begin + 1;
    }
    const std::size_t least = std::max(place, begin + kSampleBytes);
    return bytes.substr(begin, std::min(bytes.find('\n', least), bytes.size()) - begin);
}

Result<RecognizedText>
oldText(std::string_view bytes, std::string_view language, std::string_view name) {
    const std::size_t first = findInvalidUtf8(bytes);
    const std::string_view before = bytes.substr(0, first);
    const std::vector<Reading> readings = readingsOf(sampleAround(bytes, first), language);
    const Reading& best = readings.front();
    if (best.encoding == Encoding::kUtf8 && best.likeness.share() >= kLeastShare) {
        return faultAt(name, before, "not UTF-8 text here, though it is elsewhere in the file");
    }
    if (best.likeness.share() < (isWhole(best.sample) ? kLeastShare : kPlainShare)) {
        return faultAt(name,
                       before,
                       fmt::format("not UTF-8 text, and no encoding was found that makes sense of "
                                   "it (as {}, {} looks right)",
                                   encodingName(best.encoding),
                                   percent(best)));
    }
    const std::u32string text = decodeBytes(bytes, best.encoding);
    if (const std::size_t bad = text.find(kReplacementCharacter); bad != kNone) {
        return faultAt(name,
                       encode(text.substr(0, bad)),
                       fmt::format("holds something that is not {}, though the rest is",
                                   encodingName(best.encoding)));
    }
    return RecognizedText{
        .text = encode(text), .encoding = best.encoding, .doubt = doubtOf(readings)};
}

} // namespace

Result<RecognizedText>
recognizeText(std::string_view bytes, std::string_view language, std::string_view name) {
    if (bytes.starts_with("\xFF\xFE")) {
        return wideText(bytes.substr(2), Encoding::kUtf16Little, name);
    }
    if (bytes.starts_with("\xFE\xFF")) {
        return wideText(bytes.substr(2), Encoding::kUtf16Big, name);
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    if (bytes.find('\0') != kNone) {
        return unmarkedWideText(bytes, name);
    }
    if (findInvalidUtf8(bytes) == kNone) {
        return RecognizedText{.text = nfc(bytes)};
    }
    return oldText(bytes, language, name);
}

} // namespace vr360
