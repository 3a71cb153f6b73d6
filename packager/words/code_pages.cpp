#include "packager/words/code_pages.h"

#include "core/tour/utf8.h"
#include "packager/words/font_encodings.h"

#include <unicode/ucnv.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace vr360 {
namespace {

std::u32string decodeUtf8(std::string_view bytes) {
    std::u32string text;
    text.reserve(bytes.size());
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t length = utf8Length(bytes.substr(at, 4));
        if (length == 0) {
            text += kReplacementCharacter;
            ++at;
            continue;
        }
        const auto byte = [&](std::size_t i) {
            return static_cast<char32_t>(static_cast<unsigned char>(bytes[at + i]));
        };
        char32_t c = byte(0);
        if (length > 1) {
            c &= 0x3FU >> (length - 1);
            for (std::size_t i = 1; i < length; ++i) {
                c = c << 6U | (byte(i) & 0x3FU);
            }
        }
        text += c;
        at += length;
    }
    return text;
}

std::u32string decodeUtf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<std::uint8_t>(bytes[i]);
        const auto b = static_cast<std::uint8_t>(bytes[i + 1]);
        return static_cast<char32_t>(big_endian ? a << 8 | b : b << 8 | a);
    };
    const auto isLow = [](char32_t c) { return c >= 0xDC00 && c < 0xE000; };
    std::u32string text;
    text.reserve(bytes.size() / 2);
    std::size_t i = 0;
    for (; i + 1 < bytes.size(); i += 2) {
        const char32_t c = unit(i);
        if (c < 0xD800 || c >= 0xE000) {
            text += c;
        } else if (!isLow(c) && i + 3 < bytes.size() && isLow(unit(i + 2))) {
            text += 0x10000 + ((c - 0xD800) << 10U) + (unit(i + 2) - 0xDC00);
            i += 2;
        } else {
            text += kReplacementCharacter;
        }
    }
    if (i < bytes.size()) {
        text += kReplacementCharacter; // half a character
    }
    return text;
}

/// By a converter of ICU, whose tables come with it: the system's own may lack some.
std::u32string decodeByTable(std::string_view bytes, const char* name) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(ucnv_open(name, &error),
                                                                       &ucnv_close);
    if (U_FAILURE(error)) {
        return std::u32string(bytes.size(), kReplacementCharacter);
    }
    std::u32string text;
    text.reserve(bytes.size());
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at < end) {
        error = U_ZERO_ERROR;
        const char* const before = at;
        const UChar32 c = ucnv_getNextUChar(converter.get(), &at, end, &error);
        const bool known = U_SUCCESS(error) && c >= 0 && !(c >= 0x80 && c < 0xA0);
        text += known ? static_cast<char32_t>(c) : kReplacementCharacter;
        if (at <= before) {
            break; // cut off in the middle of a character
        }
    }
    return text;
}

} // namespace

std::string_view encodingName(Encoding encoding) {
    switch (encoding) {
    case Encoding::kUtf8:
        return "UTF-8";
    case Encoding::kUtf16Little:
        return "UTF-16 LE";
    case Encoding::kUtf16Big:
        return "UTF-16 BE";
    case Encoding::kWindows1258:
        return "windows-1258";
    case Encoding::kTcvn3:
        return "TCVN3 (ABC)";
    case Encoding::kVni:
        return "VNI";
    case Encoding::kGb18030:
        return "GB18030";
    case Encoding::kBig5:
        return "Big5";
    case Encoding::kWindows1252:
        return "windows-1252";
    }
    return "";
}

std::u32string decodeBytes(std::string_view bytes, Encoding encoding) {
    switch (encoding) {
    case Encoding::kUtf8:
        return decodeUtf8(bytes);
    case Encoding::kUtf16Little:
    case Encoding::kUtf16Big:
        return decodeUtf16(bytes, encoding == Encoding::kUtf16Big);
    case Encoding::kWindows1258:
        return decodeByTable(bytes, "windows-1258");
    case Encoding::kTcvn3:
        return decodeTcvn3(bytes);
    case Encoding::kVni:
        return decodeVni(bytes);
    case Encoding::kGb18030:
        return decodeByTable(bytes, "gb18030");
    case Encoding::kBig5:
        return decodeByTable(bytes, "Big5-HKSCS");
    case Encoding::kWindows1252:
        return decodeByTable(bytes, "windows-1252");
    }
    return {};
}

} // namespace vr360
