#include "core/tour/utf8.h"

namespace vr360 {

namespace {

unsigned byteAt(std::string_view text, std::size_t at) {
    return static_cast<unsigned char>(text[at]);
}

bool isContinuation(std::string_view text, std::size_t at) {
    return at < text.size() && (byteAt(text, at) & 0xC0U) == 0x80U;
}

} // namespace

std::size_t utf8Length(std::string_view text) {
    if (text.empty()) {
        return 0;
    }
    const unsigned lead = byteAt(text, 0);
    if (lead < 0x80U) {
        return 1;
    }
    // Below C2 it is a continuation or overlong, above F4 beyond U+10FFFF.
    if (lead < 0xC2U || lead > 0xF4U || !isContinuation(text, 1)) {
        return 0;
    }
    if (lead < 0xE0U) {
        return 2;
    }
    const unsigned second = byteAt(text, 1);
    if (!isContinuation(text, 2) || (lead == 0xE0U && second < 0xA0U) ||
        (lead == 0xEDU && second >= 0xA0U)) {
        return 0;
    }
    if (lead < 0xF0U) {
        return 3;
    }
    if (!isContinuation(text, 3) || (lead == 0xF0U && second < 0x90U) ||
        (lead == 0xF4U && second >= 0x90U)) {
        return 0;
    }
    return 4;
}

std::size_t findInvalidUtf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = utf8Length(text.substr(at, 4));
        if (length == 0) {
            return at;
        }
        at += length;
    }
    return std::string_view::npos;
}

void appendUtf8(std::string& text, char32_t character) {
    if (character > 0x10FFFFU || (character >= 0xD800U && character < 0xE000U)) {
        character = kReplacementCharacter;
    }
    const auto put = [&text](char32_t byte) { text.push_back(static_cast<char>(byte)); };
    if (character < 0x80U) {
        put(character);
    } else if (character < 0x800U) {
        put(0xC0U | (character >> 6U));
        put(0x80U | (character & 0x3FU));
    } else if (character < 0x10000U) {
        put(0xE0U | (character >> 12U));
        put(0x80U | ((character >> 6U) & 0x3FU));
        put(0x80U | (character & 0x3FU));
    } else {
        put(0xF0U | (character >> 18U));
        put(0x80U | ((character >> 12U) & 0x3FU));
        put(0x80U | ((character >> 6U) & 0x3FU));
        put(0x80U | (character & 0x3FU));
    }
}

} // namespace vr360
