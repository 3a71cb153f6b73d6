#include "packager/files/unicode.h"

#include "core/tour/utf8.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <memory>

namespace vr360 {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

const utf8proc_uint8_t* asBytes(std::string_view text) {
    return reinterpret_cast<const utf8proc_uint8_t*>(text.data());
}

bool isAscii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string mapped(std::string_view text, int options) {
    utf8proc_uint8_t* out = nullptr;
    const utf8proc_ssize_t size = utf8proc_map(asBytes(text),
                                               static_cast<utf8proc_ssize_t>(text.size()),
                                               &out,
                                               static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
    if (size < 0) {
        return std::string(text);
    }
    return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(size)};
}

/// UTF-16 after its byte order mark → UTF-8; empty when a surrogate stands alone.
std::string fromUtf16(std::string_view bytes, bool big_endian) {
    const auto unit = [&](std::size_t i) {
        const auto a = static_cast<std::uint8_t>(bytes[i]);
        const auto b = static_cast<std::uint8_t>(bytes[i + 1]);
        return static_cast<char32_t>(big_endian ? a << 8 | b : b << 8 | a);
    };
    std::string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t c = unit(i);
        if (c >= 0xD800 && c < 0xDC00 && i + 3 < bytes.size()) {
            const char32_t low = unit(i + 2);
            if (low < 0xDC00 || low >= 0xE000) {
                return {};
            }
            c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        } else if (c >= 0xD800 && c < 0xE000) {
            return {};
        }
        text += toUtf8(c);
    }
    return text;
}

} // namespace

std::string nfc(std::string_view text) {
    return isAscii(text) ? std::string(text) : mapped(text, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

std::vector<char32_t> codePoints(std::string_view text) {
    std::vector<char32_t> points;
    points.reserve(text.size());
    std::size_t i = 0;
    while (i < text.size()) {
        utf8proc_int32_t c = 0;
        const utf8proc_ssize_t step =
            utf8proc_iterate(asBytes(text) + i, static_cast<utf8proc_ssize_t>(text.size() - i), &c);
        if (step > 0) {
            points.push_back(static_cast<char32_t>(c));
        }
        i += static_cast<std::size_t>(std::max<utf8proc_ssize_t>(step, 1));
    }
    return points;
}

std::string toUtf8(char32_t code_point) {
    utf8proc_uint8_t bytes[4];
    const utf8proc_ssize_t size =
        utf8proc_encode_char(static_cast<utf8proc_int32_t>(code_point), bytes);
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
}

int countCharacters(std::string_view text) {
    return static_cast<int>(std::ranges::count_if(codePoints(text), [](char32_t c) {
        const auto kind = utf8proc_category(static_cast<utf8proc_int32_t>(c));
        return kind != UTF8PROC_CATEGORY_MN && kind != UTF8PROC_CATEGORY_ME &&
               kind != UTF8PROC_CATEGORY_CF;
    }));
}

DecodedText decodeText(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        const std::string text = fromUtf16(bytes.substr(2), bytes[0] == '\xFE');
        if (text.empty() && bytes.size() > 3) {
            return {{}, "damaged UTF-16", 1};
        }
        return {nfc(text), {}, 0};
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
    }
    const std::size_t bad = findInvalidUtf8(bytes);
    if (bad != kNone) {
        const auto line = std::ranges::count(bytes.substr(0, bad), '\n') + 1;
        return {{}, "not UTF-8 text", static_cast<int>(line)};
    }
    if (bytes.find('\0') != kNone) {
        return {{}, "not a text file (it holds zero bytes)", 1};
    }
    return {nfc(bytes), {}, 0};
}

int editDistance(std::string_view a, std::string_view b) {
    // Optimal string alignment: three rows of the table are enough.
    std::vector<int> before(b.size() + 1);
    std::vector<int> previous(b.size() + 1);
    std::vector<int> current(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        previous[j] = static_cast<int>(j);
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        current[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            current[j] = std::min({previous[j] + 1, current[j - 1] + 1, replace});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                current[j] = std::min(current[j], before[j - 2] + 1);
            }
        }
        std::swap(before, previous);
        std::swap(previous, current);
    }
    return previous[b.size()];
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    const std::string wanted = slug(word);
    std::string best;
    int best_distance = std::numeric_limits<int>::max();
    for (const std::string& candidate : candidates) {
        const int distance =
            std::min(editDistance(word, candidate), editDistance(wanted, slug(candidate)));
        if (distance < best_distance) {
            best_distance = distance;
            best = candidate;
        }
    }
    const int near = std::max(2, static_cast<int>(word.size()) / 3);
    const int longest = static_cast<int>(std::max(word.size(), best.size()));
    return best_distance <= near && best_distance < longest ? best : std::string();
}

std::string slug(std::string_view name) {
    std::string id;
    for (const char32_t c : codePoints(mapped(name,
                                              UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
                                                  UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD))) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            id += static_cast<char>(c);
        } else if (c == U'đ' || c == U'Đ') {
            id += 'd';
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    if (!id.empty() && id.back() == '-') {
        id.pop_back();
    }
    return id;
}

} // namespace vr360
