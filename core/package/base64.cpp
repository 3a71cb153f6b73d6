#include "core/package/base64.h"

#include <cstddef>
#include <cstdint>

namespace vr360 {

namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int digitValue(char c) {
    if (c >= 'A' && c <= 'Z') {
        return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
        return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
        return c - '0' + 52;
    }
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

} // namespace

std::string encodeBase64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        std::uint32_t group = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            group <<= 8U;
            group |= at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U;
        }
        for (std::size_t i = 0; i < 4; ++i) {
            const bool padding = at + i > bytes.size();
            text += padding ? '=' : kDigits[(group >> (18U - 6U * i)) & 63U];
        }
    }
    return text;
}

bool decodeBase64(std::string_view text, std::string& bytes) {
    bytes.clear();
    if (text.size() % 4 != 0) {
        return false;
    }
    const std::size_t digits = text.find_last_not_of('=') + 1; // npos + 1 is 0
    if (text.size() - digits > 2) {
        return false;
    }
    bytes.reserve(digits * 3 / 4);
    std::uint32_t group = 0;
    unsigned bits = 0;
    for (const char c : text.substr(0, digits)) {
        const int value = digitValue(c);
        if (value < 0) {
            return false;
        }
        group = (group << 6U) | static_cast<std::uint32_t>(value);
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>((group >> bits) & 0xFFU);
            group &= (1U << bits) - 1U;
        }
    }
    return group == 0;
}

} // namespace vr360
